package lanewise.tensor;

import java.util.Arrays;
import lanewise.tensor.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/** The element type of a tensor, with PyTorch's names and PyTorch's rules for mixing them. */
public enum DType {
    /** Truth values, one byte each. */
    BOOL("bool", Category.BOOL, 1),
    /** Unsigned bytes, 0 to 255. */
    UINT8("uint8", Category.INTEGER, 1),
    /** 32-bit integers. */
    INT32("int32", Category.INTEGER, 4),
    /** 64-bit integers: indices, class labels, what Python's whole numbers become. */
    INT64("int64", Category.INTEGER, 8),
    /** Single precision: the default for everything that is learned. */
    FLOAT32("float32", Category.FLOATING, 4),
    /** Double precision: what gradients are checked in. */
    FLOAT64("float64", Category.FLOATING, 8);

    /** The kinds of element types, lower ones giving way to higher ones when they meet. */
    enum Category {
        BOOL,
        INTEGER,
        FLOATING
    }

    private static volatile DType standard = FLOAT32;

    private final String torchName;
    private final Category category;
    private final int bytes;

    DType(String torchName, Category category, int bytes) {
        this.torchName = torchName;
        this.category = category;
        this.bytes = bytes;
    }

    /** PyTorch's name, as in {@code "float32"}. */
    public String torchName() {
        return torchName;
    }

    /** The bytes that one element takes. */
    public int itemSize() {
        return bytes;
    }

    /** Whether this is float32 or float64. */
    public boolean isFloatingPoint() {
        return category == Category.FLOATING;
    }

    /** Whether this is an integer type; bool is none. */
    public boolean isInteger() {
        return category == Category.INTEGER;
    }

    /** The floating dtype of what is made without naming one: float32 unless {@link #setDefault} changed it. */
    public static DType getDefault() {
        return standard;
    }

    /** Sets {@link #getDefault()} for the whole program, as {@code torch.set_default_dtype}. */
    public static void setDefault(DType dtype) {
        if (!dtype.isFloatingPoint()) {
            throw new IllegalArgumentException(
                    "DType.setDefault: only floating-point types are supported as the default, not " + dtype);
        }
        standard = dtype;
    }

    Category category() {
        return category;
    }

    /**
     * The dtype of that PyTorch name; {@code "torch."} in front, and {@code float}, {@code double}, {@code long},
     * {@code int} are understood.
     */
    public static DType of(String name) {
        String plain = name.startsWith("torch.") ? name.substring(6) : name;
        return switch (plain) {
            case "bool" -> BOOL;
            case "uint8" -> UINT8;
            case "int32", "int" -> INT32;
            case "int64", "long" -> INT64;
            case "float32", "float" -> FLOAT32;
            case "float64", "double" -> FLOAT64;
            default ->
                throw new IllegalArgumentException("DType.of: there is no element type '" + name
                        + "'; lanewise has bool, uint8, int32, int64, float32 and float64");
        };
    }

    /** The smallest dtype that holds both: {@code torch.promote_types}. */
    public static DType promote(DType a, DType b) {
        if (a == UINT8 && b == BOOL || a == BOOL && b == UINT8) {
            return UINT8;
        }
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** The dtype in which the loops compute: bool, uint8 and int32 are widened to int64. */
    DType arithmetic() {
        return category == Category.FLOATING ? this : INT64;
    }

    /** The loops for this dtype's arrays; only for those that {@link #arithmetic()} returns. */
    Kernels kernels() {
        return switch (this) {
            case FLOAT32 -> Kernels.FLOAT32;
            case FLOAT64 -> Kernels.FLOAT64;
            case INT64 -> Kernels.INT64;
            default -> throw new IllegalStateException("kernels: " + this + " is computed as int64");
        };
    }

    // ---- arrays: boolean[], byte[] (unsigned), int[], long[], float[], double[]
    // ---------------------------------------

    /** An array of zeros. */
    Object array(int length) {
        return switch (this) {
            case BOOL -> new boolean[length];
            case UINT8 -> new byte[length];
            case INT32 -> new int[length];
            case INT64 -> new long[length];
            case FLOAT32 -> new float[length];
            case FLOAT64 -> new double[length];
        };
    }

    /** An element of such an array. */
    double getDouble(Object array, int index) {
        return switch (this) {
            case BOOL -> ((boolean[]) array)[index] ? 1 : 0;
            case UINT8 -> ((byte[]) array)[index] & 0xFF;
            case INT32 -> ((int[]) array)[index];
            case INT64 -> ((long[]) array)[index];
            case FLOAT32 -> ((float[]) array)[index];
            case FLOAT64 -> ((double[]) array)[index];
        };
    }

    /** Writes an element of such an array. */
    void set(Object array, int index, Number value) {
        boolean whole = Storage.isWhole(value);
        switch (this) {
            case BOOL -> ((boolean[]) array)[index] = whole ? value.longValue() != 0 : value.doubleValue() != 0;
            case FLOAT32 -> ((float[]) array)[index] = value.floatValue();
            case FLOAT64 -> ((double[]) array)[index] = value.doubleValue();
            default -> {
                long integer = whole ? value.longValue() : (long) value.doubleValue();
                if (array instanceof long[] longs) {
                    longs[index] = integer;
                } else if (array instanceof int[] ints) {
                    ints[index] = (int) integer;
                } else {
                    ((byte[]) array)[index] = (byte) integer;
                }
            }
        }
    }

    /** Writes zeros over all elements of such an array. */
    void clear(Object array) {
        switch (this) {
            case BOOL -> Arrays.fill((boolean[]) array, false);
            case UINT8 -> Arrays.fill((byte[]) array, (byte) 0);
            case INT32 -> Arrays.fill((int[]) array, 0);
            case INT64 -> Arrays.fill((long[]) array, 0);
            case FLOAT32 -> Arrays.fill((float[]) array, 0);
            case FLOAT64 -> Arrays.fill((double[]) array, 0);
        }
    }

    /** Up to which number, excluded, it holds all whole ones from 0 on; negative for int64, which holds them all. */
    long wholeNumbers() {
        return switch (this) {
            case BOOL -> 2;
            case UINT8 -> 256;
            case INT32 -> 1L << 31;
            case INT64 -> -1;
            case FLOAT32 -> (1L << 24) + 1;
            case FLOAT64 -> (1L << 53) + 1;
        };
    }

    // ---- promotion
    // ----------------------------------------------------------------------------------------------------

    /**
     * The dtype of a result: dimensions before scalars, tensors before plain numbers, as {@code torch.result_type}.
     *
     * <p>A zero-dim tensor changes the type of a dimensioned one only by its kind (an int tensor plus a zero-dim
     * float64 is float32, the default), and a plain number changes that of a zero-dim tensor only by its kind.
     */
    static DType result(Tensor... tensors) {
        DType dims = null;
        DType zeros = null;
        DType numbers = null;
        for (Tensor t : tensors) {
            if (t.isNumber()) {
                DType plain = t.dtype() == FLOAT64 ? standard : t.dtype();
                numbers = numbers == null ? plain : promote(numbers, plain);
            } else if (t.dim() == 0) {
                zeros = zeros == null ? t.dtype() : promote(zeros, t.dtype());
            } else {
                dims = dims == null ? t.dtype() : promote(dims, t.dtype());
            }
        }
        DType result = combine(dims, combine(zeros, numbers));
        if (result == null) {
            throw new IllegalArgumentException("result type: there is no tensor to take it from");
        }
        return result;
    }

    /** {@link #result(Tensor...)} of two, without an array in the everyday case. */
    static DType result(Tensor a, Tensor b) {
        DType dtype = a.dtype();
        if (!a.isNumber()) {
            boolean same = b.isNumber() ? dtype.category.compareTo(b.dtype().category) >= 0 : dtype == b.dtype();
            if (same) {
                return dtype;
            }
        }
        return result(new Tensor[] {a, b});
    }

    private static @Nullable DType combine(@Nullable DType higher, @Nullable DType lower) {
        if (higher == null) {
            return lower;
        }
        if (lower == null || higher.category.compareTo(lower.category) >= 0) {
            return higher;
        }
        return promote(higher, lower);
    }

    /** Whether a result of this dtype may be stored in {@code target} by an in-place operation. */
    boolean canCastTo(DType target) {
        return category.compareTo(target.category) <= 0;
    }

    /** This dtype if it is floating, else the default dtype: what {@code exp} of integers becomes. */
    DType floating() {
        return isFloatingPoint() ? this : standard;
    }

    @Override
    public String toString() {
        return torchName;
    }
}
