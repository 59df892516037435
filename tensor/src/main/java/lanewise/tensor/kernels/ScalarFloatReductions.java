package lanewise.tensor.kernels;

/** Folding lines of numbers into one, one element at a time: the specification of {@code VectorFloatReductions}. */
final class ScalarFloatReductions {
    /** Into how many interleaved sequences a sum is split: two of the widest vectors hold one element of each. */
    static final int SEQUENCES = 1024 / Float.SIZE;
    /** After so many elements the sequences are added up, so that no running sum outgrows its terms by far. */
    static final int BLOCK = 4096;
    /** After so many rows the running sum of a column goes into its total, for the same reason. */
    static final int BLOCK_ROWS = 128;

    private ScalarFloatReductions() {}

    /**
     * The sum of n numbers, a multiple of {@link #SEQUENCES}: sequence k takes the elements k, k + SEQUENCES, …; then
     * the upper half of the sequences' sums is added to the lower until one is left.
     */
    static float sumOfBlock(float[] x, int xo, int n) {
        float[] sums = new float[SEQUENCES];
        // Eight at a time fit into registers.
        for (int k = 0; k < SEQUENCES; k += 8) {
            float s0 = 0;
            float s1 = 0;
            float s2 = 0;
            float s3 = 0;
            float s4 = 0;
            float s5 = 0;
            float s6 = 0;
            float s7 = 0;
            for (int i = xo + k; i < xo + n; i += SEQUENCES) {
                s0 += x[i];
                s1 += x[i + 1];
                s2 += x[i + 2];
                s3 += x[i + 3];
                s4 += x[i + 4];
                s5 += x[i + 5];
                s6 += x[i + 6];
                s7 += x[i + 7];
            }
            sums[k] = s0;
            sums[k + 1] = s1;
            sums[k + 2] = s2;
            sums[k + 3] = s3;
            sums[k + 4] = s4;
            sums[k + 5] = s5;
            sums[k + 6] = s6;
            sums[k + 7] = s7;
        }
        for (int half = SEQUENCES / 2; half > 0; half /= 2) {
            for (int k = 0; k < half; k++) {
                sums[k] += sums[k + half];
            }
        }
        return sums[0];
    }

    static float product(float[] x, int xo, int n) {
        float product = 1;
        for (int i = 0; i < n; i++) {
            product *= x[xo + i];
        }
        return product;
    }

    /** The largest of n numbers; of zeros any, and NaN is left out. */
    static float largest(float[] x, int xo, int n) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            if (x[xo + i] > largest) {
                largest = x[xo + i];
            }
        }
        return largest;
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

    /** The sums of {@code columns} neighbouring columns; rows stand {@code stride} apart. */
    static void sumOfColumns(float[] x, int xo, int rows, int stride, int columns, float[] y, int yo) {
        if (rows <= BLOCK_ROWS) {
            addRows(x, xo, rows, stride, columns, y, yo);
            return;
        }
        float[] sums = new float[columns];
        addRows(x, xo, BLOCK_ROWS, stride, columns, y, yo);
        for (int i = BLOCK_ROWS; i < rows; i += BLOCK_ROWS) {
            addRows(x, xo + i * stride, Math.min(BLOCK_ROWS, rows - i), stride, columns, sums, 0);
            for (int j = 0; j < columns; j++) {
                y[yo + j] += sums[j];
            }
        }
    }

    /** Row by row, not column by column: the columns' sums grow side by side instead of waiting for each other. */
    private static void addRows(float[] x, int xo, int rows, int stride, int columns, float[] y, int yo) {
        for (int j = 0; j < columns; j++) {
            y[yo + j] = 0;
        }
        for (int i = 0, at = xo; i < rows; i++, at += stride) {
            for (int j = 0; j < columns; j++) {
                y[yo + j] += x[at + j];
            }
        }
    }

    /** The place of the first largest (or smallest) of {@code count} numbers {@code step} apart; the first NaN wins. */
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
