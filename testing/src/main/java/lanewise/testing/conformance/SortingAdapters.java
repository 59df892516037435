package lanewise.testing.conformance;

import java.util.ArrayList;
import java.util.List;
import lanewise.tensor.DType;
import lanewise.tensor.SortingOps;
import lanewise.tensor.Tensor;

/** The rows of the index family that put elements in order. */
final class SortingAdapters {
    private SortingAdapters() {}

    static void register(OpTable table) {
        table.op(
                "sort",
                "input, dim=-1, descending=False, stable=None",
                a -> a.tensor("input").sort(a.integer("dim"), a.bool("descending")));
        table.op(
                "argsort",
                "input, dim=-1, descending=False, stable=None",
                a -> a.tensor("input").argsort(a.integer("dim"), a.bool("descending")));
        table.unary("msort", Tensor::msort);
        table.op(
                "topk",
                "input, k, dim=-1, largest=True, sorted=True",
                a -> a.tensor("input").topk(a.integer("k"), a.integer("dim"), a.bool("largest"), a.bool("sorted")));
        table.op(
                "searchsorted",
                "sorted_sequence, input, *, out_int32=False, right=False, side=None, sorter=None",
                a -> {
                    boolean right = a.bool("right");
                    if (!a.isNone("side")) {
                        String side = a.text("side");
                        if (!side.equals("left") && !side.equals("right") || side.equals("left") && right) {
                            throw new IllegalArgumentException(
                                    "searchsorted: side can only be 'left' or 'right', in agreement with right;"
                                            + " got " + side);
                        }
                        right = side.equals("right");
                    }
                    Tensor sorted = a.tensor("sorted_sequence");
                    Tensor values = a.either("input", v -> v, v -> Tensor.full(new int[0], v, sorted.dtype()));
                    return places(a, sorted.searchsorted(values, right, a.tensorOrNull("sorter")));
                });
        table.op("bucketize", "input, boundaries, *, out_int32=False, right=False", a -> {
            Tensor boundaries = a.tensor("boundaries");
            Tensor x = a.either("input", v -> v, v -> Tensor.full(new int[0], v, boundaries.dtype()));
            return places(a, x.bucketize(boundaries, a.bool("right")));
        });
        table.op(
                        "unique",
                        "input, sorted=True, return_inverse=False, return_counts=False, dim=None",
                        a -> unique(
                                a,
                                a.isNone("dim")
                                        ? a.tensor("input").unique(a.bool("sorted"))
                                        : a.tensor("input").unique(a.integer("dim"))))
                .alignment(Alignments::anyOrder);
        table.op(
                "unique_consecutive",
                "input, return_inverse=False, return_counts=False, dim=None",
                a -> unique(
                        a,
                        a.isNone("dim")
                                ? a.tensor("input").uniqueConsecutive()
                                : a.tensor("input").uniqueConsecutive(a.integer("dim"))));
    }

    private static Tensor places(Args a, Tensor found) {
        return a.bool("out_int32") ? found.to(DType.INT32) : found;
    }

    private static List<Tensor> unique(Args a, SortingOps.Unique unique) {
        List<Tensor> results = new ArrayList<>(List.of(unique.output()));
        if (a.bool("return_inverse")) {
            results.add(unique.inverse());
        }
        if (a.bool("return_counts")) {
            results.add(unique.counts());
        }
        return results;
    }
}
