package lanewise.testing.conformance;

/** The rows of the reduction family: sums, extrema, statistics, cumulative ops. */
final class ReductionAdapters {
    private ReductionAdapters() {}

    static void register(OpTable table) {
        table.op("sum", "input, dim=None, keepdim=False, *, dtype=None", a -> {
            var x = a.isNone("dtype") ? a.tensor("input") : a.tensor("input").to(a.dtype("dtype"));
            return a.isNone("dim") ? x.sum() : x.sum(a.ints("dim"), a.bool("keepdim"));
        });
        table.op("sum_to_size", "input, *size", a -> a.tensor("input").sumToSize(a.ints("size")));
    }
}
