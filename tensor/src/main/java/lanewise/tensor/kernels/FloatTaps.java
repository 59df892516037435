package lanewise.tensor.kernels;

/** Products with the sparse matrices of {@link Taps}; terms are added in their order, starting from the first. */
final class FloatTaps {
    private FloatTaps() {}

    private static float[] weights(Taps taps) {
        float[] weights = new float[taps.weight().length];
        for (int t = 0; t < weights.length; t++) {
            weights[t] = (float) taps.weight()[t];
        }
        return weights;
    }

    static void apply(Taps taps, int outer, int inner, float[] x, int xo, float[] y) {
        int in = taps.in();
        int out = taps.out();
        int[] start = taps.start();
        int[] at = taps.at();
        float[] weight = weights(taps);
        Planes.run(outer, (long) at.length * inner, plane -> {
            int from = xo + plane * in * inner;
            int to = plane * out * inner;
            if (inner == 1) {
                for (int o = 0; o < out; o++) {
                    float sum = 0;
                    for (int t = start[o]; t < start[o + 1]; t++) {
                        sum += weight[t] * x[from + at[t]];
                    }
                    y[to + o] = sum;
                }
                return;
            }
            for (int o = 0; o < out; o++) {
                int line = to + o * inner;
                for (int t = start[o]; t < start[o + 1]; t++) {
                    float w = weight[t];
                    int source = from + at[t] * inner;
                    if (t == start[o]) {
                        for (int i = 0; i < inner; i++) {
                            y[line + i] = w * x[source + i];
                        }
                    } else {
                        for (int i = 0; i < inner; i++) {
                            y[line + i] += w * x[source + i];
                        }
                    }
                }
            }
        });
    }

    static void transpose(Taps taps, int outer, int inner, float[] y, int yo, float[] x) {
        int in = taps.in();
        int out = taps.out();
        int[] start = taps.start();
        int[] at = taps.at();
        float[] weight = weights(taps);
        Planes.run(outer, (long) at.length * inner, plane -> {
            int to = plane * in * inner;
            int from = yo + plane * out * inner;
            if (inner == 1) {
                for (int o = 0; o < out; o++) {
                    float share = y[from + o];
                    for (int t = start[o]; t < start[o + 1]; t++) {
                        x[to + at[t]] += weight[t] * share;
                    }
                }
                return;
            }
            for (int o = 0; o < out; o++) {
                int line = from + o * inner;
                for (int t = start[o]; t < start[o + 1]; t++) {
                    float w = weight[t];
                    int target = to + at[t] * inner;
                    for (int i = 0; i < inner; i++) {
                        x[target + i] += w * y[line + i];
                    }
                }
            }
        });
    }
}
