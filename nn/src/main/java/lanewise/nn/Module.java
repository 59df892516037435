package lanewise.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import lanewise.autograd.HookHandle;
import lanewise.tensor.DType;
import lanewise.tensor.SpareMemory;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Base class of all networks, layers and losses.
 *
 * <p>A subclass keeps its layers and parameters in fields, and that is their registration:
 * {@code final Linear layer1 = new Linear(784, 128);} is found under the name {@code layer1} (a field {@code outProj}
 * under {@code out_proj}, as PyTorch would call it), fields of superclasses first, then in the order of declaration;
 * lists, arrays and maps of modules or parameters are found too. {@link #register} does the same by hand where
 * reflection is not allowed; a {@code transient} field is not looked at.
 *
 * <p>A module in evaluation mode may be called by any number of threads at once; training one from several threads is
 * not safe.
 *
 * <p>Import it by name, {@code import lanewise.nn.Module;}, since {@code java.lang.Module} is always in sight.
 */
public abstract class Module implements Layer {

    private final Map<String, Object> registered = new LinkedHashMap<>();
    private final List<Added<ForwardPreHook>> preHooks = new ArrayList<>(0);
    private final List<Added<ForwardHook>> hooks = new ArrayList<>(0);
    private volatile boolean training = true;

    /**
     * Computes the module's output. Modules with several inputs have a {@code forward} of their own and refuse this
     * one.
     */
    @Override
    public Tensor forward(Tensor x) {
        throw new UnsupportedOperationException(getClass().getSimpleName()
                + ".forward(x): this module is not called with one tensor; see its other forward methods");
    }

    /**
     * Runs the hooks that look before, {@link #forward(Tensor)}, and the hooks that look after, as {@code module(x)}
     * does.
     */
    public final Tensor call(Tensor x) {
        Tensor input = x;
        for (Added<ForwardPreHook> added : snapshot(preHooks)) {
            Tensor changed = added.hook.apply(this, input);
            input = changed == null ? input : changed;
        }
        Tensor output = seen(input, forward(input));
        for (Added<ForwardHook> added : snapshot(hooks)) {
            Tensor changed = added.hook.apply(this, input, output);
            output = changed == null ? output : changed;
        }
        return output;
    }

    /**
     * Whether calling this module hands its input and its output to no code but the framework's, whose layers keep
     * neither: nobody else can hold what such modules pass on to each other.
     */
    final boolean isDiscreet() {
        if (!preHooks.isEmpty() || !hooks.isEmpty() || !runsOnlyOurs()) {
            return false;
        }
        for (Module child : children()) {
            if (!child.isDiscreet()) {
                return false;
            }
        }
        return true;
    }

    /** Whether no code but the framework's runs in {@link #forward}, that of the children not counted. */
    boolean runsOnlyOurs() {
        return getClass().getPackage() == Module.class.getPackage();
    }

    /** Returns {@code y}, made of {@code used}, which nobody but the caller held and nobody will read any more. */
    static Tensor after(Tensor used, Tensor y) {
        if (!y.sharesStorage(used)) {
            SpareMemory.leave(used);
        }
        return y;
    }

    /** Returns {@code output}; a {@link Summary} that is being made on this thread takes note of it. */
    final Tensor seen(Tensor input, Tensor output) {
        Summary.Observer.note(this, input, output);
        return output;
    }

    /** Sees what a module is called with, and may replace it. */
    @FunctionalInterface
    public interface ForwardPreHook {
        /** Returns the input to use instead, or null to leave it. */
        @Nullable
        Tensor apply(Module module, Tensor input);
    }

    /** Sees what a module returns, and may replace it. */
    @FunctionalInterface
    public interface ForwardHook {
        /** Returns the output to use instead, or null to leave it. */
        @Nullable
        Tensor apply(Module module, Tensor input, Tensor output);
    }

    /** Adds a hook that runs before {@link #forward} whenever the module is used through {@link #call}. */
    public HookHandle registerForwardPreHook(ForwardPreHook hook) {
        return add(preHooks, hook);
    }

    /** Adds a hook that runs after {@link #forward} whenever the module is used through {@link #call}. */
    public HookHandle registerForwardHook(ForwardHook hook) {
        return add(hooks, hook);
    }

    /** One adding of a hook: the same function may be added twice, and each handle takes away its own. */
    private static final class Added<H> {
        final H hook;

        Added(H hook) {
            this.hook = hook;
        }
    }

    private static <H> HookHandle add(List<Added<H>> hooks, H hook) {
        Added<H> added = new Added<>(hook);
        synchronized (hooks) {
            hooks.add(added);
        }
        return () -> {
            synchronized (hooks) {
                hooks.remove(added);
            }
        };
    }

    private static <H> List<H> snapshot(List<H> hooks) {
        if (hooks.isEmpty()) {
            return List.of();
        }
        synchronized (hooks) {
            return List.copyOf(hooks);
        }
    }

    // ---- members ---------------------------------------------------------------------------------------------------

    /**
     * Registers a sub-module under a name and returns it, for classes whose fields may not be read.
     *
     * @throws IllegalArgumentException if the name is empty, has a dot or is taken
     */
    protected final <M extends Module> M register(String name, M module) {
        put(name, module);
        return module;
    }

    /** Registers a parameter under a name and returns it. */
    protected final Parameter register(String name, Parameter parameter) {
        put(name, parameter);
        return parameter;
    }

    /** Registers a buffer under a name and returns it. */
    protected final Buffer register(String name, Buffer buffer) {
        put(name, buffer);
        return buffer;
    }

    private void put(String name, Object member) {
        if (name.isEmpty() || name.contains(".")) {
            throw new IllegalArgumentException(
                    "register: a name must not be empty or contain a dot, got '" + name + "'");
        }
        if (registered.putIfAbsent(name, member) != null) {
            throw new IllegalArgumentException("register: the name '" + name + "' is taken in "
                    + getClass().getSimpleName());
        }
    }

    Members members() {
        return Members.of(this, registered);
    }

    /** The direct sub-modules by name. */
    public Map<String, Module> namedChildren() {
        return members().children;
    }

    /** The direct sub-modules. */
    public List<Module> children() {
        return List.copyOf(namedChildren().values());
    }

    /** This module and all below, each once, by their paths ({@code ""} for this one). */
    public Map<String, Module> namedModules() {
        Map<String, Module> found = new LinkedHashMap<>();
        walk("", identitySet(), found::put);
        return found;
    }

    /** This module and all below, each once. */
    public List<Module> modules() {
        return List.copyOf(namedModules().values());
    }

    private void walk(String path, Set<Module> seen, BiConsumer<String, Module> visit) {
        if (seen.add(this)) {
            visit.accept(path, this);
            namedChildren().forEach((name, child) -> child.walk(join(path, name), seen, visit));
        }
    }

    /** All parameters by path, each once, as {@code layer1.weight}. */
    public Map<String, Parameter> namedParameters() {
        Map<String, Parameter> found = new LinkedHashMap<>();
        Set<Tensor> seen = identitySet();
        namedModules()
                .forEach((path, module) -> module.members().parameters.forEach((name, parameter) -> {
                    if (parameter != null && seen.add(parameter)) {
                        found.put(join(path, name), parameter);
                    }
                }));
        return found;
    }

    /** All parameters, each once: what an optimizer takes. */
    public List<Parameter> parameters() {
        return List.copyOf(namedParameters().values());
    }

    /** All buffers by path, each once. */
    public Map<String, Buffer> namedBuffers() {
        Map<String, Buffer> found = new LinkedHashMap<>();
        Set<Tensor> seen = identitySet();
        namedModules()
                .forEach((path, module) -> module.members().buffers.forEach((name, buffer) -> {
                    if (buffer != null && seen.add(buffer)) {
                        found.put(join(path, name), buffer);
                    }
                }));
        return found;
    }

    /** All buffers, each once. */
    public List<Buffer> buffers() {
        return List.copyOf(namedBuffers().values());
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static <T> Set<T> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    // ---- modes -----------------------------------------------------------------------------------------------------

    /** Puts this module and all below into training mode; returns this. */
    public Module train() {
        return train(true);
    }

    /** Puts this module and all below into training mode or out of it; returns this. */
    public Module train(boolean mode) {
        walk("", identitySet(), (path, module) -> module.trainAlone(mode));
        return this;
    }

    /** Puts this module, but none below, into training mode or out of it. */
    final void trainAlone(boolean mode) {
        training = mode;
    }

    /** Puts this module and all below into evaluation mode; returns this. */
    public Module eval() {
        return train(false);
    }

    /** Whether the module is in training mode, as it is when made. */
    public boolean isTraining() {
        return training;
    }

    /** Makes all parameters collect gradients, or no longer; returns this. */
    public Module requiresGrad_(boolean requiresGrad) {
        parameters().forEach(parameter -> parameter.requiresGrad_(requiresGrad));
        return this;
    }

    /** Clears the gradients of all parameters. */
    public void zeroGrad() {
        parameters().forEach(parameter -> parameter.setGrad(null));
    }

    /** Calls {@code action} with every sub-module, children first, then with this one; returns this. */
    public Module apply(Consumer<Module> action) {
        children().forEach(child -> child.apply(action));
        action.accept(this);
        return this;
    }

    /**
     * Converts all floating-point parameters, with their gradients, and buffers to {@code dtype}; returns this.
     *
     * @throws IllegalArgumentException if {@code dtype} is not floating-point
     */
    public Module to(DType dtype) {
        if (!dtype.isFloatingPoint()) {
            throw new IllegalArgumentException("Module.to: only floating point dtypes are accepted, got " + dtype);
        }
        List<Tensor> all = new ArrayList<>(parameters());
        all.addAll(buffers());
        for (Tensor each : all) {
            if (each.isFloatingPoint() && each.dtype() != dtype) {
                Tensor grad = each.grad();
                each.setData(each.detach().to(dtype));
                each.setGrad(grad == null ? null : grad.detach().to(dtype));
            }
        }
        return this;
    }

    // ---- state -----------------------------------------------------------------------------------------------------

    /**
     * The parameters and persistent buffers by path, in PyTorch's order, sharing memory with the module: clone what is
     * to be kept while training goes on.
     */
    public Map<String, Tensor> stateDict() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        collect("", state);
        return state;
    }

    private void collect(String path, Map<String, Tensor> state) {
        Members members = members();
        members.parameters.forEach((name, parameter) -> {
            if (parameter != null) {
                state.put(join(path, name), parameter.detach());
            }
        });
        members.buffers.forEach((name, buffer) -> {
            if (buffer != null && buffer.isPersistent()) {
                state.put(join(path, name), buffer.detach());
            }
        });
        members.children.forEach((name, child) -> child.collect(join(path, name), state));
    }

    /** The same as {@link #loadStateDict(Map, boolean) loadStateDict(state, true)}. */
    public LoadResult loadStateDict(Map<String, ? extends Tensor> state) {
        return loadStateDict(state, true);
    }

    /**
     * Copies values into the parameters and persistent buffers. Everything is checked before anything is copied. Lazy
     * layers take their sizes from it.
     *
     * @param state values by path
     * @param strict whether missing and unexpected names are errors
     * @throws IllegalArgumentException naming all missing, unexpected and misshaped entries together
     */
    public LoadResult loadStateDict(Map<String, ? extends Tensor> state, boolean strict) {
        namedModules().forEach((path, module) -> {
            if (module instanceof Lazies.Lazy lazy && !lazy.isMaterialized()) {
                int size = lazy.sizeOf(state, path.isEmpty() ? "" : path + ".");
                if (size > 0) {
                    lazy.materialize(size);
                }
            }
        });
        return StateDict.load(getClass().getSimpleName(), stateDict(), state, strict);
    }

    /**
     * What a non-strict load left out.
     *
     * @param missingKeys names of this module that the state does not have
     * @param unexpectedKeys names of the state that this module does not have
     */
    public record LoadResult(List<String> missingKeys, List<String> unexpectedKeys) {}

    // ---- looking at
    // -----------------------------------------------------------------------------------------------------

    /**
     * A table of the layers with what they make of an input, their parameters and what they cost; {@code
     * IO.println(model.summary(1, 28, 28))} prints it.
     *
     * @param inputShape the shape of one sample, without the batch: {@code (C, H, W)}
     */
    public Summary summary(int... inputShape) {
        int[] shape = new int[inputShape.length + 1];
        shape[0] = 1;
        System.arraycopy(inputShape, 0, shape, 1, inputShape.length);
        return summary(Tensor.zeros(shape));
    }

    /** {@link #summary(int...)} with a batch as an example, for inputs that are no floats. */
    public Summary summary(Tensor example) {
        return Summary.of(this, example);
    }

    // ---- printing --------------------------------------------------------------------------------------------------

    /** What stands between the brackets when this module is printed, as {@code in_features=784}; empty by default. */
    protected String extraRepr() {
        return "";
    }

    /** As PyTorch prints it: one line per sub-module. */
    @Override
    public String toString() {
        String name = getClass().getSimpleName();
        Map<String, Module> children = namedChildren();
        if (children.isEmpty()) {
            return name + "(" + extraRepr() + ")";
        }
        StringBuilder text = new StringBuilder(name).append("(\n");
        if (!extraRepr().isEmpty()) {
            text.append("  ").append(extraRepr()).append('\n');
        }
        children.forEach((key, child) -> text.append("  (")
                .append(key)
                .append("): ")
                .append(child.toString().replace("\n", "\n  "))
                .append('\n'));
        return text.append(')').toString();
    }
}
