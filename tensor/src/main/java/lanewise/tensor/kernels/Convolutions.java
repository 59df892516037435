package lanewise.tensor.kernels;

import org.jspecify.annotations.Nullable;

/**
 * The three products of a convolution, and patch matrices, for {@code float[]} and {@code double[]}. Sizes are trusted:
 * they are checked where tensors are known. No size may be 0.
 */
public final class Convolutions {
    private Convolutions() {}

    /** {@code y = w ∗ x + bias}: each output the product of a filter with the patch it looks at. */
    public static void forward(Lattice s, Object x, int xo, Object w, int wo, @Nullable Object bias, int bo, Object y) {
        if (x instanceof float[] in) {
            FloatConvolution.forward(s, in, xo, (float[]) w, wo, (float[]) bias, bo, (float[]) y);
        } else {
            DoubleConvolution.forward(s, (double[]) x, xo, (double[]) w, wo, (double[]) bias, bo, (double[]) y);
        }
    }

    /** {@code x = wᵀ ∗ y}, the transpose of {@link #forward} in x. */
    public static void input(Lattice s, Object y, int yo, Object w, int wo, Object x) {
        if (y instanceof float[] in) {
            FloatConvolution.input(s, in, yo, (float[]) w, wo, (float[]) x);
        } else {
            DoubleConvolution.input(s, (double[]) y, yo, (double[]) w, wo, (double[]) x);
        }
    }

    /** {@code dw = y xᵀ}, the transpose of {@link #forward} in w; {@code dw} holds zeros before. */
    public static void weight(Lattice s, Object x, int xo, Object y, int yo, Object dw) {
        if (x instanceof float[] in) {
            FloatConvolution.weight(s, in, xo, (float[]) y, yo, (float[]) dw);
        } else {
            DoubleConvolution.weight(s, (double[]) x, xo, (double[]) y, yo, (double[]) dw);
        }
    }

    /** The patches of each image as the columns of a matrix. */
    public static void unfold(Lattice s, Object x, int xo, Object cols) {
        if (x instanceof float[] in) {
            FloatConvolution.unfold(s, in, xo, (float[]) cols);
        } else {
            DoubleConvolution.unfold(s, (double[]) x, xo, (double[]) cols);
        }
    }

    /** The transpose of {@link #unfold}: patches added up where they overlap. */
    public static void fold(Lattice s, Object cols, int co, Object x) {
        if (cols instanceof float[] in) {
            FloatConvolution.fold(s, in, co, (float[]) x);
        } else {
            DoubleConvolution.fold(s, (double[]) cols, co, (double[]) x);
        }
    }
}
