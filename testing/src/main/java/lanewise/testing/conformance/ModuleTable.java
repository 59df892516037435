package lanewise.testing.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import lanewise.nn.Module;
import org.jspecify.annotations.Nullable;

/**
 * The table from PyTorch's module names to lanewise's. A row is a name and the constructor's Python signature; the
 * class of that name in {@code lanewise.nn} is found and built by the {@linkplain Reflective naming rules}, and called
 * by its {@code forward}. A class that needs it gets its own construction or call:
 *
 * <pre>{@code
 * table.module("Linear", "in_features, out_features, bias=True");
 * table.module("LSTM", "input_size, …").forward("input, hx=None", (LSTM m, Args a) -> …);
 * table.module("Odd", "size", a -> new Odd(a.integer("size")));
 * }</pre>
 */
final class ModuleTable {
    private final Map<String, Row> rows = new LinkedHashMap<>();

    /** One module. */
    static final class Row {
        private final String name;
        private final Signature signature;
        private final @Nullable Function<Args, ? extends Module> build;
        private @Nullable Signature forwardSignature;
        private @Nullable BiFunction<Module, Args, Object> forward;

        private Row(String name, String signature, @Nullable Function<Args, ? extends Module> build) {
            this.name = name;
            this.signature = new Signature(signature);
            this.build = build;
        }

        /** Calls the module so, with arguments bound by this signature, instead of by its {@code forward}. */
        @SuppressWarnings("unchecked")
        <M extends Module> Row forward(String callSignature, BiFunction<M, Args, Object> call) {
            forwardSignature = new Signature(callSignature);
            forward = (BiFunction<Module, Args, Object>) (BiFunction<?, ?, ?>) call;
            return this;
        }

        /** Whether lanewise has this module. */
        boolean exists() {
            return build != null || Reflective.find("lanewise.nn", name) != null;
        }

        /** Makes the module. */
        Module build(List<@Nullable Object> args, Map<String, @Nullable Object> kwargs) {
            Args bound = signature.bind(name, args, kwargs);
            if (build != null) {
                return build.apply(bound);
            }
            Class<?> type = Reflective.find("lanewise.nn", name);
            if (type == null) {
                throw new IllegalStateException(name + ": there is no such class in lanewise.nn");
            }
            return (Module) Reflective.construct(type, List.of(), bound);
        }

        /** Calls the module. */
        @Nullable
        Object call(Module module, List<@Nullable Object> inputs, Map<String, @Nullable Object> kwargs) {
            if (forward != null && forwardSignature != null) {
                return forward.apply(module, forwardSignature.bind(name + ".forward", inputs, kwargs));
            }
            if (!kwargs.isEmpty()) {
                throw new BindingException(
                        name + ".forward: its row does not say how to pass " + kwargs.keySet(), true);
            }
            List<@Nullable Object> flat = new ArrayList<>();
            inputs.forEach(input -> flat.addAll(Results.flatten(input)));
            for (List<@Nullable Object> values : List.of(inputs, flat)) {
                Object result = Reflective.invoke(module.getClass(), module, "forward", values.toArray());
                if (result != null) {
                    return result;
                }
            }
            throw new BindingException(
                    name + ".forward: takes other arguments than " + inputs.size() + " inputs", true);
        }
    }

    /** The table of everything that lanewise has. */
    static ModuleTable standard() {
        ModuleTable table = new ModuleTable();
        ModuleAdapters.register(table);
        return table;
    }

    /** Adds a module that follows the naming rules. */
    Row module(String name, String signature) {
        return add(new Row(name, signature, null));
    }

    /** Adds a module that is made in its own way. */
    Row module(String name, String signature, Function<Args, ? extends Module> build) {
        return add(new Row(name, signature, build));
    }

    private Row add(Row row) {
        rows.put(row.name, row);
        return row;
    }

    /** The row of that name whose class exists, or null. */
    @Nullable
    Row find(String name) {
        Row row = rows.get(name);
        return row != null && row.exists() ? row : null;
    }
}
