package lanewise.tensor.kernels;

/**
 * The elementary functions of single precision that kernels compute by themselves, one number at a time: within 2 ulp
 * of the truth and, step by step, what {@code VectorFloatMath} does, so that both give the same bits.
 *
 * <p>The polynomials are minimax fits (Remez), made for this class with 50 digits; each comment gives the interval.
 */
final class FloatMath {
    /** Added to a number and taken off again, it leaves no bits below 2⁻¹²⁵, and so no subnormal number. */
    static final float TINY = 0x1p-102f;

    static final float LOG2_E = 1.442695f;
    /** Log 2 in two parts; the first has so few bits that its product with an exponent is exact. */
    static final float LN2_HIGH = 0.693359375f;

    static final float LN2_LOW = -2.12194440e-4f;
    /** 1.5 times 2<sup>23</sup>: adding it rounds to a whole number, which then stands in the low bits. */
    static final float ROUNDER = 12582912f;

    static final int ROUNDER_BITS = 0x4B400000;

    /** Beyond these the exponential is infinite or rounds to zero, whatever the polynomial says. */
    static final float EXP_MAX = 89f;

    static final float EXP_MIN = -104f;

    // e^r = 1 + r (1 + r q(r)), |r| <= log(2) / 2
    static final float EXP_0 = 0.49999994f;
    static final float EXP_1 = 0.16666518f;
    static final float EXP_2 = 0.041668423f;
    static final float EXP_3 = 0.008369063f;
    static final float EXP_4 = 0.0013813921f;

    // log(1 + f) = f - f f / 2 + f^3 p(f), 1 + f from sqrt(1/2) to sqrt(2)
    static final int SQRT_HALF_BITS = 0x3F3504F3;
    static final float LOG_0 = 0.3333333134651184f;
    static final float LOG_1 = -0.2500081956386566f;
    static final float LOG_2 = 0.20001226663589478f;
    static final float LOG_3 = -0.1662335842847824f;
    static final float LOG_4 = 0.1420176923274994f;
    static final float LOG_5 = -0.13160181045532227f;
    static final float LOG_6 = 0.12761525809764862f;
    static final float LOG_7 = -0.07634449005126953f;

    // tanh(x) = x + x^3 p(x x), |x| <= 0.625
    static final float TANH_SMALL = 0.625f;
    static final float TANH_LARGE = 9.5f;
    static final float TANH_0 = -0.333332896232605f;
    static final float TANH_1 = 0.13331477344036102f;
    static final float TANH_2 = -0.05373258888721466f;
    static final float TANH_3 = 0.020595213398337364f;
    static final float TANH_4 = -0.005640900693833828f;

    // erf(x) = x + x p(x x), |x| <= 0.9; from there to 4 erf(x) = 1 - e^-q(x)
    static final float ERF_SMALL = 0.9f;
    static final float ERF_LARGE = 4f;
    static final float ERF_0 = 0.12837915122509003f;
    static final float ERF_1 = -0.3761252164840698f;
    static final float ERF_2 = 0.11282102018594742f;
    static final float ERF_3 = -0.026777155697345734f;
    static final float ERF_4 = 0.005008995998650789f;
    static final float ERF_5 = -0.0006073524709790945f;
    static final float ERFC_0 = 7.456999446731061e-05f;
    static final float ERFC_1 = 1.1284056901931763f;
    static final float ERFC_2 = 0.6353834867477417f;
    static final float ERFC_3 = 0.1062823086977005f;
    static final float ERFC_4 = -0.023988844826817513f;
    static final float ERFC_5 = 0.0038016720209270716f;
    static final float ERFC_6 = -0.0003698583624633815f;
    static final float ERFC_7 = 1.6421703548985533e-05f;

    /** Of gelu by tanh: x times the sigmoid of {@code GELU_SLOPE (x + GELU_CUBIC x^3)}. */
    static final float GELU_CUBIC = 0.044715f;

    static final float GELU_SLOPE = 1.5957691f;

    private FloatMath() {}

    /** x for a mask of -1, 0 for one of 0. */
    static float masked(float x, int mask) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(x) & mask);
    }

    /** Whether there is a vector loop for it beside those of {@link UnaryOp#isVectorized}. */
    static boolean has(UnaryOp op) {
        return FloatFunctions.has(op);
    }

    /** Whether there is a vector loop for it beside those of {@link BinaryOp#isVectorized}. */
    static boolean has(BinaryOp op) {
        return op == BinaryOp.GELU_BACKWARD || op == BinaryOp.SILU_BACKWARD;
    }

    /** Whether vector loops compute it, alone or together. */
    static boolean isFast(UnaryOp op) {
        return op.isVectorized() || has(op) || op.fused() >= 0;
    }

    /** Whether vector loops compute it, alone or together. */
    static boolean isFast(BinaryOp op) {
        return op.isVectorized() || has(op) || op.fused() >= 0;
    }

    /** The loop of an op that {@link #has} names. */
    static void unary(UnaryOp op, float[] x, int xo, float[] y, int yo, int n) {
        FloatFunctions.unary(op, x, xo, y, yo, n);
    }

    /** The loop of an op that {@link #has} names. */
    static void binary(BinaryOp op, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            float slope = op == BinaryOp.GELU_BACKWARD ? FloatFunctions.geluSlope(b[bo + i]) : siluSlope(b[bo + i]);
            y[yo + i] = a[ao + i] * slope;
        }
    }

    static float exp(float x) {
        if (x > EXP_MAX) {
            return Float.POSITIVE_INFINITY;
        }
        if (x < EXP_MIN) {
            return 0;
        }
        float t = Math.fma(x, LOG2_E, ROUNDER);
        float n = t - ROUNDER;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
        float q = Math.fma(EXP_4, r, EXP_3);
        q = Math.fma(q, r, EXP_2);
        q = Math.fma(q, r, EXP_1);
        q = Math.fma(q, r, EXP_0);
        float e = Math.fma(Math.fma(q, r, 1), r, 1);
        // 2^n in two factors: one alone would overflow before the product does, or be subnormal.
        int exponents = Float.floatToRawIntBits(t) - (ROUNDER_BITS - 254);
        int first = exponents >>> 1;
        return e * Float.intBitsToFloat(first << 23) * Float.intBitsToFloat((exponents - first) << 23);
    }

    static float log(float x) {
        if (!(x > 0 && x < Float.POSITIVE_INFINITY)) {
            return x == 0 ? Float.NEGATIVE_INFINITY : x < 0 ? Float.NaN : x;
        }
        boolean subnormal = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(subnormal ? x * 0x1p23f : x) + (0x3F800000 - SQRT_HALF_BITS);
        float e = (bits >> 23) - (subnormal ? 150 : 127);
        float f = Float.intBitsToFloat((bits & 0x7FFFFF) + SQRT_HALF_BITS) - 1;
        float p = Math.fma(LOG_7, f, LOG_6);
        p = Math.fma(p, f, LOG_5);
        p = Math.fma(p, f, LOG_4);
        p = Math.fma(p, f, LOG_3);
        p = Math.fma(p, f, LOG_2);
        p = Math.fma(p, f, LOG_1);
        p = Math.fma(p, f, LOG_0);
        float square = f * f;
        float low = Math.fma(e, LN2_LOW, square * f * p);
        low = Math.fma(square, -0.5f, low);
        return Math.fma(e, LN2_HIGH, f + low);
    }

    static float tanh(float x) {
        float size = Math.abs(x);
        float y;
        if (size < TANH_SMALL) {
            float square = size * size;
            float p = Math.fma(TANH_4, square, TANH_3);
            p = Math.fma(p, square, TANH_2);
            p = Math.fma(p, square, TANH_1);
            p = Math.fma(p, square, TANH_0);
            y = Math.fma(p, square * size, size);
        } else if (size > TANH_LARGE) {
            y = 1;
        } else {
            y = 1 - 2 / (exp(size + size) + 1);
        }
        return Math.copySign(y, x);
    }

    static float sigmoid(float x) {
        float e = exp(-Math.abs(x));
        float sum = 1 + e;
        float lost = 1 - sum + e;
        float y = (x < 0 ? e : 1) / sum;
        // What rounding the sum lost, brought back to first order: 1 / sum is y, or 1 - y on the left.
        return Math.fma(-y * (x < 0 ? 1 - y : y), lost, y);
    }

    /** {@code s (1 + x (1 - s))} with s the sigmoid of x: the slope of x s. */
    static float siluSlope(float x) {
        float s = sigmoid(x);
        return s * Math.fma(x, 1 - s, 1);
    }

    static float erf(float x) {
        float size = Math.abs(x);
        float y;
        if (size < ERF_SMALL) {
            float square = size * size;
            float p = Math.fma(ERF_5, square, ERF_4);
            p = Math.fma(p, square, ERF_3);
            p = Math.fma(p, square, ERF_2);
            p = Math.fma(p, square, ERF_1);
            p = Math.fma(p, square, ERF_0);
            y = Math.fma(p, size, size);
        } else if (size > ERF_LARGE) {
            y = 1;
        } else {
            float q = Math.fma(ERFC_7, size, ERFC_6);
            q = Math.fma(q, size, ERFC_5);
            q = Math.fma(q, size, ERFC_4);
            q = Math.fma(q, size, ERFC_3);
            q = Math.fma(q, size, ERFC_2);
            q = Math.fma(q, size, ERFC_1);
            q = Math.fma(q, size, ERFC_0);
            y = 1 - exp(-q);
        }
        return Math.copySign(y, x);
    }
}
