package lanewise.optim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import lanewise.autograd.GradMode;
import lanewise.tensor.Tensor;
import lanewise.tensor.Updates;
import org.jspecify.annotations.Nullable;

/**
 * Base class of all optimizers: parameter groups, per-parameter state, saving and restoring.
 *
 * <p>A subclass writes {@link #update}. Steps are not recorded. Parameters without a gradient are left alone.
 *
 * @param <O> the optimizer's options
 */
public abstract class Optimizer<O extends Optimizer.Options<O>> {

    private final List<Group<O>> groups = new ArrayList<>();

    /**
     * What every optimizer's options have: a learning rate that a scheduler can change.
     *
     * @param <O> the record itself
     */
    public interface Options<O> {

        /** The learning rate. */
        double lr();

        /** These options with another learning rate. */
        O lr(double lr);

        /** The momentum, or the first beta, that cyclic schedules move against the learning rate. */
        default double momentum() {
            throw noMomentum();
        }

        /** These options with another momentum, or first beta. */
        default O momentum(double momentum) {
            throw noMomentum();
        }

        private UnsupportedOperationException noMomentum() {
            Class<?> outer = getClass().getEnclosingClass();
            return new UnsupportedOperationException((outer == null ? getClass() : outer).getSimpleName()
                    + ": optimizer has no momentum that a schedule could cycle");
        }
    }

    /**
     * Parameters that share their options.
     *
     * @param <O> the options
     */
    public static final class Group<O extends Options<O>> {
        private final List<Tensor> parameters;
        private O options;
        /** What is remembered of each parameter. */
        List<State> states;

        Group(List<Tensor> parameters, O options) {
            this.parameters = parameters;
            this.options = options;
            states = parameters.stream().map(_ -> new State()).toList();
        }

        /** The parameters, in the order given. */
        public List<Tensor> parameters() {
            return parameters;
        }

        /** The options now in force. */
        public O options() {
            return options;
        }

        /** Puts other options in force. */
        public void options(O options) {
            this.options = options;
        }

        /** The learning rate now in force. */
        public double lr() {
            return options.lr();
        }

        /** Changes the learning rate. */
        public void lr(double lr) {
            options = options.lr(lr);
        }

        /** The momentum (or first beta) now in force. */
        public double momentum() {
            return options.momentum();
        }

        /** Changes the momentum (or first beta). */
        public void momentum(double momentum) {
            options = options.momentum(momentum);
        }
    }

    /** What an optimizer remembers of one parameter, by PyTorch's names. */
    protected static final class State {
        final Map<String, Object> values = new LinkedHashMap<>();

        /** Counts this step, from 1. */
        public long nextStep() {
            long step = values.get("step") instanceof Number n ? n.longValue() + 1 : 1;
            values.put("step", step);
            return step;
        }

        /** The tensor of that name, or null before it is put. */
        public @Nullable Tensor get(String name) {
            return (Tensor) values.get(name);
        }

        /** Remembers a tensor. */
        public void put(String name, Tensor value) {
            values.put(name, value);
        }

        /** The tensor of that name, made when first asked for. */
        public Tensor get(String name, Supplier<Tensor> initial) {
            return (Tensor) values.computeIfAbsent(name, _ -> initial.get());
        }

        /** The number of that name, or {@code initial} before it is put. */
        public double number(String name, double initial) {
            return values.get(name) instanceof Number n ? n.doubleValue() : initial;
        }

        /** Remembers a number. */
        public void putNumber(String name, double value) {
            values.put(name, value);
        }
    }

    /**
     * Makes an optimizer of one group.
     *
     * @throws IllegalArgumentException if there is no parameter, one is no leaf, or one stands twice
     */
    protected Optimizer(Collection<? extends Tensor> parameters, O options) {
        addParamGroup(parameters, options);
    }

    /** Changes one parameter by one step; not recorded. */
    protected abstract void update(Tensor p, Tensor g, State state, O options);

    /**
     * The gradient that {@link #update} gets, null for none. An optimizer that never keeps it overrides this by
     * {@link Updates#borrowGrad}, and the next gradient is then computed into the same memory.
     */
    protected @Nullable Tensor gradient(Tensor p) {
        return p.grad();
    }

    /** The gradient to descend along: turned around to climb, with the derivative λ p of an L2 penalty added. */
    protected static Tensor penalised(Tensor p, Tensor g, double weightDecay, boolean maximize) {
        Tensor slope = maximize ? g.neg() : g;
        return weightDecay == 0 ? slope : slope.add(p.detach(), weightDecay);
    }

    /**
     * Adds parameters with options of their own, for example a smaller learning rate for a pretrained part.
     *
     * @throws IllegalArgumentException if there is no parameter, one is no leaf, or one is in a group already
     */
    public void addParamGroup(Collection<? extends Tensor> parameters, O options) {
        String name = getClass().getSimpleName();
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException(
                    name + ": optimizer got an empty parameter list; does the module have parameters?");
        }
        Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        groups.forEach(group -> seen.addAll(group.parameters));
        for (Tensor p : parameters) {
            if (!p.isLeaf()) {
                throw new IllegalArgumentException(name + ": can't optimize a non-leaf Tensor (" + p.gradFn()
                        + " made it); pass the parameters themselves");
            }
            if (!seen.add(p)) {
                throw new IllegalArgumentException(
                        name + ": some parameters appear more than once, or in more than one group");
            }
        }
        groups.add(new Group<>(List.copyOf(parameters), options));
    }

    /** The groups, for schedulers and for changing options by hand. */
    public List<Group<O>> paramGroups() {
        return Collections.unmodifiableList(groups);
    }

    /** Updates every parameter that has a gradient. */
    public void step() {
        try (var _ = GradMode.noGrad()) {
            for (Group<O> group : groups) {
                for (int i = 0; i < group.parameters.size(); i++) {
                    Tensor p = group.parameters.get(i);
                    Tensor g = gradient(p);
                    if (g != null) {
                        update(p, g, group.states.get(i), group.options);
                    }
                }
            }
        }
    }

    /**
     * Computes the loss anew through {@code closure} (which clears gradients, computes the loss and calls backward),
     * then steps.
     *
     * @return the loss that the closure returned
     */
    public Tensor step(Supplier<Tensor> closure) {
        Tensor loss;
        try (var _ = GradMode.enableGrad()) {
            loss = closure.get();
        }
        step();
        return loss;
    }

    /** Clears the gradients of all parameters. */
    public void zeroGrad() {
        zeroGrad(true);
    }

    /**
     * Clears the gradients of all parameters.
     *
     * @param setToNone whether they become null (cheaper, and parameters that get none are then skipped) or zeros
     */
    public void zeroGrad(boolean setToNone) {
        for (Group<O> group : groups) {
            for (Tensor p : group.parameters) {
                if (setToNone) {
                    p.setGrad(null);
                } else if (p.grad() != null) {
                    p.setGrad(p.grad().detach().zero_());
                }
            }
        }
    }

    /**
     * The optimizer's memory in PyTorch's layout: {@code "state"} maps the number of each parameter, counted over all
     * groups, to its tensors and numbers; {@code "param_groups"} lists the options by PyTorch's names with the numbers
     * of the parameters under {@code "params"}. Tensors are copies.
     */
    public Map<String, Object> stateDict() {
        return OptimizerState.save(groups);
    }

    /**
     * Restores what {@link #stateDict()} returned, for the same groups of parameters.
     *
     * @throws IllegalArgumentException if the groups, their sizes or a tensor's shape differ
     */
    public void loadStateDict(Map<String, ?> state) {
        OptimizerState.load(getClass().getSimpleName(), groups, state);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(getClass().getSimpleName()).append(" (\n");
        for (int i = 0; i < groups.size(); i++) {
            text.append("Parameter Group ").append(i).append('\n');
            OptimizerState.options(groups.get(i).options)
                    .forEach((name, value) -> text.append("    ")
                            .append(name)
                            .append(": ")
                            .append(value)
                            .append('\n'));
        }
        return text.append(')').toString();
    }
}
