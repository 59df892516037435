package lanewise.testing.conformance;

import lanewise.tensor.DType;
import lanewise.tensor.Tensor;

/** The rows of the creation family. */
final class CreationAdapters {
    private CreationAdapters() {}

    static void register(OpTable table) {
        ranges(table);
        filled(table);
        like(table);
        fills(table);
    }

    private static void ranges(OpTable table) {
        table.op("arange", "end:Number, *, dtype=None", a -> arange(a, 0, a.number("end"), 1));
        table.op(
                "arange",
                "start:Number, end:Number, step:Number=1, *, dtype=None",
                a -> arange(a, a.number("start"), a.number("end"), a.number("step")));
        table.op(
                "linspace",
                "start, end, steps, *, dtype=None",
                a -> Tensor.linspace(a.number("start"), a.number("end"), a.integer("steps"), dtype(a, DType.FLOAT32)));
        table.op(
                "logspace",
                "start, end, steps, base=10.0, *, dtype=None",
                a -> Tensor.logspace(
                        a.number("start"),
                        a.number("end"),
                        a.integer("steps"),
                        a.real("base"),
                        dtype(a, DType.FLOAT32)));
        table.op(
                "eye",
                "n, m=None, *, dtype=None",
                a -> Tensor.eye(a.integer("n"), a.integerOr("m", a.integer("n")), dtype(a, DType.FLOAT32)));
    }

    private static Tensor arange(Args a, Number start, Number end, Number step) {
        return a.isNone("dtype") ? Tensor.arange(start, end, step) : Tensor.arange(start, end, step, a.dtype("dtype"));
    }

    private static void filled(OpTable table) {
        table.op("zeros", "*size, dtype=None", a -> Tensor.zeros(a.ints("size"), dtype(a, DType.FLOAT32)));
        table.op("ones", "*size, dtype=None", a -> Tensor.ones(a.ints("size"), dtype(a, DType.FLOAT32)));
        table.op("empty", "*size, dtype=None", a -> Tensor.empty(a.ints("size"), dtype(a, DType.FLOAT32)));
        table.op(
                "full",
                "size, fill_value, *, dtype=None",
                a -> a.isNone("dtype")
                        ? Tensor.full(a.ints("size"), a.number("fill_value"))
                        : Tensor.full(a.ints("size"), a.number("fill_value"), a.dtype("dtype")));
    }

    private static void like(OpTable table) {
        table.op("zeros_like", "input, *, dtype=None", a -> Tensor.zerosLike(a.tensor("input"), own(a)));
        table.op("ones_like", "input, *, dtype=None", a -> Tensor.onesLike(a.tensor("input"), own(a)));
        table.op("empty_like", "input, *, dtype=None", a -> Tensor.emptyLike(a.tensor("input"), own(a)));
        table.op(
                "full_like",
                "input, fill_value, *, dtype=None",
                a -> Tensor.fullLike(a.tensor("input"), a.number("fill_value"), own(a)));
        table.op("new_zeros", "input, *size, dtype=None", a -> a.tensor("input").newZeros(a.ints("size"), own(a)));
        table.op("new_ones", "input, *size, dtype=None", a -> a.tensor("input").newOnes(a.ints("size"), own(a)));
        table.op("new_empty", "input, *size, dtype=None", a -> a.tensor("input").newEmpty(a.ints("size"), own(a)));
        table.op(
                "new_full",
                "input, size, fill_value, *, dtype=None",
                a -> a.tensor("input").newFull(a.ints("size"), a.number("fill_value"), own(a)));
    }

    private static void fills(OpTable table) {
        table.op(
                "fill",
                "input, value",
                a -> a.either(
                        "value",
                        value -> a.tensor("input").fill(value),
                        value -> a.tensor("input").fill(value)));
        table.op("zero_", "input", a -> a.tensor("input").clone().zero_());
    }

    private static DType dtype(Args a, DType usual) {
        return a.isNone("dtype") ? usual : a.dtype("dtype");
    }

    private static DType own(Args a) {
        return dtype(a, a.tensor("input").dtype());
    }
}
