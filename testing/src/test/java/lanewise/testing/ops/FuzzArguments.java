package lanewise.testing.ops;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import lanewise.tensor.DType;
import lanewise.tensor.Generator;
import lanewise.tensor.Slice;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Arguments that nobody would pass: tensors of any rank, size, type and content, numbers of any sign, words that may
 * mean something elsewhere. All from one seed. Sizes and counts stay small, so that no refusal is owed to memory.
 */
final class FuzzArguments {

    private static final String[] WORDS = {
        "none",
        "tanh",
        "mean",
        "sum",
        "batchmean",
        "floor",
        "trunc",
        "ij",
        "xy",
        "linear",
        "lower",
        "higher",
        "nearest",
        "midpoint",
        "reduced",
        "complete",
        "r",
        "L",
        "U",
        "fro",
        "nuc",
        "add",
        "multiply",
        "prod",
        "amax",
        "amin",
        "same",
        "valid",
        "reflect",
        "constant",
        "bilinear",
        "area",
        "zeros",
        "border",
        "max",
        "gelsd",
        "ij,jk->ik",
        "ii->i",
        "...i,i...->...",
        "i",
        "ij->ji",
        "i,i",
        "->",
        "a-",
        "",
        "nonsense"
    };
    private static final double[] REALS = {
        0, -0.0, 1, -1, 0.5, 2, 3, -2.5, 1e-12, 1e30, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };

    private final SplittableRandom random;
    /** The floating-point tensors drawn so far, as leaves. */
    final List<Tensor> leaves = new ArrayList<>();

    private int[] lastShape = {};
    /** Whether the tensors of one call share their element type, so that more calls come through. */
    private final boolean oneType;

    private final DType type;

    FuzzArguments(long seed) {
        random = new SplittableRandom(seed);
        oneType = random.nextInt(3) > 0;
        DType[] all = DType.values();
        type = random.nextInt(3) > 0
                ? (random.nextBoolean() ? DType.FLOAT64 : DType.FLOAT32)
                : all[random.nextInt(all.length)];
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private boolean chance(double p) {
        return random.nextDouble() < p;
    }

    /** A shape of rank 0 to 4 and sizes 0 to 4, often one that goes with the one before. */
    int[] shape() {
        int[] shape = lastShape.clone();
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                // The same again.
            }
            case 2 -> {
                // A part of it: one that broadcasts, or fits a dimension.
                shape = Arrays.copyOfRange(shape, random.nextInt(shape.length + 1), shape.length);
                if (shape.length > 0 && chance(0.5)) {
                    shape[random.nextInt(shape.length)] = 1;
                }
            }
            case 3 -> {
                // Its matrices turned over.
                if (shape.length > 1) {
                    int last = shape[shape.length - 1];
                    shape[shape.length - 1] = shape[shape.length - 2];
                    shape[shape.length - 2] = last;
                }
            }
            default -> {
                shape = new int[random.nextInt(5)];
                boolean square = chance(0.3);
                for (int d = 0; d < shape.length; d++) {
                    shape[d] = d > 0 && square ? shape[d - 1] : chance(0.08) ? 0 : 1 + random.nextInt(4);
                }
            }
        }
        lastShape = shape;
        return shape;
    }

    /** Any tensor. */
    Tensor tensor() {
        DType dtype = oneType ? type : DType.values()[random.nextInt(DType.values().length)];
        if (oneType && chance(0.15)) {
            dtype = chance(0.7) ? DType.INT64 : DType.BOOL;
        }
        return tensor(dtype, shape());
    }

    private Tensor tensor(DType dtype, int[] shape) {
        int n = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        double[] values = new double[n];
        boolean wild = chance(0.2);
        boolean positive = chance(0.4);
        for (int i = 0; i < n; i++) {
            double value = wild && chance(0.3)
                    ? REALS[random.nextInt(REALS.length)]
                    : dtype.isFloatingPoint() ? random.nextDouble(-3, 3) : random.nextInt(-3, 6);
            values[i] = positive ? Math.abs(value) : value;
        }
        Tensor x = Tensor.fromArray(values, shape).to(dtype);
        if (chance(0.3)) {
            x = OpSample.scattered(x);
        }
        x = x.detach();
        if (dtype.isFloatingPoint() && chance(0.6)) {
            x.requiresGrad_(true);
            leaves.add(x);
            // In-place operations are refused on leaves, and views have their own rules.
            if (chance(0.3)) {
                x = x.mul(1);
            }
        }
        return x;
    }

    private int whole() {
        return switch (random.nextInt(40)) {
            case 0 -> Integer.MIN_VALUE;
            case 1 -> -7;
            case 2 -> 6;
            default -> random.nextInt(10) < 7 ? random.nextInt(0, 4) : random.nextInt(-4, 6);
        };
    }

    private double real() {
        return chance(0.3) ? REALS[random.nextInt(REALS.length)] : random.nextDouble(-2, 3);
    }

    private Number number() {
        return switch (random.nextInt(4)) {
            case 0 -> (double) real();
            case 1 -> (long) random.nextInt(-4, 6);
            case 2 -> (float) real();
            default -> random.nextInt(-4, 6);
        };
    }

    private int[] wholes() {
        if (chance(0.15)) {
            return lastShape.clone();
        }
        int[] some = new int[random.nextInt(5)];
        Arrays.setAll(some, i -> whole());
        return some;
    }

    private List<Tensor> tensors() {
        List<Tensor> some = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            some.add(tensor());
        }
        return some;
    }

    /** Something between brackets. */
    private @Nullable Object index() {
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> whole();
            case 3 ->
                new Slice(
                        (long) whole(),
                        chance(0.3) ? null : (Long) (long) whole(),
                        chance(0.5) ? null : (Long) (long) whole());
            case 4 -> Slice.all();
            case 5 -> null;
            case 6 -> chance(0.3) ? "..." : (Object) chance(0.5);
            case 7 -> tensor(DType.INT64, shape());
            default -> tensor(DType.BOOL, shape());
        };
    }

    /**
     * A value for a parameter of that type, or empty if there is no way to make one.
     */
    Optional<Object> value(AnnotatedType annotated) {
        if (annotated.isAnnotationPresent(Nullable.class) && chance(0.4)) {
            return Optional.of(NULL);
        }
        Class<?> type = raw(annotated);
        if (type == Tensor.class) {
            return Optional.of(tensor());
        } else if (type == int.class || type == Integer.class) {
            return Optional.of(whole());
        } else if (type == long.class || type == Long.class) {
            return Optional.of(chance(0.05) ? (chance(0.5) ? Long.MAX_VALUE : Long.MIN_VALUE) : (long) whole());
        } else if (type == double.class || type == Double.class) {
            return Optional.of(real());
        } else if (type == float.class) {
            return Optional.of((float) real());
        } else if (type == boolean.class || type == Boolean.class) {
            return Optional.of(chance(0.5));
        } else if (type == Number.class) {
            return Optional.of(number());
        } else if (type == String.class) {
            return Optional.of(WORDS[random.nextInt(WORDS.length)]);
        } else if (type == Generator.class) {
            return Optional.of(new Generator().manualSeed(whole()));
        } else if (type == int[].class) {
            return Optional.of(wholes());
        } else if (type == long[].class) {
            return Optional.of(Arrays.stream(wholes()).asLongStream().toArray());
        } else if (type == double[].class) {
            return Optional.of(Arrays.stream(wholes()).asDoubleStream().toArray());
        } else if (type == float[].class) {
            return Optional.of(new float[random.nextInt(5)]);
        } else if (type == byte[].class) {
            return Optional.of(new byte[random.nextInt(5)]);
        } else if (type == boolean[].class) {
            return Optional.of(new boolean[random.nextInt(5)]);
        } else if (type == Tensor[].class) {
            return Optional.of(tensors().toArray(Tensor[]::new));
        } else if (type == List.class) {
            return Optional.of(tensors());
        } else if (type == Object[].class) {
            Object[] some = new Object[random.nextInt(5)];
            Arrays.setAll(some, i -> index());
            return Optional.of(some);
        } else if (type == Object.class) {
            return Optional.of(
                    chance(0.3) ? new double[][] {{1, 2}, {3}} : chance(0.5) ? new int[][] {{1, 2}, {3, 4}} : wholes());
        } else if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return Optional.of(constants[random.nextInt(constants.length)]);
        } else if (type.isRecord() && type.getEnclosingClass() != null) {
            return options(type);
        }
        return Optional.empty();
    }

    /** Stands for null, which an Optional cannot hold. */
    static final Object NULL = new Object();

    private static Class<?> raw(AnnotatedType annotated) {
        java.lang.reflect.Type type = annotated.getType();
        return type instanceof Class<?> plain
                ? plain
                : (Class<?>) ((java.lang.reflect.ParameterizedType) type).getRawType();
    }

    /** Options from their factory, some of them changed. */
    private Optional<Object> options(Class<?> type) {
        for (Method factory : sorted(type.getEnclosingClass())) {
            if (Modifier.isStatic(factory.getModifiers()) && factory.getReturnType() == type) {
                Optional<Object> made = call(factory, null);
                if (made.isPresent() && chance(0.6)) {
                    List<Method> changes = sorted(type).stream()
                            .filter(m -> !Modifier.isStatic(m.getModifiers()) && m.getReturnType() == type)
                            .toList();
                    for (int i = random.nextInt(1, 4); i > 0 && !changes.isEmpty() && made.isPresent(); i--) {
                        made = call(changes.get(random.nextInt(changes.size())), made.get())
                                .or(Optional::empty);
                    }
                }
                return made;
            }
        }
        return Optional.empty();
    }

    private Optional<Object> call(Method method, @Nullable Object on) {
        Object[] arguments = arguments(method);
        if (arguments == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(method.invoke(on, arguments));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                return Optional.empty();
            }
            throw new AssertionError(method + Arrays.deepToString(arguments), e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** Values for all parameters, or null if one of them cannot be made. */
    Object @Nullable [] arguments(Method method) {
        AnnotatedType[] types = method.getAnnotatedParameterTypes();
        Object[] values = new Object[types.length];
        for (int i = 0; i < values.length; i++) {
            Optional<Object> value = value(types[i]);
            if (value.isEmpty()) {
                return null;
            }
            values[i] = value.get() == NULL ? null : value.get();
        }
        return values;
    }

    /** The public methods, in an order that does not change from run to run. */
    static List<Method> sorted(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !method.isBridge() && method.getDeclaringClass() != Object.class)
                .sorted(java.util.Comparator.comparing(Method::toString))
                .toList();
    }

    /** The call for a message, tensors by type, shape and, where they are few, elements. */
    static String text(String name, List<?> arguments) {
        StringJoiner text = new StringJoiner(", ", name + "(", ")");
        arguments.forEach(argument -> text.add(text(argument)));
        return text.toString();
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Tensor x ->
                x.dtype()
                        + Arrays.toString(x.shape())
                        + (x.requiresGrad() ? "*" : "")
                        + (x.isContiguous() ? "" : "/")
                        + (x.numel() > 8 ? "" : Arrays.toString(x.detach().toDoubleArray()));
            case int[] some -> Arrays.toString(some);
            case long[] some -> Arrays.toString(some);
            case double[] some -> Arrays.toString(some);
            case Object[] some -> text("", Arrays.asList(some));
            case List<?> some -> text("", some);
            case String word -> '"' + word + '"';
            default -> value.toString();
        };
    }
}
