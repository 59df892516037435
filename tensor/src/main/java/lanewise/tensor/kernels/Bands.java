package lanewise.tensor.kernels;

import org.jspecify.annotations.Nullable;

/**
 * What a normalisation takes together: x is {@code (a, m, b)}, and each m has a mean and a variance of its own over all
 * a and b. Row m falls into {@code blocks} of neighbouring elements; block k of it has the weight number
 * {@code m mod period · blocks + k}.
 *
 * <p>Batch norm: a = N, m = C, b = pixels, period = C, one block. Instance norm: a = 1, m = N C. Group norm: m = N G,
 * period = G, a block per channel of the group. Layer norm: m = rows, period = 1, a block per element.
 *
 * @param a how often all rows are repeated
 * @param m rows with statistics of their own
 * @param b elements of a row
 * @param period rows after which the weights begin again
 * @param blocks weights in a row
 */
public record Bands(int a, int m, int b, int period, int blocks) {
    /** So many rows are summed in single precision before their sums go into the totals. */
    static final int ROWS = 64;
    /** Fewer, down to this, where rows are long: so many elements at a time stay in the second-level cache. */
    private static final int FEWEST_ROWS = 16;

    /** Elements of a section of such rows. */
    private static final int SECTION = 32_768;

    /** The mean and the variance (over n, not n − 1) of each row. */
    public void moments(Object x, int xo, double[] mean, double[] variance) {
        if (x instanceof float[] in) {
            FloatNorms.moments(this, in, xo, mean, variance);
        } else {
            DoubleNorms.moments(this, (double[]) x, xo, mean, variance);
        }
    }

    /** {@code y = (x − mean) scale · weight + bias}, without weights or bias where null. */
    public void forward(
            Object x,
            int xo,
            double[] mean,
            double[] scale,
            @Nullable Object weight,
            int wo,
            @Nullable Object bias,
            int bo,
            Object y) {
        if (x instanceof float[] in) {
            FloatNorms.forward(this, in, xo, mean, scale, (float[]) weight, wo, (float[]) bias, bo, (float[]) y);
        } else {
            DoubleNorms.forward(
                    this, (double[]) x, xo, mean, scale, (double[]) weight, wo, (double[]) bias, bo, (double[]) y);
        }
    }

    /**
     * {@link #forward} with the moments of x itself, where rows are not repeated.
     *
     * @param scale becomes 1 / √(variance + eps)
     */
    public void normalise(
            Object x,
            int xo,
            double eps,
            double[] mean,
            double[] scale,
            @Nullable Object weight,
            int wo,
            @Nullable Object bias,
            int bo,
            Object y) {
        if (x instanceof float[] in) {
            FloatNorms.normalise(this, in, xo, eps, mean, scale, (float[]) weight, wo, (float[]) bias, bo, (float[]) y);
        } else {
            DoubleNorms.normalise(
                    this, (double[]) x, xo, eps, mean, scale, (double[]) weight, wo, (double[]) bias, bo, (double[]) y);
        }
    }

    /**
     * The gradients of {@link #forward}, each only where there is an array for it.
     *
     * @param own whether mean and scale came from x itself, so that they have a share in its gradient
     * @param dweight overwritten, as {@code dbias}
     */
    public void backward(
            boolean own,
            Object g,
            int go,
            Object x,
            int xo,
            double[] mean,
            double[] scale,
            @Nullable Object weight,
            int wo,
            @Nullable Object dx,
            @Nullable Object dweight,
            @Nullable Object dbias) {
        if (x instanceof float[] in) {
            FloatNorms.backward(
                    this,
                    own,
                    (float[]) g,
                    go,
                    in,
                    xo,
                    mean,
                    scale,
                    (float[]) weight,
                    wo,
                    (float[]) dx,
                    (float[]) dweight,
                    (float[]) dbias);
        } else {
            DoubleNorms.backward(
                    this,
                    own,
                    (double[]) g,
                    go,
                    (double[]) x,
                    xo,
                    mean,
                    scale,
                    (double[]) weight,
                    wo,
                    (double[]) dx,
                    (double[]) dweight,
                    (double[]) dbias);
        }
    }

    /** How many sections, each summed in single precision, the rows make. */
    int sections() {
        return (a + rowsOfSection() - 1) / rowsOfSection();
    }

    int rowsOfSection() {
        return Math.clamp(SECTION / (m * b), FEWEST_ROWS, ROWS);
    }

    /** The rows of that section: fewer in the last one. */
    int countOf(int section) {
        return Math.min(rowsOfSection(), a - section * rowsOfSection());
    }

    /** The number of weights. */
    public int weights() {
        return period * blocks;
    }
}
