package lanewise.tensor.kernels;

/**
 * The error function and its relatives in double precision.
 *
 * <p>All of them rest on one expansion: {@code erfcx(x) (1 + 2 x)} is smooth on the whole half-line, so that in the
 * variable {@code (x - k) / (x + k)} it is a short Chebyshev series (the idea of Shepherd and Laframboise, Math. Comp.
 * 36, 1981). The coefficients here were computed for k = 3.75 with 60 digits.
 */
final class ErrorFunctions {
    private static final double FOLD = 3.75;
    private static final double SQRT2 = Math.sqrt(2);
    private static final double HALF_SQRT_PI = 0.886226925452758;

    /** {@code erfcx(x) (1 + 2 x)} in {@code (x - 3.75) / (x + 3.75)}. */
    private static final double[] ERFCX = {
        1.1775789345674017,
        -0.004590054580646478,
        -0.08424913336651792,
        0.05920993999819189,
        -0.026658668435305753,
        0.009074997670705265,
        -0.002413163540417608,
        0.0004907758365258086,
        -6.916973302501207e-05,
        4.13902798607301e-06,
        7.74038306619849e-07,
        -2.1886401049234397e-07,
        1.076499946567091e-08,
        4.521959811218287e-09,
        -7.754400208831351e-10,
        -6.318088340886684e-11,
        2.86879501093067e-11,
        1.9455868545777347e-13,
        -9.65469674843344e-13,
        3.25254814814874e-14,
        3.3478119482868056e-14,
        -1.864562880419313e-15,
        -1.2507950530688648e-15,
        7.418235256624044e-17,
        5.068148904796111e-17,
        -2.2370566594359995e-18,
        -2.187342944303018e-18
    };

    /** {@code erf(x) / x} in {@code 8 x x - 1}, for |x| up to 1/2. */
    private static final double[] ERF_SMALL = {
        1.083882205490613,
        -0.04367779108737525,
        0.0008071118294133213,
        -1.191317951927046e-05,
        1.440278733630302e-07,
        -1.467715582316901e-09,
        1.2902439604484931e-11,
        -9.963857180158892e-14,
        6.857505850501839e-16,
        -4.255370438044438e-18
    };

    private ErrorFunctions() {}

    static double erf(double x) {
        double size = Math.abs(x);
        if (size <= 0.5) {
            return x * Chebyshev.sum(ERF_SMALL, 8 * x * x - 1);
        }
        return size > 6 ? Math.signum(x) : x > 0 ? 1 - erfc(x) : erfc(-x) - 1;
    }

    static double erfc(double x) {
        if (x < 0.5) {
            return x < -0.5 ? 2 - erfc(-x) : 1 - erf(x);
        }
        return x > 28 ? 0 : expOfMinusSquare(x) * erfcx(x);
    }

    static double erfcx(double x) {
        if (x < 0) {
            return x < -27 ? Double.POSITIVE_INFINITY : 2 / expOfMinusSquare(x) - erfcx(-x);
        }
        if (x == Double.POSITIVE_INFINITY) {
            return 0;
        }
        return Chebyshev.sum(ERFCX, (x - FOLD) / (x + FOLD)) / (1 + 2 * x);
    }

    /** {@code e^(-x x)}, with the part of the square that rounding lost. */
    private static double expOfMinusSquare(double x) {
        double square = x * x;
        double lost = Math.fma(x, x, -square);
        return Math.exp(-square) * (1 - lost);
    }

    static double erfinv(double x) {
        double size = Math.abs(x);
        if (!(size < 1)) {
            return size == 1 ? x * Double.POSITIVE_INFINITY : Double.NaN;
        }
        if (size > 0.5) {
            return Math.copySign(erfcinv(1 - size), x);
        }
        double y = size < 0.1 ? x * HALF_SQRT_PI : Math.copySign(guess(Math.log1p(-x * x)), x);
        for (int i = 0; i < 3; i++) {
            double newton = (erf(y) - x) * HALF_SQRT_PI * Math.exp(y * y);
            y -= newton / (1 + y * newton);
        }
        return y;
    }

    /** The y > 0 with {@code erfc(y) = q}, for q up to 1/2: Halley's iteration from an elementary guess. */
    private static double erfcinv(double q) {
        double y = guess(Math.log(q * (2 - q)));
        for (int i = 0; i < 8; i++) {
            double newton = (q / expOfMinusSquare(y) - erfcx(y)) * HALF_SQRT_PI;
            double step = newton / (1 + y * newton);
            y -= step;
            if (Math.abs(step) < 1e-13 * y) {
                break;
            }
        }
        return y;
    }

    /** Winitzki's elementary inverse of erf, good to a few thousandths, from {@code log(1 - x x)}. */
    private static double guess(double logOfRest) {
        double a = 0.147;
        double t = 2 / (Math.PI * a) + logOfRest / 2;
        return Math.sqrt(Math.sqrt(t * t - logOfRest / a) - t);
    }

    static double ndtr(double x) {
        return 0.5 * erfc(-x / SQRT2);
    }

    static double ndtri(double p) {
        if (!(p > 0 && p < 1)) {
            return p == 0 ? Double.NEGATIVE_INFINITY : p == 1 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        if (p < 0.25) {
            return -SQRT2 * erfcinv(2 * p);
        }
        return p > 0.75 ? SQRT2 * erfcinv(2 * (1 - p)) : SQRT2 * erfinv(2 * p - 1);
    }

    static double logNdtr(double x) {
        double t = x / SQRT2;
        return x < -1 ? Math.log(erfcx(-t) / 2) - t * t : Math.log1p(-erfc(t) / 2);
    }
}
