package lanewise.autograd;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A number that remembers how it was computed: the smallest value type the engine can differentiate. */
final class Num {

    /** Numbers as values of a graph; those that were changed in place know how often. */
    static final ValueSpace<Num> SPACE = new ValueSpace<>() {
        @Override
        public Num add(Num a, Num b) {
            return a.plus(b);
        }

        @Override
        public Num addInto(Num sum, Num b) {
            sum.value += b.value;
            return sum;
        }

        @Override
        public Num conform(Num gradient, Object type, String op) {
            return gradient;
        }

        @Override
        public boolean sharesMemory(Num a, Num b) {
            return a == b;
        }

        @Override
        public void release(Num value) {
            value.released++;
            value.value = Double.NaN; // whoever reads it after all will tell
        }

        @Override
        public int version(Num value) {
            return value.version;
        }

        @Override
        public String describe(Num value) {
            return "the number " + value.value + " (last changed by " + value.writer + ")";
        }

        @Override
        public boolean hasNaN(Num value) {
            return Double.isNaN(value.value);
        }
    };

    static final Engine<Num> ENGINE = new Engine<>(SPACE);

    double value;
    int version;
    int released;
    String writer = "nothing";

    @Nullable
    Num grad;

    private @Nullable Node<Num> node;
    private boolean leaf;

    private Num(double value) {
        this.value = value;
    }

    static Num of(double value) {
        return new Num(value);
    }

    static Num leaf(double value) {
        Num leaf = new Num(value);
        leaf.leaf = true;
        return leaf;
    }

    boolean requiresGrad() {
        return leaf || node != null;
    }

    Edge<Num> edge() {
        if (node == null) {
            node = Node.leaf(
                    (g, owned, recorded) -> {
                        if (grad == null) {
                            grad = owned ? g : new Num(g.value).like(g);
                        } else {
                            grad = grad.plus(g);
                        }
                    },
                    "number");
        }
        return new Edge<>(node, 0);
    }

    private Num like(Num g) {
        return GradMode.isEnabled() ? g : this;
    }

    Num from(String op, Num a, Rule<Num> rule, Num... saved) {
        if (a.requiresGrad() && GradMode.isEnabled()) {
            Edge<Num> edge = a.edge();
            if (node == null) {
                node = new Node<>(op, "number");
            }
            node.input(edge.node(), edge.slot(), rule);
            for (Num each : saved) {
                node.save(each, SPACE);
            }
        }
        return this;
    }

    Num plus(Num b) {
        return of(value + b.value).from("add", this, g -> g).from("add", b, g -> g);
    }

    Num times(Num b) {
        return of(value * b.value).from("mul", this, g -> g.times(b), b).from("mul", b, g -> g.times(this), this);
    }

    Num sqrt() {
        Num y = of(Math.sqrt(value));
        return y.from("sqrt", this, g -> of(g.value / (2 * y.value)), y);
    }

    void set(String op, double now) {
        value = now;
        version++;
        writer = op;
    }

    void backward() {
        backward(false, false);
    }

    void backward(boolean retainGraph, boolean createGraph) {
        ENGINE.backward(List.of(edge()), List.of(of(1)), retainGraph, createGraph);
    }

    @Nullable
    Num derivative(Num by, boolean createGraph) {
        return ENGINE.grad(List.of(edge()), List.of(of(1)), List.of(by.edge()), false, createGraph)
                .getFirst();
    }
}
