package lanewise.tensor.kernels;

/**
 * The second factor B of several matrix products, laid out once as the innermost loops read it: a recurrent layer
 * multiplies with the same weights at every step. The results have the bits of {@link Gemm} for a row-major B.
 *
 * <p>The array must not change before {@link #close}.
 */
public sealed interface Factor extends AutoCloseable permits FloatFactor, DoubleFactor {

    /** The matrix (k, n) at {@code b[bo + p·brs + j·bcs]}, of {@code float} or {@code double}. */
    static Factor of(int n, int k, Object b, int bo, int brs, int bcs) {
        return b instanceof float[] floats
                ? new FloatFactor(n, k, floats, bo, brs, bcs)
                : new DoubleFactor(n, k, (double[]) b, bo, brs, bcs);
    }

    /** {@code C = A·B} or, with {@code add}, {@code C += A·B}, for m rows; as {@link Gemm} has it. */
    void multiply(int m, Object a, int ao, int ars, int acs, boolean add, Object c, int co, int ldc);

    /** Gives the layout's memory back. */
    @Override
    void close();
}
