package lanewise.nn;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Modules in a list, as {@code torch.nn.ModuleList}; a {@code List} or array of modules in a field does the same.
 *
 * @param <M> what the modules are
 */
public final class ModuleList<M extends Module> extends Module implements Iterable<M> {

    private final transient List<M> modules = new ArrayList<>();

    /** Makes a list of these modules. */
    @SafeVarargs
    public ModuleList(M... modules) {
        for (M module : modules) {
            append(module);
        }
    }

    /** Makes a list of these modules. */
    public ModuleList(List<? extends M> modules) {
        modules.forEach(this::append);
    }

    /** Puts a module at the end; returns this. */
    public ModuleList<M> append(M module) {
        register(String.valueOf(modules.size()), module);
        modules.add(module);
        return this;
    }

    /** Puts modules at the end; returns this. */
    public ModuleList<M> extend(Iterable<? extends M> more) {
        more.forEach(this::append);
        return this;
    }

    /** The module at a place; negative ones count from the end. */
    public M get(int index) {
        return modules.get(place("ModuleList", index, modules.size()));
    }

    /** How many modules there are. */
    public int size() {
        return modules.size();
    }

    @Override
    public Iterator<M> iterator() {
        return List.copyOf(modules).iterator();
    }

    static int place(String name, int index, int size) {
        if (index < -size || index >= size) {
            throw new IndexOutOfBoundsException(
                    name + ": index " + index + " is out of range, there are " + size + " modules");
        }
        return index < 0 ? index + size : index;
    }
}
