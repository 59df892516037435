package lanewise.tensor.kernels;

/** Pooling of planes that stand one behind the other, for {@code float[]} and {@code double[]}. */
public final class Pools {
    private Pools() {}

    /** The largest element of each window and where in its plane it stands; −1 for an empty window. */
    public static void max(Windows s, int planes, Object x, int xo, Object y, long[] indices) {
        if (x instanceof float[] in) {
            FloatPools.max(s, planes, in, xo, (float[]) y, indices);
        } else {
            DoublePools.max(s, planes, (double[]) x, xo, (double[]) y, indices);
        }
    }

    /** The mean of each window; 0 for an empty one. */
    public static void mean(Windows s, int planes, Object x, int xo, Object y) {
        if (x instanceof float[] in) {
            FloatPools.mean(s, planes, in, xo, (float[]) y);
        } else {
            DoublePools.mean(s, planes, (double[]) x, xo, (double[]) y);
        }
    }

    /** The transpose of {@link #mean}. */
    public static void spread(Windows s, int planes, Object y, int yo, Object x) {
        if (y instanceof float[] in) {
            FloatPools.spread(s, planes, in, yo, (float[]) x);
        } else {
            DoublePools.spread(s, planes, (double[]) y, yo, (double[]) x);
        }
    }

    /** {@code y[i] = x[indices[i]]} in each plane of {@code inputs} elements, for {@code outputs} indices. */
    public static void take(int planes, int inputs, int outputs, Object x, int xo, long[] indices, int io, Object y) {
        if (x instanceof float[] in) {
            FloatPools.take(planes, inputs, outputs, in, xo, indices, io, (float[]) y);
        } else {
            DoublePools.take(planes, inputs, outputs, (double[]) x, xo, indices, io, (double[]) y);
        }
    }

    /** The transpose of {@link #take}; without {@code add}, of equal indices the last one stays. */
    public static void put(
            int planes, int inputs, int outputs, Object y, int yo, long[] indices, int io, boolean add, Object x) {
        if (y instanceof float[] in) {
            FloatPools.put(planes, inputs, outputs, in, yo, indices, io, add, (float[]) x);
        } else {
            DoublePools.put(planes, inputs, outputs, (double[]) y, yo, indices, io, add, (double[]) x);
        }
    }
}
