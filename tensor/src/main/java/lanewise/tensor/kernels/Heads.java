package lanewise.tensor.kernels;

import org.jspecify.annotations.Nullable;

/**
 * The shape of an attention in several subspaces: each of {@code batch · heads} heads has queries and keys of
 * {@code size} and values of {@code valueSize} elements.
 *
 * @param batch N
 * @param heads heads per batch entry
 * @param queries L
 * @param keys S
 * @param size elements of a query and of a key
 * @param valueSize elements of a value and of a result
 * @param scale what the scores are multiplied with
 */
public record Heads(int batch, int heads, int queries, int keys, int size, int valueSize, double scale) {

    /**
     * Where the rows of a head lie: row i of head h of batch entry n starts at {@code offset + n · perBatch + h ·
     * perHead + i · perStep}, and its elements lie side by side. So heads are read and written inside the rows of
     * (N, L, E) or (L, N, E).
     */
    public record Place(Object array, int offset, int perBatch, int perHead, int perStep) {
        int at(int n, int h, int i) {
            return offset + n * perBatch + h * perHead + i * perStep;
        }
    }

    /** The number of the row of query i of head h of batch entry n. */
    int row(int n, int h, int i) {
        return (n * heads + h) * queries + i;
    }

    /**
     * {@code y = softmax(q kᵀ scale + mask) v} of each head.
     *
     * @param mask may be null
     * @return what {@link #backward} needs to know of each row of scores
     */
    public Object forward(Place q, Place k, Place v, @Nullable Place mask, Place y) {
        if (q.array instanceof float[]) {
            float[] stats = new float[2 * row(batch, 0, 0)];
            FloatAttention.forward(this, q, k, v, mask, y, stats);
            return stats;
        }
        double[] stats = new double[2 * row(batch, 0, 0)];
        DoubleAttention.forward(this, q, k, v, mask, y, stats);
        return stats;
    }

    /** The gradients of {@link #forward} by q, k and v, overwritten, from that of y. */
    public void backward(
            Place g,
            Place q,
            Place k,
            Place v,
            @Nullable Place mask,
            Place y,
            Object stats,
            Place dq,
            Place dk,
            Place dv) {
        if (stats instanceof float[] known) {
            FloatAttention.backward(this, g, q, k, v, mask, y, known, dq, dk, dv);
        } else {
            DoubleAttention.backward(this, g, q, k, v, mask, y, (double[]) stats, dq, dk, dv);
        }
    }
}
