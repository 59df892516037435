package lanewise.tensor.kernels;

import java.util.Arrays;

/**
 * Which element of a line comes when: sorting, selecting, searching.
 *
 * <p>Numbers are turned into {@code long} keys whose order is theirs: -0 equals 0, every NaN is one and the largest.
 * What orders keys serves all element types, and with all bits turned also the descending order. A line's order is a
 * list of places.
 */
public final class Order {
    private Order() {}

    /** Keys in ascending order of the {@code n} numbers at {@code xo, xo + step, …}; turned, if {@code descending}. */
    public static void keys(Object x, int xo, int step, int n, boolean descending, long[] keys) {
        switch (x) {
            case float[] from -> {
                for (int i = 0; i < n; i++) {
                    keys[i] = key(from[xo + i * step]);
                }
            }
            case double[] from -> {
                for (int i = 0; i < n; i++) {
                    keys[i] = key(from[xo + i * step]);
                }
            }
            case long[] from -> {
                for (int i = 0; i < n; i++) {
                    keys[i] = from[xo + i * step];
                }
            }
            default -> throw Cast.unknown(x);
        }
        if (descending) {
            for (int i = 0; i < n; i++) {
                keys[i] = ~keys[i];
            }
        }
    }

    /** The key of NaN, when not turned, in an array such as {@code x}; that of no number if it holds integers. */
    public static long nan(Object x) {
        return x instanceof float[] ? key(Float.NaN) : key(Double.NaN);
    }

    /** Fits an int, so that {@link #sort} can carry the place along. */
    private static long key(float value) {
        int bits = Float.floatToIntBits(value + 0.0f);
        return bits ^ bits >> 31 & Integer.MAX_VALUE;
    }

    private static long key(double value) {
        // Adding 0 makes -0 a 0.
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits ^ bits >> 63 & Long.MAX_VALUE;
    }

    /** The keys' places in ascending order, equal ones in the order in which they stand. */
    public static void sort(long[] keys, int n, int[] places, int[] scratch) {
        if (n > 64 && fitInts(keys, n)) {
            long[] pairs = new long[n];
            for (int i = 0; i < n; i++) {
                pairs[i] = keys[i] << 32 | i;
            }
            Arrays.sort(pairs);
            for (int i = 0; i < n; i++) {
                places[i] = (int) pairs[i];
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            places[i] = i;
        }
        merge(keys, places, scratch, 0, n);
    }

    private static boolean fitInts(long[] keys, int n) {
        for (int i = 0; i < n; i++) {
            if (keys[i] != (int) keys[i]) {
                return false;
            }
        }
        return true;
    }

    private static void merge(long[] keys, int[] places, int[] scratch, int from, int to) {
        if (to - from <= 16) {
            Introsort.insertionSort(keys, places, from, to);
            return;
        }
        int middle = from + to >>> 1;
        merge(keys, places, scratch, from, middle);
        merge(keys, places, scratch, middle, to);
        if (keys[places[middle - 1]] <= keys[places[middle]]) {
            return;
        }
        System.arraycopy(places, from, scratch, from, middle - from);
        int left = from;
        int right = middle;
        int at = from;
        while (left < middle && right < to) {
            places[at++] = keys[places[right]] < keys[scratch[left]] ? places[right++] : scratch[left++];
        }
        System.arraycopy(scratch, left, places, at, middle - left);
    }

    /**
     * For each of {@code n} values the number of boundaries below it (not above it, if {@code right}): where it would
     * be inserted. Compared as they are, so that NaN comes after all.
     *
     * @param sorted {@code count} ascending numbers from {@code so} on, or in the order that {@code sorter} gives
     * @param sorter places of the boundaries from {@code po} on, or null
     */
    public static void search(
            Object sorted,
            int so,
            long[] sorter,
            int po,
            int count,
            Object values,
            int vo,
            int n,
            boolean right,
            long[] found,
            int fo) {
        for (int i = 0; i < n; i++) {
            int from = 0;
            int to = count;
            while (from < to) {
                int middle = from + to >>> 1;
                int at = so + (sorter == null ? middle : (int) sorter[po + middle]);
                if (before(sorted, at, values, vo + i, right)) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            found[fo + i] = from;
        }
    }

    private static boolean before(Object sorted, int at, Object values, int i, boolean right) {
        return switch (sorted) {
            case float[] s -> right ? !(s[at] > ((float[]) values)[i]) : !(s[at] >= ((float[]) values)[i]);
            case double[] s -> right ? !(s[at] > ((double[]) values)[i]) : !(s[at] >= ((double[]) values)[i]);
            case long[] s -> right ? s[at] <= ((long[]) values)[i] : s[at] < ((long[]) values)[i];
            default -> throw Cast.unknown(sorted);
        };
    }

    /** Writes {@code places} to {@code yo, yo + step, …}. */
    public static void store(int[] places, int from, int n, long[] y, int yo, int step) {
        for (int i = 0; i < n; i++) {
            y[yo + i * step] = places[from + i];
        }
    }

    /** The places of {@code n} rows of {@code width} numbers in lexicographic order. */
    public static int[] rows(Object x, int xo, int n, int width) {
        long[] keys = new long[n * width];
        keys(x, xo, 1, n * width, false, keys);
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order, (a, b) -> Arrays.compare(keys, a * width, (a + 1) * width, keys, b * width, (b + 1) * width));
        int[] places = new int[n];
        Arrays.setAll(places, i -> order[i]);
        return places;
    }
}
