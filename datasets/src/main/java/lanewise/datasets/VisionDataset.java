package lanewise.datasets;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Images of one size with a class each, held in memory as bytes: the common part of {@link MNIST}, {@link CIFAR10} and
 * {@link IdxDataset}.
 *
 * <p>A sample is what PyTorch's would be: the image as uint8 {@code (H, W)} or, in colour, {@code (H, W, 3)}, put
 * through the transform, and the class as int64 {@code ()}. How it comes about depends on what the transform promises.
 * Where it is pointwise, a batch of grey images is looked up in a table of the 256 results; where it is deterministic,
 * each result is kept, as long as all of them take no more than a quarter of the heap; otherwise it runs for each
 * sample each time. The values are the same bit for bit.
 */
public abstract class VisionDataset implements BatchedDataset {
    private static final int VALUES = 256;

    private final String name;
    private final byte[] pixels;
    private final byte[] labels;
    /** Of one image: (H, W) or (H, W, C). */
    private final int[] shape;

    private final int each;
    private final @Nullable Transform transform;
    private final @Nullable Transform targetTransform;

    /** The result for each pixel value, where the transform is pointwise and keeps the number of elements. */
    private final float @Nullable [] table;
    /** The shape of one sample by the table. */
    private final int[] tableShape;
    /** The results so far, where the transform is deterministic and they fit. */
    private final @Nullable AtomicReferenceArray<Tensor> kept;

    /**
     * torchvision's keyword arguments; each method gives a copy with one of them changed.
     *
     * @param train whether to take the images to train on rather than those to test with
     * @param download whether to fetch what is missing or damaged
     * @param offline whether to refuse to fetch all the same
     * @param transform for images, from uint8 {@code (H, W)} or {@code (H, W, 3)}; null for none
     * @param targetTransform for classes, from int64 {@code ()}; null for none
     */
    public record Options(
            boolean train,
            boolean download,
            boolean offline,
            @Nullable Transform transform,
            @Nullable Transform targetTransform) {
        /** {@return a copy that fetches what is missing, or does not} */
        public Options download(boolean value) {
            return new Options(train, value, offline, transform, targetTransform);
        }

        /** {@return a copy that never touches the network, or may} */
        public Options offline(boolean value) {
            return new Options(train, download, value, transform, targetTransform);
        }

        /** {@return a copy with this transform for images} */
        public Options transform(Transform function) {
            return new Options(train, download, offline, function, targetTransform);
        }

        /** {@return a copy with this transform for classes} */
        public Options targetTransform(Transform function) {
            return new Options(train, download, offline, transform, function);
        }
    }

    /** Takes over what was read; {@code images} is (N, H, W) or (N, H, W, C) and {@code labels} (N). */
    VisionDataset(
            String name, Idx images, Idx labels, @Nullable Transform transform, @Nullable Transform targetTransform) {
        int[] all = images.shape();
        if (all.length != 3 && all.length != 4 || labels.shape().length != 1 || all[0] != labels.shape()[0]) {
            throw new IllegalArgumentException(name + ": expected images (N, H, W) and labels (N), got "
                    + Arrays.toString(all) + " and " + Arrays.toString(labels.shape())
                    + "; are the two files of one set?");
        }
        this.name = name;
        this.pixels = images.data();
        this.labels = labels.data();
        this.shape = Arrays.copyOfRange(all, 1, all.length);
        this.each = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        this.transform = transform;
        this.targetTransform = targetTransform;
        Tensor first =
                size() == 0 || transform == null || !transform.deterministic() ? null : transform.apply(image(0));
        if (first != null
                && shape.length == 2
                && transform.pointwise()
                && first.dtype() == DType.FLOAT32
                && first.numel() == each
                && each > 0) {
            this.table = table(transform);
            this.tableShape = first.shape();
            checkTable(table, first);
        } else {
            this.table = null;
            this.tableShape = new int[0];
        }
        long bytes = first == null
                ? 0
                : (long) size() * first.numel() * first.dtype().itemSize();
        boolean keep =
                first != null && table == null && bytes <= Runtime.getRuntime().maxMemory() / 4;
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

    /** {@return all images untransformed, uint8 (N, H, W) or (N, H, W, 3); a copy} */
    public final Tensor data() {
        return Tensor.fromArray(pixels, prepend(size(), shape));
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
        byte[] rows = new byte[Math.multiplyExact(indices.length, each)];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(pixels, indices[i] * each, rows, i * each, each);
        }
        return table == null
                ? Tensor.asTensor(rows, prepend(indices.length, shape))
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
        return Tensor.asTensor(Arrays.copyOfRange(pixels, index * each, (index + 1) * each), shape);
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
        float[] results = new float[VALUES];
        for (int from = 0; from < VALUES; from += each) {
            byte[] probe = new byte[each];
            for (int j = 0; j < each; j++) {
                probe[j] = (byte) (from + j);
            }
            float[] seen = transform.apply(Tensor.asTensor(probe, shape)).toFloatArray();
            for (int j = 0; j < Math.min(each, VALUES - from); j++) {
                results[from + j] = seen[j];
            }
        }
        return results;
    }

    /** A transform that only says that it is pointwise must not get away with it. */
    private void checkTable(float[] results, Tensor first) {
        float[] looked = lookUp(results, Arrays.copyOf(pixels, each));
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
