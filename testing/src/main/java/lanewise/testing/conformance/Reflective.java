package lanewise.testing.conformance;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import lanewise.tensor.DType;
import org.jspecify.annotations.Nullable;

/**
 * Makes modules, optimizers and schedulers from Python arguments by the naming rules of lanewise: required arguments
 * are positional, optional ones an {@code Options} record whose methods are PyTorch's names in camelCase:
 * {@code Conv2d(1, 32, 3, stride=2)} becomes {@code new Conv2d(1, 32, 3, Conv2d.options().stride(2))}.
 *
 * <p>That the rules hold for a class is thereby checked as well. A class that has good reasons to differ gets a row of
 * its own.
 */
final class Reflective {
    /** A conversion that does not exist. */
    private static final Object NO = new Object();

    private record Named(String name, @Nullable Object value) {}

    private record Call<T>(T target, @Nullable Object[] arguments, int cost) {}

    private Reflective() {}

    /** The public class of this name, or null. */
    static @Nullable Class<?> find(String packageName, String simpleName) {
        try {
            Class<?> type = Class.forName(packageName + "." + simpleName);
            return Modifier.isPublic(type.getModifiers()) ? type : null;
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    /**
     * Makes an instance.
     *
     * @param leading arguments that come first in Java and are not in the signature, such as the parameters of an
     *     optimizer
     * @param args the call, bound
     * @throws BindingException when no constructor and options take these arguments
     */
    static Object construct(Class<?> type, List<?> leading, Args args) {
        List<Named> given = new ArrayList<>();
        int prefix = 0;
        for (Map.Entry<String, @Nullable Object> argument : args.all().entrySet()) {
            if (args.given(argument.getKey())) {
                prefix += prefix == given.size() && given.size() == indexOf(args, argument.getKey()) ? 1 : 0;
                given.add(new Named(argument.getKey(), argument.getValue()));
            }
        }
        BindingException refused = null;
        for (int positional = prefix; positional >= 0; positional--) {
            List<@Nullable Object> first = new ArrayList<>(leading);
            given.subList(0, positional).forEach(argument -> first.add(argument.value));
            List<Named> rest = given.subList(positional, given.size());
            Object options = null;
            if (!rest.isEmpty()) {
                try {
                    options = options(type, rest, args);
                } catch (BindingException e) {
                    refused = refused == null ? e : refused;
                    continue;
                }
            }
            Object made = instantiate(type, first, options);
            if (made == null && options == null) {
                Object defaults = defaults(type, List.of());
                made = defaults == null ? null : instantiate(type, first, defaults);
            }
            if (made != null) {
                return made;
            }
        }
        throw refused != null
                ? refused
                : new BindingException(args.op() + ": no constructor of " + type.getSimpleName() + " takes " + given
                        + "; it has " + Arrays.toString(type.getConstructors()));
    }

    private static int indexOf(Args args, String name) {
        return List.copyOf(args.all().keySet()).indexOf(name);
    }

    private static @Nullable Object instantiate(Class<?> type, List<@Nullable Object> first, @Nullable Object options) {
        List<@Nullable Object> values = new ArrayList<>(first);
        if (options != null) {
            values.add(options);
        }
        Call<Constructor<?>> best = null;
        for (Constructor<?> constructor : type.getConstructors()) {
            Call<Constructor<?>> call =
                    match(constructor, constructor.getParameterTypes(), constructor.isVarArgs(), values);
            best = better(best, call);
        }
        if (best == null) {
            return null;
        }
        try {
            return best.target.newInstance(best.arguments);
        } catch (InvocationTargetException e) {
            throw rethrown(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getSimpleName() + ": its constructor cannot be called", e);
        }
    }

    /** Options with these values, from {@code options()} or from the method of the first one that has it. */
    private static @Nullable Object options(Class<?> type, List<Named> values, Args args) {
        Object options = defaults(type, values);
        List<Named> open = new ArrayList<>(values);
        if (options == null) {
            for (Named value : values) {
                options = invoke(type, null, camel(value.name), value.value);
                if (options != null) {
                    open.remove(value);
                    break;
                }
            }
        }
        if (options == null && values.stream().allMatch(Reflective::isDefault)) {
            return null;
        }
        if (options == null) {
            throw new BindingException(args.op() + ": " + type.getSimpleName() + " has no options for " + values);
        }
        for (Named value : open) {
            Object changed = invoke(options.getClass(), options, camel(value.name), value.value);
            if (changed != null) {
                options = changed;
            } else if (!isDefault(value)) {
                throw new BindingException(args.op() + ": the options of " + type.getSimpleName() + " have no method "
                        + camel(value.name) + " for " + Py.typeName(value.value) + " " + value.value);
            }
        }
        return options;
    }

    /** Passing what Python takes for "not given" needs no option of its own. */
    private static boolean isDefault(Named value) {
        return value.value == null || Boolean.FALSE.equals(value.value);
    }

    private static @Nullable Object defaults(Class<?> type, List<Named> values) {
        Object made = invoke(type, null, "options");
        if (made != null) {
            return made;
        }
        for (Class<?> nested : type.getClasses()) {
            if (nested.getSimpleName().equals("Options") && values.isEmpty()) {
                Object empty = instantiate(nested, List.of(), null);
                if (empty != null) {
                    return empty;
                }
            }
        }
        return null;
    }

    /**
     * Calls the public method of that name that takes the values; a list of values may also be spread over its
     * parameters.
     *
     * @return the result, or null when there is no such method
     */
    static @Nullable Object invoke(Class<?> type, @Nullable Object target, String name, @Nullable Object... values) {
        Predicate<Method> wanted = method -> method.getName().equals(name)
                && !method.isBridge()
                && (target != null || Modifier.isStatic(method.getModifiers()));
        Call<Method> best = null;
        for (Method method : type.getMethods()) {
            if (wanted.test(method)) {
                best = better(best, match(method, method.getParameterTypes(), false, Arrays.asList(values)));
                List<@Nullable Object> items = values.length == 1 ? Py.items(values[0]) : null;
                if (items != null) {
                    best = better(best, match(method, method.getParameterTypes(), false, items));
                }
            }
        }
        if (best == null) {
            return null;
        }
        try {
            return best.target.invoke(target, best.arguments);
        } catch (InvocationTargetException e) {
            throw rethrown(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(type.getSimpleName() + "." + name + ": cannot be called", e);
        }
    }

    private static RuntimeException rethrown(InvocationTargetException e) {
        return switch (e.getCause()) {
            case RuntimeException runtime -> runtime;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(e.getCause());
        };
    }

    private static <T> @Nullable Call<T> better(@Nullable Call<T> best, @Nullable Call<T> call) {
        return best == null || call != null && call.cost < best.cost ? call : best;
    }

    private static <T> @Nullable Call<T> match(
            T target, Class<?>[] types, boolean varArgs, List<@Nullable Object> values) {
        List<@Nullable Object> actual = values;
        if (varArgs && values.size() > types.length) {
            // The last parameter collects what is left.
            actual = new ArrayList<>(values.subList(0, types.length - 1));
            actual.add(List.copyOf(values.subList(types.length - 1, values.size())));
        } else if (varArgs && values.size() == types.length - 1) {
            actual = new ArrayList<>(values);
            actual.add(List.of());
        }
        if (types.length != actual.size()) {
            return null;
        }
        Object[] arguments = new Object[types.length];
        int cost = 0;
        for (int i = 0; i < types.length; i++) {
            arguments[i] = convert(actual.get(i), types[i]);
            if (arguments[i] == NO) {
                return null;
            }
            cost += cost(actual.get(i), types[i]);
        }
        return new Call<>(target, arguments, cost);
    }

    /** Prefers the Java type that is nearest to the Python value. */
    private static int cost(@Nullable Object value, Class<?> type) {
        if (value instanceof Long) {
            return type == int.class || type == Integer.class || type == long.class || type == Long.class
                    ? 0
                    : type.isArray() ? 2 : 1;
        }
        return 0;
    }

    private static @Nullable Object convert(@Nullable Object value, Class<?> type) {
        if (value == null) {
            return type.isPrimitive() ? NO : null;
        }
        List<@Nullable Object> items = Py.items(value);
        if (type.isArray()) {
            return toArray(items != null ? items : List.of(value), type.getComponentType());
        }
        return switch (value) {
            case Long number
            when type == int.class || type == Integer.class ->
                number.intValue() == number ? (Object) number.intValue() : NO;
            case Long number when type == long.class || type == Long.class -> number;
            case Number number when type == double.class || type == Double.class -> number.doubleValue();
            case Number number when type == float.class || type == Float.class -> number.floatValue();
            case Boolean bool when type == boolean.class || type == Boolean.class -> bool;
            case Py.DTypeName dtype when type == DType.class -> DType.of(dtype.name());
            case String text when type.isEnum() -> enumConstant(text, type);
            default ->
                items != null && Collection.class.isAssignableFrom(type) && type.isInstance(items)
                        ? items
                        : !type.isPrimitive() && type.isInstance(value) ? value : NO;
        };
    }

    private static Object enumConstant(String text, Class<?> type) {
        String plain = text.replaceAll("[_-]", "");
        for (Object constant : Objects.requireNonNull(type.getEnumConstants())) {
            if (((Enum<?>) constant).name().replace("_", "").equalsIgnoreCase(plain)) {
                return constant;
            }
        }
        return NO;
    }

    private static Object toArray(List<@Nullable Object> items, Class<?> component) {
        Object array = Array.newInstance(component, items.size());
        for (int i = 0; i < items.size(); i++) {
            Object item = convert(items.get(i), component);
            if (item == NO) {
                return NO;
            }
            Array.set(array, i, item);
        }
        return array;
    }

    /** {@code weight_decay} as {@code weightDecay}, {@code T_max} as {@code tMax}. */
    static String camel(String name) {
        String[] words = name.split("_");
        StringBuilder camel = new StringBuilder(words[0].toLowerCase(java.util.Locale.ROOT));
        for (int i = 1; i < words.length; i++) {
            if (!words[i].isEmpty()) {
                camel.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
            }
        }
        return camel.toString();
    }
}
