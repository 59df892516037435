package lanewise.testing.conformance;

import java.util.List;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;

/** The rows of the shape family: views, joining, splitting, repeating. */
final class ShapeAdapters {
    private ShapeAdapters() {}

    static void register(OpTable table) {
        views(table);
        dimensions(table);
        copies(table);
        diagonals(table);
        joins(table);
        splits(table);
        grids(table);
    }

    private static void views(OpTable table) {
        table.op("reshape", "input, *shape", a -> a.tensor("input").reshape(a.ints("shape")));
        table.op("reshape_as", "input, other", a -> a.tensor("input").reshapeAs(a.tensor("other")));
        table.op("view", "input, *shape", a -> a.tensor("input").view(a.ints("shape")));
        table.op("view_as", "input, other", a -> a.tensor("input").viewAs(a.tensor("other")));
        table.op("expand", "input, *size", a -> a.tensor("input").expand(a.ints("size")));
        table.op("expand_as", "input, other", a -> a.tensor("input").expandAs(a.tensor("other")));
        table.op("broadcast_to", "input, *size", a -> a.tensor("input").broadcastTo(a.ints("size")));
        table.op("as_strided", "input, size, stride, storage_offset=None", a -> {
            Tensor x = a.tensor("input");
            // Recorded offsets count from the start of the recorded storage; rebuilt views start later in theirs.
            return a.isNone("storage_offset")
                    ? x.asStrided(a.ints("size"), a.ints("stride"))
                    : x.asStrided(a.ints("size"), a.ints("stride"), x.storageOffset() + a.integer("storage_offset"));
        });
        table.op("select", "input, dim, index", a -> a.tensor("input").select(a.integer("dim"), a.integer("index")));
        table.op(
                "slice",
                "input, dim=0, start=None, end=None, step=1",
                a -> a.tensor("input")
                        .slice(
                                a.integer("dim"),
                                a.isNone("start") ? 0 : a.integer("start"),
                                a.isNone("end")
                                        ? Long.MAX_VALUE
                                        : a.number("end").longValue(),
                                a.integer("step")));
        table.op(
                "narrow",
                "input, dim, start, length",
                a -> a.tensor("input")
                        .narrow(
                                a.integer("dim"),
                                a.isTensor("start") ? (int) a.tensor("start").itemLong() : a.integer("start"),
                                a.integer("length")));
        table.op(
                "narrow_copy",
                "input, dim, start, length",
                a -> a.tensor("input").narrowCopy(a.integer("dim"), a.integer("start"), a.integer("length")));
        table.op(
                "unfold",
                "input, dimension, size, step",
                a -> a.tensor("input").unfold(a.integer("dimension"), a.integer("size"), a.integer("step")));
    }

    private static void dimensions(OpTable table) {
        table.op(
                "transpose",
                "input, dim0, dim1",
                a -> a.tensor("input").transpose(a.integer("dim0"), a.integer("dim1")));
        table.op(
                "swapaxes",
                "input, axis0, axis1",
                a -> a.tensor("input").swapaxes(a.integer("axis0"), a.integer("axis1")));
        table.op(
                "swapdims", "input, dim0, dim1", a -> a.tensor("input").swapdims(a.integer("dim0"), a.integer("dim1")));
        table.unary("t", Tensor::t);
        table.unary("T", Tensor::T);
        table.unary("H", Tensor::H);
        table.unary("mT", Tensor::mT);
        table.unary("mH", Tensor::mH);
        table.op("permute", "input, *dims", a -> a.tensor("input").permute(a.ints("dims")));
        table.op(
                "movedim",
                "input, source, destination",
                a -> a.tensor("input").movedim(a.ints("source"), a.ints("destination")));
        table.op(
                "moveaxis",
                "input, source, destination",
                a -> a.tensor("input").movedim(a.ints("source"), a.ints("destination")));
        table.op("unsqueeze", "input, dim", a -> a.tensor("input").unsqueeze(a.integer("dim")));
        table.op("squeeze", "input", a -> a.tensor("input").squeeze());
        table.op("squeeze", "input, dim", a -> a.tensor("input").squeeze(a.ints("dim")));
        table.op(
                "flatten",
                "input, start_dim=0, end_dim=-1",
                a -> a.tensor("input").flatten(a.integer("start_dim"), a.integer("end_dim")));
        table.op("unflatten", "input, dim, sizes", a -> a.tensor("input").unflatten(a.integer("dim"), a.ints("sizes")));
        table.unary("ravel", Tensor::ravel);
        table.op("atleast_1d", "*tensors", a -> each(a.tensors("tensors"), Tensor::atleast1d));
        table.op("atleast_2d", "*tensors", a -> each(a.tensors("tensors"), Tensor::atleast2d));
        table.op("atleast_3d", "*tensors", a -> each(a.tensors("tensors"), Tensor::atleast3d));
    }

    /** Results of an op that takes one tensor or several: one, or a list. */
    private static Object each(List<Tensor> tensors, java.util.function.UnaryOperator<Tensor> call) {
        return tensors.size() == 1
                ? call.apply(tensors.getFirst())
                : tensors.stream().map(call).toList();
    }

    private static void copies(OpTable table) {
        table.unary("clone", Tensor::clone);
        table.unary("contiguous", Tensor::contiguous);
        table.op("flip", "input, *dims", a -> a.tensor("input").flip(a.ints("dims")));
        table.unary("fliplr", Tensor::fliplr);
        table.unary("flipud", Tensor::flipud);
        table.op("roll", "input, shifts, dims=()", a -> a.tensor("input").roll(a.ints("shifts"), a.ints("dims")));
        table.op("rot90", "input, k=1, dims=(0, 1)", a -> a.tensor("input").rot90(a.integer("k"), a.ints("dims")));
        table.op("repeat", "input, *repeats", a -> a.tensor("input").repeat(a.ints("repeats")));
        table.op("tile", "input, *dims", a -> a.tensor("input").tile(a.ints("dims")));
        table.op("repeat_interleave", "input, repeats, dim=None, *, output_size=None", a -> {
            Tensor x = a.isNone("dim") ? a.tensor("input").ravel() : a.tensor("input");
            int dim = a.integerOr("dim", 0);
            return a.isTensor("repeats")
                    ? x.repeatInterleave(a.tensor("repeats"), dim)
                    : x.repeatInterleave(a.integer("repeats"), dim);
        });
        table.op(
                "constant_pad_nd",
                "input, pad, value=0",
                a -> a.tensor("input").constantPad(a.ints("pad"), a.number("value")));
    }

    private static void diagonals(OpTable table) {
        table.op(
                "diagonal",
                "input, offset=0, dim1=0, dim2=1",
                a -> a.tensor("input").diagonal(a.integer("offset"), a.integer("dim1"), a.integer("dim2")));
        table.op("diag", "input, diagonal=0", a -> a.tensor("input").diag(a.integer("diagonal")));
        table.op("diagflat", "input, offset=0", a -> a.tensor("input").diagflat(a.integer("offset")));
        table.op(
                "diag_embed",
                "input, offset=0, dim1=-2, dim2=-1",
                a -> a.tensor("input").diagEmbed(a.integer("offset"), a.integer("dim1"), a.integer("dim2")));
        table.op(
                "diagonal_scatter",
                "input, src, offset=0, dim1=0, dim2=1",
                a -> a.tensor("input")
                        .diagonalScatter(a.tensor("src"), a.integer("offset"), a.integer("dim1"), a.integer("dim2")));
        table.op(
                "select_scatter",
                "input, src, dim, index",
                a -> a.tensor("input").selectScatter(a.tensor("src"), a.integer("dim"), a.integer("index")));
        table.op(
                "slice_scatter",
                "input, src, dim=0, start=None, end=None, step=1",
                a -> a.tensor("input")
                        .sliceScatter(
                                a.tensor("src"),
                                a.integer("dim"),
                                a.isNone("start") ? 0 : a.integer("start"),
                                a.isNone("end")
                                        ? Long.MAX_VALUE
                                        : a.number("end").longValue(),
                                a.integer("step")));
        table.op("tril", "input, diagonal=0", a -> a.tensor("input").tril(a.integer("diagonal")));
        table.op("triu", "input, diagonal=0", a -> a.tensor("input").triu(a.integer("diagonal")));
        table.op(
                "tril_indices",
                "row, col, offset=0, *, dtype=None",
                a -> Tensor.trilIndices(
                        a.integer("row"), a.integer("col"), a.integer("offset"), dtype(a, DType.INT64)));
        table.op(
                "triu_indices",
                "row, col, offset=0, *, dtype=None",
                a -> Tensor.triuIndices(
                        a.integer("row"), a.integer("col"), a.integer("offset"), dtype(a, DType.INT64)));
    }

    private static DType dtype(Args a, DType usual) {
        return a.isNone("dtype") ? usual : a.dtype("dtype");
    }

    private static void joins(OpTable table) {
        table.op("cat", "tensors:list, dim=0", a -> Tensor.cat(a.tensors("tensors"), a.integer("dim")));
        table.op("stack", "tensors:list, dim=0", a -> Tensor.stack(a.tensors("tensors"), a.integer("dim")));
        table.op("hstack", "tensors:list", a -> Tensor.hstack(a.tensors("tensors")));
        table.op("vstack", "tensors:list", a -> Tensor.vstack(a.tensors("tensors")));
        table.op("dstack", "tensors:list", a -> Tensor.dstack(a.tensors("tensors")));
        table.op("column_stack", "tensors:list", a -> Tensor.columnStack(a.tensors("tensors")));
        table.op("block_diag", "*tensors", a -> Tensor.blockDiag(a.tensors("tensors")));
    }

    private static void splits(OpTable table) {
        table.op(
                "split",
                "tensor, split_size_or_sections, dim=0",
                a -> a.isList("split_size_or_sections")
                        ? a.tensor("tensor").split(a.ints("split_size_or_sections"), a.integer("dim"))
                        : a.tensor("tensor").split(a.integer("split_size_or_sections"), a.integer("dim")));
        table.op(
                "split_with_sizes",
                "input, split_sizes, dim=0",
                a -> a.tensor("input").splitWithSizes(a.ints("split_sizes"), a.integer("dim")));
        table.op("chunk", "input, chunks, dim=0", a -> a.tensor("input").chunk(a.integer("chunks"), a.integer("dim")));
        table.op("unbind", "input, dim=0", a -> a.tensor("input").unbind(a.integer("dim")));
        table.op("tensor_split", "input, indices_or_sections, dim=0", a -> {
            Tensor x = a.tensor("input");
            int dim = a.integer("dim");
            if (a.isTensor("indices_or_sections")) {
                return x.tensorSplit(a.tensor("indices_or_sections"), dim);
            }
            return a.isList("indices_or_sections")
                    ? x.tensorSplit(a.ints("indices_or_sections"), dim)
                    : x.tensorSplit(a.integer("indices_or_sections"), dim);
        });
        table.op(
                "hsplit",
                "input, indices_or_sections",
                a -> a.isList("indices_or_sections")
                        ? a.tensor("input").hsplit(a.ints("indices_or_sections"))
                        : a.tensor("input").hsplit(a.integer("indices_or_sections")));
        table.op(
                "vsplit",
                "input, indices_or_sections",
                a -> a.isList("indices_or_sections")
                        ? a.tensor("input").vsplit(a.ints("indices_or_sections"))
                        : a.tensor("input").vsplit(a.integer("indices_or_sections")));
        table.op(
                "dsplit",
                "input, indices_or_sections",
                a -> a.isList("indices_or_sections")
                        ? a.tensor("input").dsplit(a.ints("indices_or_sections"))
                        : a.tensor("input").dsplit(a.integer("indices_or_sections")));
    }

    private static void grids(OpTable table) {
        table.op("broadcast_tensors", "*tensors", a -> Tensor.broadcastTensors(a.tensors("tensors")));
        table.op("meshgrid", "*tensors, indexing='ij'", a -> Tensor.meshgrid(a.tensors("tensors"), a.text("indexing")));
        table.op("cartesian_prod", "*tensors", a -> Tensor.cartesianProd(a.tensors("tensors")));
        table.op(
                "combinations",
                "input, r=2, with_replacement=False",
                a -> Tensor.combinations(a.tensor("input"), a.integer("r"), a.bool("with_replacement")));
    }
}
