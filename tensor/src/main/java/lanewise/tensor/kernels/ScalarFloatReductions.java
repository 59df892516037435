package lanewise.tensor.kernels;

/** Folding lines of numbers into one, one element at a time: the specification of {@code VectorFloatReductions}. */
final class ScalarFloatReductions {
    private ScalarFloatReductions() {
    }

    /**
     * The sum of n numbers, in double precision and in a fixed order. Partial sums of 32 interleaved sequences in each
     * block of 4096 keep the rounding error small; the vector twin adds in the same order.
     */
    static double sum(float[] x, int xo, int n) {
        double total = 0;
        for (int i = 0; i < n; i++) {
            total += x[xo + i];
        }
        return total;
    }

    static float product(float[] x, int xo, int n) {
        float product = 1;
        for (int i = 0; i < n; i++) {
            product *= x[xo + i];
        }
        return product;
    }

    static float max(float[] x, int xo, int n) {
        float max = x[xo];
        for (int i = 1; i < n; i++) {
            max = Math.max(max, x[xo + i]);
        }
        return max;
    }

    static float min(float[] x, int xo, int n) {
        float min = x[xo];
        for (int i = 1; i < n; i++) {
            min = Math.min(min, x[xo + i]);
        }
        return min;
    }

    /** The columns of {@code x} {@code (count, inner)}, each folded into one number. */
    static void columns(ReduceOp op, float[] x, int xo, int count, int inner, float[] y, int yo) {
        for (int j = 0; j < inner; j++) {
            int at = xo + j;
            switch (op) {
                case SUM -> {
                    double sum = 0;
                    for (int i = 0; i < count; i++) {
                        sum += x[at + i * inner];
                    }
                    y[yo + j] = (float) sum;
                }
                case PROD -> {
                    float product = 1;
                    for (int i = 0; i < count; i++) {
                        product *= x[at + i * inner];
                    }
                    y[yo + j] = product;
                }
                case MAX -> {
                    float max = x[at];
                    for (int i = 1; i < count; i++) {
                        max = Math.max(max, x[at + i * inner]);
                    }
                    y[yo + j] = max;
                }
                case MIN -> {
                    float min = x[at];
                    for (int i = 1; i < count; i++) {
                        min = Math.min(min, x[at + i * inner]);
                    }
                    y[yo + j] = min;
                }
            }
        }
    }

    /** The place of the first largest (or, for {@code sign} -1, smallest) number of a line; the first NaN wins. */
    static int argExtremum(boolean largest, float[] x, int xo, int count, int step) {
        int best = 0;
        float bestValue = x[xo];
        for (int i = 1; i < count && bestValue == bestValue; i++) {
            float value = x[xo + i * step];
            if (value != value || (largest ? value > bestValue : value < bestValue)) {
                best = i;
                bestValue = value;
            }
        }
        return best;
    }
}
