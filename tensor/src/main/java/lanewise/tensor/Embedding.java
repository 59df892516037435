package lanewise.tensor;

import java.util.Arrays;
import lanewise.autograd.GradMode;
import org.jspecify.annotations.Nullable;

/** Rows of a table looked up by number, alone or in bags: what {@code lanewise.nn.Functional} builds on. */
public final class Embedding {

    private Embedding() {}

    /**
     * Rows of a table. dW = G added at the rows that were read, except at {@code paddingIdx}.
     *
     * @param indices int64 or int32 {@code (*)}
     * @param weight floating {@code (V, D)}
     * @param paddingIdx a row that gets no gradient; null for none; negative ones count from the end
     * @param maxNorm rows that are read and longer are first shortened to this, in place; null for none
     * @param normType which norm that is
     * @param scaleGradByFreq whether the gradient of a row is divided by how often it was read
     * @return {@code (*, D)}
     * @throws IllegalArgumentException if sizes or element types do not fit
     * @throws IndexOutOfBoundsException if an index is no row
     */
    public static Tensor embedding(
            Tensor indices,
            Tensor weight,
            @Nullable Integer paddingIdx,
            @Nullable Double maxNorm,
            double normType,
            boolean scaleGradByFreq) {
        long[] rows = rows("embedding", indices, weight);
        int padding = padding("embedding", paddingIdx, weight);
        if (maxNorm != null) {
            shorten(weight, rows, maxNorm, normType);
        }
        int[] shape = Arrays.copyOf(indices.shape, indices.dim() + 1);
        shape[indices.dim()] = weight.shape[1];
        return lookUp("embedding", weight, rows, padding, scaleGradByFreq).reshape(shape);
    }

    /** Rows (n, D). dW = G, weighted, added at the rows; the derivative of that is the weighted rows of G. */
    private static Tensor lookUp(String op, Tensor weight, long[] rows, int padding, boolean scaleGradByFreq) {
        Tensor at = Tensor.fromArray(rows);
        Tensor y;
        try (var _ = GradMode.noGrad()) {
            y = weight.detach().indexSelect(0, at);
        }
        double[] factors = factors(rows, weight.shape[0], padding, scaleGradByFreq);
        int[] table = weight.shape;
        return y.op(op).derivedFrom(weight, g -> {
            Tensor share = factors == null ? g : g.mul(Tensor.fromArray(factors, factors.length, 1).to(g.dtype()));
            return Tensor.zeros(table, g.dtype()).indexAdd(0, at, share);
        });
    }

    private static double @Nullable [] factors(long[] rows, int count, int padding, boolean scaleGradByFreq) {
        if (padding < 0 && !scaleGradByFreq) {
            return null;
        }
        int[] frequency = new int[count];
        for (long row : rows) {
            frequency[(int) row]++;
        }
        double[] factors = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            factors[i] = rows[i] == padding ? 0 : scaleGradByFreq ? 1.0 / frequency[(int) rows[i]] : 1;
        }
        return factors;
    }

    /**
     * Sums, means or maxima of bags of rows.
     *
     * @param indices int64 or int32: {@code (B, n)} for bags of n, or {@code (N)} with {@code offsets}
     * @param weight floating {@code (V, D)}
     * @param offsets where each bag begins {@code (B)}; null for two-dimensional indices
     * @param mode {@code "sum"}, {@code "mean"} or {@code "max"}
     * @param perSampleWeights what rows are multiplied by, in the shape of the indices, for sums only; null for none
     * @param includeLastOffset whether the last offset is the end of the last bag
     * @param paddingIdx a row that does not count; null for none
     * @return {@code (B, D)}; 0 for an empty bag
     * @throws IllegalArgumentException if sizes, element types or options do not fit
     * @throws IndexOutOfBoundsException if an index is no row
     */
    public static Tensor bag(
            Tensor indices,
            Tensor weight,
            @Nullable Tensor offsets,
            @Nullable Double maxNorm,
            double normType,
            boolean scaleGradByFreq,
            String mode,
            @Nullable Tensor perSampleWeights,
            boolean includeLastOffset,
            @Nullable Integer paddingIdx) {
        long[] rows = rows("embeddingBag", indices, weight);
        int padding = padding("embeddingBag", paddingIdx, weight);
        if (!mode.equals("sum") && !mode.equals("mean") && !mode.equals("max")) {
            throw new IllegalArgumentException("embeddingBag: mode has to be one of sum, mean or max, got " + mode);
        }
        if (mode.equals("max") && scaleGradByFreq) {
            throw new IllegalArgumentException(
                    "embeddingBag: max mode does not support scaling the gradient by the frequency");
        }
        if (perSampleWeights != null && !mode.equals("sum")) {
            throw new IllegalArgumentException("embeddingBag: per_sample_weights is only supported for mode='sum' (got mode='"
                    + mode + "')");
        }
        if (perSampleWeights != null
                && (!Arrays.equals(perSampleWeights.shape, indices.shape) || perSampleWeights.dtype() != weight.dtype())) {
            throw new IllegalArgumentException("embeddingBag: expected per_sample_weights in the shape of the input "
                    + Shape.show(indices.shape) + " and the weight's dtype " + weight.dtype() + ", got "
                    + perSampleWeights.dtype() + " " + Shape.show(perSampleWeights.shape));
        }
        int[] starts = starts(indices, offsets, includeLastOffset);
        if (maxNorm != null) {
            shorten(weight, rows, maxNorm, normType);
        }
        int bags = starts.length - 1;
        int kept = 0;
        long[] keptRows = new long[rows.length];
        long[] positions = new long[rows.length];
        long[] bagOf = new long[rows.length];
        int[] counts = new int[bags];
        for (int b = 0; b < bags; b++) {
            for (int i = starts[b]; i < starts[b + 1]; i++) {
                if (rows[i] != padding) {
                    keptRows[kept] = rows[i];
                    positions[kept] = i;
                    bagOf[kept++] = b;
                    counts[b]++;
                }
            }
        }
        Tensor values = lookUp("embeddingBag", weight, Arrays.copyOf(keptRows, kept), -1, scaleGradByFreq);
        if (perSampleWeights != null) {
            Tensor own = perSampleWeights.reshape(-1).indexSelect(0, Tensor.fromArray(Arrays.copyOf(positions, kept)));
            values = values.mul(own.unsqueeze(1));
        }
        if (mode.equals("max") && kept > 0) {
            return largest(values, counts);
        }
        Tensor zeros = Tensor.zeros(new int[] {bags, weight.shape[1]}, weight.dtype());
        Tensor sums = zeros.indexAdd(0, Tensor.fromArray(Arrays.copyOf(bagOf, kept)), values);
        if (!mode.equals("mean")) {
            return sums;
        }
        double[] divisors = new double[bags];
        for (int b = 0; b < bags; b++) {
            divisors[b] = Math.max(1, counts[b]);
        }
        return sums.div(Tensor.fromArray(divisors, bags, 1).to(weight.dtype()));
    }

    /** The largest of each bag of neighbouring rows, column by column; the first of equals. */
    private static Tensor largest(Tensor values, int[] counts) {
        int width = values.shape[1];
        double[] v = values.detach().to(DType.FLOAT64).toDoubleArray();
        long[] at = new long[counts.length * width];
        boolean[] empty = new boolean[counts.length];
        int start = 0;
        for (int b = 0; b < counts.length; b++) {
            empty[b] = counts[b] == 0;
            for (int d = 0; d < width && !empty[b]; d++) {
                int best = start;
                for (int i = start + 1; i < start + counts[b]; i++) {
                    best = v[i * width + d] > v[best * width + d] ? i : best;
                }
                at[b * width + d] = best;
            }
            start += counts[b];
        }
        return values.gather(0, Tensor.fromArray(at, counts.length, width))
                .maskedFill(Tensor.fromArray(empty, counts.length, 1), 0);
    }

    /** Where each bag begins, and the end. */
    private static int[] starts(Tensor indices, @Nullable Tensor offsets, boolean includeLastOffset) {
        if (indices.dim() == 2) {
            if (offsets != null) {
                throw new IllegalArgumentException("embeddingBag: if input is 2D, then offsets has to be null, as input is"
                        + " treated as a mini-batch of fixed length sequences; got offsets " + Shape.show(offsets.shape));
            }
            int[] starts = new int[indices.shape[0] + 1];
            for (int b = 0; b < starts.length; b++) {
                starts[b] = b * indices.shape[1];
            }
            return starts;
        }
        if (indices.dim() != 1 || offsets == null || offsets.dim() != 1) {
            throw new IllegalArgumentException("embeddingBag: input has to be 2D, or 1D with 1D offsets; got input "
                    + Shape.show(indices.shape) + " and offsets " + (offsets == null ? "null" : Shape.show(offsets.shape)));
        }
        if (offsets.isFloatingPoint()) {
            throw new IllegalArgumentException("embeddingBag: expected integer offsets, got " + offsets.dtype());
        }
        long[] given = offsets.to(DType.INT64).toLongArray();
        int n = indices.shape[0];
        if (includeLastOffset && given.length == 0) {
            throw new IllegalArgumentException("embeddingBag: include_last_offset needs at least one offset");
        }
        int bags = includeLastOffset ? given.length - 1 : given.length;
        int[] starts = new int[bags + 1];
        for (int b = 0; b <= bags; b++) {
            long at = b < bags ? given[b] : includeLastOffset ? given[bags] : n;
            long before = b == 0 ? 0 : starts[b - 1];
            if (at < before || at > n || b == 0 && at != 0) {
                throw new IllegalArgumentException("embeddingBag: offsets[0] has to be 0, and offsets must not decrease or be"
                        + " beyond the input's length " + n + "; got " + Arrays.toString(given));
            }
            starts[b] = (int) at;
        }
        return starts;
    }

    private static long[] rows(String op, Tensor indices, Tensor weight) {
        if (weight.dim() != 2) {
            throw new IllegalArgumentException(op + ": 'weight' must be 2-D (V, D), got " + Shape.show(weight.shape));
        }
        Convolution.floating(op, weight);
        if (indices.dtype() != DType.INT64 && indices.dtype() != DType.INT32) {
            throw new IllegalArgumentException(op + ": expected indices to be int64 or int32, got " + indices.dtype()
                    + "; convert them with toLong()");
        }
        long[] rows = indices.to(DType.INT64).toLongArray();
        for (long row : rows) {
            if (row < 0 || row >= weight.shape[0]) {
                throw new IndexOutOfBoundsException(op + ": index " + row + " is out of range for " + weight.shape[0]
                        + " rows, weight " + Shape.show(weight.shape));
            }
        }
        return rows;
    }

    private static int padding(String op, @Nullable Integer paddingIdx, Tensor weight) {
        if (paddingIdx == null) {
            return -1;
        }
        int count = weight.shape[0];
        if (paddingIdx < -count || paddingIdx >= count) {
            throw new IllegalArgumentException(
                    op + ": padding_idx must be within num_embeddings " + count + ", got " + paddingIdx);
        }
        return paddingIdx < 0 ? paddingIdx + count : paddingIdx;
    }

    /** Shortens the rows that are read to {@code maxNorm}, in place. */
    private static void shorten(Tensor weight, long[] rows, double maxNorm, double p) {
        try (var _ = GradMode.noGrad()) {
            Arrays.stream(rows).distinct().forEach(row -> {
                Tensor own = weight.select(0, (int) row);
                double norm = norm(own.detach().to(DType.FLOAT64).toDoubleArray(), p);
                if (norm > maxNorm) {
                    own.mul_(maxNorm / (norm + 1e-7));
                }
            });
        }
    }

    private static double norm(double[] values, double p) {
        double sum = 0;
        double largest = 0;
        for (double value : values) {
            double size = Math.abs(value);
            largest = Math.max(largest, size);
            sum += p == 0 ? (size == 0 ? 0 : 1) : Math.pow(size, p);
        }
        return p == Double.POSITIVE_INFINITY ? largest : p == 0 ? sum : Math.pow(sum, 1 / p);
    }
}
