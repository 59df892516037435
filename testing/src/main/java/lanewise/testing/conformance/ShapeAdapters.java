package lanewise.testing.conformance;

import lanewise.tensor.Tensor;

/** The rows of the shape family: views, joining, splitting, repeating. */
final class ShapeAdapters {
    private ShapeAdapters() {}

    static void register(OpTable table) {
        table.op("reshape", "input, *shape", a -> a.tensor("input").reshape(a.ints("shape")));
        table.op("reshape_as", "input, other", a -> a.tensor("input").reshapeAs(a.tensor("other")));
        table.op("view", "input, *shape", a -> a.tensor("input").view(a.ints("shape")));
        table.op("view_as", "input, other", a -> a.tensor("input").viewAs(a.tensor("other")));
        table.op("expand", "input, *size", a -> a.tensor("input").expand(a.ints("size")));
        table.op("expand_as", "input, other", a -> a.tensor("input").expandAs(a.tensor("other")));
        table.op("broadcast_to", "input, *size", a -> a.tensor("input").expand(a.ints("size")));
        table.op("as_strided", "input, size, stride, storage_offset=0", a -> a.tensor("input")
                .asStrided(a.ints("size"), a.ints("stride"), a.integer("storage_offset")));
        table.op("transpose", "input, dim0, dim1", a -> a.tensor("input")
                .transpose(a.integer("dim0"), a.integer("dim1")));
        table.op("permute", "input, *dims", a -> a.tensor("input").permute(a.ints("dims")));
        table.op("unsqueeze", "input, dim", a -> a.tensor("input").unsqueeze(a.integer("dim")));
        table.op("squeeze", "input", a -> a.tensor("input").squeeze());
        table.op("squeeze", "input, dim", a -> a.tensor("input").squeeze(a.ints("dim")));
        table.op("select", "input, dim, index", a -> a.tensor("input").select(a.integer("dim"), a.integer("index")));
        table.op("narrow", "input, dim, start, length", a -> a.tensor("input")
                .narrow(a.integer("dim"), a.integer("start"), a.integer("length")));
        table.op("diagonal", "input, offset=0, dim1=0, dim2=1", a -> a.tensor("input")
                .diagonal(a.integer("offset"), a.integer("dim1"), a.integer("dim2")));
        table.unary("contiguous", Tensor::contiguous);
    }
}
