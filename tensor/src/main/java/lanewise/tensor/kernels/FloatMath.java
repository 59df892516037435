package lanewise.tensor.kernels;

/** The elementary functions of single precision that kernels compute by themselves, one number at a time. */
final class FloatMath {
    private FloatMath() {
    }

    static float exp(float x) {
        return (float) Math.exp(x);
    }

    static float log(float x) {
        return (float) Math.log(x);
    }

    static float tanh(float x) {
        return (float) Math.tanh(x);
    }

    static float sigmoid(float x) {
        return (float) (1 / (1 + Math.exp(-x)));
    }

    static float erf(float x) {
        return (float) ErrorFunctions.erf(x);
    }
}
