package lanewise.testing.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Python signature, parsed once from text such as {@code "input, dim:int, keepdim=False, *, dtype=None"}, that binds
 * positional and keyword arguments to names as Python does.
 *
 * <ul>
 *   <li>{@code name} is required, {@code name=default} optional; defaults are Python literals ({@code None},
 *       {@code True}, {@code 1}, {@code 1e-5}, {@code 'mean'}, {@code inf}, {@code (1, 2)}).
 *   <li>{@code name:type} restricts the kind, which only overloads need: {@code Tensor}, {@code Tensors}, {@code int},
 *       {@code ints} (an int, or a list or tuple of them), {@code Number}, {@code bool}, {@code str}, {@code list},
 *       {@code dtype}; several are joined by {@code |}. None passes where the default is None.
 *   <li>What follows a lone {@code *} is keyword-only; {@code *name} takes all positional arguments that are left, or
 *       the items of the one list or tuple that is left.
 *   <li>A device is accepted everywhere, and so is {@code requires_grad=False}: they change nothing on a CPU.
 * </ul>
 */
final class Signature {
    private static final Set<String> WITHOUT_EFFECT = Set.of("device", "layout", "pin_memory", "memory_format");

    private record Parameter(
            String name,
            @Nullable Set<String> types,
            boolean required,
            @Nullable Object fallback,
            boolean keywordOnly,
            boolean rest) {}

    private final String text;
    private final List<Parameter> parameters = new ArrayList<>();
    private final Map<String, Parameter> byName = new LinkedHashMap<>();

    Signature(String text) {
        this.text = text;
        boolean keywordOnly = false;
        for (String item : split(text)) {
            if (item.equals("*")) {
                keywordOnly = true;
                continue;
            }
            Parameter parameter = parse(item, keywordOnly);
            keywordOnly |= parameter.rest;
            parameters.add(parameter);
            if (byName.put(parameter.name, parameter) != null) {
                throw new IllegalArgumentException("signature \"" + text + "\": twice " + parameter.name);
            }
        }
    }

    /** The names of the parameters without a default, in order. */
    List<String> required() {
        return parameters.stream()
                .filter(p -> p.required && !p.rest)
                .map(Parameter::name)
                .toList();
    }

    /**
     * Binds a call.
     *
     * @throws BindingException when Python would raise a TypeError: too many, missing, doubled or unknown arguments, or
     *     a kind that the signature excludes
     */
    Args bind(String op, List<@Nullable Object> args, Map<String, @Nullable Object> kwargs) {
        Map<String, @Nullable Object> bound = new LinkedHashMap<>();
        Set<String> given = new HashSet<>();
        int next = 0;
        for (Parameter parameter : parameters) {
            if (parameter.rest) {
                List<@Nullable Object> rest = args.subList(next, args.size());
                List<@Nullable Object> items = rest.size() == 1 ? Py.items(rest.getFirst()) : null;
                bound.put(parameter.name, items != null ? items : List.copyOf(rest));
                given.add(parameter.name);
                next = args.size();
            } else if (!parameter.keywordOnly && next < args.size()) {
                bound.put(parameter.name, args.get(next++));
                given.add(parameter.name);
            }
        }
        if (next < args.size()) {
            throw new BindingException(
                    op + ": takes at most " + next + " positional arguments (" + text + "); got " + args.size());
        }
        kwargs.forEach((name, value) -> {
            Parameter parameter = byName.get(name);
            if (parameter == null) {
                if (!WITHOUT_EFFECT.contains(name) && !(name.equals("requires_grad") && Boolean.FALSE.equals(value))) {
                    throw new BindingException(op + ": has no argument '" + name + "' (" + text + ")", true);
                }
            } else if (!given.add(name) && !parameter.rest) {
                throw new BindingException(op + ": got two values for argument '" + name + "'");
            } else {
                List<@Nullable Object> items = parameter.rest ? Py.items(value) : null;
                bound.put(name, items != null ? items : value);
            }
        });
        for (Parameter parameter : parameters) {
            if (!given.contains(parameter.name)) {
                if (parameter.required) {
                    throw new BindingException(op + ": argument '" + parameter.name + "' is missing (" + text + ")");
                }
                bound.put(parameter.name, parameter.fallback);
            } else if (!accepts(parameter, bound.get(parameter.name))) {
                throw new BindingException(op + ": argument '" + parameter.name + "' must be "
                        + String.join(" or ", parameter.types) + ", not " + Py.typeName(bound.get(parameter.name)));
            }
        }
        Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
        parameters.forEach(parameter -> ordered.put(parameter.name, bound.get(parameter.name)));
        return new Args(op, ordered, given);
    }

    private static boolean accepts(Parameter parameter, @Nullable Object value) {
        if (parameter.types == null || value == null && !parameter.required && parameter.fallback == null) {
            return true;
        }
        return parameter.types.stream().anyMatch(type -> isA(type, value));
    }

    private static boolean isA(String type, @Nullable Object value) {
        return switch (type) {
            case "Tensor" -> Args.isTensor(value);
            case "Tensors" -> {
                List<@Nullable Object> items = Py.items(value);
                yield items != null && items.stream().allMatch(Args::isTensor);
            }
            case "int" -> value instanceof Long;
            case "ints" -> {
                List<@Nullable Object> items = Py.items(value);
                yield value instanceof Long || items != null && items.stream().allMatch(Long.class::isInstance);
            }
            case "Number" -> value instanceof Number || value instanceof Boolean;
            case "bool" -> value instanceof Boolean;
            case "str" -> value instanceof String;
            case "list" -> Py.items(value) != null;
            case "dtype" -> value instanceof Py.DTypeName;
            default -> throw new IllegalArgumentException("signature: there is no type '" + type + "'");
        };
    }

    private static Parameter parse(String item, boolean keywordOnly) {
        int equals = item.indexOf('=');
        String head = (equals < 0 ? item : item.substring(0, equals)).strip();
        Object fallback = equals < 0 ? null : literal(item.substring(equals + 1).strip());
        boolean rest = head.startsWith("*");
        int colon = head.indexOf(':');
        String name =
                head.substring(rest ? 1 : 0, colon < 0 ? head.length() : colon).strip();
        Set<String> types =
                colon < 0 ? null : Set.of(head.substring(colon + 1).strip().split("\\|"));
        if (types != null) {
            types.forEach(type -> isA(type, null));
        }
        return new Parameter(name, types, equals < 0 && !rest, fallback, keywordOnly, rest);
    }

    /** A Python literal as the decoded values would hold it. */
    static @Nullable Object literal(String text) {
        char first = text.charAt(0);
        if (first == '\'' || first == '"') {
            return text.substring(1, text.length() - 1);
        }
        if (first == '(' || first == '[') {
            List<@Nullable Object> items = new ArrayList<>();
            for (String item : split(text.substring(1, text.length() - 1))) {
                items.add(literal(item));
            }
            return first == '(' ? new Py.Tuple(items) : items;
        }
        return switch (text) {
            case "None" -> null;
            case "True" -> true;
            case "False" -> false;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> text.matches("[+-]?\\d+") ? (Object) Long.valueOf(text) : (Object) Double.valueOf(text);
        };
    }

    /** Splits at commas outside of brackets and quotes; blank items fall away. */
    private static List<String> split(String text) {
        List<String> items = new ArrayList<>();
        int depth = 0;
        int start = 0;
        char quote = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth--;
            } else if (c == ',' && (depth == 0 || i == text.length())) {
                String item = text.substring(start, i).strip();
                if (!item.isEmpty()) {
                    items.add(item);
                }
                start = i + 1;
            }
        }
        return items;
    }

    @Override
    public String toString() {
        return text;
    }
}
