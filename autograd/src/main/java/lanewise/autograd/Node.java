package lanewise.autograd;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One recorded operation ({@code grad_fn}), or a leaf that collects its gradient.
 *
 * <p>A node is built while its operation runs: made with the types of its results, then given one {@link #input} per
 * differentiable input (or all of them at once through {@link #joint}). Each thread numbers its nodes as it makes them,
 * and a node's number is larger than those of its inputs, whoever made them (Lamport, 1978): so the numbers are an
 * order in which a graph can be walked back.
 *
 * @param <V> the type of the values
 */
public final class Node<V> {

    private final String name;
    private final Object[] types;
    /** Larger than that of every input: what a walk goes by. */
    long sequence = GradMode.number(0);

    final @Nullable Leaf<V> leaf;

    /** The inputs in the order in which they were added. */
    @Nullable
    Input<V> firstInput;

    private @Nullable Input<V> lastInput;
    private int count;
    private @Nullable JointRule<V> joint;

    private @Nullable Saved<V> saved;
    private boolean released;
    private boolean foreign;

    private @Nullable List<Hook<V>> hooks;
    final @Nullable Throwable origin;

    /** Where an input comes from, null if it takes no part in differentiation, and the derivative by it. */
    static final class Input<V> {
        final @Nullable Node<V> from;
        final int slot;

        @Nullable
        Rule<V> rule;

        @Nullable
        Input<V> next;

        Input(@Nullable Node<V> from, int slot, @Nullable Rule<V> rule) {
            this.from = from;
            this.slot = slot;
            this.rule = rule;
        }
    }

    /** A value that the rules read, and those saved before it. */
    private record Saved<V>(V value, int version, @Nullable Saved<V> before) {}

    private record Hook<V>(
            int slot,
            UnaryOperator<@Nullable V> change,
            @Nullable Consumer<V> see) {}

    /**
     * Makes the node of an operation.
     *
     * @param name the operation's name, as in {@code "mul"}
     * @param types what each result looks like, in the terms of the {@link ValueSpace}; its length is the number of
     *     results
     */
    public Node(String name, Object... types) {
        this(name, null, types);
    }

    private Node(String name, @Nullable Leaf<V> leaf, Object... types) {
        this.name = name;
        this.leaf = leaf;
        this.types = types;
        this.origin = AnomalyMode.isEnabled() ? new Throwable("forward call of " + name) : null;
    }

    /** Makes the node at the end of a graph. */
    public static <V> Node<V> leaf(Leaf<V> leaf, Object type) {
        return new Node<>("accumulateGrad", leaf, type);
    }

    /** The operation's name, as in {@code "mul"}. */
    public String name() {
        return name;
    }

    /** Tells whether this is a leaf's node. */
    public boolean isLeaf() {
        return leaf != null;
    }

    /** What result {@code slot} looks like. */
    public Object type(int slot) {
        return types[slot];
    }

    /** The number of results. */
    public int outputs() {
        return types.length;
    }

    /** The number of inputs, those without a gradient included. */
    public int inputs() {
        return count;
    }

    /** Where input {@code index} comes from, or null if it takes no part in differentiation. */
    public @Nullable Edge<V> input(int index) {
        Objects.checkIndex(index, count);
        Input<V> input = firstInput;
        for (int i = 0; i < index; i++) {
            input = input.next;
        }
        return input.from == null ? null : new Edge<>(input.from, input.slot);
    }

    /**
     * Adds an input with the rule for its gradient.
     *
     * @param from the node that made the input
     * @param slot which of its results the input is
     * @param rule the derivative by this input
     */
    public void input(Node<V> from, int slot, Rule<V> rule) {
        add(from, slot, rule);
    }

    /**
     * Sets all inputs at once with the one rule that they share.
     *
     * @param from where each input comes from, null for one without a gradient
     * @param rule the derivative by all of them
     */
    public void joint(List<@Nullable Edge<V>> from, JointRule<V> rule) {
        for (Edge<V> edge : from) {
            add(edge == null ? null : edge.node(), edge == null ? 0 : edge.slot(), null);
        }
        joint = rule;
    }

    /**
     * Says that the rules run code that is not the framework's, which may keep what it is given and what it returns:
     * the engine will change none of it.
     */
    public void foreign() {
        foreign = true;
    }

    boolean isForeign() {
        return foreign;
    }

    private void add(@Nullable Node<V> from, int slot, @Nullable Rule<V> rule) {
        if (from != null && from.sequence >= sequence) {
            // Another thread's, or a leaf's, whose node is made when it is first asked for.
            sequence = GradMode.number(from.sequence);
        }
        Input<V> input = new Input<>(from, slot, rule);
        if (lastInput == null) {
            firstInput = input;
        } else {
            lastInput.next = input;
        }
        lastInput = input;
        count++;
    }

    /** Says that the rules read {@code value}: it must not change before they run, and is let go after the walk. */
    public void save(V value, ValueSpace<V> space) {
        saved = new Saved<>(value, space.version(value), saved);
        space.saved(value);
    }

    /**
     * Adds a hook on the gradient of result {@code slot}, run when all its shares are summed.
     *
     * @param change takes the gradient and returns another to go on with, or null to leave it
     */
    public HookHandle hook(int slot, UnaryOperator<@Nullable V> change) {
        return add(new Hook<>(slot, change, null));
    }

    /** Lets {@code see} look at the final gradient of result {@code slot}, after the hooks that change it. */
    public HookHandle watch(int slot, Consumer<V> see) {
        return add(new Hook<>(slot, UnaryOperator.identity(), see));
    }

    private HookHandle add(Hook<V> hook) {
        List<Hook<V>> list = hooks == null ? hooks = new ArrayList<>(1) : hooks;
        list.add(hook);
        // By identity: the same function may have been added twice, and each handle takes away its own.
        return () -> list.removeIf(each -> each == hook);
    }

    /** Runs the hooks of a slot, changing ones first. */
    V applyHooks(int slot, V gradient) {
        if (hooks == null) {
            return gradient;
        }
        V g = gradient;
        for (Hook<V> hook : List.copyOf(hooks)) {
            if (hook.slot == slot && hook.see == null) {
                V changed = hook.change.apply(g);
                g = changed == null ? g : changed;
            }
        }
        for (Hook<V> hook : List.copyOf(hooks)) {
            if (hook.slot == slot && hook.see != null) {
                hook.see.accept(g);
            }
        }
        return g;
    }

    boolean hasHooks() {
        return hooks != null && !hooks.isEmpty();
    }

    @Nullable
    JointRule<V> joint() {
        return joint;
    }

    /** Refuses a walk whose saved values were freed or changed since. */
    void checkSaved(ValueSpace<V> space) {
        if (released) {
            throw new IllegalStateException(
                    "backward: trying to backward through the graph a second time: the values that "
                            + name
                            + " saved were freed by an earlier backward() or grad(). Compute the result again, or pass"
                            + " retainGraph = true to the first call.");
        }
        for (Saved<V> each = saved; each != null; each = each.before) {
            int now = space.version(each.value);
            if (now != each.version) {
                throw new IllegalStateException(
                        "backward: one of the values needed for gradient computation has been modified"
                                + " by an inplace operation: " + name + " saved " + space.describe(each.value)
                                + " at version "
                                + each.version + ", it is at version " + now
                                + " now. Use the form without the trailing"
                                + " underscore, or clone() the value before it is changed.");
            }
        }
    }

    /** Lets go of what was saved. A node that saved nothing can be walked again, as in PyTorch. */
    void release(ValueSpace<V> space) {
        if (saved == null) {
            return;
        }
        released = true;
        for (Saved<V> each = saved; each != null; each = each.before) {
            space.freed(each.value);
        }
        saved = null;
        for (Input<V> input = firstInput; input != null; input = input.next) {
            input.rule = null;
        }
        joint = null;
    }

    @Override
    public String toString() {
        String upper = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return isLeaf() ? upper : upper + "Backward0";
    }
}
