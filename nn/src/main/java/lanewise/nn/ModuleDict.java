package lanewise.nn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Modules by name, as {@code torch.nn.ModuleDict}; a {@code Map} with modules in a field does the same.
 *
 * @param <M> what the modules are
 */
public final class ModuleDict<M extends Module> extends Module {

    private final transient Map<String, M> modules = new LinkedHashMap<>();

    /** Makes an empty dictionary. */
    public ModuleDict() {}

    /** Makes a dictionary of these modules. */
    public ModuleDict(Map<String, ? extends M> modules) {
        modules.forEach(this::put);
    }

    /** Adds a module. @throws IllegalArgumentException if the name is taken, empty or has a dot */
    public ModuleDict<M> put(String name, M module) {
        register(name, module);
        modules.put(name, module);
        return this;
    }

    /** The module of that name. @throws IllegalArgumentException if there is none */
    public M get(String name) {
        M module = modules.get(name);
        if (module == null) {
            throw new IllegalArgumentException(
                    "ModuleDict: there is no module '" + name + "' among " + modules.keySet());
        }
        return module;
    }

    /** Whether there is a module of that name. */
    public boolean contains(String name) {
        return modules.containsKey(name);
    }

    /** How many modules there are. */
    public int size() {
        return modules.size();
    }

    /** The modules by name, in the order in which they were added. */
    public Map<String, M> asMap() {
        return Collections.unmodifiableMap(modules);
    }
}
