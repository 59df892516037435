package lanewise.tensor.kernels;

import java.util.Arrays;

/**
 * Conversions between the arrays of all element types, with PyTorch's rules: real numbers lose their fraction on the
 * way to integers, wider integers their high bits, {@code byte[]} holds numbers from 0 to 255, and what is not 0 is
 * true. NaN and numbers out of an integer's range become some integer.
 *
 * <p>Chains of {@code instanceof}, here and wherever every program passes: the first {@code switch} over types in a
 * process costs it ten milliseconds.
 */
public final class Cast {
    /**
     * Floats from which a plain loop copies: with 512 bits the JDK's own way writes past the caches, and who writes
     * there next, as results do that use memory again, waits twice as long as the copy has saved.
     */
    private static final int LARGE = 1 << 16;
    /** Floats from which it pays to wake a sleeping worker. */
    private static final int WAKE_FROM = 8 * LARGE;

    private static final float[] ONE = {1};

    private Cast() {}

    /**
     * {@code y[yo + i] = (type of y) x[xo + i]} for i below n. Both are one of {@code float[]}, {@code double[]},
     * {@code long[]}, {@code int[]}, {@code byte[]} (unsigned), {@code boolean[]}.
     *
     * @throws IllegalArgumentException if one of them is something else
     */
    public static void copy(Object x, int xo, Object y, int yo, int n) {
        if (n == 0) {
            // An empty view may begin anywhere, behind the array's end too.
            return;
        }
        if (n >= LARGE && x != y && x instanceof float[] from && y instanceof float[] to) {
            int piece = n >= WAKE_FROM || Parallel.awake() ? LARGE / 2 : n;
            Parallel.run((n + piece - 1) / piece, t -> {
                int first = t * piece;
                int last = first + Math.min(piece, n - first);
                for (int i = first; i < last; i++) {
                    to[yo + i] = from[xo + i];
                }
            });
        } else if (x.getClass() == y.getClass()) {
            System.arraycopy(x, xo, y, yo, n);
        } else if (x instanceof float[] from) {
            fromFloat(from, xo, y, yo, n);
        } else if (x instanceof double[] from) {
            fromDouble(from, xo, y, yo, n);
        } else if (x instanceof long[] from) {
            fromLong(from, xo, y, yo, n);
        } else if (x instanceof int[] from) {
            fromInt(from, xo, y, yo, n);
        } else if (x instanceof byte[] from) {
            fromByte(from, xo, y, yo, n);
        } else if (x instanceof boolean[] from) {
            fromBoolean(from, xo, y, yo, n);
        } else {
            throw unknown(x);
        }
    }

    private static void fromFloat(float[] x, int xo, Object target, int yo, int n) {
        if (target instanceof double[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = x[xo + i];
            }
        } else if (target instanceof long[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = (long) x[xo + i];
            }
        } else if (target instanceof int[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = (int) x[xo + i];
            }
        } else if (target instanceof byte[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = (byte) (int) x[xo + i];
            }
        } else if (target instanceof boolean[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = x[xo + i] != 0;
            }
        } else {
            throw unknown(target);
        }
    }

    private static void fromDouble(double[] x, int xo, Object target, int yo, int n) {
        if (target instanceof float[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = (float) x[xo + i];
            }
        } else if (target instanceof long[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = (long) x[xo + i];
            }
        } else if (target instanceof int[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = (int) x[xo + i];
            }
        } else if (target instanceof byte[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = (byte) (int) x[xo + i];
            }
        } else if (target instanceof boolean[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = x[xo + i] != 0;
            }
        } else {
            throw unknown(target);
        }
    }

    private static void fromLong(long[] x, int xo, Object target, int yo, int n) {
        if (target instanceof float[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = x[xo + i];
            }
        } else if (target instanceof double[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = x[xo + i];
            }
        } else if (target instanceof int[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = (int) x[xo + i];
            }
        } else if (target instanceof byte[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = (byte) x[xo + i];
            }
        } else if (target instanceof boolean[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = x[xo + i] != 0;
            }
        } else {
            throw unknown(target);
        }
    }

    private static void fromInt(int[] x, int xo, Object target, int yo, int n) {
        if (target instanceof float[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = x[xo + i];
            }
        } else if (target instanceof double[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = x[xo + i];
            }
        } else if (target instanceof long[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = x[xo + i];
            }
        } else if (target instanceof byte[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = (byte) x[xo + i];
            }
        } else if (target instanceof boolean[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = x[xo + i] != 0;
            }
        } else {
            throw unknown(target);
        }
    }

    private static void fromByte(byte[] x, int xo, Object target, int yo, int n) {
        if (target instanceof float[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = x[xo + i] & 0xff;
            }
        } else if (target instanceof double[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = x[xo + i] & 0xff;
            }
        } else if (target instanceof long[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = x[xo + i] & 0xff;
            }
        } else if (target instanceof int[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = x[xo + i] & 0xff;
            }
        } else if (target instanceof boolean[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = x[xo + i] != 0;
            }
        } else {
            throw unknown(target);
        }
    }

    private static void fromBoolean(boolean[] x, int xo, Object target, int yo, int n) {
        if (target instanceof float[] y) {
            // As a choice between two values, which has a vector loop.
            Arrays.fill(y, yo, yo + n, 0);
            FloatLoops.where(x, xo, ONE, 0, 0, y, yo, 1, y, yo, n);
        } else if (target instanceof double[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = x[xo + i] ? 1 : 0;
            }
        } else if (target instanceof long[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = x[xo + i] ? 1 : 0;
            }
        } else if (target instanceof int[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = x[xo + i] ? 1 : 0;
            }
        } else if (target instanceof byte[] y) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = (byte) (x[xo + i] ? 1 : 0);
            }
        } else {
            throw unknown(target);
        }
    }

    static IllegalArgumentException unknown(Object array) {
        return new IllegalArgumentException("cast: expected an array of float, double, long, int, byte or boolean; got "
                + array.getClass().getSimpleName());
    }
}
