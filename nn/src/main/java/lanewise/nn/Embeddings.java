package lanewise.nn;

import java.util.Arrays;
import lanewise.autograd.GradMode;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table by index, and bags of them: the parts behind {@link Functional#embedding} and
 * {@link Functional#embeddingBag}.
 */
final class Embeddings {

    private Embeddings() {}

    static Tensor embedding(Tensor indices, Tensor weight, Embedding.Options o) {
        check("embedding", indices, weight);
        Tensor flat = indices.reshape(-1);
        shorten(weight, flat, o.maxNorm(), o.normType());
        Tensor rows = rows("embedding", weight, flat, o.scaleGradByFreq());
        if (o.paddingIdx() != null && rows.requiresGrad()) {
            Tensor padded = flat.eq(padding("embedding", o.paddingIdx(), weight.size(0)));
            // The same values, but the padding's come without history.
            rows = rows.detach().where(padded.unsqueeze(1), rows);
        }
        int[] shape = Arrays.copyOf(indices.shape(), indices.dim() + 1);
        shape[indices.dim()] = weight.size(1);
        return rows.reshape(shape);
    }

    static Tensor bag(
            Tensor indices,
            Tensor weight,
            @Nullable Tensor offsets,
            @Nullable Tensor perSampleWeights,
            EmbeddingBag.Options o) {
        String op = "embeddingBag";
        check(op, indices, weight);
        if (perSampleWeights != null
                && (o.mode() != EmbeddingBag.Mode.SUM || !Arrays.equals(perSampleWeights.shape(), indices.shape()))) {
            throw new IllegalArgumentException(
                    op + ": perSampleWeights go with mode SUM and have the shape of the indices "
                            + LossChecks.show(indices.shape()) + "; got mode " + o.mode() + " and "
                            + LossChecks.show(perSampleWeights.shape()));
        }
        long[] starts = starts(op, indices, offsets, o.includeLastOffset());
        int bags = starts.length - 1;
        long[] all = indices.toLongArray();
        Integer padding = padding(op, o.paddingIdx(), weight.size(0));

        // Which places count, and the bag that each belongs to.
        long[] places = new long[all.length];
        long[] bagOf = new long[all.length];
        double[] counts = new double[bags];
        int kept = 0;
        for (int bag = 0; bag < bags; bag++) {
            for (int i = (int) starts[bag]; i < starts[bag + 1]; i++) {
                if (padding == null || all[i] != padding) {
                    places[kept] = i;
                    bagOf[kept++] = bag;
                    counts[bag]++;
                }
            }
        }
        Tensor place = Tensor.fromArray(Arrays.copyOf(places, kept));
        Tensor bag = Tensor.fromArray(Arrays.copyOf(bagOf, kept));
        Tensor used = indices.reshape(-1).indexSelect(0, place);
        shorten(weight, used, o.maxNorm(), o.normType());
        Tensor rows = rows(op, weight, used, o.scaleGradByFreq());
        if (perSampleWeights != null) {
            rows = rows.mul(perSampleWeights.reshape(-1).indexSelect(0, place).unsqueeze(1));
        }
        if (o.mode() == EmbeddingBag.Mode.MAX) {
            return largest(rows, bagOf, bags, counts);
        }
        Tensor sums =
                Tensor.zeros(new int[] {bags, weight.size(1)}, weight.dtype()).indexAdd(0, bag, rows);
        if (o.mode() == EmbeddingBag.Mode.SUM) {
            return sums;
        }
        for (int i = 0; i < bags; i++) {
            counts[i] = Math.max(counts[i], 1);
        }
        return sums.div(Tensor.fromArray(counts, bags, 1).to(weight.dtype()));
    }

    /** The start of each bag and, last, the end of the last one. */
    private static long[] starts(String op, Tensor indices, @Nullable Tensor offsets, boolean includesEnd) {
        if (indices.dim() == 2) {
            if (offsets != null) {
                throw new IllegalArgumentException(
                        op + ": if indices are 2D, then offsets has to be null, as the rows are the bags");
            }
            long[] starts = new long[indices.size(0) + 1];
            for (int i = 0; i < starts.length; i++) {
                starts[i] = (long) i * indices.size(1);
            }
            return starts;
        }
        if (indices.dim() != 1 || offsets == null || offsets.dim() != 1 || offsets.isFloatingPoint()) {
            throw new IllegalArgumentException(op + ": expected indices (B, N), or (N) with integer offsets (B); got "
                    + LossChecks.show(indices.shape()) + " and "
                    + (offsets == null ? "no offsets" : LossChecks.show(offsets.shape())));
        }
        int end = indices.size(0);
        long[] given = offsets.toLongArray();
        long[] starts = includesEnd ? given : Arrays.copyOf(given, given.length + 1);
        if (!includesEnd) {
            starts[given.length] = end;
        }
        if (starts.length == 0 || starts[0] != 0) {
            throw new IllegalArgumentException(
                    op + ": offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to"
                            + " start from position 0; got " + Arrays.toString(given));
        }
        for (int i = 1; i < starts.length; i++) {
            if (starts[i] < starts[i - 1] || starts[i] > end) {
                throw new IllegalArgumentException(
                        op + ": offsets must not fall and must not be greater than the number of" + " indices, " + end
                                + "; got " + Arrays.toString(given));
            }
        }
        return starts;
    }

    /** In each place the largest element of a bag; 0 for an empty bag. The gradient goes to the first of equal ones. */
    private static Tensor largest(Tensor rows, long[] bagOf, int bags, double[] counts) {
        int size = rows.size(1);
        double[] values = rows.toDoubleArray();
        double[] best = new double[bags * size];
        long[] where = new long[bags * size];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        Arrays.fill(where, -1);
        for (int i = 0; i < rows.size(0); i++) {
            int at = (int) bagOf[i] * size;
            for (int j = 0; j < size; j++) {
                if (where[at + j] < 0 || values[i * size + j] > best[at + j]) {
                    best[at + j] = values[i * size + j];
                    where[at + j] = i;
                }
            }
        }
        boolean[] empty = new boolean[bags];
        for (int bag = 0; bag < bags; bag++) {
            empty[bag] = counts[bag] == 0;
        }
        for (int i = 0; i < where.length; i++) {
            where[i] = Math.max(where[i], 0);
        }
        if (rows.size(0) == 0) {
            return Tensor.zeros(new int[] {bags, size}, rows.dtype());
        }
        return rows.gather(0, Tensor.fromArray(where, bags, size)).maskedFill(Tensor.fromArray(empty, bags, 1), 0);
    }

    private static Tensor rows(String op, Tensor weight, Tensor flat, boolean byFrequency) {
        Tensor rows;
        try {
            rows = weight.indexSelect(0, flat);
        } catch (IndexOutOfBoundsException e) {
            throw new IndexOutOfBoundsException(
                    op + ": an index is not from 0 to " + (weight.size(0) - 1) + ": " + e.getMessage());
        }
        if (byFrequency && rows.requiresGrad()) {
            long[] indices = flat.toLongArray();
            double[] count = new double[weight.size(0)];
            double[] factor = new double[indices.length];
            for (long index : indices) {
                count[(int) index]++;
            }
            for (int i = 0; i < indices.length; i++) {
                factor[i] = 1 / count[(int) indices[i]];
            }
            Tensor scale = Tensor.fromArray(factor, indices.length, 1).to(weight.dtype());
            rows.registerHook(g -> g.mul(scale));
            // A tensor of its own, so that a hook of the caller sees the unscaled gradient.
            return rows.view(rows.shape());
        }
        return rows;
    }

    private static void check(String op, Tensor indices, Tensor weight) {
        if (weight.dim() != 2) {
            throw new IllegalArgumentException(op + ": 'weight' must be 2-D, got " + LossChecks.show(weight.shape()));
        }
        if (indices.dtype() != DType.INT64 && indices.dtype() != DType.INT32) {
            throw new IllegalArgumentException(op + ": expected indices of type int64 or int32, got " + indices.dtype()
                    + "; convert with toLong()");
        }
    }

    /** Shortens the rows that are used and too long, in place. */
    private static void shorten(Tensor weight, Tensor flat, @Nullable Double maxNorm, double normType) {
        if (maxNorm == null) {
            return;
        }
        try (var _ = GradMode.noGrad()) {
            for (long index :
                    Arrays.stream(flat.toLongArray()).distinct().sorted().toArray()) {
                Tensor row = weight.detach().select(0, (int) index);
                double norm = Distances.norm(row, normType, 0, false).item();
                if (norm > maxNorm) {
                    row.mul_(maxNorm / (norm + 1e-7));
                }
            }
        }
    }

    /** The padding counted from the start. */
    static @Nullable Integer padding(String op, @Nullable Integer paddingIdx, int rows) {
        if (paddingIdx == null) {
            return null;
        }
        if (paddingIdx < -rows || paddingIdx >= rows) {
            throw new IllegalArgumentException(op + ": paddingIdx must be within numEmbeddings, from " + -rows + " to "
                    + (rows - 1) + ", got " + paddingIdx);
        }
        return paddingIdx < 0 ? paddingIdx + rows : paddingIdx;
    }

    static void clear(Tensor weight, @Nullable Integer paddingIdx) {
        if (paddingIdx != null) {
            try (var _ = GradMode.noGrad()) {
                weight.detach().select(0, paddingIdx).fill_(0);
            }
        }
    }

    static String repr(
            Tensor weight,
            @Nullable Double maxNorm,
            double normType,
            boolean scaleGradByFreq,
            @Nullable String mode,
            @Nullable Integer paddingIdx) {
        String common = (maxNorm == null ? "" : ", max_norm=" + PyText.real(maxNorm))
                + (normType == 2 ? "" : ", norm_type=" + PyText.real(normType))
                + (scaleGradByFreq ? ", scale_grad_by_freq=True" : "");
        String padding = paddingIdx == null ? "" : ", padding_idx=" + paddingIdx;
        String sizes = weight.size(0) + ", " + weight.size(1);
        return mode == null ? sizes + padding + common : sizes + common + ", mode='" + mode + "'" + padding;
    }
}
