package lanewise.nn;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lanewise.tensor.Attention;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** softmax(Q Kᵀ / √E) V and its masks (Vaswani et al., 2017). */
final class Attentions {

    private Attentions() {}

    /** What attention returns: the values, and how much of each one went into them. */
    record Result(Tensor output, Tensor weights) {}

    /**
     * Attends.
     *
     * @param q {@code (*, L, E)}
     * @param k {@code (*, S, E)}
     * @param v {@code (*, S, Ev)}
     * @param mask floating, added to the scores, broadcast to {@code (*, L, S)}; or null
     */
    static Result attend(Tensor q, Tensor k, Tensor v, @Nullable Tensor mask, double dropout, boolean training) {
        if (q.dim() < 2 || k.dim() < 2 || v.dim() < 2 || q.size(-1) != k.size(-1) || k.size(-2) != v.size(-2)) {
            throw new IllegalArgumentException(
                    "scaledDotProductAttention: expected query (*, L, E), key (*, S, E) and value"
                            + " (*, S, Ev), got " + Arrays.toString(q.shape()) + ", " + Arrays.toString(k.shape())
                            + " and "
                            + Arrays.toString(v.shape()));
        }
        Tensor scores = q.mul(1 / Math.sqrt(q.size(-1))).matmul(k.transpose(-2, -1));
        if (mask != null) {
            scores = scores.add(mask);
        }
        Tensor weights = scores.softmax(-1);
        if (dropout > 0 && training) {
            weights = Functional.dropout(weights, dropout, true);
        }
        return new Result(weights.matmul(v), weights);
    }

    /** The values alone, without a matrix of weights where the kernels can do without. */
    static Tensor output(Tensor q, Tensor k, Tensor v, @Nullable Tensor mask, double dropout) {
        int dims = q.dim();
        boolean alike = dims > 2
                && k.dim() == dims
                && v.dim() == dims
                && q.size(-1) == k.size(-1)
                && k.size(-2) == v.size(-2)
                && (mask == null || mask.dim() <= 2 && !mask.requiresGrad());
        for (int d = 0; alike && d < dims - 2; d++) {
            alike = q.size(d) == k.size(d) && k.size(d) == v.size(d);
        }
        if (!alike || dropout > 0) {
            return attend(q, k, v, mask, dropout, dropout > 0).output();
        }
        List<Tensor> stacks =
                Stream.of(q, k, v).map(x -> x.flatten(0, dims - 3)).toList();
        int[] shape = q.shape();
        shape[dims - 1] = v.size(-1);
        return Attention.attend(stacks, mask, 1, true).reshape(shape);
    }

    /** Zero where a query may see a key, else −∞; queries see keys up to their own place. */
    static Tensor causal(int queries, int keys, DType dtype) {
        double[] mask = new double[queries * keys];
        for (int i = 0; i < queries; i++) {
            for (int j = i + 1; j < keys; j++) {
                mask[i * keys + j] = Double.NEGATIVE_INFINITY;
            }
        }
        return Tensor.fromArray(mask, queries, keys).to(dtype);
    }

    /** Turns a bool mask into zeros and, where it says {@code hidden}, −∞; a floating one is returned in the dtype. */
    static Tensor additive(Tensor mask, boolean hidden, DType dtype) {
        if (mask.dtype() == DType.BOOL) {
            Tensor gone = hidden ? mask : mask.logicalNot();
            return Tensor.zeros(mask.shape(), dtype).maskedFill(gone, Double.NEGATIVE_INFINITY);
        }
        if (!mask.isFloatingPoint()) {
            throw new IllegalArgumentException(
                    "attention: masks are bool or floating, got " + mask.dtype() + "; convert with toBool()");
        }
        return mask.to(dtype);
    }
}
