package lanewise.optim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import lanewise.autograd.GradMode;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Limited-memory BFGS, as {@code torch.optim.LBFGS}: a quasi-Newton method for whole batches, which evaluates the loss
 * several times a step; so only {@link #step(Supplier)} works.
 *
 * <p>Source: Nocedal and Wright, Numerical Optimization, algorithms 7.4 and 7.5.
 */
public final class LBFGS extends Optimizer<LBFGS.Options> {

    /** How far to go along a direction. */
    public enum LineSearch {
        /** To a point that fulfils the strong Wolfe conditions. */
        STRONG_WOLFE
    }

    /**
     * PyTorch's arguments.
     *
     * @param lr the learning rate (1)
     * @param maxIter iterations a step (20)
     * @param maxEval evaluations of the loss a step; -1 for 5/4 of the iterations (-1)
     * @param toleranceGrad ends a step when no gradient is larger (1e-7)
     * @param toleranceChange ends a step when the loss or the parameters change by less (1e-9)
     * @param historySize how many updates are remembered (100)
     * @param lineSearchFn how far to go along a direction; null for the learning rate (null)
     */
    public record Options(
            double lr,
            int maxIter,
            int maxEval,
            double toleranceGrad,
            double toleranceChange,
            int historySize,
            @Nullable LineSearch lineSearchFn)
            implements Optimizer.Options<Options> {

        @Override
        public Options lr(double lr) {
            return new Options(lr, maxIter, maxEval, toleranceGrad, toleranceChange, historySize, lineSearchFn);
        }

        /** With another {@code maxIter}. */
        public Options maxIter(int maxIter) {
            return new Options(lr, maxIter, maxEval, toleranceGrad, toleranceChange, historySize, lineSearchFn);
        }

        /** With another {@code maxEval}. */
        public Options maxEval(int maxEval) {
            return new Options(lr, maxIter, maxEval, toleranceGrad, toleranceChange, historySize, lineSearchFn);
        }

        /** With another {@code toleranceGrad}. */
        public Options toleranceGrad(double toleranceGrad) {
            return new Options(lr, maxIter, maxEval, toleranceGrad, toleranceChange, historySize, lineSearchFn);
        }

        /** With another {@code toleranceChange}. */
        public Options toleranceChange(double toleranceChange) {
            return new Options(lr, maxIter, maxEval, toleranceGrad, toleranceChange, historySize, lineSearchFn);
        }

        /** With another {@code historySize}. */
        public Options historySize(int historySize) {
            return new Options(lr, maxIter, maxEval, toleranceGrad, toleranceChange, historySize, lineSearchFn);
        }

        /** With another {@code lineSearchFn}. */
        public Options lineSearchFn(@Nullable LineSearch lineSearchFn) {
            return new Options(lr, maxIter, maxEval, toleranceGrad, toleranceChange, historySize, lineSearchFn);
        }
    }

    private record Update(Tensor y, Tensor s, double ro) {}

    private final Deque<Update> history = new ArrayDeque<>();
    private double diagonal = 1;
    private int iterations;
    private int evaluated;
    private @Nullable Tensor direction;
    private @Nullable Tensor previousGradient;
    private double previousLoss;
    private double length;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1, 20, -1, 1e-7, 1e-9, 100, null);
    }

    /** Starts the options with the learning rate. */
    public static Options lr(double lr) {
        return options().lr(lr);
    }

    /** Optimizes {@code parameters} with PyTorch's defaults. */
    public LBFGS(Collection<? extends Tensor> parameters) {
        this(parameters, options());
    }

    /** Optimizes {@code parameters}. */
    public LBFGS(Collection<? extends Tensor> parameters, Options options) {
        super(parameters, options);
    }

    /** Refused: one group is all that the method knows. */
    @Override
    public void addParamGroup(Collection<? extends Tensor> parameters, Options options) {
        if (!paramGroups().isEmpty()) {
            throw new UnsupportedOperationException("LBFGS: doesn't support per-parameter options (parameter groups)");
        }
        super.addParamGroup(parameters, options);
    }

    @Override
    protected void update(Tensor p, Tensor g, State state, Options options) {
        throw new UnsupportedOperationException(
                "LBFGS: step() needs the closure that computes the loss: step(() -> …)");
    }

    @Override
    public void step() {
        throw new UnsupportedOperationException(
                "LBFGS: step() needs the closure that computes the loss: step(() -> …)");
    }

    @Override
    public Tensor step(Supplier<Tensor> closure) {
        Options o = paramGroups().getFirst().options();
        int maxEval = o.maxEval() < 0 ? o.maxIter() * 5 / 4 : o.maxEval();
        try (var _ = GradMode.noGrad()) {
            Tensor first = evaluate(closure);
            double loss = first.item();
            int evaluations = 1;
            Tensor gradient = flatGradient();
            if (largest(gradient) <= o.toleranceGrad()) {
                return first;
            }
            for (int n = 1; n <= o.maxIter(); n++) {
                iterations++;
                Tensor d = nextDirection(gradient, o.historySize());
                previousGradient = gradient.clone();
                previousLoss = loss;
                double t =
                        iterations == 1 ? Math.min(1, 1 / gradient.abs().sum().item()) * o.lr() : o.lr();
                double slope = dot(gradient, d);
                if (slope > -o.toleranceChange()) {
                    length = t;
                    break;
                }
                StrongWolfe end;
                if (o.lineSearchFn() == LineSearch.STRONG_WOLFE) {
                    end = searched(closure, d, t, loss, gradient, slope, o.toleranceChange());
                } else {
                    move(d, t);
                    // Nobody asks what the last step has led to.
                    end = n == o.maxIter()
                            ? new StrongWolfe(loss, gradient, t, 0)
                            : new StrongWolfe(evaluate(closure).item(), flatGradient(), t, 1);
                }
                loss = end.loss();
                gradient = end.gradient();
                length = end.t();
                evaluations += end.evaluations();
                if (n == o.maxIter()
                        || evaluations >= maxEval
                        || largest(gradient) <= o.toleranceGrad()
                        || largest(d.mul(length)) <= o.toleranceChange()
                        || Math.abs(loss - previousLoss) < o.toleranceChange()) {
                    break;
                }
            }
            return first;
        }
    }

    /** Moves the parameters along {@code d} to where a line search that begins with the step {@code t} ends. */
    private StrongWolfe searched(
            Supplier<Tensor> closure,
            Tensor d,
            double t,
            double loss,
            Tensor gradient,
            double slope,
            double toleranceChange) {
        List<Tensor> start = parameters().stream().map(p -> p.detach().clone()).toList();
        StrongWolfe found = StrongWolfe.search(
                at -> {
                    restore(start);
                    move(d, at);
                    double value = evaluate(closure).item();
                    return new StrongWolfe.Point(value, flatGradient());
                },
                t,
                d,
                loss,
                gradient,
                slope,
                toleranceChange);
        restore(start);
        move(d, found.t());
        return found;
    }

    /** As PyTorch's: all that is remembered stands under the first parameter. */
    @Override
    public Map<String, Object> stateDict() {
        Map<String, Object> all = super.stateDict();
        if (iterations > 0) {
            Map<String, Object> own = new LinkedHashMap<>();
            own.put("func_evals", (long) evaluated);
            own.put("n_iter", (long) iterations);
            own.put("d", direction.clone());
            own.put("t", length);
            own.put("old_dirs", history.stream().map(update -> update.y.clone()).toList());
            own.put("old_stps", history.stream().map(update -> update.s.clone()).toList());
            own.put("ro", history.stream().map(Update::ro).toList());
            own.put("H_diag", diagonal);
            own.put("prev_flat_grad", previousGradient.clone());
            own.put("prev_loss", previousLoss);
            all.put("state", Map.of(0, own));
        }
        return all;
    }

    @Override
    public void loadStateDict(Map<String, ?> state) {
        if (!(state.get("state") instanceof Map<?, ?> states)) {
            super.loadStateDict(state); // refuses it
            return;
        }
        Object memory = states.get(0) == null ? states.get(0L) : states.get(0);
        Memory restored = memory instanceof Map<?, ?> own ? new Memory(own, flatSize()) : null;
        Map<String, Object> groups = new LinkedHashMap<>(state);
        groups.put("state", Map.of());
        super.loadStateDict(groups);
        history.clear();
        iterations = 0;
        evaluated = 0;
        if (restored != null) {
            evaluated = (int) restored.number("func_evals");
            iterations = (int) restored.number("n_iter");
            direction = restored.vector("d");
            length = restored.number("t");
            history.addAll(restored.updates());
            diagonal = restored.number("H_diag");
            previousGradient = restored.vector("prev_flat_grad");
            previousLoss = restored.number("prev_loss");
        }
    }

    /** The quasi-Newton direction: the two-loop recursion over the remembered updates. */
    private Tensor nextDirection(Tensor gradient, int historySize) {
        if (iterations == 1) {
            history.clear();
            diagonal = 1;
            direction = gradient.neg();
            return direction;
        }
        Tensor y = gradient.sub(previousGradient);
        Tensor s = direction.mul(length);
        double ys = dot(y, s);
        if (ys > 1e-10) {
            history.addLast(new Update(y, s, 1 / ys));
            while (history.size() > historySize) {
                history.removeFirst();
            }
            diagonal = ys / dot(y, y);
        }
        Tensor q = gradient.neg();
        Deque<Double> weights = new ArrayDeque<>();
        for (Iterator<Update> newest = history.descendingIterator(); newest.hasNext(); ) {
            Update update = newest.next();
            double weight = dot(update.s, q) * update.ro;
            weights.addFirst(weight);
            q.add_(update.y, -weight);
        }
        Tensor d = q.mul(diagonal);
        Iterator<Double> weight = weights.iterator();
        for (Update update : history) {
            d.add_(update.s, weight.next() - dot(update.y, d) * update.ro);
        }
        direction = d;
        return d;
    }

    private List<Tensor> parameters() {
        return paramGroups().getFirst().parameters();
    }

    private Tensor evaluate(Supplier<Tensor> closure) {
        evaluated++;
        try (var _ = GradMode.enableGrad()) {
            return closure.get();
        }
    }

    private Tensor flatGradient() {
        List<Tensor> parts = new ArrayList<>();
        for (Tensor p : parameters()) {
            Tensor g = p.grad();
            parts.add(g == null ? Tensor.zeros(new int[] {p.numel()}, p.dtype()) : g.reshape(-1));
        }
        return Tensor.cat(parts, 0);
    }

    private void move(Tensor d, double t) {
        int from = 0;
        for (Tensor p : parameters()) {
            p.add_(d.narrow(0, from, p.numel()).reshape(p.shape()), t);
            from += p.numel();
        }
    }

    private void restore(List<Tensor> values) {
        for (int i = 0; i < values.size(); i++) {
            parameters().get(i).copy_(values.get(i));
        }
    }

    private int flatSize() {
        return parameters().stream().mapToInt(Tensor::numel).sum();
    }

    /** A state dict's entry, checked as it is read. */
    private record Memory(Map<?, ?> values, int size) {

        Memory {
            // Everything is looked at before anything is restored.
            for (String name : List.of("func_evals", "n_iter", "t", "H_diag", "prev_loss")) {
                check(isNumber(values.get(name)), name, "a number");
            }
            for (String name : List.of("d", "prev_flat_grad")) {
                check(isVector(values.get(name), size), name, "a tensor of " + size + " elements");
            }
            int updates = values.get("ro") instanceof List<?> ro ? ro.size() : -1;
            check(updates >= 0, "ro", "a list");
            for (String name : List.of("old_dirs", "old_stps")) {
                check(
                        values.get(name) instanceof List<?> list
                                && list.size() == updates
                                && list.stream().allMatch(value -> isVector(value, size)),
                        name,
                        updates + " tensors of " + size + " elements");
            }
            check(((List<?>) values.get("ro")).stream().allMatch(Memory::isNumber), "ro", "numbers");
        }

        private static void check(boolean good, String name, String expected) {
            if (!good) {
                throw new IllegalArgumentException("LBFGS.loadStateDict: " + name + " is not " + expected);
            }
        }

        private static boolean isNumber(@Nullable Object value) {
            return value instanceof Number || value instanceof Tensor t && t.numel() == 1;
        }

        private static boolean isVector(@Nullable Object value, int size) {
            return value instanceof Tensor t && t.dim() == 1 && t.numel() == size;
        }

        private static double number(Object value) {
            return value instanceof Tensor t ? t.item() : ((Number) value).doubleValue();
        }

        double number(String name) {
            return number(values.get(name));
        }

        Tensor vector(String name) {
            return ((Tensor) values.get(name)).detach().clone();
        }

        List<Update> updates() {
            List<Update> updates = new ArrayList<>();
            List<?> ro = (List<?>) values.get("ro");
            for (int i = 0; i < ro.size(); i++) {
                Tensor y = (Tensor) ((List<?>) values.get("old_dirs")).get(i);
                Tensor s = (Tensor) ((List<?>) values.get("old_stps")).get(i);
                updates.add(new Update(y.detach().clone(), s.detach().clone(), number(ro.get(i))));
            }
            return updates;
        }
    }

    private static double largest(Tensor x) {
        return x.abs().max().item();
    }

    static double dot(Tensor a, Tensor b) {
        return a.mul(b).sum().item();
    }
}
