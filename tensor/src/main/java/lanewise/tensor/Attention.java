package lanewise.tensor;

import org.jspecify.annotations.Nullable;

/** Scaled dot-product attention (Vaswani et al., 2017): what {@code lanewise.nn.Functional} builds on. */
public final class Attention {

    private Attention() {}

    /**
     * What attention found.
     *
     * @param output {@code (…, L, V)}
     * @param weights how much each key counted for each query, {@code (…, L, S)}
     */
    public record Result(Tensor output, Tensor weights) {}

    /**
     * softmax(Q Kᵀ / √E + mask) V.
     *
     * @param query {@code (…, L, E)}
     * @param key {@code (…, S, E)}
     * @param value {@code (…, S, V)}
     * @param mask {@code (…, L, S)}, false where a query must not see a key, or numbers that are added; null for none
     * @param dropout the probability with which a weight is dropped; 0 outside training
     * @param causal whether query i sees only keys up to i
     * @param generator what drops weights
     * @throws IllegalArgumentException if sizes, element types or options do not fit
     */
    public static Result scaledDotProduct(
            Tensor query,
            Tensor key,
            Tensor value,
            @Nullable Tensor mask,
            double dropout,
            boolean causal,
            Generator generator) {
        check(query, key, value, mask, dropout, causal);
        int width = query.shape[query.dim() - 1];
        int queries = query.shape[query.dim() - 2];
        int keys = key.shape[key.dim() - 2];
        Tensor scores = query.mul(1 / Math.sqrt(width)).matmul(key.transpose(-2, -1));
        if (causal) {
            scores = scores.maskedFill(Tensor.ones(new int[] {queries, keys}, DType.BOOL).tril().logicalNot(), Double.NEGATIVE_INFINITY);
        } else if (mask != null && mask.dtype() == DType.BOOL) {
            scores = scores.maskedFill(mask.logicalNot(), Double.NEGATIVE_INFINITY);
        } else if (mask != null) {
            scores = scores.add(mask);
        }
        Tensor weights = scores.softmax(-1);
        if (dropout > 0) {
            Tensor kept = Tensor.zeros(weights.shape, weights.dtype()).bernoulli_(1 - dropout, generator);
            weights = dropout == 1 ? weights.mul(kept) : weights.mul(kept.div_(1 - dropout));
        }
        return new Result(weights.matmul(value), weights);
    }

    private static void check(
            Tensor query, Tensor key, Tensor value, @Nullable Tensor mask, double dropout, boolean causal) {
        Convolution.floating("scaledDotProductAttention", query);
        if (query.dtype() != key.dtype() || query.dtype() != value.dtype()) {
            throw new IllegalArgumentException("scaledDotProductAttention: expected query, key and value to have the same dtype,"
                    + " but got " + query.dtype() + ", " + key.dtype() + " and " + value.dtype());
        }
        if (query.dim() < 2
                || key.dim() < 2
                || value.dim() < 2
                || query.shape[query.dim() - 1] != key.shape[key.dim() - 1]
                || key.shape[key.dim() - 2] != value.shape[value.dim() - 2]) {
            throw new IllegalArgumentException("scaledDotProductAttention: expected query (…, L, E), key (…, S, E) and value"
                    + " (…, S, V), but got " + Shape.show(query.shape) + ", " + Shape.show(key.shape) + " and "
                    + Shape.show(value.shape));
        }
        if (causal && mask != null) {
            throw new IllegalArgumentException(
                    "scaledDotProductAttention: explicit attn_mask should not be set when is_causal=true");
        }
        if (mask != null && mask.dtype() != DType.BOOL && mask.dtype() != query.dtype()) {
            throw new IllegalArgumentException("scaledDotProductAttention: expected attn_mask to be bool or of the query's dtype "
                    + query.dtype() + ", but got " + mask.dtype());
        }
        if (!(dropout >= 0 && dropout <= 1)) {
            throw new IllegalArgumentException(
                    "scaledDotProductAttention: dropout probability has to be between 0 and 1, but got " + dropout);
        }
    }
}
