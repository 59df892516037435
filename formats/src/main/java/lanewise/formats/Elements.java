package lanewise.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import lanewise.autograd.GradMode;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;

/** The element types that files hold, little-endian, and how they become the arrays of tensors and go back. */
enum Elements {
    // In the order in which safetensors lays tensors out, so that its own library writes the same bytes.
    INT64("I64", "LongStorage", 8, DType.INT64),
    FLOAT64("F64", "DoubleStorage", 8, DType.FLOAT64),
    FLOAT32("F32", "FloatStorage", 4, DType.FLOAT32),
    INT32("I32", "IntStorage", 4, DType.INT32),
    BFLOAT16("BF16", "BFloat16Storage", 2, DType.FLOAT32),
    FLOAT16("F16", "HalfStorage", 2, DType.FLOAT32),
    UINT8("U8", "ByteStorage", 1, DType.UINT8),
    BOOL("BOOL", "BoolStorage", 1, DType.BOOL);

    /** The longest array that every Java machine makes. */
    static final int MOST = Integer.MAX_VALUE - 8;

    /** How many bytes are converted at a time; a multiple of every size. */
    private static final int CHUNK = 1 << 18;

    /** The name in safetensors. */
    final String safetensors;

    /** The name of the storage class in PyTorch. */
    final String torchStorage;

    final int bytes;
    final DType dtype;

    Elements(String safetensors, String torchStorage, int bytes, DType dtype) {
        this.safetensors = safetensors;
        this.torchStorage = torchStorage;
        this.bytes = bytes;
        this.dtype = dtype;
    }

    /** What a tensor of that type is written as. */
    static Elements of(DType dtype) {
        return switch (dtype) {
            case BOOL -> BOOL;
            case UINT8 -> UINT8;
            case INT32 -> INT32;
            case INT64 -> INT64;
            case FLOAT32 -> FLOAT32;
            case FLOAT64 -> FLOAT64;
        };
    }

    /** Gives the bytes of a file from some place on, never more than asked for. */
    @FunctionalInterface
    interface Source {
        /** The next {@code count} bytes, ready to be read. */
        ByteBuffer next(int count) throws IOException;
    }

    /** Takes bytes. */
    @FunctionalInterface
    interface Sink {
        /** Takes all that is left in {@code bytes}. */
        void accept(ByteBuffer bytes) throws IOException;
    }

    /** Reads {@code count} elements into a tensor of that shape; 16-bit floats become float32. */
    Tensor read(Source source, int count, int... shape) throws IOException {
        Object array = switch (dtype) {
            case BOOL -> new boolean[count];
            case UINT8 -> new byte[count];
            case INT32 -> new int[count];
            case INT64 -> new long[count];
            case FLOAT32 -> new float[count];
            case FLOAT64 -> new double[count];
        };
        int step = CHUNK / bytes;
        for (int at = 0; at < count; at += step) {
            int n = Math.min(step, count - at);
            decode(source.next(n * bytes).order(ByteOrder.LITTLE_ENDIAN), array, at, n);
        }
        // An empty list of sizes would stand for the array's own length.
        int[] sizes = shape.length == 0 ? new int[] {1} : shape;
        Tensor tensor = switch (array) {
            case boolean[] values -> Tensor.fromArray(values, sizes);
            case byte[] values -> Tensor.asTensor(values, sizes);
            case int[] values -> Tensor.fromArray(values, sizes);
            case long[] values -> Tensor.asTensor(values, sizes);
            case float[] values -> Tensor.asTensor(values, sizes);
            default -> Tensor.asTensor((double[]) array, sizes);
        };
        try (var _ = GradMode.noGrad()) {
            return shape.length == 0 ? tensor.squeeze(0) : tensor;
        }
    }

    private void decode(ByteBuffer from, Object array, int at, int n) {
        switch (this) {
            case INT64 -> from.asLongBuffer().get((long[]) array, at, n);
            case FLOAT64 -> from.asDoubleBuffer().get((double[]) array, at, n);
            case FLOAT32 -> from.asFloatBuffer().get((float[]) array, at, n);
            case INT32 -> from.asIntBuffer().get((int[]) array, at, n);
            case UINT8 -> from.get((byte[]) array, at, n);
            case BOOL -> {
                boolean[] to = (boolean[]) array;
                for (int i = 0; i < n; i++) {
                    to[at + i] = from.get() != 0;
                }
            }
            case FLOAT16 -> {
                float[] to = (float[]) array;
                for (int i = 0; i < n; i++) {
                    to[at + i] = Float.float16ToFloat(from.getShort());
                }
            }
            case BFLOAT16 -> {
                float[] to = (float[]) array;
                for (int i = 0; i < n; i++) {
                    to[at + i] = Float.intBitsToFloat(from.getShort() << 16);
                }
            }
        }
    }

    /** Writes the elements of a tensor in row-major order. */
    static void write(Tensor x, Sink sink) throws IOException {
        Tensor plain = x.detach();
        Object array = switch (plain.dtype()) {
            case BOOL -> plain.toBooleanArray();
            case UINT8 -> plain.toByteArray();
            case INT32 -> plain.toIntArray();
            case INT64 -> plain.toLongArray();
            case FLOAT32 -> plain.toFloatArray();
            case FLOAT64 -> plain.toDoubleArray();
        };
        int size = plain.dtype().itemSize();
        int step = CHUNK / size;
        int count = plain.numel();
        ByteBuffer chunk =
                ByteBuffer.allocate((int) Math.min(CHUNK, (long) count * size)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < count; at += step) {
            int n = Math.min(step, count - at);
            chunk.clear().limit(n * size);
            switch (array) {
                case boolean[] values -> {
                    for (int i = 0; i < n; i++) {
                        chunk.put((byte) (values[at + i] ? 1 : 0));
                    }
                }
                case byte[] values -> chunk.put(values, at, n);
                case int[] values -> chunk.asIntBuffer().put(values, at, n);
                case long[] values -> chunk.asLongBuffer().put(values, at, n);
                case float[] values -> chunk.asFloatBuffer().put(values, at, n);
                default -> chunk.asDoubleBuffer().put((double[]) array, at, n);
            }
            chunk.position(0);
            sink.accept(chunk);
        }
    }

    /**
     * The number of elements of a shape that came from a file, or -1 if there is no tensor of that shape.
     *
     * @param shape sizes, of any value
     */
    static long numel(long[] shape) {
        long count = 1;
        for (long size : shape) {
            if (size < 0 || size > MOST) {
                return -1;
            }
            // Neither factor is above 2^31, so nothing overflows; past the limit it stays there unless a zero comes.
            count = Math.min(count * size, 1L << 31);
        }
        return count > MOST ? -1 : count;
    }

    /** The shape as tensors take it; only after {@link #numel} has agreed. */
    static int[] shape(long[] shape) {
        int[] sizes = new int[shape.length];
        for (int i = 0; i < shape.length; i++) {
            sizes[i] = (int) shape[i];
        }
        return sizes;
    }
}
