package lanewise.tensor.kernels;

/** Activation functions and their slopes in double precision. */
final class ActivationFunctions {
    private static final double SQRT_TWO_OVER_PI = Math.sqrt(2 / Math.PI);
    private static final double ONE_OVER_SQRT_TWO_PI = 1 / Math.sqrt(2 * Math.PI);
    private static final double CUBIC = 0.044715;

    private ActivationFunctions() {}

    static double logSigmoid(double x) {
        return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
    }

    static double silu(double x) {
        return x * SpecialFunctions.sigmoid(x);
    }

    static double siluSlope(double x) {
        double s = SpecialFunctions.sigmoid(x);
        return s * (1 + x * (1 - s));
    }

    static double mish(double x) {
        return x * Math.tanh(Math.log1p(Math.exp(x)));
    }

    static double gelu(double x) {
        return x * ErrorFunctions.ndtr(x);
    }

    static double geluSlope(double x) {
        return ErrorFunctions.ndtr(x) + x * Math.exp(-0.5 * x * x) * ONE_OVER_SQRT_TWO_PI;
    }

    /** As x times a sigmoid, which stays exact where 1 + tanh would not. */
    static double geluTanh(double x) {
        return x * SpecialFunctions.sigmoid(2 * SQRT_TWO_OVER_PI * (x + CUBIC * x * x * x));
    }

    static double geluTanhSlope(double x) {
        double s = SpecialFunctions.sigmoid(2 * SQRT_TWO_OVER_PI * (x + CUBIC * x * x * x));
        return s * (1 + x * (1 - s) * 2 * SQRT_TWO_OVER_PI * (1 + 3 * CUBIC * x * x));
    }

    static double hardSigmoid(double x) {
        return Math.min(Math.max(x + 3, 0), 6) / 6;
    }
}
