package lanewise.testing.conformance;

import java.util.ArrayList;
import java.util.List;
import lanewise.tensor.DType;
import lanewise.tensor.Indices;
import lanewise.tensor.Slice;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The rows of the index family. */
final class IndexAdapters {
    private IndexAdapters() {}

    static void register(OpTable table) {
        picking(table);
        writing(table);
        reducing(table);
        brackets(table);
    }

    private static void picking(OpTable table) {
        table.op(
                "gather",
                "input, dim, index, *, sparse_grad=False",
                a -> a.tensor("input").gather(a.integer("dim"), a.tensor("index")));
        table.op(
                "index_select",
                "input, dim, index",
                a -> a.tensor("input").indexSelect(a.integer("dim"), a.tensor("index")));
        table.op("take", "input, index", a -> a.tensor("input").take(a.tensor("index")));
        table.op(
                "take_along_dim",
                "input, indices, dim=None",
                a -> a.isNone("dim")
                        ? a.tensor("input").takeAlongDim(a.tensor("indices"))
                        : a.tensor("input").takeAlongDim(a.tensor("indices"), a.integer("dim")));
        table.op("masked_select", "input, mask", a -> a.tensor("input").maskedSelect(a.tensor("mask")));
        table.op(
                "nonzero",
                "input, *, as_tuple=False",
                a -> a.bool("as_tuple")
                        ? a.tensor("input").nonzeroAsTuple()
                        : a.tensor("input").nonzero());
        table.unary("argwhere", Tensor::argwhere);
        table.op("unravel_index", "indices, shape", a -> a.tensor("indices").unravelIndex(a.ints("shape")));
    }

    private static void writing(OpTable table) {
        table.op(
                "scatter",
                "input, dim, index, src:Tensor, *, reduce=None",
                a -> a.isNone("reduce")
                        ? a.tensor("input").scatter(a.integer("dim"), a.tensor("index"), a.tensor("src"))
                        : a.tensor("input")
                                .scatter(a.integer("dim"), a.tensor("index"), a.tensor("src"), a.text("reduce")));
        table.op(
                "scatter",
                "input, dim, index, value:Number, *, reduce=None",
                a -> a.isNone("reduce")
                        ? a.tensor("input").scatter(a.integer("dim"), a.tensor("index"), a.number("value"))
                        : a.tensor("input")
                                .scatter(a.integer("dim"), a.tensor("index"), a.number("value"), a.text("reduce")));
        table.op(
                "scatter_add",
                "input, dim, index, src",
                a -> a.tensor("input").scatterAdd(a.integer("dim"), a.tensor("index"), a.tensor("src")));
        table.op(
                "index_add",
                "input, dim, index, source, *, alpha=1",
                a -> a.tensor("input")
                        .indexAdd(a.integer("dim"), a.tensor("index"), a.tensor("source"), a.number("alpha")));
        table.op(
                "index_copy",
                "input, dim, index, source",
                a -> a.tensor("input").indexCopy(a.integer("dim"), a.tensor("index"), a.tensor("source")));
        table.op(
                "index_fill",
                "input, dim, index, value",
                a -> a.either(
                        "value",
                        value -> a.tensor("input").indexFill(a.integer("dim"), a.tensor("index"), value),
                        value -> a.tensor("input").indexFill(a.integer("dim"), a.tensor("index"), value)));
        table.op(
                "put",
                "input, index, source, accumulate=False",
                a -> a.tensor("input").put(a.tensor("index"), a.tensor("source"), a.bool("accumulate")));
        table.op(
                "masked_fill",
                "input, mask, value",
                a -> a.either(
                        "value",
                        value -> a.tensor("input").maskedFill(a.tensor("mask"), value),
                        value -> a.tensor("input").maskedFill(a.tensor("mask"), value)));
        table.op(
                "masked_scatter",
                "input, mask, source",
                a -> a.tensor("input").maskedScatter(a.tensor("mask"), a.tensor("source")));
    }

    private static void reducing(OpTable table) {
        table.op(
                "scatter_reduce",
                "input, dim, index, src, reduce, *, include_self=True",
                a -> a.tensor("input")
                        .scatterReduce(
                                a.integer("dim"),
                                a.tensor("index"),
                                a.tensor("src"),
                                a.text("reduce"),
                                a.bool("include_self")));
        table.op(
                "index_reduce",
                "input, dim, index, source, reduce, *, include_self=True",
                a -> a.tensor("input")
                        .indexReduce(
                                a.integer("dim"),
                                a.tensor("index"),
                                a.tensor("source"),
                                a.text("reduce"),
                                a.bool("include_self")));
    }

    private static void brackets(OpTable table) {
        table.op("__getitem__", "input, index", a -> a.tensor("input").get(indices(a.value("index"))));
        table.op(
                "index_put",
                "input, indices, values, accumulate=False",
                a -> a.tensor("input").indexPut(tensors(a.list("indices")), a.tensor("values"), a.bool("accumulate")));
    }

    /**
     * What stands in the brackets. A tuple holds one index per place; a list does so too if it holds anything but
     * numbers and truth values, as Python's old rule goes.
     */
    private static @Nullable Object[] indices(@Nullable Object given) {
        List<@Nullable Object> items = Py.items(given);
        if (items == null || given instanceof List<?> && items.stream().allMatch(IndexAdapters::plain)) {
            return new @Nullable Object[] {index(given)};
        }
        return items.stream().map(IndexAdapters::index).toArray();
    }

    private static boolean plain(@Nullable Object item) {
        return item instanceof Number || item instanceof Boolean;
    }

    private static @Nullable Object index(@Nullable Object item) {
        if (Py.items(item) != null) {
            return tensor(item);
        }
        return switch (item) {
            case Py.Slice s -> new Slice(s.start(), s.stop(), s.step());
            case Py.Ellipsis _ -> Indices.ELLIPSIS;
            case null, default -> item;
        };
    }

    private static List<@Nullable Tensor> tensors(List<@Nullable Object> items) {
        List<@Nullable Tensor> tensors = new ArrayList<>();
        for (Object item : items) {
            tensors.add(item == null ? null : item instanceof Tensor t ? t : tensor(item));
        }
        return tensors;
    }

    /** Nested lists of ints or bools as a tensor. */
    private static Tensor tensor(@Nullable Object item) {
        Object array = array(item);
        return array instanceof Object[] empty && empty.length == 0
                ? Tensor.zeros(new int[] {0}, DType.INT64)
                : Tensor.tensor(array);
    }

    private static Object array(@Nullable Object item) {
        List<@Nullable Object> items = Py.items(item);
        return items == null
                ? java.util.Objects.requireNonNull(item, "None inside an index list")
                : items.stream().map(IndexAdapters::array).toArray();
    }
}
