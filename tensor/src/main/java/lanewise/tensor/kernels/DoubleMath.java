package lanewise.tensor.kernels;

/**
 * The elementary functions of double precision that kernels compute by themselves, one number at a time: within 2 ulp
 * of the truth and, step by step, what {@code VectorDoubleMath} does, so that both give the same bits.
 *
 * <p>The polynomials are minimax fits (Remez), made for this class with 50 digits; each comment gives the interval.
 */
final class DoubleMath {
    /** Added to a number and taken off again, it leaves no bits below 2⁻¹⁰²¹, and so no subnormal number. */
    static final double TINY = 0x1p-969;

    static final double LOG2_E = 1.4426950408889634;
    /** Log 2 in two parts; the first has so few bits that its product with an exponent is exact. */
    static final double LN2_HIGH = 0x1.62e42feep-1;

    static final double LN2_LOW = 1.9082149292705877e-10;
    /** 1.5 times 2<sup>52</sup>: adding it rounds to a whole number, which then stands in the low bits. */
    static final double ROUNDER = 0x1.8p52;

    static final long ROUNDER_BITS = 0x4338000000000000L;

    /** Beyond these the exponential is infinite or rounds to zero, whatever the polynomial says. */
    static final double EXP_MAX = 710;

    static final double EXP_MIN = -746;

    // e^r = 1 + r (1 + r q(r)), |r| <= log(2) / 2
    static final double EXP_0 = 0.5000000000000011;
    static final double EXP_1 = 0.16666666666666674;
    static final double EXP_2 = 0.04166666666651624;
    static final double EXP_3 = 0.008333333333321787;
    static final double EXP_4 = 0.0013888888949569907;
    static final double EXP_5 = 0.0001984126988788281;
    static final double EXP_6 = 2.4801485356337097e-05;
    static final double EXP_7 = 2.75572408740153e-06;
    static final double EXP_8 = 2.7633394781500304e-07;
    static final double EXP_9 = 2.5110600647605972e-08;

    // log(1 + f) = 2 s + s^3 p(s s) with s = f / (2 + f), 1 + f from sqrt(1/2) to sqrt(2)
    static final long SQRT_HALF_BITS = 0x3FE6A09E667F3BCDL;
    static final double LOG_0 = 0.6666666666666713;
    static final double LOG_1 = 0.3999999999949005;
    static final double LOG_2 = 0.285714287374266;
    static final double LOG_3 = 0.22222198137071794;
    static final double LOG_4 = 0.18183625844772527;
    static final double LOG_5 = 0.15311680715824702;
    static final double LOG_6 = 0.14826107784155232;

    // tanh(x) = x + x^3 p(x x), |x| <= 0.625
    static final double TANH_SMALL = 0.625;
    static final double TANH_LARGE = 20;
    static final double TANH_0 = -0.3333333333333309;
    static final double TANH_1 = 0.1333333333328324;
    static final double TANH_2 = -0.05396825393751349;
    static final double TANH_3 = 0.021869487657683716;
    static final double TANH_4 = -0.008863221460082142;
    static final double TANH_5 = 0.0035919890759165954;
    static final double TANH_6 = -0.0014549432837771537;
    static final double TANH_7 = 0.0005862267506608997;
    static final double TANH_8 = -0.000228320813477765;
    static final double TANH_9 = 7.681162173558865e-05;
    static final double TANH_10 = -1.58879334074322e-05;

    /** Of gelu by tanh: x times the sigmoid of {@code GELU_SLOPE (x + GELU_CUBIC x^3)}. */
    static final double GELU_CUBIC = 0.044715;

    static final double GELU_SLOPE = 1.5957691216057308;

    private DoubleMath() {}

    /** x for a mask of -1, 0 for one of 0. */
    static double masked(double x, int mask) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(x) & mask);
    }

    /** Whether there is a vector loop for it beside those of {@link UnaryOp#isVectorized}. */
    static boolean has(UnaryOp op) {
        return false;
    }

    /** Whether there is a vector loop for it beside those of {@link BinaryOp#isVectorized}. */
    static boolean has(BinaryOp op) {
        return false;
    }

    /** Whether vector loops compute it, alone or together. */
    static boolean isFast(UnaryOp op) {
        return op.isVectorized() || op.fused() >= 0 && op != UnaryOp.TAN;
    }

    /** Whether vector loops compute it, alone or together. */
    static boolean isFast(BinaryOp op) {
        return op.isVectorized() || has(op) || op.fused() >= 0;
    }

    /** The loop of an op that {@link #has} names. */
    static void unary(UnaryOp op, double[] x, int xo, double[] y, int yo, int n) {
        throw new IllegalArgumentException(op.name());
    }

    /** The loop of an op that {@link #has} names. */
    static void binary(BinaryOp op, double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
        throw new IllegalArgumentException(op.name());
    }

    static double exp(double x) {
        if (x > EXP_MAX) {
            return Double.POSITIVE_INFINITY;
        }
        if (x < EXP_MIN) {
            return 0;
        }
        double t = Math.fma(x, LOG2_E, ROUNDER);
        double n = t - ROUNDER;
        double r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
        double q = Math.fma(EXP_9, r, EXP_8);
        q = Math.fma(q, r, EXP_7);
        q = Math.fma(q, r, EXP_6);
        q = Math.fma(q, r, EXP_5);
        q = Math.fma(q, r, EXP_4);
        q = Math.fma(q, r, EXP_3);
        q = Math.fma(q, r, EXP_2);
        q = Math.fma(q, r, EXP_1);
        q = Math.fma(q, r, EXP_0);
        double e = Math.fma(Math.fma(q, r, 1), r, 1);
        // 2^n in two factors: one alone would overflow before the product does, or be subnormal.
        long exponents = Double.doubleToRawLongBits(t) - (ROUNDER_BITS - 2046);
        long first = exponents >>> 1;
        return e * Double.longBitsToDouble(first << 52) * Double.longBitsToDouble((exponents - first) << 52);
    }

    static double log(double x) {
        if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
            return x == 0 ? Double.NEGATIVE_INFINITY : x < 0 ? Double.NaN : x;
        }
        boolean subnormal = x < Double.MIN_NORMAL;
        long bits = Double.doubleToRawLongBits(subnormal ? x * 0x1p52 : x) + (0x3FF0000000000000L - SQRT_HALF_BITS);
        double e = (bits >> 52) - (subnormal ? 1075 : 1023);
        double f = Double.longBitsToDouble((bits & 0xFFFFFFFFFFFFFL) + SQRT_HALF_BITS) - 1;
        double s = f / (2 + f);
        double square = s * s;
        double p = Math.fma(LOG_6, square, LOG_5);
        p = Math.fma(p, square, LOG_4);
        p = Math.fma(p, square, LOG_3);
        p = Math.fma(p, square, LOG_2);
        p = Math.fma(p, square, LOG_1);
        p = Math.fma(p, square, LOG_0);
        double half = 0.5 * f * f;
        double low = Math.fma(s, Math.fma(p, square, half), e * LN2_LOW);
        return Math.fma(e, LN2_HIGH, f - (half - low));
    }

    static double tanh(double x) {
        double size = Math.abs(x);
        double y;
        if (size < TANH_SMALL) {
            double square = size * size;
            double p = Math.fma(TANH_10, square, TANH_9);
            p = Math.fma(p, square, TANH_8);
            p = Math.fma(p, square, TANH_7);
            p = Math.fma(p, square, TANH_6);
            p = Math.fma(p, square, TANH_5);
            p = Math.fma(p, square, TANH_4);
            p = Math.fma(p, square, TANH_3);
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

    static double sigmoid(double x) {
        double e = exp(-Math.abs(x));
        double sum = 1 + e;
        double lost = 1 - sum + e;
        double y = (x < 0 ? e : 1) / sum;
        // What rounding the sum lost, brought back to first order: 1 / sum is y, or 1 - y on the left.
        return Math.fma(-y * (x < 0 ? 1 - y : y), lost, y);
    }

    static double erf(double x) {
        return ErrorFunctions.erf(x);
    }
}
