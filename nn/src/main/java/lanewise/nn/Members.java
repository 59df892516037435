package lanewise.nn;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What a module consists of: its parameters, buffers and sub-modules by name.
 *
 * <p>They are looked up when asked for, not when the module is made: a field is only set after the superclass's
 * constructor has run, and one that is assigned again later must not leave its old value behind.
 */
final class Members {

    /* A ClassValue goes when its class goes, so hot-redeployed modules are not kept alive. */
    private static final ClassValue<List<Place>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Place> computeValue(Class<?> type) {
            return fieldsOf(type);
        }
    };

    /** A field that may hold members, and whether reflection was allowed to look into it. */
    private record Place(Field field, boolean readable) {}

    final Map<String, @Nullable Parameter> parameters = new LinkedHashMap<>();
    final Map<String, @Nullable Buffer> buffers = new LinkedHashMap<>();
    final Map<String, Module> children = new LinkedHashMap<>();
    private final Module owner;

    private Members(Module owner) {
        this.owner = owner;
    }

    /** The fields of {@code module}, then what was registered by hand and is no field. */
    static Members of(Module module, Map<String, Object> registered) {
        Members members = new Members(module);
        List<Object> byHand = new ArrayList<>(registered.values());
        for (Place place : FIELDS.get(module.getClass())) {
            Field field = place.field;
            if (!place.readable) {
                if (!registered.containsKey(field.getName()) && !registered.containsKey(snakeCase(field.getName()))) {
                    throw new IllegalStateException(refused(field));
                }
                continue;
            }
            Object value = read(field, module);
            if (byHand.stream().noneMatch(each -> each == value)) {
                members.addField(field, value);
            }
        }
        registered.forEach((name, value) -> {
            if (members.find(value) == null) {
                members.add(name, value);
            }
        });
        return members;
    }

    private static List<Place> fieldsOf(Class<?> type) {
        List<Class<?>> lineage = new ArrayList<>();
        for (Class<?> c = type; c != null && c != Module.class && c != Object.class; c = c.getSuperclass()) {
            lineage.addFirst(c);
        }
        List<Place> fields = new ArrayList<>();
        for (Class<?> c : lineage) {
            for (Field field : c.getDeclaredFields()) {
                if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0
                        && !field.isSynthetic()
                        && mayHoldMembers(field.getType())) {
                    fields.add(new Place(field, field.trySetAccessible()));
                }
            }
        }
        return Collections.unmodifiableList(fields);
    }

    private static boolean mayHoldMembers(Class<?> type) {
        if (type.isArray()) {
            return mayHoldMembers(type.getComponentType());
        }
        // A module may implement any interface besides, so the type of such a field says nothing of what it holds.
        return type.isInterface()
                || Tensor.class.isAssignableFrom(type)
                || Module.class.isAssignableFrom(type)
                || type.isAssignableFrom(Module.class)
                || type.isAssignableFrom(Parameter.class)
                || Collection.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type);
    }

    private static String refused(Field field) {
        Class<?> type = field.getDeclaringClass();
        return "Module: the fields of " + type.getName() + " cannot be read, because its module "
                + type.getModule().getName()
                + " does not open the package. Add\n    opens " + type.getPackageName() + " to lanewise.nn;\nto its"
                + " module-info.java, or name the members in the constructor: register(\"" + field.getName() + "\", "
                + field.getName() + "); a field that holds no member may be transient";
    }

    private static @Nullable Object read(Field field, Module module) {
        try {
            return field.get(module);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(refused(field), e);
        }
    }

    private void addField(Field field, @Nullable Object value) {
        String name = snakeCase(field.getName());
        if (value == null) {
            if (field.getType() == Parameter.class) {
                parameters.put(name, null);
            } else if (field.getType() == Buffer.class) {
                buffers.put(name, null);
            }
            return;
        }
        add(name, value);
    }

    private void add(String name, Object value) {
        if (value instanceof Parameter parameter) {
            parameters.put(name, parameter);
        } else if (value instanceof Buffer buffer) {
            buffers.put(name, buffer);
        } else if (value instanceof Module child) {
            children.put(name, child);
        } else if (value instanceof Tensor tensor) {
            if (tensor.requiresGrad() && tensor.isLeaf()) {
                throw new IllegalStateException(
                        owner.getClass().getSimpleName() + ": field " + name + " is a tensor that requires a"
                                + " gradient but no Parameter, so"
                                + " optimizers would miss it: make it"
                                + " a new Parameter(...)");
            }
        } else if (value instanceof Map<?, ?> map) {
            addAll(name, map.values(), map.keySet());
        } else if (value instanceof Collection<?> list) {
            addAll(name, list, null);
        } else if (value instanceof Object[] array) {
            addAll(name, Arrays.asList(array), null);
        }
    }

    /** The members inside a list, an array or a map, under {@code name.0}, {@code name.1} or {@code name.key}. */
    private void addAll(String name, Collection<? extends @Nullable Object> values, @Nullable Collection<?> keys) {
        List<?> names = keys == null ? null : new ArrayList<>(keys);
        int i = 0;
        for (Object value : values) {
            String each = name + "." + (names == null ? i : names.get(i));
            i++;
            if (value != null && value != owner) {
                add(each, value);
            }
        }
    }

    private @Nullable String find(Object value) {
        for (Map<String, ?> map : List.of(parameters, buffers, children)) {
            for (Map.Entry<String, ?> entry : map.entrySet()) {
                if (entry.getValue() == value) {
                    return entry.getKey();
                }
            }
        }
        return null;
    }

    /** The name that PyTorch gives such a member: {@code runningMean} is {@code running_mean}. */
    static String snakeCase(String camel) {
        StringBuilder snake = new StringBuilder();
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (Character.isUpperCase(c)) {
                if (i > 0 && camel.charAt(i - 1) != '_' && !Character.isUpperCase(camel.charAt(i - 1))) {
                    snake.append('_');
                }
                snake.append(Character.toLowerCase(c));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }
}
