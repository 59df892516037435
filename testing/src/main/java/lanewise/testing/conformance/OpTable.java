package lanewise.testing.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The one table from PyTorch's op names to lanewise's methods. A row is a name, the Python signature and the call:
 *
 * <pre>{@code
 * table.op("mul", "input, other", a -> a.tensor("input").mul(a.tensor("other")));
 * table.op("max", "input", a -> a.tensor("input").max());                       // overloads: one row each,
 * table.op("max", "input, dim:int, keepdim=False", a -> …);                     // the first that binds is called
 * }</pre>
 *
 * <p>Names are PyTorch's without {@code torch.}; variants ({@code div|floor_rounding}) share the row of the plain name
 * unless they have a row of their own. The call returns a tensor, a number or boolean, or several: a list, an array or
 * a record of them.
 */
public final class OpTable {

    /** Calls lanewise with bound arguments. */
    @FunctionalInterface
    public interface Call {
        /** The result: a tensor, number or boolean, or a list, array or record of them. */
        @Nullable
        Object apply(Args args);
    }

    private record Overload(Signature signature, Call call) {}

    /** Where several results are equally right, turns ours into PyTorch's choice without hiding a wrong one. */
    @FunctionalInterface
    interface Alignment {
        /**
         * The results to compare, or the reason why {@code results} cannot be one of the right ones.
         *
         * @param expected what PyTorch returned, flattened
         * @param results what lanewise returned, flattened
         * @param args the call
         */
        Aligned align(List<@Nullable Object> expected, List<@Nullable Object> results, List<@Nullable Object> args);
    }

    /**
     * Results as {@link Alignment} settled them.
     *
     * @param results what to compare and to differentiate
     * @param judged the results that the alignment has judged itself, because only a property such as a product is
     *     defined
     * @param differentiable whether the gradients are defined too
     * @param complaint what is wrong, or null
     */
    record Aligned(
            List<@Nullable Object> results,
            Set<Integer> judged,
            boolean differentiable,
            @Nullable String complaint) {
        /** The results as they are, all to be compared. */
        static Aligned unchanged(List<@Nullable Object> results) {
            return new Aligned(results, Set.of(), true, null);
        }
    }

    /** All overloads of one op, and how its results are compared. */
    public static final class Row {
        private final String name;
        private final List<Overload> overloads = new ArrayList<>();
        private @Nullable Double tolerance;
        private @Nullable Alignment alignment;
        private boolean mutating;

        private Row(String name) {
            this.name = name;
        }

        /** Compares with this relative and absolute tolerance, for iterative and decomposition ops. */
        public Row tolerance(double both) {
            tolerance = both;
            return this;
        }

        /** Says that the op changes its inputs by design, as batch normalisation does with its running statistics. */
        public Row mutating() {
            mutating = true;
            return this;
        }

        Row alignment(Alignment value) {
            alignment = value;
            return this;
        }

        @Nullable
        Double tolerance() {
            return tolerance;
        }

        @Nullable
        Alignment alignment() {
            return alignment;
        }

        boolean isMutating() {
            return mutating;
        }

        /** Binds to the first overload that fits and calls it. */
        @Nullable
        Object call(List<@Nullable Object> args, Map<String, @Nullable Object> kwargs) {
            BindingException refused = null;
            for (Overload overload : overloads) {
                Args bound;
                try {
                    bound = overload.signature.bind(name, args, kwargs);
                } catch (BindingException e) {
                    refused = refused == null || refused.unknownArgument() ? e : refused;
                    continue;
                }
                return overload.call.apply(bound);
            }
            throw refused != null ? refused : new IllegalStateException(name + ": the row has no call");
        }
    }

    private final Map<String, Row> rows = new LinkedHashMap<>();

    /** The table of everything that lanewise has. */
    public static OpTable standard() {
        OpTable table = new OpTable();
        ElementwiseAdapters.register(table);
        ReductionAdapters.register(table);
        ShapeAdapters.register(table);
        IndexAdapters.register(table);
        SortingAdapters.register(table);
        LinalgAdapters.register(table);
        CreationAdapters.register(table);
        FunctionalAdapters.register(table);
        ActivationAdapters.register(table);
        LossAdapters.register(table);
        SpatialAdapters.register(table);
        LayerAdapters.register(table);
        return table;
    }

    /** Adds an op, or one more overload of it. */
    public Row op(String name, String signature, Call call) {
        Row row = rows.computeIfAbsent(name, Row::new);
        row.overloads.add(new Overload(new Signature(signature), call));
        return row;
    }

    /** Adds an op of one tensor and nothing else. */
    public Row unary(String name, UnaryOperator<Tensor> call) {
        return op(name, "input", a -> call.apply(a.tensor("input")));
    }

    /** Adds an op of a tensor and {@code other}, which may be a tensor or a plain number. */
    public Row binary(String name, BinaryOperator<Tensor> tensors, BiFunction<Tensor, Number, Tensor> number) {
        return op(name, "input, other", a -> {
            Tensor x = a.tensor("input");
            return a.either("other", b -> tensors.apply(x, b), b -> number.apply(x, b));
        });
    }

    /** Adds an op of two tensors; a plain number for either is refused. */
    public Row binary(String name, BinaryOperator<Tensor> tensors) {
        return op(name, "input, other", a -> tensors.apply(a.tensor("input"), a.tensor("other")));
    }

    /**
     * The row for a recorded name: that of the variant if there is one, else that of the plain name; null if neither.
     */
    @Nullable
    Row find(String recorded) {
        Row row = rows.get(recorded);
        int bar = recorded.indexOf('|');
        return row != null || bar < 0 ? row : rows.get(recorded.substring(0, bar));
    }

    /** The names of all rows. */
    public Set<String> names() {
        return rows.keySet();
    }
}
