package lanewise.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks a graph from its results back to its leaves.
 *
 * <p>Nodes run newest first, each once, when all their shares are summed; nothing recurses, so a graph may be as deep
 * as memory allows. The first share of a result is borrowed, the second makes a sum that only the engine holds, further
 * ones are added into it: no gradient is ever changed under somebody else's eyes, and few are allocated. (The scheme is
 * that of HIPS autograd.)
 *
 * <p>An engine has no state of its own; any number of threads may walk at once.
 *
 * @param <V> the type of the values
 */
public final class Engine<V> {

    private static final Object[] NO_OTHERS = {};

    private final ValueSpace<V> space;

    /** Makes an engine for the values of {@code space}. */
    public Engine(ValueSpace<V> space) {
        this.space = space;
    }

    /**
     * Sends gradients from {@code roots} to all leaves below them.
     *
     * @param roots the results to differentiate
     * @param gradients one gradient per root
     * @param retainGraph whether what the rules saved is kept for another walk
     * @param createGraph whether the walk itself is recorded, for gradients of gradients
     * @throws IllegalStateException if saved values were freed or changed in place
     */
    public void backward(List<Edge<V>> roots, List<V> gradients, boolean retainGraph, boolean createGraph) {
        new Walk(retainGraph, createGraph, null).run(roots, gradients);
    }

    /**
     * Returns the gradients of {@code inputs}, leaving the leaves' own collected gradients as they are.
     *
     * @return one gradient per input, null where no path leads from the roots to it
     */
    public List<@Nullable V> grad(
            List<Edge<V>> roots, List<V> gradients, List<Edge<V>> inputs, boolean retainGraph, boolean createGraph) {
        Map<Edge<V>, V> found = new HashMap<>();
        for (Edge<V> input : inputs) {
            found.put(input, null);
        }
        Walk walk = new Walk(retainGraph, createGraph, found);
        walk.run(roots, gradients);
        List<@Nullable V> result = new ArrayList<>(inputs.size());
        for (Edge<V> input : inputs) {
            result.add(found.get(input));
        }
        return result;
    }

    /** A node that a gradient has reached. */
    private static final class Pending<V> implements Comparable<Pending<V>>, JointRule.Gradients<V> {
        final Node<V> node;
        /** What has reached the first result; most operations have no other. */
        @Nullable
        V first;

        final @Nullable Object[] others;
        long owned;

        @Nullable
        Pending<V> nextLeaf;

        Pending(Node<V> node) {
            this.node = node;
            this.others = node.outputs() == 1 ? NO_OTHERS : new Object[node.outputs() - 1];
        }

        boolean owns(int slot) {
            return slot < Long.SIZE && (owned & 1L << slot) != 0;
        }

        void put(int slot, V value, boolean own) {
            if (slot == 0) {
                first = value;
            } else {
                others[slot - 1] = value;
            }
            if (slot < Long.SIZE) {
                owned = own ? owned | 1L << slot : owned & ~(1L << slot);
            }
        }

        @Override
        @SuppressWarnings("unchecked")
        public @Nullable V get(int slot) {
            return slot == 0 ? first : (V) others[slot - 1];
        }

        @Override
        public boolean needs(int input) {
            return node.input(input) != null;
        }

        /** Lets the gradients go; the node is not reached again. */
        void clear() {
            first = null;
            Arrays.fill(others, null);
        }

        @Override
        public int compareTo(Pending<V> other) {
            return Long.compare(other.node.sequence, node.sequence);
        }
    }

    /** The nodes of a walk, in a table of open addresses by their numbers: a walk asks once for each share. */
    private static final class Reached<V> {
        /** 2⁶⁴ divided by the golden ratio (Knuth, The Art of Computer Programming, 6.4). */
        private static final long SPREAD = 0x9E3779B97F4A7C15L;

        private @Nullable Object[] table = new Object[32];
        private int size;

        /** What has reached a node, or null if nothing has. */
        @SuppressWarnings("unchecked")
        @Nullable
        Pending<V> find(Node<V> node) {
            return (Pending<V>) table[place(table, node)];
        }

        void add(Pending<V> pending) {
            if (2 * ++size > table.length) {
                @Nullable Object[] larger = new Object[2 * table.length];
                for (Object each : table) {
                    if (each != null) {
                        larger[place(larger, ((Pending<?>) each).node)] = each;
                    }
                }
                table = larger;
            }
            table[place(table, pending.node)] = pending;
        }

        /**
         * Where that node is, or belongs. Threads that make a graph together use the same numbers: spread, few meet.
         */
        private static int place(@Nullable Object[] table, Node<?> node) {
            int at = (int) (node.sequence * SPREAD >>> Integer.SIZE) & table.length - 1;
            while (table[at] != null && ((Pending<?>) table[at]).node != node) {
                at = at + 1 & table.length - 1;
            }
            return at;
        }
    }

    private final class Walk {
        final boolean keep;
        final boolean record;
        final @Nullable Map<Edge<V>, V> wanted;
        /** The operations that were reached and not yet visited. */
        final PriorityQueue<Pending<V>> queue = new PriorityQueue<>();
        /** The leaves, which wait until all operations are done: what they get is then complete. */
        @Nullable
        Pending<V> firstLeaf;

        @Nullable
        Pending<V> lastLeaf;

        final Reached<V> reached = new Reached<>();

        @Nullable
        Set<Node<V>> useful;

        Walk(boolean keep, boolean record, @Nullable Map<Edge<V>, V> wanted) {
            this.keep = keep || record;
            this.record = record;
            this.wanted = wanted;
        }

        void run(List<Edge<V>> roots, List<V> gradients) {
            if (wanted != null) {
                useful = nodesAbove(roots, wanted.keySet());
            }
            try (var _ = GradMode.setGradEnabled(record)) {
                for (int i = 0; i < roots.size(); i++) {
                    add(roots.get(i).node(), roots.get(i).slot(), gradients.get(i), false);
                }
                for (Pending<V> next = queue.poll(); next != null; next = queue.poll()) {
                    visit(next);
                    next.clear();
                }
                for (Pending<V> leaf = firstLeaf; leaf != null; leaf = leaf.nextLeaf) {
                    visit(leaf);
                    leaf.clear();
                }
            }
        }

        void visit(Pending<V> at) {
            Node<V> node = at.node;
            if (node.hasHooks()) {
                for (int slot = 0; slot < at.node.outputs(); slot++) {
                    V g = at.get(slot);
                    if (g != null) {
                        V hooked = node.applyHooks(slot, g);
                        if (hooked != g) {
                            at.put(slot, space.conform(hooked, node.type(slot), "a hook on " + node.name()), false);
                        } else {
                            // A hook may have kept what it saw.
                            at.put(slot, g, false);
                        }
                    }
                }
            }
            if (wanted != null) {
                for (int slot = 0; slot < at.node.outputs(); slot++) {
                    Edge<V> edge = new Edge<>(node, slot);
                    if (wanted.containsKey(edge)) {
                        wanted.put(edge, at.get(slot));
                        at.owned = 0;
                    }
                }
            }
            if (node.leaf != null) {
                V g = at.get(0);
                if (wanted == null && g != null) {
                    node.leaf.accumulate(g, at.owns(0), record);
                }
                return;
            }
            if (useful != null && !leadsOn(node)) {
                return;
            }
            node.checkSaved(space);
            if (node.isForeign()) {
                at.owned = 0;
            }
            if (node.joint() != null) {
                applyJoint(at, node.joint());
            } else {
                V g = at.get(0);
                if (g != null) {
                    applyEach(at, g);
                }
            }
            for (int slot = 0; at.owned != 0 && slot < at.node.outputs(); slot++) {
                if (at.owns(slot) && !record) {
                    space.release(at.get(slot));
                }
            }
            if (!keep) {
                node.release(space);
            }
        }

        void applyEach(Pending<V> at, V g) {
            Node<V> node = at.node;
            for (Node.Input<V> input = node.firstInput; input != null; input = input.next) {
                if (isUseful(input.from)) {
                    V share = input.rule.apply(g);
                    if (share != null) {
                        boolean own = !node.isForeign();
                        if (space.sharesMemory(share, g)) {
                            // Of a view, say: the memory changes hands where nobody else gets it.
                            own = at.owns(0) && node.inputs() == 1;
                            at.owned = 0;
                        }
                        send(node, input, share, own);
                    }
                }
            }
        }

        void applyJoint(Pending<V> at, JointRule<V> rule) {
            Node<V> node = at.node;
            List<@Nullable V> shares = rule.apply(at);
            if (shares.size() != node.inputs()) {
                throw new IllegalStateException(node.name() + ": its rule returned " + shares.size() + " gradients for "
                        + node.inputs() + " inputs");
            }
            Node.Input<V> input = node.firstInput;
            for (int i = 0; i < shares.size(); i++, input = input.next) {
                V share = shares.get(i);
                if (share != null && isUseful(input.from)) {
                    boolean own = !node.isForeign();
                    for (int slot = 0; slot < at.node.outputs() && own; slot++) {
                        V g = at.get(slot);
                        if (g != null && space.sharesMemory(share, g)) {
                            own = false;
                            at.owned = 0;
                        }
                    }
                    for (int other = 0; other < shares.size() && own; other++) {
                        V twin = shares.get(other);
                        own = other == i || twin == null || !space.sharesMemory(share, twin);
                    }
                    send(node, input, share, own);
                }
            }
        }

        void send(Node<V> node, Node.Input<V> input, V share, boolean own) {
            Node<V> to = input.from;
            if (node.origin != null && AnomalyMode.isEnabled() && space.hasNaN(share)) {
                ArithmeticException nan = new ArithmeticException("backward: " + node
                        + " returned NaN as the gradient of its input " + indexOf(node, input)
                        + ". The operation was called at "
                        + caller(node.origin));
                nan.initCause(node.origin);
                throw nan;
            }
            V fitting = space.conform(share, to.type(input.slot), node.name());
            boolean another = fitting != share && !space.sharesMemory(fitting, share);
            add(to, input.slot, fitting, own || another);
            if (own && another && !record) {
                space.release(share);
            }
        }

        void add(Node<V> node, int slot, V share, boolean own) {
            Pending<V> pending = reached.find(node);
            if (pending == null) {
                pending = new Pending<>(node);
                reached.add(pending);
                if (!node.isLeaf()) {
                    queue.add(pending);
                } else if (lastLeaf == null) {
                    firstLeaf = lastLeaf = pending;
                } else {
                    lastLeaf = lastLeaf.nextLeaf = pending;
                }
            }
            V sum = pending.get(slot);
            if (sum == null) {
                pending.put(slot, share, own);
            } else if (!record && pending.owns(slot)) {
                pending.put(slot, space.addInto(sum, share), true);
                if (own) {
                    space.release(share);
                }
            } else if (!record && own) {
                pending.put(slot, space.addInto(share, sum), true);
            } else {
                pending.put(slot, space.add(sum, share), true);
            }
        }

        boolean leadsOn(Node<V> node) {
            for (Node.Input<V> input = node.firstInput; input != null; input = input.next) {
                if (isUseful(input.from)) {
                    return true;
                }
            }
            return false;
        }

        boolean isUseful(@Nullable Node<V> node) {
            return node != null && (useful == null || useful.contains(node));
        }
    }

    private static <V> int indexOf(Node<V> node, Node.Input<V> wanted) {
        int index = 0;
        for (Node.Input<V> input = node.firstInput; input != wanted; input = input.next) {
            index++;
        }
        return index;
    }

    /** The nodes from which one of {@code targets} can be reached. */
    private static <V> Set<Node<V>> nodesAbove(List<Edge<V>> roots, Set<Edge<V>> targets) {
        Set<Node<V>> useful = new HashSet<>();
        for (Edge<V> target : targets) {
            useful.add(target.node());
        }
        Set<Node<V>> all = new HashSet<>();
        List<Node<V>> stack = new ArrayList<>();
        for (Edge<V> root : roots) {
            stack.add(root.node());
        }
        while (!stack.isEmpty()) {
            Node<V> node = stack.removeLast();
            if (all.add(node)) {
                for (Node.Input<V> input = node.firstInput; input != null; input = input.next) {
                    if (input.from != null) {
                        stack.add(input.from);
                    }
                }
            }
        }
        // Inputs are older than what reads them, so one pass from old to new sees every node after its inputs.
        List<Node<V>> oldestFirst = new ArrayList<>(all);
        oldestFirst.sort((a, b) -> Long.compare(a.sequence, b.sequence));
        for (Node<V> node : oldestFirst) {
            for (Node.Input<V> input = node.firstInput; input != null; input = input.next) {
                if (input.from != null && useful.contains(input.from)) {
                    useful.add(node);
                    break;
                }
            }
        }
        return useful;
    }

    private static String caller(Throwable origin) {
        for (StackTraceElement frame : origin.getStackTrace()) {
            if (!frame.getClassName().startsWith("lanewise.autograd.")
                    && !frame.getClassName().startsWith("lanewise.tensor.")
                    && !frame.getClassName().startsWith("lanewise.nn.")) {
                return frame.toString();
            }
        }
        return "an unknown line";
    }
}
