package lanewise.optim;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lanewise.tensor.Tensor;

/** Optimizers to and from nested maps in PyTorch's layout. */
final class OptimizerState {

    /** Options that PyTorch keeps in one tuple. */
    private static final Map<String, List<String>> PAIRS = Map.of(
            "betas", List.of("beta1", "beta2"),
            "etas", List.of("eta_minus", "eta_plus"),
            "step_sizes", List.of("step_min", "step_max"));

    /** What PyTorch counts and measures in zero-dim tensors, and lanewise in numbers. */
    private static final Set<String> NUMBERS = Set.of("step", "eta", "mu", "mu_product");

    private OptimizerState() {}

    static <O extends Optimizer.Options<O>> Map<String, Object> save(List<Optimizer.Group<O>> groups) {
        Map<Integer, Object> state = new LinkedHashMap<>();
        List<Map<String, Object>> saved = new ArrayList<>();
        int number = 0;
        for (Optimizer.Group<O> group : groups) {
            Map<String, Object> entry = options(group.options());
            PAIRS.forEach((name, parts) -> {
                if (entry.containsKey(parts.getFirst())) {
                    entry.put(name, parts.stream().map(entry::remove).toList());
                }
            });
            List<Integer> numbers = new ArrayList<>();
            for (Optimizer.State of : group.states) {
                if (!of.values.isEmpty()) {
                    Map<String, Object> copy = new LinkedHashMap<>();
                    of.values.forEach((name, value) -> copy.put(
                            name, value instanceof Tensor t ? t.detach().clone() : value));
                    state.put(number, copy);
                }
                numbers.add(number++);
            }
            entry.put("params", numbers);
            saved.add(entry);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("state", state);
        all.put("param_groups", saved);
        return all;
    }

    static <O extends Optimizer.Options<O>> void load(
            String optimizer, List<Optimizer.Group<O>> groups, Map<String, ?> from) {
        if (!(from.get("state") instanceof Map<?, ?> state) || !(from.get("param_groups") instanceof List<?> saved)) {
            throw new IllegalArgumentException(
                    optimizer + ".loadStateDict: expected the entries state (a map) and param_groups"
                            + " (a list), got " + from.keySet());
        }
        if (saved.size() != groups.size()) {
            throw new IllegalArgumentException(optimizer + ".loadStateDict: loaded state dict has " + saved.size()
                    + " parameter groups, this optimizer has " + groups.size());
        }
        List<O> options = new ArrayList<>();
        List<List<Optimizer.State>> states = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            if (!(saved.get(i) instanceof Map<?, ?> entry) || !(entry.get("params") instanceof List<?> numbers)) {
                throw new IllegalArgumentException(optimizer + ".loadStateDict: group " + i + " has no list of params");
            }
            List<Tensor> parameters = groups.get(i).parameters();
            if (numbers.size() != parameters.size()) {
                throw new IllegalArgumentException(optimizer + ".loadStateDict: group " + i + " has " + numbers.size()
                        + " parameters in the state dict and " + parameters.size() + " in this optimizer");
            }
            options.add(withValues(optimizer, groups.get(i).options(), entry));
            List<Optimizer.State> loaded = new ArrayList<>();
            for (int k = 0; k < parameters.size(); k++) {
                loaded.add(
                        state.get(numbers.get(k)) instanceof Map<?, ?> values
                                ? restore(optimizer, parameters.get(k), values)
                                : new Optimizer.State());
            }
            states.add(loaded);
        }
        for (int i = 0; i < groups.size(); i++) {
            groups.get(i).states = states.get(i);
            groups.get(i).options(options.get(i));
        }
    }

    private static Optimizer.State restore(String optimizer, Tensor p, Map<?, ?> values) {
        Optimizer.State state = new Optimizer.State();
        values.forEach((name, value) -> {
            if (value instanceof Tensor t && t.dim() > 0 && !Arrays.equals(t.shape(), p.shape())) {
                throw new IllegalArgumentException(optimizer + ".loadStateDict: " + name + " has shape "
                        + Arrays.toString(t.shape()) + ", its parameter has " + Arrays.toString(p.shape()));
            }
            if (value instanceof Tensor t && t.dim() == 0 && NUMBERS.contains(name)) {
                state.values.put((String) name, t.item());
            } else if (value != null) {
                state.values.put(
                        String.valueOf(name),
                        value instanceof Tensor t
                                ? t.detach().to(p.dtype()).clone().contiguous()
                                : value);
            }
        });
        return state;
    }

    /** The components of an options record by PyTorch's names. */
    static Map<String, Object> options(Object options) {
        if (!options.getClass().isRecord()) {
            throw new IllegalStateException("optimizer options must be a public record: " + options.getClass());
        }
        Map<String, Object> map = new LinkedHashMap<>();
        try {
            for (RecordComponent component : options.getClass().getRecordComponents()) {
                map.put(snakeCase(component.getName()), component.getAccessor().invoke(options));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("optimizer options must be a public record: " + options.getClass(), e);
        }
        return map;
    }

    /** {@code options} with the components that {@code values} names replaced. */
    @SuppressWarnings("unchecked")
    private static <O> O withValues(String optimizer, O options, Map<?, ?> values) {
        RecordComponent[] components = options.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] arguments = new Object[components.length];
        Map<String, Object> now = options(options);
        Map<String, Object> given = new LinkedHashMap<>();
        values.forEach((name, value) -> given.put(String.valueOf(name), value));
        PAIRS.forEach((name, parts) -> {
            if (given.get(name) instanceof List<?> pair && pair.size() == 2) {
                given.put(parts.get(0), pair.get(0));
                given.put(parts.get(1), pair.get(1));
            }
        });
        for (int i = 0; i < components.length; i++) {
            String name = snakeCase(components[i].getName());
            types[i] = components[i].getType();
            Object value = given.get(name);
            arguments[i] = value == null ? now.get(name) : fitted(types[i], value);
        }
        try {
            Constructor<?> canonical = options.getClass().getDeclaredConstructor(types);
            return (O) canonical.newInstance(arguments);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    optimizer + ".loadStateDict: the options of a group do not fit: " + values, e);
        }
    }

    /** A value read from a file, where whole numbers are long and constants are words, as a component of that type. */
    private static Object fitted(Class<?> type, Object value) {
        if (value instanceof Number number) {
            return type == double.class ? number.doubleValue() : type == int.class ? number.intValue() : value;
        }
        if (type.isEnum() && value instanceof String word) {
            for (Object constant : type.getEnumConstants()) {
                if (constant.toString().equalsIgnoreCase(word)
                        || ((Enum<?>) constant).name().equals(word)) {
                    return constant;
                }
            }
        }
        return value;
    }

    private static String snakeCase(String camel) {
        StringBuilder snake = new StringBuilder();
        for (char c : camel.toCharArray()) {
            if (Character.isUpperCase(c)) {
                snake.append('_');
            }
            snake.append(Character.toLowerCase(c));
        }
        return snake.toString();
    }
}
