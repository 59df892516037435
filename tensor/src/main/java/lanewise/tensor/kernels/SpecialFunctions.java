package lanewise.tensor.kernels;

/**
 * Special functions in double precision, with PyTorch's values at the edges of their domains.
 *
 * <p>Series coefficients were computed with 60 digits: Chebyshev expansions for the Bessel functions, Taylor's for
 * log-gamma near 2, Bernoulli numbers for the asymptotic series. Formulas: NIST Digital Library of Mathematical
 * Functions, chapters 5, 10 and 25.
 */
final class SpecialFunctions {
    private static final double LN2 = Math.log(2);
    private static final double EULER_GAMMA = 0.5772156649015329;
    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;
    /** From here on the asymptotic series below reach full precision. */
    private static final double FAR = 10;

    /** {@code e^-x i0(x)} in {@code x / 4 - 1}, for x up to 8. */
    private static final double[] I0E_SMALL = {
        0.33839763720473803,
        -0.3046826723431984,
        0.17162090152220877,
        -0.09490109704804764,
        0.04930528423967071,
        -0.02373741480589947,
        0.010546460394594998,
        -0.004324309995050576,
        0.0016394756169413357,
        -0.0005763755745385824,
        0.00018850288509584165,
        -5.754195010082104e-05,
        1.6448448070728896e-05,
        -4.4167383584587505e-06,
        1.1173875391201037e-06,
        -2.670793853940612e-07,
        6.046995022541919e-08,
        -1.300025009986248e-08,
        2.6598237246823866e-09,
        -5.189795601635263e-10,
        9.675809035373237e-11,
        -1.726826291441556e-11,
        2.95505266312964e-12,
        -4.856446783111929e-13,
        7.676185498604936e-14,
        -1.1685332877993451e-14,
        1.715391285555133e-15,
        -2.431279846547955e-16,
        3.3307945188222384e-17,
        -4.4153416464793395e-18,
        5.669178006921496e-19
    };

    /** {@code e^-x i0(x) sqrt(x)} in {@code 16 / x - 1}, for x from 8. */
    private static final double[] I0E_LARGE = {
        0.4022452055070544,
        0.0033691164782556943,
        6.889758346916825e-05,
        2.8913705208347567e-06,
        2.0489185894690638e-07,
        2.266668990498178e-08,
        3.3962320257083865e-09,
        4.94060238822497e-10,
        1.1889147107846439e-11,
        -3.1499165279632416e-11,
        -1.3215811840447713e-11,
        -1.7941785315068062e-12,
        7.180124451383666e-13,
        3.8527783827421426e-13,
        1.54008621752141e-14,
        -4.150569347287222e-14,
        -9.554846698828307e-15,
        3.8116806693526224e-15,
        1.7725601330565263e-15,
        -3.425485619677219e-16,
        -2.8276239805165836e-16,
        3.461222867697461e-17,
        4.46562142029676e-17,
        -4.830504485944182e-18,
        -7.233180487874754e-18,
        9.921475412173699e-19,
        1.193650890845982e-18
    };

    /** {@code e^-x i1(x) / x} in {@code x / 4 - 1}, for x up to 8. */
    private static final double[] I1E_SMALL = {
        0.12629359322181682,
        -0.17641651835783406,
        0.1026436586898471,
        -0.05294598120809499,
        0.024726449030626516,
        -0.010564084894626197,
        0.004156422944312888,
        -0.0015135724506312532,
        0.0005122859561685758,
        -0.00016176081582589674,
        4.781565107550054e-05,
        -1.3273163656039436e-05,
        3.4702513081376785e-06,
        -8.568720264695455e-07,
        2.0032947535521353e-07,
        -4.445059128796328e-08,
        9.381537386495773e-09,
        -1.8872497517228294e-09,
        3.625590281552117e-10,
        -6.663489723502027e-11,
        1.1736186298890901e-11,
        -1.9839743977649436e-12,
        3.223793365945575e-13,
        -5.042185504727912e-14,
        7.600684294735408e-15,
        -1.1055969477353862e-15,
        1.5536319577362005e-16,
        -2.111421214358166e-17,
        2.7779141127610464e-18,
        -3.541581772542136e-19
    };

    /** {@code e^-x i1(x) sqrt(x)} in {@code 16 / x - 1}, for x from 8. */
    private static final double[] I1E_LARGE = {
        0.38928811750914005,
        -0.009761097491361469,
        -0.00011058893876262371,
        -3.882564808877691e-06,
        -2.512236237870209e-07,
        -2.6314688468895196e-08,
        -3.835380385964237e-09,
        -5.589743462196584e-10,
        -1.8974958123505413e-11,
        3.2526035830154884e-11,
        1.4125807436613782e-11,
        2.0356285441470896e-12,
        -7.198551776245908e-13,
        -4.0835511110921974e-13,
        -2.1015418427726643e-14,
        4.272440016711951e-14,
        1.0420276984128802e-14,
        -3.8144030724370075e-15,
        -1.8803547755107825e-15,
        3.3082023109209285e-16,
        2.96262899764595e-16,
        -3.209525921993424e-17,
        -4.6503053684893586e-17,
        4.414348323071708e-18,
        7.517296310842105e-18,
        -9.314178867326884e-19,
        -1.242193275194891e-18
    };

    /** {@code (-1)^k (zeta(k) - 1) / k} from k = 2: log-gamma around 2, less its linear term. */
    private static final double[] LGAMMA_NEAR_2 = {
        0.3224670334241132,
        -0.0673523010531981,
        0.020580808427784546,
        -0.007385551028673986,
        0.0028905103307415234,
        -0.001192753911703261,
        0.0005096695247430425,
        -0.00022315475845357939,
        9.945751278180853e-05,
        -4.492623673813314e-05,
        2.050721277567069e-05,
        -9.439488275268397e-06,
        4.374866789907488e-06,
        -2.039215753801366e-06,
        9.55141213040742e-07,
        -4.492469198764566e-07,
        2.1207184805554665e-07,
        -1.0043224823968099e-07,
        4.7698101693639804e-08,
        -2.2711094608943164e-08,
        1.0838659214896955e-08,
        -5.183475041970047e-09,
        2.4836745438024785e-09,
        -1.1921401405860912e-09,
        5.731367241678862e-10,
        -2.7595228851242334e-10,
        1.330476437424449e-10,
        -6.4229645638381e-11,
        3.1044247747322276e-11,
        -1.5021384080754142e-11,
        7.275974480239079e-12,
        -3.527742476575915e-12
    };

    /** {@code B(2k) / (2k)!} from k = 1, of Euler and Maclaurin's formula. */
    private static final double[] BERNOULLI_OVER_FACTORIAL = {
        0.08333333333333333, -0.001388888888888889, 3.306878306878307e-05, -8.267195767195768e-07,
        2.08767569878681e-08, -5.284190138687493e-10, 1.3382536530684679e-11, -3.3896802963225827e-13,
        8.586062056277845e-15, -2.174868698558062e-16, 5.5090028283602295e-18, -1.3954464685812522e-19
    };

    /** {@code B(2k) / 2k} from k = 1, of digamma's asymptotic series. */
    private static final double[] DIGAMMA_FAR = {
        0.08333333333333333, -0.008333333333333333, 0.003968253968253968, -0.004166666666666667,
        0.007575757575757576, -0.021092796092796094, 0.08333333333333333, -0.4432598039215686
    };

    /** {@code B(2k) / (2k (2k - 1))} from k = 1, of Stirling's series. */
    private static final double[] LGAMMA_FAR = {
        0.08333333333333333, -0.002777777777777778, 0.0007936507936507937, -0.0005952380952380953,
        0.0008417508417508417, -0.0019175269175269176, 0.00641025641025641, -0.029550653594771242
    };

    private SpecialFunctions() {}

    static double exp2(double x) {
        return Math.pow(2, x);
    }

    /** Exact at powers of two, as a plain quotient of logarithms is not. */
    static double log2(double x) {
        if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) {
            return Math.log(x) / LN2;
        }
        int exponent = Math.getExponent(x);
        double mantissa = Math.scalb(x, -exponent);
        if (mantissa > 1.4142135623730951) {
            mantissa /= 2;
            exponent++;
        }
        return exponent + Math.log(mantissa) / LN2;
    }

    /** By the exponential that does not overflow: 1 / (1 + e^-x) would lose what is smaller than a normal number. */
    static double sigmoid(double x) {
        double e = Math.exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    static double asinh(double x) {
        double size = Math.abs(x);
        double value =
                size > 1e8 ? Math.log(size) + LN2 : Math.log1p(size + size * size / (1 + Math.sqrt(1 + size * size)));
        return Math.copySign(value, x);
    }

    static double acosh(double x) {
        double above = x - 1;
        return x > 1e8 ? Math.log(x) + LN2 : x < 1 ? Double.NaN : Math.log1p(above + Math.sqrt(above * (above + 2)));
    }

    static double atanh(double x) {
        double size = Math.abs(x);
        return Math.copySign(0.5 * Math.log1p(2 * size / (1 - size)), x);
    }

    /** The quotient rounded down, with the remainder's exactness (as Python and PyTorch). */
    static double floorDiv(double a, double b) {
        if (b == 0) {
            return a / b;
        }
        double rest = a % b;
        double quotient = (a - rest) / b;
        if (rest != 0 && (b < 0) != (rest < 0)) {
            quotient -= 1;
        }
        if (quotient == 0) {
            return Math.copySign(0.0, a / b);
        }
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    static double remainder(double a, double b) {
        double rest = a % b;
        return rest != 0 && (b < 0) != (rest < 0) ? rest + b : rest;
    }

    /** As C's and Python's pow: 1 to any power is 1, and so is -1 to an infinite one, where Java has NaN. */
    static double pow(double a, double b) {
        if (a == 1 || (a == -1 && Double.isInfinite(b))) {
            return 1;
        }
        return Math.pow(a, b);
    }

    static double copySign(double a, double b) {
        double size = Math.abs(a);
        return Double.doubleToRawLongBits(b) < 0 ? -size : size;
    }

    static double logAddExp(double a, double b) {
        if (a == b && Double.isInfinite(a)) {
            return a;
        }
        return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
    }

    static double logAddExp2(double a, double b) {
        if (a == b && Double.isInfinite(a)) {
            return a;
        }
        return Math.max(a, b) + Math.log1p(exp2(-Math.abs(a - b))) / LN2;
    }

    static double xlogy(double x, double y) {
        return x == 0 && y == y ? 0 : x * Math.log(y);
    }

    static double xlog1py(double x, double y) {
        return x == 0 && y == y ? 0 : x * Math.log1p(y);
    }

    static double entr(double x) {
        return x > 0 ? -x * Math.log(x) : x == 0 ? 0 : x < 0 ? Double.NEGATIVE_INFINITY : x;
    }

    static double sinc(double x) {
        double angle = Math.PI * x;
        return x == 0 ? 1 : Math.sin(angle) / angle;
    }

    static double i0(double x) {
        double half = Math.exp(Math.abs(x) / 2);
        return half * i0e(x) * half;
    }

    static double i0e(double x) {
        double size = Math.abs(x);
        return size <= 8
                ? Chebyshev.sum(I0E_SMALL, size / 4 - 1)
                : Chebyshev.sum(I0E_LARGE, 16 / size - 1) / Math.sqrt(size);
    }

    static double i1(double x) {
        double half = Math.exp(Math.abs(x) / 2);
        return half * i1e(x) * half;
    }

    static double i1e(double x) {
        double size = Math.abs(x);
        return size <= 8
                ? Chebyshev.sum(I1E_SMALL, size / 4 - 1) * x
                : Math.copySign(Chebyshev.sum(I1E_LARGE, 16 / size - 1) / Math.sqrt(size), x);
    }

    static double lgamma(double x) {
        if (x != x) {
            return x;
        }
        if (Double.isInfinite(x) || (x <= 0 && x == Math.rint(x))) {
            return Double.POSITIVE_INFINITY;
        }
        if (x < 0) {
            return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * (x - Math.rint(x))))) - lgamma(1 - x);
        }
        if (x < 0.5) {
            return lgammaBeyond2(x) - Math.log1p(x) - Math.log(x);
        }
        if (x < 1.5) {
            return lgammaBeyond2(x - 1) - Math.log1p(x - 1);
        }
        if (x < FAR) {
            double product = 1;
            while (x > 2.5) {
                x -= 1;
                product *= x;
            }
            return lgammaBeyond2(x - 2) + Math.log(product);
        }
        double inverse = 1 / x;
        double square = inverse * inverse;
        double series = 0;
        for (int k = LGAMMA_FAR.length - 1; k >= 0; k--) {
            series = series * square + LGAMMA_FAR[k];
        }
        return (x - 0.5) * (Math.log(x) - 1) + HALF_LOG_TWO_PI - 0.5 + series * inverse;
    }

    /** {@code lgamma(2 + e)} for |e| up to 1/2, by Taylor's series. */
    private static double lgammaBeyond2(double e) {
        double series = 0;
        for (int k = LGAMMA_NEAR_2.length - 1; k >= 0; k--) {
            series = series * e + LGAMMA_NEAR_2[k];
        }
        return e * (1 - EULER_GAMMA + e * series);
    }

    /** Minus infinity at 0 (plus at -0), NaN at the other poles. */
    static double digamma(double x) {
        if (x == 0) {
            return Math.copySign(Double.POSITIVE_INFINITY, -x);
        }
        if (x < 0) {
            double fraction = x - Math.rint(x);
            return fraction == 0 ? Double.NaN : digamma(1 - x) - Math.PI / Math.tan(Math.PI * fraction);
        }
        double below = 0;
        while (x < FAR) {
            below += 1 / x;
            x += 1;
        }
        double inverse = 1 / x;
        double square = inverse * inverse;
        double series = 0;
        for (int k = DIGAMMA_FAR.length - 1; k >= 0; k--) {
            series = (series + DIGAMMA_FAR[k]) * square;
        }
        return Math.log(x) - 0.5 * inverse - series - below;
    }

    /** {@code (-1)^(n+1) n! zeta(n + 1, x)}; for n = 0 digamma. */
    static double polygamma(double n, double x) {
        if (n == 0) {
            return digamma(x);
        }
        double size = Math.exp(lgamma(n + 1)) * zeta(n + 1, x);
        return n % 2 == 0 ? -size : size;
    }

    /**
     * Infinite at s = 1 and at the poles q = 0, -1, …; NaN for s below 1 and, where q is negative, for an s that is not
     * whole.
     */
    static double zeta(double s, double q) {
        if (s == 1) {
            return Double.POSITIVE_INFINITY;
        }
        if (!(s > 1) || q != q) {
            return Double.NaN;
        }
        if (q > 0) {
            return zetaRight(s, q);
        }
        if (q == Math.floor(q)) {
            return Double.POSITIVE_INFINITY;
        }
        if (s != Math.floor(s)) {
            return Double.NaN;
        }
        if (q > -FAR * FAR) {
            // One by one, which keeps the digits of a q close to a pole.
            double sum = 0;
            for (; q < 0; q++) {
                sum += Math.pow(q, -s);
            }
            return sum + zetaRight(s, q);
        }
        // The terms left of zero are those of two other series mirrored.
        double right = q - Math.floor(q);
        double left = zetaRight(s, 1 - right) - zetaRight(s, 1 - q);
        return zetaRight(s, right) + (s % 2 == 0 ? left : -left);
    }

    /** Terms up to 10, then Euler and Maclaurin's formula. */
    private static double zetaRight(double s, double q) {
        double sum = 0;
        while (q < FAR) {
            double term = Math.pow(q, -s);
            sum += term;
            if (term < 1e-17 * sum) {
                return sum;
            }
            q += 1;
        }
        double power = Math.pow(q, -s);
        if (power == 0) {
            return sum;
        }
        sum += power * (q / (s - 1) + 0.5);
        double rising = power * s / q;
        for (int k = 0; k < BERNOULLI_OVER_FACTORIAL.length; k++) {
            double term = rising * BERNOULLI_OVER_FACTORIAL[k];
            sum += term;
            if (Math.abs(term) < 1e-17 * sum) {
                break;
            }
            rising *= (s + 2 * k + 1) * (s + 2 * k + 2) / (q * q);
        }
        return sum;
    }
}
