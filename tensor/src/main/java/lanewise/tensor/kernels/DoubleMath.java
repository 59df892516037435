package lanewise.tensor.kernels;

/** The elementary functions of single precision that kernels compute by themselves, one number at a time. */
final class DoubleMath {
    private DoubleMath() {
    }

    static double exp(double x) {
        return Math.exp(x);
    }

    static double log(double x) {
        return Math.log(x);
    }

    static double tanh(double x) {
        return Math.tanh(x);
    }

    static double sigmoid(double x) {
        return (1 / (1 + Math.exp(-x)));
    }

    static double erf(double x) {
        return ErrorFunctions.erf(x);
    }
}
