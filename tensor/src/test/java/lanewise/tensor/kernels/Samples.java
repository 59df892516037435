package lanewise.tensor.kernels;

import java.util.Random;

/** Arrays to test kernels with: sizes around those of vectors, values of every size, and the special ones. */
final class Samples {
    static final int[] SIZES = {0, 1, 3, 7, 8, 15, 16, 17, 31, 32, 33, 64, 100, 1000, 4099};

    private static final float[] SPECIAL = {
        0f,
        -0f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        1f,
        -1f,
        0.625f,
        0.9f,
        4f,
        9.5f,
        89f,
        88.72284f,
        -104f,
        -103.97208f,
        -87.4f,
        0.70710677f,
        1.4142135f
    };

    private Samples() {}

    /** Numbers around 1, of either sign. */
    static float[] ordinary(int n, long seed) {
        Random random = new Random(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) (random.nextGaussian() * 3);
        }
        return x;
    }

    /** A third any bits, a third of the exponential's range, a third around 1; with the special values in front. */
    static float[] wild(int n, long seed) {
        Random random = new Random(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = switch (i % 3) {
                case 0 -> Float.intBitsToFloat(random.nextInt());
                case 1 -> (random.nextFloat() - 0.5f) * 220;
                default -> (random.nextFloat() - 0.5f) * 8;
            };
        }
        for (int i = 0; i < SPECIAL.length && i * 2 < n; i++) {
            x[i * 2] = SPECIAL[i];
        }
        return x;
    }

    /** As {@link #wild(int, long)}, in double precision. */
    static double[] wildDoubles(int n, long seed) {
        Random random = new Random(seed);
        double[] x = widened(wild(n, seed));
        for (int i = 1; i < n; i += 2) {
            x[i] = switch (i % 3) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> (random.nextDouble() - 0.5) * 1600;
                default -> (random.nextDouble() - 0.5) * 8;
            };
        }
        return x;
    }

    static double[] widened(float[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i];
        }
        return y;
    }

    static boolean[] conditions(int n, long seed) {
        Random random = new Random(seed);
        boolean[] c = new boolean[n];
        for (int i = 0; i < n; i++) {
            c[i] = random.nextBoolean();
        }
        return c;
    }
}
