package lanewise.tensor.kernels;

/**
 * The order in which PyTorch's CPU gives the distinct elements of a tensor when none is asked for: that of a hash table of the
 * GNU C++ library, whose buckets are kept in one list, the newest in front.
 *
 * <p>It is documented as no order at all; a ported script that prints {@code unique(sorted=False)} sees it nonetheless.
 */
public final class HashOrder {
    /** The sizes that the table takes; beyond the last, distinct elements stay in the order of their first appearance. */
    private static final int[] BUCKETS = {
        2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 103, 109, 113, 127, 137,
        139, 149, 157, 167, 179, 193, 199, 211, 227, 241, 257, 277, 293, 313, 337, 359, 383, 409, 439, 467, 503, 541, 577, 619,
        661, 709, 761, 823, 887, 953, 1031, 1109, 1193, 1289, 1381, 1493, 1613, 1741, 1879, 2029, 2179, 2357, 2549
    };

    private static final long MULTIPLIER = 0xc6a4a7935bd1e995L;
    private static final long SEED = 0xc70f6907L;

    private HashOrder() {
    }

    /**
     * Orders elements that all differ.
     *
     * @param x the array they are in; integers narrower than {@code long} are given as {@code long[]}
     * @param distinct their places in x, in the order of their first appearance
     * @param count the number of elements with all repetitions, for which the table is made
     * @return the numbers of the places in {@code distinct}, in order
     */
    public static int[] of(Object x, int[] distinct, int count) {
        int n = distinct.length;
        int[] order = new int[n];
        if (count > BUCKETS[BUCKETS.length - 1]) {
            for (int i = 0; i < n; i++) {
                order[i] = i;
            }
            return order;
        }
        int size = buckets(count);
        // Element i is node i + 1; node 0 stands before all. For each bucket, the node before its first.
        int[] next = new int[n + 1];
        int[] before = new int[size];
        int[] bucketOf = new int[n + 1];
        next[0] = -1;
        java.util.Arrays.fill(before, -1);
        for (int i = 0; i < n; i++) {
            int node = i + 1;
            int bucket = (int) Long.remainderUnsigned(hash(x, distinct[i]), size);
            bucketOf[node] = bucket;
            if (before[bucket] >= 0) {
                next[node] = next[before[bucket]];
                next[before[bucket]] = node;
            } else {
                next[node] = next[0];
                next[0] = node;
                if (next[node] >= 0) {
                    before[bucketOf[next[node]]] = node;
                }
                before[bucket] = 0;
            }
        }
        int at = 0;
        for (int node = next[0]; node >= 0; node = next[node]) {
            order[at++] = node - 1;
        }
        return order;
    }

    private static int buckets(int count) {
        for (int size : BUCKETS) {
            if (size >= count) {
                return size;
            }
        }
        throw new IllegalArgumentException("a table of " + count + " buckets");
    }

    private static long hash(Object x, int i) {
        return switch (x) {
            case long[] a -> a[i];
            case double[] a -> a[i] == 0 ? 0 : whole(Double.doubleToRawLongBits(a[i]));
            case float[] a -> a[i] == 0 ? 0 : half(Float.floatToRawIntBits(a[i]) & 0xffffffffL);
            default -> throw Cast.unknown(x);
        };
    }

    private static long whole(long data) {
        long hash = SEED ^ 8 * MULTIPLIER;
        return finish((hash ^ mix(data * MULTIPLIER) * MULTIPLIER) * MULTIPLIER);
    }

    private static long half(long data) {
        long hash = SEED ^ 4 * MULTIPLIER;
        return finish((hash ^ data) * MULTIPLIER);
    }

    private static long finish(long hash) {
        return mix(mix(hash) * MULTIPLIER);
    }

    private static long mix(long value) {
        return value ^ value >>> 47;
    }
}
