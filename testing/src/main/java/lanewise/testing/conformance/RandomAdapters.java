package lanewise.testing.conformance;

import lanewise.tensor.DType;
import lanewise.tensor.Tensor;

/** The rows of the random generator: creation and filling in place; {@link InitAdapters} holds the rest. */
final class RandomAdapters {
    private RandomAdapters() {}

    static void register(OpTable table) {
        creation(table);
        filling(table);
        InitAdapters.register(table);
    }

    private static void creation(OpTable table) {
        table.op("rand", "*size, dtype=None", a -> Tensor.rand(a.ints("size"), dtype(a)));
        table.op("randn", "*size, dtype=None", a -> Tensor.randn(a.ints("size"), dtype(a)));
        table.op(
                "randint",
                "low, high, size",
                a -> Tensor.randint(
                        a.number("low").longValue(), a.number("high").longValue(), a.ints("size")));
        table.op("randperm", "n", a -> Tensor.randperm(a.integer("n")));
    }

    private static void filling(OpTable table) {
        table.op("uniform_", "input, from=0, to=1", a -> a.tensor("input").uniform_(a.real("from"), a.real("to")));
        table.op("normal_", "input, mean=0, std=1", a -> a.tensor("input").normal_(a.real("mean"), a.real("std")));
        table.op(
                "log_normal_",
                "input, mean=1, std=2",
                a -> a.tensor("input").logNormal_(a.real("mean"), a.real("std")));
        table.op("exponential_", "input, lambd=1", a -> a.tensor("input").exponential_(a.real("lambd")));
        table.op(
                "cauchy_",
                "input, median=0, sigma=1",
                a -> a.tensor("input").cauchy_(a.real("median"), a.real("sigma")));
        table.op("geometric_", "input, p", a -> a.tensor("input").geometric_(a.real("p")));
        table.op("bernoulli_", "input, p:Number=0.5", a -> a.tensor("input").bernoulli_(a.real("p")));
        table.op("bernoulli_", "input, p:Tensor", a -> a.tensor("input").bernoulli_(a.tensor("p")));
        table.op("random_", "input", a -> a.tensor("input").random_());
        table.op(
                "random_",
                "input, low, high",
                a -> a.tensor("input")
                        .random_(a.number("low").longValue(), a.number("high").longValue()));
    }

    private static DType dtype(Args a) {
        return a.isNone("dtype") ? DType.FLOAT32 : a.dtype("dtype");
    }
}
