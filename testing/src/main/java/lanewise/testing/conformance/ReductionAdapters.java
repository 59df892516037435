package lanewise.testing.conformance;

import lanewise.tensor.Tensor;

/** The rows of the reduction family: sums, extrema, statistics, cumulative ops. */
final class ReductionAdapters {
    private ReductionAdapters() {}

    static void register(OpTable table) {
        sums(table);
        extrema(table);
        truth(table);
        statistics(table);
    }

    private static void sums(OpTable table) {
        table.op("sum", "input, dim=None, keepdim=False, *, dtype=None", a -> cast(a).sum(dims(a), a.bool("keepdim")));
        table.op("sum_to_size", "input, *size", a -> a.tensor("input").sumToSize(a.ints("size")));
        table.op("mean", "input, dim=None, keepdim=False, *, dtype=None", a -> cast(a).mean(dims(a), a.bool("keepdim")));
        table.op("prod", "input, *, dtype=None", a -> cast(a).prod());
        table.op("prod", "input, dim, keepdim=False, *, dtype=None", a -> cast(a)
                .prod(a.integer("dim"), a.bool("keepdim")));
        table.op("logsumexp", "input, dim, keepdim=False", a -> a.tensor("input")
                .logsumexp(a.ints("dim"), a.bool("keepdim")));
    }

    private static void extrema(OpTable table) {
        table.op("max", "input", a -> a.tensor("input").max());
        table.op("max", "input, dim:int, keepdim=False", a -> a.tensor("input").max(a.integer("dim"), a.bool("keepdim")));
        table.op("max", "input, other:Tensor", a -> a.tensor("input").maximum(a.tensor("other")));
        table.op("min", "input", a -> a.tensor("input").min());
        table.op("min", "input, dim:int, keepdim=False", a -> a.tensor("input").min(a.integer("dim"), a.bool("keepdim")));
        table.op("min", "input, other:Tensor", a -> a.tensor("input").minimum(a.tensor("other")));
        table.op("amax", "input, dim=None, keepdim=False", a -> a.tensor("input").amax(dims(a), a.bool("keepdim")));
        table.op("amin", "input, dim=None, keepdim=False", a -> a.tensor("input").amin(dims(a), a.bool("keepdim")));
        table.op("aminmax", "input, *, dim=None, keepdim=False", a -> a.isNone("dim")
                ? a.tensor("input").aminmax()
                : a.tensor("input").aminmax(a.integer("dim"), a.bool("keepdim")));
        table.op("argmax", "input, dim=None, keepdim=False", a -> a.isNone("dim")
                ? a.tensor("input").argmax(a.bool("keepdim"))
                : a.tensor("input").argmax(a.integer("dim"), a.bool("keepdim")));
        table.op("argmin", "input, dim=None, keepdim=False", a -> a.isNone("dim")
                ? a.tensor("input").argmin(a.bool("keepdim"))
                : a.tensor("input").argmin(a.integer("dim"), a.bool("keepdim")));
    }

    private static void truth(OpTable table) {
        table.op("all", "input", a -> a.tensor("input").all());
        table.op("all", "input, dim, keepdim=False", a -> a.tensor("input").all(a.integer("dim"), a.bool("keepdim")));
        table.op("any", "input", a -> a.tensor("input").any());
        table.op("any", "input, dim, keepdim=False", a -> a.tensor("input").any(a.integer("dim"), a.bool("keepdim")));
        table.op("count_nonzero", "input, dim=None", a -> a.tensor("input").countNonzero(dims(a)));
    }

    private static void statistics(OpTable table) {
        for (String spread : new String[] {"var", "std"}) {
            boolean var = spread.equals("var");
            table.op(spread, "input, unbiased:bool=True", a -> var
                    ? a.tensor("input").var(a.bool("unbiased"))
                    : a.tensor("input").std(a.bool("unbiased")));
            table.op(spread, "input, dim=None, unbiased=None, keepdim=False, *, correction=None", a -> var
                    ? a.tensor("input").var(dims(a), correction(a), a.bool("keepdim"))
                    : a.tensor("input").std(dims(a), correction(a), a.bool("keepdim")));
        }
    }

    /** The divisor of a variance is n minus this. */
    private static int correction(Args a) {
        return a.integerOr("correction", a.boolOr("unbiased", true) ? 1 : 0);
    }

    private static Tensor cast(Args a) {
        return a.isNone("dtype") ? a.tensor("input") : a.tensor("input").to(a.dtype("dtype"));
    }

    /** The dimensions to fold; none means all. */
    private static int[] dims(Args a) {
        return a.isNone("dim") ? new int[0] : a.ints("dim");
    }
}
