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
        int terms = terms(taps);
        Planes.run(outer, (long) at.length * inner, plane -> {
            int from = xo + plane * in * inner;
            int to = plane * out * inner;
            if (inner == 1) {
                applyRow(terms, start, at, weight, x, from, y, to);
                return;
            }
            for (int o = 0; o < out; o++) {
                int line = to + o * inner;
                int t = start[o];
                float w = weight[t];
                int source = from + at[t] * inner;
                if (terms == 2) {
                    float w1 = weight[t + 1];
                    int source1 = from + at[t + 1] * inner;
                    for (int i = 0; i < inner; i++) {
                        y[line + i] = w * x[source + i] + w1 * x[source1 + i];
                    }
                } else if (terms == 1 && w == 1) {
                    System.arraycopy(x, source, y, line, inner);
                } else {
                    for (int i = 0; i < inner; i++) {
                        y[line + i] = w * x[source + i];
                    }
                    while (++t < start[o + 1]) {
                        addRow(inner, weight[t], x, from + at[t] * inner, y, line);
                    }
                }
            }
        });
    }

    /** How many terms each output has; 0 if not all have as many. */
    private static int terms(Taps taps) {
        int[] start = taps.start();
        int terms = taps.at().length / Math.max(1, taps.out());
        for (int o = 0; o < start.length; o++) {
            if (start[o] != o * terms) {
                return 0;
            }
        }
        return terms;
    }

    private static void addRow(int n, float w, float[] x, int xo, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] += w * x[xo + i];
        }
    }

    /** A row whose elements are neighbours; the usual numbers of terms without an inner loop. */
    private static void applyRow(
            int terms, int[] start, int[] at, float[] weight, float[] x, int from, float[] y, int to) {
        int out = start.length - 1;
        if (terms == 1) {
            for (int o = 0; o < out; o++) {
                y[to + o] = weight[o] * x[from + at[o]];
            }
        } else if (terms == 2) {
            for (int o = 0; o < out; o++) {
                y[to + o] = weight[2 * o] * x[from + at[2 * o]] + weight[2 * o + 1] * x[from + at[2 * o + 1]];
            }
        } else {
            for (int o = 0; o < out; o++) {
                float sum = 0;
                for (int t = start[o]; t < start[o + 1]; t++) {
                    sum += weight[t] * x[from + at[t]];
                }
                y[to + o] = sum;
            }
        }
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
