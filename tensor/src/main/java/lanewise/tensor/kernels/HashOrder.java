package lanewise.tensor.kernels;

import java.util.Arrays;

/**
 * The order in which PyTorch's CPU gives the distinct elements of a tensor when none is asked for: that of a hash table
 * of the GNU C++ library, whose buckets are kept in one list, the newest in front.
 *
 * <p>It is documented as no order at all; a ported script that prints {@code unique(sorted=False)} sees it nonetheless.
 */
public final class HashOrder {
    /**
     * The numbers of buckets that the table has, one after the other, as it grows; each at least twice the one before.
     */
    private static final int[] BUCKETS = {
        13, 29, 59, 127, 257, 541, 1109, 2357, 5087, 10273, 20753, 42043, 85229, 172933, 351061, 712697, 1447153,
        2938679, 5967347, 12117689, 24607243, 49969847, 101473717, 206062531, 418450411
    };

    private static final long MULTIPLIER = 0xc6a4a7935bd1e995L;
    private static final long SEED = 0xc70f6907L;

    private HashOrder() {}

    /**
     * Orders elements that all differ.
     *
     * @param x the array they are in; integers narrower than {@code long} are given as {@code long[]}
     * @param distinct their places in x, in the order of their first appearance
     * @return the numbers of the places in {@code distinct}, in order
     */
    public static int[] of(Object x, int[] distinct) {
        int n = distinct.length;
        // Element i is node i + 1; node 0 stands before all.
        int[] next = new int[n + 1];
        next[0] = -1;
        int grown = 0;
        int[] before = emptied(BUCKETS[0]);
        for (int i = 0; i < n; i++) {
            if (i == before.length && grown < BUCKETS.length - 1) {
                before = emptied(BUCKETS[++grown]);
                int node = next[0];
                next[0] = -1;
                while (node >= 0) {
                    int following = next[node];
                    insert(x, distinct, node, before, next);
                    node = following;
                }
            }
            insert(x, distinct, i + 1, before, next);
        }
        int[] order = new int[n];
        int at = 0;
        for (int node = next[0]; node >= 0; node = next[node]) {
            order[at++] = node - 1;
        }
        return order;
    }

    private static int[] emptied(int buckets) {
        int[] before = new int[buckets];
        Arrays.fill(before, -1);
        return before;
    }

    /** @param before for each bucket, the node before its first, or -1 */
    private static void insert(Object x, int[] distinct, int node, int[] before, int[] next) {
        int bucket = bucket(x, distinct, node, before.length);
        if (before[bucket] >= 0) {
            next[node] = next[before[bucket]];
            next[before[bucket]] = node;
            return;
        }
        next[node] = next[0];
        next[0] = node;
        if (next[node] >= 0) {
            before[bucket(x, distinct, next[node], before.length)] = node;
        }
        before[bucket] = 0;
    }

    private static int bucket(Object x, int[] distinct, int node, int buckets) {
        return (int) Long.remainderUnsigned(hash(x, distinct[node - 1]), buckets);
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
