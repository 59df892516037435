package lanewise.testing.conformance;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call, bound to their Python names, with typed getters. A getter throws {@link BindingException}
 * when the value is of a kind that the Java method would not take; its message is PyTorch's
 * ("argument 'input' must be Tensor, not int").
 */
public final class Args {
    private final String op;
    private final Map<String, @Nullable Object> values;
    private final Set<String> given;

    Args(String op, Map<String, @Nullable Object> values, Set<String> given) {
        this.op = op;
        this.values = values;
        this.given = given;
    }

    /** The name of the op that is called, as recorded. */
    public String op() {
        return op;
    }

    /** Whether the caller passed this argument (also when as None), instead of leaving it to its default. */
    public boolean given(String name) {
        return given.contains(name);
    }

    /** All names with their values, defaults included, in the signature's order. */
    public Map<String, @Nullable Object> all() {
        return Collections.unmodifiableMap(values);
    }

    /** The value itself: a Tensor, Long, Double, Boolean, String, list, {@link Py}, or null for None. */
    public @Nullable Object value(String name) {
        if (!values.containsKey(name)) {
            throw new IllegalStateException("adapter of " + op + ": its signature has no argument '" + name + "'");
        }
        return values.get(name);
    }

    /** Whether the argument is None. */
    public boolean isNone(String name) {
        return value(name) == null;
    }

    /** Whether the argument is a tensor. */
    public boolean isTensor(String name) {
        return isTensor(value(name));
    }

    /** Whether the argument is a list or a tuple. */
    public boolean isList(String name) {
        return Py.items(value(name)) != null;
    }

    static boolean isTensor(@Nullable Object value) {
        return value instanceof Tensor;
    }

    /** A tensor. */
    public Tensor tensor(String name) {
        return value(name) instanceof Tensor tensor ? tensor : wrongType(name, "Tensor");
    }

    /** A tensor, or null for None. */
    public @Nullable Tensor tensorOrNull(String name) {
        return isNone(name) ? null : tensor(name);
    }

    /** The tensors of a list or tuple; a single tensor counts as a list of one. */
    public List<Tensor> tensors(String name) {
        Object value = value(name);
        if (value instanceof Tensor tensor) {
            return List.of(tensor);
        }
        List<@Nullable Object> items = Py.items(value);
        if (items == null) {
            return wrongType(name, "tuple of Tensors");
        }
        for (Object item : items) {
            if (!(item instanceof Tensor)) {
                throw new BindingException(
                        op + ": expected Tensors in argument '" + name + "', but got " + Py.typeName(item));
            }
        }
        return items.stream().map(Tensor.class::cast).toList();
    }

    /** {@link #tensors} as an array. */
    public Tensor[] tensorArray(String name) {
        return tensors(name).toArray(Tensor[]::new);
    }

    /** Passes the argument on to the method for tensors or to that for plain numbers, whichever fits. */
    public <R> R either(String name, Function<Tensor, R> forTensor, Function<Number, R> forNumber) {
        return isTensor(name) ? forTensor.apply(tensor(name)) : forNumber.apply(number(name));
    }

    /** An int as Long, a float as Double; a bool counts as 0 or 1. */
    public Number number(String name) {
        return switch (value(name)) {
            case Number number -> number;
            case Boolean bool -> bool ? 1L : 0L;
            case null, default -> wrongType(name, "Number");
        };
    }

    /** {@link #number}, or null for None. */
    public @Nullable Number numberOrNull(String name) {
        return isNone(name) ? null : number(name);
    }

    /** A float or an int as double. */
    public double real(String name) {
        return value(name) instanceof Number number ? number.doubleValue() : wrongType(name, "float");
    }

    /** {@link #real}, or {@code none} for None. */
    public double realOr(String name, double none) {
        return isNone(name) ? none : real(name);
    }

    /** An int; a float is refused, as PyTorch does. */
    public int integer(String name) {
        return asInt(name, value(name));
    }

    /** {@link #integer}, or {@code none} for None. */
    public int integerOr(String name, int none) {
        return isNone(name) ? none : integer(name);
    }

    /** {@link #integer}, or null for None. */
    public @Nullable Integer integerOrNull(String name) {
        return isNone(name) ? null : (Integer) integer(name);
    }

    /** An int, or the list or tuple of ints given. */
    public int[] ints(String name) {
        Object value = value(name);
        List<@Nullable Object> items = Py.items(value);
        return items == null
                ? new int[] {asInt(name, value)}
                : items.stream().mapToInt(item -> asInt(name, item)).toArray();
    }

    /** {@link #ints}, or null for None. */
    public int @Nullable [] intsOrNull(String name) {
        return isNone(name) ? null : ints(name);
    }

    /** {@link #ints}, one int standing for {@code count} equal ones, as kernel sizes and strides are given. */
    public int[] ints(String name, int count) {
        int[] ints = ints(name);
        if (ints.length == 1 && count > 1) {
            int[] repeated = new int[count];
            java.util.Arrays.fill(repeated, ints[0]);
            return repeated;
        }
        return ints;
    }

    /** Ints of which some may be None, which becomes {@code none}. */
    public int[] intsWithNone(String name, int none) {
        List<@Nullable Object> items = Py.items(value(name));
        return items == null
                ? ints(name)
                : items.stream()
                        .mapToInt(item -> item == null ? none : asInt(name, item))
                        .toArray();
    }

    /** A float or int, or a list or tuple of them. */
    public double[] reals(String name) {
        List<@Nullable Object> items = Py.items(value(name));
        if (items == null) {
            return new double[] {real(name)};
        }
        double[] reals = new double[items.size()];
        for (int i = 0; i < reals.length; i++) {
            reals[i] = items.get(i) instanceof Number number ? number.doubleValue() : wrongType(name, "floats");
        }
        return reals;
    }

    /** The items of a list or tuple. */
    public List<@Nullable Object> list(String name) {
        List<@Nullable Object> items = Py.items(value(name));
        return items != null ? items : wrongType(name, "list");
    }

    /** True or False. */
    public boolean bool(String name) {
        return value(name) instanceof Boolean bool ? bool : wrongType(name, "bool");
    }

    /** {@link #bool}, or {@code none} for None. */
    public boolean boolOr(String name, boolean none) {
        return isNone(name) ? none : bool(name);
    }

    /** {@link #bool}, or null for None. */
    public @Nullable Boolean boolOrNull(String name) {
        return isNone(name) ? null : (Boolean) bool(name);
    }

    /** A text. */
    public String text(String name) {
        return value(name) instanceof String text ? text : wrongType(name, "str");
    }

    /** {@link #text}, or null for None. */
    public @Nullable String textOrNull(String name) {
        return isNone(name) ? null : text(name);
    }

    /** A dtype. */
    public DType dtype(String name) {
        return value(name) instanceof Py.DTypeName dtype ? DType.of(dtype.name()) : wrongType(name, "dtype");
    }

    /** {@link #dtype}, or null for None. */
    public @Nullable DType dtypeOrNull(String name) {
        return isNone(name) ? null : dtype(name);
    }

    private int asInt(String name, @Nullable Object value) {
        if (!(value instanceof Long number)) {
            return wrongType(name, "int", value);
        }
        if (number.intValue() != number) {
            throw new BindingException(op + ": argument '" + name + "' is " + number + ", which is no 32-bit int");
        }
        return number.intValue();
    }

    private <T> T wrongType(String name, String expected) {
        return wrongType(name, expected, value(name));
    }

    private <T> T wrongType(String name, String expected, @Nullable Object value) {
        throw new BindingException(
                op + ": argument '" + name + "' must be " + expected + ", not " + Py.typeName(value));
    }
}
