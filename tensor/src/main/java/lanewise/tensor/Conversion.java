package lanewise.tensor;

import lanewise.tensor.kernels.Cast;
import lanewise.tensor.kernels.Strided;

/** Element types, copies, and the way out to plain Java values. */
final class Conversion {

    private Conversion() {}

    /** A row-major copy in that dtype, without history. */
    static Tensor copy(Tensor x, DType dtype) {
        int n = x.numel();
        if (x.isContiguous()) {
            return Tensor.wrap(x.storage.copy(dtype, x.offset, n), x.shape);
        }
        Storage gathered = SpareMemory.any(x.dtype(), n);
        Strided.gather(x.storage.array, x.offset, x.shape, x.strides, gathered.array, 0);
        return Tensor.wrap(x.dtype() == dtype ? gathered : gathered.copy(dtype, 0, n), x.shape);
    }

    /** The same values in another element type. dx = G in x's type, which is the engine's work. */
    static Tensor to(Tensor x, DType dtype) {
        if (x.dtype() == dtype) {
            return x;
        }
        return copy(x, dtype).op("to").derivedFrom(x, g -> g);
    }

    /** The same values row-major; x itself if it is so. dx = G. */
    static Tensor contiguous(Tensor x) {
        return x.isContiguous() ? x : clone(x);
    }

    /** A copy. dx = G. */
    static Tensor clone(Tensor x) {
        return copy(x, x.dtype()).op("clone").derivedFrom(x, g -> g);
    }

    static double item(Tensor x) {
        return x.storage.getDouble(only(x, "item"));
    }

    static long itemLong(Tensor x) {
        return x.storage.getLong(only(x, "itemLong"));
    }

    private static int only(Tensor x, String op) {
        if (x.numel() != 1) {
            throw new IllegalArgumentException(
                    op + ": only one element tensors can be converted to a number, this one has shape "
                            + Shape.show(x.shape) + "; reduce it first (sum, mean, …) or pick an element with get");
        }
        return x.offset;
    }

    static float[] toFloatArray(Tensor x) {
        float[] values = new float[x.numel()];
        export(x, values);
        return values;
    }

    static double[] toDoubleArray(Tensor x) {
        double[] values = new double[x.numel()];
        export(x, values);
        return values;
    }

    static long[] toLongArray(Tensor x) {
        long[] values = new long[x.numel()];
        export(x, values);
        return values;
    }

    static int[] toIntArray(Tensor x) {
        int[] values = new int[x.numel()];
        export(x, values);
        return values;
    }

    static byte[] toByteArray(Tensor x) {
        byte[] values = new byte[x.numel()];
        export(x, values);
        return values;
    }

    static boolean[] toBooleanArray(Tensor x) {
        boolean[] values = new boolean[x.numel()];
        export(x, values);
        return values;
    }

    private static void export(Tensor x, Object values) {
        Tensor in = x.compact(x.dtype());
        Cast.copy(in.storage.array, in.offset, values, 0, x.numel());
    }
}
