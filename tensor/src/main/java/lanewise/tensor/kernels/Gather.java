package lanewise.tensor.kernels;

/**
 * Elements read from, or written to, places that a list names: the loops behind indexing, gathering and scattering.
 *
 * <p>Each place is the start of a block of neighbouring elements, counted from an offset; blocks let whole rows move at
 * once. Places are trusted: whoever makes the list checks it against the shape.
 */
public final class Gather {
    private Gather() {}

    /** Block {@code i} of {@code y} becomes the block of {@code x} at {@code at[i]}. */
    public static void take(Object x, int xo, int[] at, int block, Object y, int yo) {
        if (block != 1) {
            for (int i = 0; i < at.length; i++) {
                System.arraycopy(x, xo + at[i], y, yo + i * block, block);
            }
            return;
        }
        switch (x) {
            case float[] a -> take(a, xo, at, (float[]) y, yo);
            case double[] a -> take(a, xo, at, (double[]) y, yo);
            case long[] a -> take(a, xo, at, (long[]) y, yo);
            case int[] a -> take(a, xo, at, (int[]) y, yo);
            case byte[] a -> take(a, xo, at, (byte[]) y, yo);
            case boolean[] a -> take(a, xo, at, (boolean[]) y, yo);
            default -> throw Cast.unknown(x);
        }
    }

    /**
     * The block of {@code y} at {@code at[i]} becomes block {@code i} of {@code x}; of equal places the last one stays.
     */
    public static void put(Object x, int xo, int[] at, int block, Object y, int yo) {
        if (block != 1) {
            for (int i = 0; i < at.length; i++) {
                System.arraycopy(x, xo + i * block, y, yo + at[i], block);
            }
            return;
        }
        switch (x) {
            case float[] a -> put(a, xo, at, (float[]) y, yo);
            case double[] a -> put(a, xo, at, (double[]) y, yo);
            case long[] a -> put(a, xo, at, (long[]) y, yo);
            case int[] a -> put(a, xo, at, (int[]) y, yo);
            case byte[] a -> put(a, xo, at, (byte[]) y, yo);
            case boolean[] a -> put(a, xo, at, (boolean[]) y, yo);
            default -> throw Cast.unknown(x);
        }
    }

    /**
     * The block of {@code y} at {@code at[i]} is folded with block {@code i} of {@code x}, in the order of {@code i},
     * by {@code op}: sum, product, maximum or minimum, in which NaN wins. Only for {@code float[]}, {@code double[]}
     * and {@code long[]}.
     */
    public static void fold(ReduceOp op, Object x, int xo, int[] at, int block, Object y, int yo) {
        switch (x) {
            case float[] a -> fold(op, a, xo, at, block, (float[]) y, yo);
            case double[] a -> fold(op, a, xo, at, block, (double[]) y, yo);
            case long[] a -> fold(op, a, xo, at, block, (long[]) y, yo);
            default -> throw Cast.unknown(x);
        }
    }

    private static void take(float[] x, int xo, int[] at, float[] y, int yo) {
        for (int i = 0; i < at.length; i++) {
            y[yo + i] = x[xo + at[i]];
        }
    }

    private static void take(double[] x, int xo, int[] at, double[] y, int yo) {
        for (int i = 0; i < at.length; i++) {
            y[yo + i] = x[xo + at[i]];
        }
    }

    private static void take(long[] x, int xo, int[] at, long[] y, int yo) {
        for (int i = 0; i < at.length; i++) {
            y[yo + i] = x[xo + at[i]];
        }
    }

    private static void take(int[] x, int xo, int[] at, int[] y, int yo) {
        for (int i = 0; i < at.length; i++) {
            y[yo + i] = x[xo + at[i]];
        }
    }

    private static void take(byte[] x, int xo, int[] at, byte[] y, int yo) {
        for (int i = 0; i < at.length; i++) {
            y[yo + i] = x[xo + at[i]];
        }
    }

    private static void take(boolean[] x, int xo, int[] at, boolean[] y, int yo) {
        for (int i = 0; i < at.length; i++) {
            y[yo + i] = x[xo + at[i]];
        }
    }

    private static void put(float[] x, int xo, int[] at, float[] y, int yo) {
        for (int i = 0; i < at.length; i++) {
            y[yo + at[i]] = x[xo + i];
        }
    }

    private static void put(double[] x, int xo, int[] at, double[] y, int yo) {
        for (int i = 0; i < at.length; i++) {
            y[yo + at[i]] = x[xo + i];
        }
    }

    private static void put(long[] x, int xo, int[] at, long[] y, int yo) {
        for (int i = 0; i < at.length; i++) {
            y[yo + at[i]] = x[xo + i];
        }
    }

    private static void put(int[] x, int xo, int[] at, int[] y, int yo) {
        for (int i = 0; i < at.length; i++) {
            y[yo + at[i]] = x[xo + i];
        }
    }

    private static void put(byte[] x, int xo, int[] at, byte[] y, int yo) {
        for (int i = 0; i < at.length; i++) {
            y[yo + at[i]] = x[xo + i];
        }
    }

    private static void put(boolean[] x, int xo, int[] at, boolean[] y, int yo) {
        for (int i = 0; i < at.length; i++) {
            y[yo + at[i]] = x[xo + i];
        }
    }

    private static void fold(ReduceOp op, float[] x, int xo, int[] at, int block, float[] y, int yo) {
        for (int i = 0; i < at.length; i++) {
            int p = yo + at[i];
            int q = xo + i * block;
            if (op == ReduceOp.SUM) { // by far the most frequent
                for (int j = 0; j < block; j++) {
                    y[p + j] += x[q + j];
                }
                continue;
            }
            for (int j = 0; j < block; j++) {
                float u = y[p + j];
                float v = x[q + j];
                y[p + j] = op == ReduceOp.PROD ? u * v : op == ReduceOp.MAX ? Math.max(u, v) : Math.min(u, v);
            }
        }
    }

    private static void fold(ReduceOp op, double[] x, int xo, int[] at, int block, double[] y, int yo) {
        for (int i = 0; i < at.length; i++) {
            int p = yo + at[i];
            int q = xo + i * block;
            if (op == ReduceOp.SUM) { // by far the most frequent
                for (int j = 0; j < block; j++) {
                    y[p + j] += x[q + j];
                }
                continue;
            }
            for (int j = 0; j < block; j++) {
                double u = y[p + j];
                double v = x[q + j];
                y[p + j] = op == ReduceOp.PROD ? u * v : op == ReduceOp.MAX ? Math.max(u, v) : Math.min(u, v);
            }
        }
    }

    private static void fold(ReduceOp op, long[] x, int xo, int[] at, int block, long[] y, int yo) {
        for (int i = 0; i < at.length; i++) {
            int p = yo + at[i];
            int q = xo + i * block;
            if (op == ReduceOp.SUM) { // by far the most frequent
                for (int j = 0; j < block; j++) {
                    y[p + j] += x[q + j];
                }
                continue;
            }
            for (int j = 0; j < block; j++) {
                long u = y[p + j];
                long v = x[q + j];
                y[p + j] = op == ReduceOp.PROD ? u * v : op == ReduceOp.MAX ? Math.max(u, v) : Math.min(u, v);
            }
        }
    }
}
