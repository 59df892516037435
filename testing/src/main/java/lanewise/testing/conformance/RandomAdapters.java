package lanewise.testing.conformance;

import lanewise.tensor.DType;
import lanewise.tensor.Tensor;

/** The rows of the random generator: creation, filling in place, initialisers, dropout. */
final class RandomAdapters {
    private RandomAdapters() {}

    static void register(OpTable table) {
        creation(table);
        filling(table);
        InitAdapters.register(table);
    }

    private static void creation(OpTable table) {
        table.op("rand", "*size, dtype=None", a -> Tensor.rand(a.ints("size"), dtype(a, DType.FLOAT32)));
        table.op("randn", "*size, dtype=None", a -> Tensor.randn(a.ints("size"), dtype(a, DType.FLOAT32)));
        table.op("randint", "high:int, size:list, *, dtype=None", a -> randint(a, 0));
        table.op(
                "randint",
                "low:int, high:int, size:list, *, dtype=None",
                a -> randint(a, a.number("low").longValue()));
        table.op(
                "randperm",
                "n, *, dtype=None",
                a -> Tensor.randperm(a.integer("n")).to(dtype(a, DType.INT64)));
        table.op("bernoulli", "input", a -> a.tensor("input").bernoulli());
        table.op(
                "multinomial",
                "input, num_samples, replacement=False",
                a -> a.tensor("input").multinomial(a.integer("num_samples"), a.bool("replacement")));
        table.op("normal", "mean:Tensor, std:Tensor", a -> Tensor.normal(a.tensor("mean"), a.tensor("std")));
        table.op(
                "normal",
                "mean:Number, std:Number, size:list",
                a -> Tensor.normal(a.real("mean"), a.real("std"), a.ints("size")));
    }

    private static Tensor randint(Args a, long low) {
        return Tensor.randint(low, a.number("high").longValue(), a.ints("size"), dtype(a, DType.INT64), null);
    }

    private static DType dtype(Args a, DType usual) {
        return a.isNone("dtype") ? usual : a.dtype("dtype");
    }

    private static void filling(OpTable table) {
        table.op("uniform_", "input, from=0.0, to=1.0", a -> a.tensor("input").uniform_(a.real("from"), a.real("to")));
        table.op("normal_", "input, mean=0.0, std=1.0", a -> a.tensor("input").normal_(a.real("mean"), a.real("std")));
        table.op(
                "log_normal_",
                "input, mean=1.0, std=2.0",
                a -> a.tensor("input").logNormal_(a.real("mean"), a.real("std")));
        table.op("exponential_", "input, lambd=1.0", a -> a.tensor("input").exponential_(a.real("lambd")));
        table.op(
                "cauchy_",
                "input, median=0.0, sigma=1.0",
                a -> a.tensor("input").cauchy_(a.real("median"), a.real("sigma")));
        table.op("geometric_", "input, p", a -> a.tensor("input").geometric_(a.real("p")));
        table.op("bernoulli_", "input, p:Tensor", a -> a.tensor("input").bernoulli_(a.tensor("p")));
        table.op("bernoulli_", "input, p:Number=0.5", a -> a.tensor("input").bernoulli_(a.real("p")));
        table.op("random_", "input", a -> a.tensor("input").random_());
        table.op("random_", "input, to", a -> a.tensor("input").random_(0, a.integer("to")));
        table.op("random_", "input, from, to", a -> a.tensor("input").random_(a.integer("from"), a.integer("to")));
    }
}
