/**
 * Data on its way to a model: sets of samples, the loader that makes batches of them, and what turns raw pixels into
 * tensors. The names and the flow are PyTorch's ({@code torch.utils.data} and {@code torchvision}).
 *
 * <p>Start at {@link lanewise.datasets.Dataset}: a size and a sample for each index.
 * {@link lanewise.datasets.DataLoader} walks one in batches, shuffled or not, on as many worker threads as asked, and
 * gives the same batches in the same order whatever their number. {@link lanewise.datasets.MNIST} is the first set,
 * {@link lanewise.datasets.CIFAR10} one in colour; MNIST
 * reads its files through {@link lanewise.datasets.Idx} and, only when asked to, fetches them with
 * {@link lanewise.datasets.Downloader}. A {@link lanewise.datasets.Transform} works on one sample, yet a set that can
 * prove a transform to be a function of each pixel alone applies it to whole batches through a table, bit for bit the
 * same. Data that NumPy and scikit-learn split comes out the same here: {@link lanewise.datasets.NumpyRandom},
 * {@link lanewise.datasets.Datasets#trainTestSplit(java.util.List, double, long) trainTestSplit}. Folders of pictures
 * and their transforms are in the module {@code lanewise.vision}, tables in {@code lanewise.tables}.
 */
@NullMarked
package lanewise.datasets;

import org.jspecify.annotations.NullMarked;
