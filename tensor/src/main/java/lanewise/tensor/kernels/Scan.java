package lanewise.tensor.kernels;

/**
 * Running results along the middle of an array seen as {@code (outer, count, inner)}: sums, products, extremes, and
 * linear recurrences. Real numbers are carried in double precision; the arrays are {@code float[]}, {@code double[]} or
 * {@code long[]}, all results of the same layout as the input.
 */
public final class Scan {
    private Scan() {}

    /** {@code y[i] = x[0] op … op x[i]}, or from the other end if {@code backwards}. */
    public static void run(
            ScanOp op, boolean backwards, Object x, int xo, int outer, int count, int inner, Object y, int yo) {
        if (x instanceof long[] from) {
            for (int line = 0; line < outer * inner; line++) {
                int at = line / inner * count * inner + line % inner;
                integers(op, backwards, from, xo + at, count, inner, (long[]) y, yo + at);
            }
            return;
        }
        double[] values = new double[count];
        for (int line = 0; line < outer * inner; line++) {
            int at = line / inner * count * inner + line % inner;
            Lanes.load(x, xo + at, inner, count, values);
            if (backwards) {
                reverse(values, count);
            }
            reals(op, values, count);
            if (backwards) {
                reverse(values, count);
            }
            Lanes.store(values, count, y, yo + at, inner);
        }
    }

    private static void reals(ScanOp op, double[] line, int n) {
        double folded = op == ScanOp.SUM ? 0 : op == ScanOp.PROD ? 1 : Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            double value = line[i];
            if (op == ScanOp.SUM) {
                folded += value;
            } else if (op == ScanOp.PROD) {
                folded *= value;
            } else {
                double max = Math.max(folded, value);
                double min = Math.min(folded, value);
                // Equal infinities would make inf - inf.
                folded = max == min || Double.isInfinite(max)
                        ? max + (max == min ? Math.log(2) : 0)
                        : max + Math.log1p(Math.exp(min - max));
            }
            line[i] = folded;
        }
    }

    private static void integers(ScanOp op, boolean backwards, long[] x, int xo, int n, int step, long[] y, int yo) {
        if (op == ScanOp.LOGSUMEXP) {
            throw new IllegalArgumentException("logcumsumexp: is not defined for integers");
        }
        long so = op == ScanOp.SUM ? 0 : 1;
        for (int k = 0; k < n; k++) {
            int i = (backwards ? n - 1 - k : k) * step;
            long value = x[xo + i];
            so = op == ScanOp.SUM ? so + value : so * value;
            y[yo + i] = so;
        }
    }

    private static void reverse(double[] line, int n) {
        for (int i = 0, j = n - 1; i < j; i++, j--) {
            double kept = line[i];
            line[i] = line[j];
            line[j] = kept;
        }
    }

    /**
     * The largest (smallest) element so far, and where it stands: the last of equals, and from the first NaN on each
     * NaN.
     *
     * @param y the elements
     * @param places where they stand
     */
    public static void extremum(ArgOp op, Object x, int xo, int outer, int count, int inner, Object y, long[] places) {
        boolean largest = op == ArgOp.MAX;
        double[] reals = new double[count];
        for (int line = 0; line < outer * inner; line++) {
            int at = line / inner * count * inner + line % inner;
            int best = 0;
            if (x instanceof long[] from) {
                long[] to = (long[]) y;
                for (int i = 0; i < count; i++) {
                    long value = from[xo + at + i * inner];
                    long so = from[xo + at + best * inner];
                    best = largest ? value >= so ? i : best : value <= so ? i : best;
                    to[at + i * inner] = from[xo + at + best * inner];
                    places[at + i * inner] = best;
                }
                continue;
            }
            Lanes.load(x, xo + at, inner, count, reals);
            for (int i = 0; i < count; i++) {
                double value = reals[i];
                double so = reals[best];
                if (value != value || so == so && (largest ? value >= so : value <= so)) {
                    best = i;
                }
                places[at + i * inner] = best;
            }
            for (int i = 0; i < count; i++) {
                // From the end on: a place is never after its own.
                int j = count - 1 - i;
                reals[j] = reals[(int) places[at + j * inner]];
            }
            Lanes.store(reals, count, y, at, inner);
        }
    }

    /**
     * {@code y[i] = b[i] + a[i] y[i - 1]}, with nothing before the first; if {@code backwards},
     * {@code y[i] = b[i] + a[i] y[i + 1]}, with nothing behind the last.
     */
    public static void recurrence(
            boolean backwards, Object a, int ao, Object b, int bo, int outer, int count, int inner, Object y, int yo) {
        double[] factors = new double[count];
        double[] values = new double[count];
        for (int line = 0; line < outer * inner; line++) {
            int at = line / inner * count * inner + line % inner;
            Lanes.load(a, ao + at, inner, count, factors);
            Lanes.load(b, bo + at, inner, count, values);
            double so = 0;
            for (int k = 0; k < count; k++) {
                int i = backwards ? count - 1 - k : k;
                so = k == 0 ? values[i] : values[i] + factors[i] * so;
                values[i] = so;
            }
            Lanes.store(values, count, y, yo + at, inner);
        }
    }
}
