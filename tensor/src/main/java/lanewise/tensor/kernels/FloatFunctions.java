package lanewise.tensor.kernels;

/**
 * More functions of single precision, one number at a time: within 2 ulp of the truth ({@link #ndtr} and what is made
 * of it within 5) and, step by step, what {@code VectorFloatFunctions} does, so that both give the same bits.
 *
 * <p>The polynomials are minimax fits, made for this class with 40 digits; each comment gives the interval.
 */
final class FloatFunctions {
    /** From here on sine and cosine go through double precision: the multiple of pi / 2 would not be exact. */
    static final float TRIG_MAX = 100_000f;

    static final float TWO_OVER_PI = 0.63661975f;
    /** Pi / 2 in three parts; each product with a multiple is exact within its fused step. */
    static final float PI_2_HIGH = 1.5707964f;

    static final float PI_2_MIDDLE = -4.3711388e-8f;
    static final float PI_2_LOW = -1.7151245e-15f;

    // sin(r) = r + r^3 p(r r), cos(r) = 1 - r r / 2 + r^4 p(r r), |r| <= pi / 4
    static final float SIN_0 = -0.16666655242443085f;
    static final float SIN_1 = 0.008332173340022564f;
    static final float SIN_2 = -0.00019516654720064253f;
    static final float COS_0 = 0.04166664555668831f;
    static final float COS_1 = -0.001388736185617745f;
    static final float COS_2 = 2.4437727915938012e-05f;

    // e^r - 1 = r + r r p(r), |r| <= log(2) / 2
    static final float EXPM1_0 = 0.5f;
    static final float EXPM1_1 = 0.1666666716337204f;
    static final float EXPM1_2 = 0.04166635125875473f;
    static final float EXPM1_3 = 0.008333273231983185f;
    static final float EXPM1_4 = 0.0013941220240667462f;
    static final float EXPM1_5 = 0.00019913853611797094f;
    /** Below it, e^x - 1 rounds to -1. */
    static final float EXPM1_MIN = -18f;
    /** Closer to zero than this, sin(x), e^x - 1 and log(1 + x) round to x. */
    static final float TINY = 0x1p-26f;

    /** From here on log(1 + x) is log(x). */
    static final float LOG1P_LARGE = 0x1p26f;

    static final float LN2 = 0.6931472f;
    /** 1 / log(2) and 1 / log(10) in two parts each; log10(2), whose first part is exact times an exponent. */
    static final float LOG2_E_HIGH = 1.442695f;

    static final float LOG2_E_LOW = 1.925963e-8f;
    static final float LOG10_E_HIGH = 0.4342945f;
    static final float LOG10_E_LOW = -1.010305e-8f;
    static final float LOG10_2_HIGH = 0.301025390625f;
    static final float LOG10_2_LOW = 4.605039e-6f;

    // atan(z) = z + z^3 p(z z), |z| <= tan(pi / 8)
    static final float TAN_PI_8 = 0.41421357f;
    static final float TAN_3_PI_8 = 2.4142137f;
    static final float ATAN_0 = -0.33333316445350647f;
    static final float ATAN_1 = 0.19998489320278168f;
    static final float ATAN_2 = -0.14243848621845245f;
    static final float ATAN_3 = 0.10595998167991638f;
    static final float ATAN_4 = -0.060834456235170364f;

    // Phi(-a) e^(a a / 2) = p(z) / (a + 2.9) with z = (a - 2.9) / (a + 2.9), a from 0 to where Phi is subnormal
    static final float NDTR_MIDDLE = 2.9f;
    static final float NDTR_0 = 0.7252779603004456f;
    static final float NDTR_1 = -0.4959653913974762f;
    static final float NDTR_2 = 0.21131138503551483f;
    static final float NDTR_3 = -0.03452567383646965f;
    static final float NDTR_4 = -0.013562054373323917f;
    static final float NDTR_5 = 0.005663108546286821f;
    static final float NDTR_6 = 0.0017425089608877897f;
    static final float NDTR_7 = -0.0007251622737385333f;
    static final float NDTR_8 = -0.00032290059607475996f;
    /** Beyond it the distribution function is 0 or 1. */
    static final float NDTR_LARGE = 14.5f;

    /** The negative of that, as an integer: where all are negative, greater integers are nearer to −∞. */
    static final int MINUS_LARGE_BITS = Float.floatToRawIntBits(-NDTR_LARGE);

    static final float ONE_OVER_SQRT_TWO_PI = 0.3989423f;

    private FloatFunctions() {}

    /** Whether there is a vector loop for it. */
    static boolean has(UnaryOp op) {
        return switch (op) {
            case SIN,
                    COS,
                    ATAN,
                    EXPM1,
                    EXP2,
                    LOG1P,
                    LOG2,
                    LOG10,
                    NDTR,
                    GELU,
                    RSQRT,
                    SIGN,
                    FLOOR,
                    CEIL,
                    TRUNC,
                    ROUND,
                    SILU -> true;
            default -> false;
        };
    }

    /** The loop of an op that {@link #has} names. */
    static void unary(UnaryOp op, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            float v = x[xo + i];
            y[yo + i] = switch (op) {
                case SIN -> sine(v, 0);
                case COS -> sine(v, 1);
                case ATAN -> atan(v);
                case EXPM1 -> expm1(v);
                case EXP2 -> exp2(v);
                case LOG1P -> log1p(v);
                case LOG2 -> log2(v);
                case LOG10 -> log10(v);
                case NDTR -> ndtr(v);
                case GELU -> gelu(v);
                case SILU -> v * FloatMath.sigmoid(v);
                case RSQRT -> 1 / (float) Math.sqrt(v);
                case SIGN -> v > 0 ? 1 : v < 0 ? -1 : 0;
                case FLOOR -> (float) Math.floor(v);
                case CEIL -> (float) Math.ceil(v);
                case TRUNC -> (float) (v < 0 ? Math.ceil(v) : Math.floor(v));
                case ROUND -> (float) Math.rint(v);
                default -> throw new IllegalArgumentException(op.name());
            };
        }
    }

    /** The sine of x + shift pi / 2. */
    static float sine(float x, int shift) {
        if (!(Math.abs(x) <= TRIG_MAX)) {
            return (float) (shift == 0 ? Math.sin(x) : Math.cos(x));
        }
        float t = Math.fma(x, TWO_OVER_PI, FloatMath.ROUNDER);
        float n = t - FloatMath.ROUNDER;
        float r = Math.fma(n, -PI_2_HIGH, x);
        r = Math.fma(n, -PI_2_MIDDLE, r);
        r = Math.fma(n, -PI_2_LOW, r);
        float u = r * r;
        int quadrant = Float.floatToRawIntBits(t) + shift;
        float y;
        if ((quadrant & 1) == 0) {
            float p = Math.fma(SIN_2, u, SIN_1);
            p = Math.fma(p, u, SIN_0);
            y = Math.abs(x) < TINY ? x : Math.fma(p, u * r, r);
        } else {
            float p = Math.fma(COS_2, u, COS_1);
            p = Math.fma(p, u, COS_0);
            y = Math.fma(p, u * u, Math.fma(u, -0.5f, 1));
        }
        return (quadrant & 2) == 0 ? y : -y;
    }

    static float atan(float x) {
        float size = Math.abs(x);
        boolean far = size > TAN_3_PI_8;
        boolean middle = size > TAN_PI_8;
        float z = (far ? -1 : middle ? size - 1 : size) / (far ? size : middle ? size + 1 : 1);
        float u = z * z;
        float p = Math.fma(ATAN_4, u, ATAN_3);
        p = Math.fma(p, u, ATAN_2);
        p = Math.fma(p, u, ATAN_1);
        p = Math.fma(p, u, ATAN_0);
        // The low parts first: pi / 4 is not a float either.
        float rest = Math.fma(p, u * z, far ? PI_2_MIDDLE : middle ? PI_2_MIDDLE / 2 : 0);
        float y = (far ? PI_2_HIGH : middle ? PI_2_HIGH / 2 : 0) + (z + rest);
        return Math.copySign(y, x);
    }

    static float expm1(float x) {
        if (Math.abs(x) < TINY) {
            return x;
        }
        if (x > FloatMath.EXP_MAX) {
            return Float.POSITIVE_INFINITY;
        }
        float v = Math.max(x, EXPM1_MIN);
        float t = Math.fma(v, FloatMath.LOG2_E, FloatMath.ROUNDER);
        float n = t - FloatMath.ROUNDER;
        float r = Math.fma(n, -FloatMath.LN2_LOW, Math.fma(n, -FloatMath.LN2_HIGH, v));
        float p = Math.fma(EXPM1_5, r, EXPM1_4);
        p = Math.fma(p, r, EXPM1_3);
        p = Math.fma(p, r, EXPM1_2);
        p = Math.fma(p, r, EXPM1_1);
        p = Math.fma(p, r, EXPM1_0);
        float m = Math.fma(p, r * r, r);
        // Half of 2^n, which itself may be too large.
        float half = Float.intBitsToFloat((Float.floatToRawIntBits(t) - (FloatMath.ROUNDER_BITS - 126)) << 23);
        float y = Math.fma(half, m, half - 0.5f);
        return y + y;
    }

    static float exp2(float x) {
        if (x >= 128) {
            return Float.POSITIVE_INFINITY;
        }
        if (x < -151) {
            return 0;
        }
        float t = x + FloatMath.ROUNDER;
        float r = (x - (t - FloatMath.ROUNDER)) * LN2;
        float q = Math.fma(FloatMath.EXP_4, r, FloatMath.EXP_3);
        q = Math.fma(q, r, FloatMath.EXP_2);
        q = Math.fma(q, r, FloatMath.EXP_1);
        q = Math.fma(q, r, FloatMath.EXP_0);
        float e = Math.fma(Math.fma(q, r, 1), r, 1);
        int exponents = Float.floatToRawIntBits(t) - (FloatMath.ROUNDER_BITS - 254);
        int first = exponents >>> 1;
        return e * Float.intBitsToFloat(first << 23) * Float.intBitsToFloat((exponents - first) << 23);
    }

    static float log1p(float x) {
        float sum = 1 + x;
        if (!(sum > 0 && sum < Float.POSITIVE_INFINITY)) {
            return sum == 0 ? Float.NEGATIVE_INFINITY : sum < 0 ? Float.NaN : sum;
        }
        if (Math.abs(x) < TINY) {
            return x;
        }
        int bits = Float.floatToRawIntBits(sum) + (0x3F800000 - FloatMath.SQRT_HALF_BITS);
        int exponent = (bits >> 23) - 127;
        float f = Float.intBitsToFloat((bits & 0x7FFFFF) + FloatMath.SQRT_HALF_BITS) - 1;
        // What rounding the sum lost, on the scale of f.
        float lost = x < 1 ? x - (sum - 1) : 1 - (sum - x);
        f = x < LOG1P_LARGE ? Math.fma(lost, Float.intBitsToFloat((127 - exponent) << 23), f) : f;
        float square = f * f;
        float e = exponent;
        float low = Math.fma(e, FloatMath.LN2_LOW, square * f * logPolynomial(f));
        low = Math.fma(square, -0.5f, low);
        return Math.fma(e, FloatMath.LN2_HIGH, f + low);
    }

    private static float logPolynomial(float f) {
        float p = Math.fma(FloatMath.LOG_7, f, FloatMath.LOG_6);
        p = Math.fma(p, f, FloatMath.LOG_5);
        p = Math.fma(p, f, FloatMath.LOG_4);
        p = Math.fma(p, f, FloatMath.LOG_3);
        p = Math.fma(p, f, FloatMath.LOG_2);
        p = Math.fma(p, f, FloatMath.LOG_1);
        return Math.fma(p, f, FloatMath.LOG_0);
    }

    static float log2(float x) {
        return log(x, 1, 0, LOG2_E_HIGH, LOG2_E_LOW);
    }

    static float log10(float x) {
        return log(x, LOG10_2_HIGH, LOG10_2_LOW, LOG10_E_HIGH, LOG10_E_LOW);
    }

    /** The logarithm to the base for which those are the two parts of log(2) and of log(e). */
    private static float log(float x, float twoHigh, float twoLow, float eHigh, float eLow) {
        if (!(x > 0 && x < Float.POSITIVE_INFINITY)) {
            return x == 0 ? Float.NEGATIVE_INFINITY : x < 0 ? Float.NaN : x;
        }
        boolean subnormal = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(subnormal ? x * 0x1p23f : x) + (0x3F800000 - FloatMath.SQRT_HALF_BITS);
        float e = (bits >> 23) - (subnormal ? 150 : 127);
        float f = Float.intBitsToFloat((bits & 0x7FFFFF) + FloatMath.SQRT_HALF_BITS) - 1;
        float square = f * f;
        float low = Math.fma(square, -0.5f, square * f * logPolynomial(f));
        float rest = Math.fma(low, eHigh, Math.fma(f, eLow, e * twoLow));
        return Math.fma(e, twoHigh, Math.fma(f, eHigh, rest));
    }

    /** The distribution function of the standard normal distribution, exact in its tail too. */
    static float ndtr(float x) {
        float size = Math.min(Math.abs(x), NDTR_LARGE);
        float s = 1 / (size + NDTR_MIDDLE);
        float tail = tailFactor((size - NDTR_MIDDLE) * s) * s * squarePower(size);
        return x > 0 ? 1 - tail : tail;
    }

    /** x {@link #ndtr}(x): max(x, 0) less |x| times the tail. */
    static float gelu(float x) {
        int down = Float.floatToRawIntBits(x) | Integer.MIN_VALUE;
        // Compared as integers, which vectors do three times as fast: NaN becomes the bound too.
        float below = Float.intBitsToFloat(Math.min(down, MINUS_LARGE_BITS));
        float part = below / (NDTR_MIDDLE - below);
        float tail = tailFactor(Math.fma(part, -2, -1)) * squarePower(below);
        float kept = Math.fma(Float.intBitsToFloat(down), -0.5f, x * 0.5f);
        return Math.fma(tail, part, kept);
    }

    /** The slope of {@link #gelu}: left of 0 the tail's, right of it what that one lacks to 1. */
    static float geluSlope(float x) {
        float size = Math.min(Math.abs(x), NDTR_LARGE);
        float s = 1 / (size + NDTR_MIDDLE);
        float tail = tailFactor(Math.fma(s, -2 * NDTR_MIDDLE, 1)) * s;
        float slope = Math.fma(size, ONE_OVER_SQRT_TWO_PI * -0x1p-64f, tail) * squarePower(size);
        return x > 0 ? 1 - slope : slope;
    }

    /**
     * e^(-a a / 2) 2^64, which is normal: the exponent is added to its bits. The square is never rounded, and its half
     * is in the coefficients of the power.
     */
    private static float squarePower(float a) {
        float t = Math.fma(a * a, -0.5f * FloatMath.LOG2_E, FloatMath.ROUNDER);
        float n = t - FloatMath.ROUNDER;
        float r = Math.fma(n, 2 * FloatMath.LN2_LOW, Math.fma(a, a, n * (2 * FloatMath.LN2_HIGH)));
        float q = Math.fma(FloatMath.EXP_4 * 0x1p58f, r, FloatMath.EXP_3 * -0x1p59f);
        q = Math.fma(q, r, FloatMath.EXP_2 * 0x1p60f);
        q = Math.fma(q, r, FloatMath.EXP_1 * -0x1p61f);
        q = Math.fma(q, r, FloatMath.EXP_0 * 0x1p62f);
        float e = Math.fma(Math.fma(q, r, -0x1p63f), r, 0x1p64f);
        return Float.intBitsToFloat(Float.floatToRawIntBits(e) + (Float.floatToRawIntBits(t) << 23));
    }

    /** Phi(-a) e^(a a / 2) (a + 2.9) 2^-64 for z = (a - 2.9) / (a + 2.9). */
    private static float tailFactor(float z) {
        float p = Math.fma(NDTR_8 * 0x1p-64f, z, NDTR_7 * 0x1p-64f);
        p = Math.fma(p, z, NDTR_6 * 0x1p-64f);
        p = Math.fma(p, z, NDTR_5 * 0x1p-64f);
        p = Math.fma(p, z, NDTR_4 * 0x1p-64f);
        p = Math.fma(p, z, NDTR_3 * 0x1p-64f);
        p = Math.fma(p, z, NDTR_2 * 0x1p-64f);
        p = Math.fma(p, z, NDTR_1 * 0x1p-64f);
        return Math.fma(p, z, NDTR_0 * 0x1p-64f);
    }
}
