package lanewise.tensor;

/**
 * Turns uniforms into normals sixteen at a time, in place, as PyTorch's CPU fill for 16 and more elements does.
 *
 * <p>In a block of sixteen the first eight are {@code u1} and the last eight {@code u2}; with
 * {@code r = sqrt(-2 log(1 - u1))} and {@code t = 2 pi u2}, {@code r cos t} goes to the place of {@code u1} and
 * {@code r sin t} to that of {@code u2}.
 *
 * <p>The float form computes logarithm, sine and cosine in single precision by the polynomials and the order of
 * roundings of the AVX2 build of PyTorch, because a correctly rounded library function differs from it by some units
 * in the last place where cosine or sine is small. The polynomials are those of Cephes ({@code logf}, {@code sinf},
 * {@code cosf}; S. L. Moshier). They serve only the arguments that occur here: {@code log} of (0, 1], angles in [0, 2
 * pi].
 */
final class BoxMuller {
    /** Elements of a block. */
    static final int BLOCK = 16;

    private static final int HALF = BLOCK / 2;
    private static final float TWO_PI = (float) (2.0 * Math.PI);
    private static final float FOUR_OVER_PI = (float) (4.0 / Math.PI);
    private static final float SQRT_HALF = 0.70710678118654752f;

    private BoxMuller() {}

    /** Replaces {@code y[off .. off + 16)}, uniforms in [0, 1), by normals. */
    static void block(float[] y, int off, float mean, float std) {
        for (int j = off; j < off + HALF; j++) {
            float radius = (float) Math.sqrt(-2f * log(1f - y[j]));
            float theta = TWO_PI * y[j + HALF];
            // theta = octant * pi/4 + rest with an even octant, so that |rest| <= pi/4.
            int octant = ((int) (theta * FOUR_OVER_PI) + 1) & ~1;
            float rest = rest(theta, octant);
            float square = rest * rest;
            float s = sinPolynomial(rest, square);
            float c = cosPolynomial(square);
            boolean swapped = (octant & 2) != 0;
            float sin = swapped ? c : s;
            float cos = swapped ? s : c;
            if ((octant & 4) != 0) {
                sin = -sin;
            }
            if (((octant + 2) & 4) != 0) {
                cos = -cos;
            }
            y[j] = Math.fma(radius * cos, std, mean);
            y[j + HALF] = Math.fma(radius * sin, std, mean);
        }
    }

    /** Replaces {@code y[off .. off + 16)}, uniforms in [0, 1), by normals. */
    static void block(double[] y, int off, double mean, double std) {
        for (int j = off; j < off + HALF; j++) {
            // StrictMath: the same stream on every machine and by every JIT.
            double radius = Math.sqrt(-2.0 * StrictMath.log(1.0 - y[j]));
            double theta = 2.0 * Math.PI * y[j + HALF];
            y[j] = Math.fma(radius * StrictMath.cos(theta), std, mean);
            y[j + HALF] = Math.fma(radius * StrictMath.sin(theta), std, mean);
        }
    }

    /** log x for 0 < x <= 1, x a normal number. */
    private static float log(float x) {
        int bits = Float.floatToRawIntBits(x);
        // x = 2^exponent * m, m in [sqrt(1/2), sqrt(2)); the polynomial is in m - 1.
        float exponent = (bits >>> 23) - 126;
        float m = Float.intBitsToFloat((bits & 0x007fffff) | 0x3f000000);
        if (m < SQRT_HALF) {
            exponent -= 1f;
            m = (m - 1f) + m;
        } else {
            m -= 1f;
        }
        float square = m * m;
        float p = 7.0376836292e-2f;
        p = Math.fma(p, m, -1.1514610310e-1f);
        p = Math.fma(p, m, 1.1676998740e-1f);
        p = Math.fma(p, m, -1.2420140846e-1f);
        p = Math.fma(p, m, 1.4249322787e-1f);
        p = Math.fma(p, m, -1.6668057665e-1f);
        p = Math.fma(p, m, 2.0000714765e-1f);
        p = Math.fma(p, m, -2.4999993993e-1f);
        p = Math.fma(p, m, 3.3333331174e-1f);
        p *= m;
        // log 2 comes in two parts, the large one with few bits, so that its product with the exponent is exact.
        p = Math.fma(p, square, exponent * -2.12194440e-4f);
        p = Math.fma(-0.5f, square, p);
        return Math.fma(exponent, 0.693359375f, m + p);
    }

    /** theta - octant * pi/4, with pi/4 in three parts. */
    private static float rest(float theta, int octant) {
        float k = octant;
        float x = Math.fma(k, -0.78515625f, theta);
        x = Math.fma(k, -2.4187564849853515625e-4f, x);
        return Math.fma(k, -3.77489497744594108e-8f, x);
    }

    private static float sinPolynomial(float x, float square) {
        float p = -1.9515295891e-4f;
        p = Math.fma(p, square, 8.3321608736e-3f);
        p = Math.fma(p, square, -1.6666654611e-1f);
        return Math.fma(p * square, x, x);
    }

    private static float cosPolynomial(float square) {
        float p = 2.443315711809948e-5f;
        p = Math.fma(p, square, -1.388731625493765e-3f);
        p = Math.fma(p, square, 4.166664568298827e-2f);
        return Math.fma(p * square, square, -0.5f * square) + 1f;
    }
}
