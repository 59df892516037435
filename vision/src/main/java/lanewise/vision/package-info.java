/**
 * Pictures as training data, what {@code torchvision} is to PyTorch.
 *
 * <ul>
 *   <li>{@link lanewise.vision.ImageFolder}: a folder of pictures, one folder inside it for each class;
 *   <li>transforms of pictures {@code (C, H, W)}: {@link lanewise.vision.Resize}, {@link lanewise.vision.CenterCrop},
 *       {@link lanewise.vision.RandomCrop}, {@link lanewise.vision.RandomHorizontalFlip}, {@link
 *       lanewise.vision.RandomAffine}, {@link lanewise.vision.ColorJitter}, {@link lanewise.vision.RandomErasing} and
 *       their kin, to be strung together by {@link lanewise.datasets.Compose}. The random ones draw the same numbers
 *       for a sample of an epoch whatever the number of workers.
 * </ul>
 *
 * <p>The sets that are downloaded (MNIST, CIFAR-10 …) and the loaders are in {@link lanewise.datasets}.
 */
@NullMarked
package lanewise.vision;

import org.jspecify.annotations.NullMarked;
