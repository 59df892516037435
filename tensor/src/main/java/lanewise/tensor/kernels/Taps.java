package lanewise.tensor.kernels;

/**
 * A sparse matrix that maps one dimension of a tensor to another size: output {@code o} is the sum of {@code weight[t]}
 * times element {@code at[t]} for t from {@code start[o]} to {@code start[o + 1]}.
 *
 * @param in the number of elements
 * @param start where the terms of each output begin, one more than outputs
 * @param at the element of each term
 * @param weight the weight of each term
 */
public record Taps(int in, int[] start, int[] at, double[] weight) {
    /** The number of outputs. */
    public int out() {
        return start.length - 1;
    }

    /** {@code y (outer, out, inner)} of {@code x (outer, in, inner)}. */
    public void apply(int outer, int inner, Object x, int xo, Object y) {
        if (x instanceof float[] a) {
            FloatTaps.apply(this, outer, inner, a, xo, (float[]) y);
        } else {
            DoubleTaps.apply(this, outer, inner, (double[]) x, xo, (double[]) y);
        }
    }

    /** The transpose of {@link #apply}; {@code x} holds zeros before. */
    public void transpose(int outer, int inner, Object y, int yo, Object x) {
        if (y instanceof float[] a) {
            FloatTaps.transpose(this, outer, inner, a, yo, (float[]) x);
        } else {
            DoubleTaps.transpose(this, outer, inner, (double[]) y, yo, (double[]) x);
        }
    }
}
