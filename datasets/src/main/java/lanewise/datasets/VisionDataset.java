package lanewise.datasets;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Grey images of one size with a class each, held in memory as bytes: the common part of {@link MNIST} and
 * {@link IdxDataset}.
 *
 * <p>A sample is what PyTorch's would be: the image as uint8 {@code (H, W)}, put through the transform, and the class
 * as int64 {@code ()}. How it comes about depends on what the transform promises. Where it is pointwise, a batch is
 * looked up in a table of the 256 results; where it is deterministic, each result is kept, as long as all of them take
 * no more than a quarter of the heap; otherwise it runs for each sample each time. The values are the same bit for bit.
 */
public abstract class VisionDataset implements BatchedDataset {
    private static final int VALUES = 256;

    private final String name;
    private final byte[] pixels;
    private final byte[] labels;
    private final int height;
    private final int width;
    private final @Nullable Transform transform;
    private final @Nullable Transform targetTransform;

    /** The result for each pixel value, where the transform is pointwise and keeps the number of elements. */
    private final float @Nullable [] table;
    /** The shape of one sample by the table. */
    private final int[] tableShape;
    /** The results so far, where the transform is deterministic and they fit. */
    private final @Nullable AtomicReferenceArray<Tensor> kept;

    /** Takes over what was read; {@code images} is (N, H, W) and {@code labels} (N). */
    VisionDataset(
            String name, Idx images, Idx labels, @Nullable Transform transform, @Nullable Transform targetTransform) {
        int[] shape = images.shape();
        if (shape.length != 3 || labels.shape().length != 1 || shape[0] != labels.shape()[0]) {
            throw new IllegalArgumentException(name + ": expected images (N, H, W) and labels (N), got "
                    + Arrays.toString(shape) + " and " + Arrays.toString(labels.shape())
                    + "; are the two files of one set?");
        }
        this.name = name;
        this.pixels = images.data();
        this.labels = labels.data();
        this.height = shape[1];
        this.width = shape[2];
        this.transform = transform;
        this.targetTransform = targetTransform;
        Tensor first =
                size() == 0 || transform == null || !transform.deterministic() ? null : transform.apply(image(0));
        if (first != null
                && transform.pointwise()
                && first.dtype() == DType.FLOAT32
                && first.numel() == height * width) {
            this.table = table(transform);
            this.tableShape = first.shape();
            checkTable(table, first);
        } else {
            this.table = null;
            this.tableShape = new int[0];
        }
        long all = first == null
                ? 0
                : (long) size() * first.numel() * first.dtype().itemSize();
        boolean keep =
                first != null && table == null && all <= Runtime.getRuntime().maxMemory() / 4;
        this.kept = keep ? new AtomicReferenceArray<>(size()) : null;
    }

    // ---- as PyTorch's ----

    @Override
    public final int size() {
        return labels.length;
    }

    /**
     * One image, transformed, and its class.
     *
     * @throws IndexOutOfBoundsException if there is no such sample
     */
    @Override
    public final Sample get(int index) {
        Objects.checkIndex(index, size());
        Tensor kept = kept(index);
        return new Sample(kept == null ? transformed(index) : kept.clone(), target(index));
    }

    /** {@return all images untransformed, uint8 (N, H, W); a copy} */
    public final Tensor data() {
        return Tensor.fromArray(pixels, size(), height, width);
    }

    /** {@return all classes, int64 (N)} */
    public final Tensor targets() {
        long[] all = new long[labels.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = labels[i] & 0xff;
        }
        return Tensor.asTensor(all, all.length);
    }

    /** {@return what the classes are called, by number; empty where they have no names} */
    public abstract List<String> classes();

    // ---- in batches ----

    @Override
    public final boolean canBatch() {
        return (transform == null || table != null || kept != null) && targetTransform == null;
    }

    @Override
    public final Batch getBatch(int... indices) {
        if (!canBatch()) {
            throw new UnsupportedOperationException(
                    name + ": the transform has to run for each sample; use get(index)");
        }
        long[] targets = new long[indices.length];
        for (int i = 0; i < indices.length; i++) {
            targets[i] = labels[Objects.checkIndex(indices[i], size())] & 0xff;
        }
        return new Batch(inputs(indices), Tensor.asTensor(targets, targets.length));
    }

    private Tensor inputs(int[] indices) {
        if (transform != null && table == null) {
            return Tensor.stack(Arrays.stream(indices).mapToObj(this::kept).toList());
        }
        // All rows are copied before any is looked up: the copies wait for memory together, not one after the other.
        int each = height * width;
        byte[] rows = new byte[Math.multiplyExact(indices.length, each)];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(pixels, indices[i] * each, rows, i * each, each);
        }
        return table == null
                ? Tensor.asTensor(rows, indices.length, height, width)
                : Tensor.asTensor(lookUp(table, rows), prepend(indices.length, tableShape));
    }

    private static float[] lookUp(float[] table, byte[] pixels) {
        float[] values = new float[pixels.length];
        for (int j = 0; j < values.length; j++) {
            values[j] = table[pixels[j] & 0xff];
        }
        return values;
    }

    // ---- one by one ----

    private Tensor image(int index) {
        int each = height * width;
        return Tensor.asTensor(Arrays.copyOfRange(pixels, index * each, (index + 1) * each), height, width);
    }

    private Tensor transformed(int index) {
        return transform == null ? image(index) : transform.apply(image(index));
    }

    private Tensor target(int index) {
        Tensor label = Tensor.tensor((long) (labels[index] & 0xff));
        return targetTransform == null ? label : targetTransform.apply(label);
    }

    /** The kept result, made now if need be (perhaps by two threads, to the same bits); null where none is kept. */
    private @Nullable Tensor kept(int index) {
        if (kept == null) {
            return null;
        }
        Tensor result = kept.get(index);
        if (result == null) {
            result = transformed(index);
            kept.set(index, result);
        }
        return result;
    }

    // ---- the table ----

    /** What the transform makes of each pixel value, found by showing it images that hold them all. */
    private float[] table(Transform transform) {
        int each = height * width;
        float[] results = new float[VALUES];
        for (int from = 0; from < VALUES; from += each) {
            byte[] probe = new byte[each];
            for (int j = 0; j < each; j++) {
                probe[j] = (byte) (from + j);
            }
            float[] seen =
                    transform.apply(Tensor.asTensor(probe, height, width)).toFloatArray();
            for (int j = 0; j < Math.min(each, VALUES - from); j++) {
                results[from + j] = seen[j];
            }
        }
        return results;
    }

    /** A transform that only says that it is pointwise must not get away with it. */
    private void checkTable(float[] results, Tensor first) {
        float[] looked = lookUp(results, Arrays.copyOf(pixels, height * width));
        if (!Arrays.equals(looked, first.toFloatArray())) {
            throw new IllegalArgumentException(name + ": the transform says that it is pointwise, but its result for a"
                    + " pixel depends on more than the pixel's value; let pointwise() return false: " + transform);
        }
    }

    private static int[] prepend(int n, int[] shape) {
        int[] all = new int[shape.length + 1];
        all[0] = n;
        System.arraycopy(shape, 0, all, 1, shape.length);
        return all;
    }

    // ---- printing ----

    /** Lines that say more about the set, for {@link #toString}. */
    abstract List<String> details();

    /** As torchvision prints it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Dataset " + name + "\n    Number of datapoints: " + size());
        details().forEach(line -> text.append("\n    ").append(line));
        if (transform != null || targetTransform != null) {
            text.append("\n    StandardTransform");
        }
        if (transform != null) {
            text.append("\nTransform: ").append(transform.toString().replace("\n", "\n           "));
        }
        if (targetTransform != null) {
            text.append("\nTarget transform: ")
                    .append(targetTransform.toString().replace("\n", "\n                  "));
        }
        return text.toString();
    }
}
