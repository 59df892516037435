package lanewise.testing.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the value notation of a conformance folder: {@code {"tensor": …}}, {@code {"tuple": […]}},
 * {@code {"float": "nan"}}, {@code {"dtype": …}}, {@code {"slice": […]}}, {@code {"ellipsis": true}},
 * {@code {"device": "cpu"}}; numbers, booleans, text, null and lists stand for themselves. Any other object is a
 * dictionary.
 */
final class Values {
    private Values() {}

    /** Decodes {@code json}, keeping tensors as {@link TensorValue}. */
    static @Nullable Object decode(@Nullable Object json) {
        return decode(json, tensor -> tensor);
    }

    /** Decodes {@code json}; each tensor in it, in order of appearance, becomes what {@code tensors} makes of it. */
    static @Nullable Object decode(@Nullable Object json, Function<TensorValue, ?> tensors) {
        return switch (json) {
            case Map<?, ?> map -> decodeObject(map, tensors);
            case List<?> list -> decodeList(list, tensors);
            case null, default -> json;
        };
    }

    /** Decodes a dictionary such as {@code kwargs} or {@code state}, in its order. */
    static Map<String, @Nullable Object> decodeDictionary(@Nullable Object json, Function<TensorValue, ?> tensors) {
        Map<String, @Nullable Object> decoded = new LinkedHashMap<>();
        if (json instanceof Map<?, ?> map) {
            map.forEach((name, value) -> decoded.put((String) name, decode(value, tensors)));
        } else if (json != null) {
            throw new IllegalArgumentException("expected a dictionary; got " + Py.typeName(json));
        }
        return decoded;
    }

    /** Decodes a list such as {@code args}; null is the empty list. */
    static List<@Nullable Object> decodeList(@Nullable Object json, Function<TensorValue, ?> tensors) {
        List<@Nullable Object> decoded = new ArrayList<>();
        if (json instanceof List<?> list) {
            for (Object item : list) {
                decoded.add(decode(item, tensors));
            }
        } else if (json != null) {
            throw new IllegalArgumentException("expected a list; got " + Py.typeName(json));
        }
        return decoded;
    }

    private static Object decodeObject(Map<?, ?> map, Function<TensorValue, ?> tensors) {
        if (map.size() == 1) {
            Object content = map.values().iterator().next();
            switch ((String) map.keySet().iterator().next()) {
                case "tensor" -> {
                    return tensors.apply(tensor((Map<?, ?>) content));
                }
                case "tuple" -> {
                    return new Py.Tuple(decodeList(content, tensors));
                }
                case "float" -> {
                    return real(content);
                }
                case "dtype" -> {
                    return new Py.DTypeName((String) content);
                }
                case "slice" -> {
                    List<?> bounds = (List<?>) content;
                    return new Py.Slice((Long) bounds.get(0), (Long) bounds.get(1), (Long) bounds.get(2));
                }
                case "ellipsis" -> {
                    return Py.Ellipsis.INSTANCE;
                }
                case "device" -> {
                    return new Py.Device((String) content);
                }
                default -> {}
            }
        }
        return decodeDictionary(map, tensors);
    }

    /** The tensor described by the content of {@code {"tensor": …}}. */
    static TensorValue tensor(Map<?, ?> json) {
        String dtype = (String) json.get("dtype");
        List<?> data = (List<?>) json.get("data");
        int[] shape = ints((List<?>) json.get("shape"));
        int[] strides = json.get("strides") instanceof List<?> list ? ints(list) : null;
        int grad = json.get("grad") instanceof Long index ? Math.toIntExact(index) : -1;
        if (TensorValue.isFloating(dtype)) {
            double[] reals = new double[data.size()];
            for (int i = 0; i < reals.length; i++) {
                reals[i] = real(data.get(i));
            }
            return new TensorValue(dtype, shape, reals, null, strides, grad);
        }
        long[] integers = new long[data.size()];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = data.get(i) instanceof Boolean bool ? (bool ? 1 : 0) : (Long) data.get(i);
        }
        return new TensorValue(dtype, shape, null, integers, strides, grad);
    }

    private static double real(@Nullable Object json) {
        return switch (json) {
            case Number number -> number.doubleValue();
            case String text ->
                switch (text) {
                    case "nan" -> Double.NaN;
                    case "inf" -> Double.POSITIVE_INFINITY;
                    case "-inf" -> Double.NEGATIVE_INFINITY;
                    default -> Double.parseDouble(text);
                };
            case null, default -> throw new IllegalArgumentException("expected a float; got " + Py.typeName(json));
        };
    }

    private static int[] ints(List<?> list) {
        return list.stream().mapToInt(item -> Math.toIntExact((Long) item)).toArray();
    }
}
