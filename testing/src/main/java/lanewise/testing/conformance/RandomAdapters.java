package lanewise.testing.conformance;

import lanewise.nn.Functional;
import lanewise.nn.Init;
import lanewise.nn.Init.FanMode;
import lanewise.nn.Init.KaimingOptions;
import lanewise.nn.Init.Nonlinearity;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;

/** The rows of the random generator: creation, filling in place, initialisers, dropout. */
final class RandomAdapters {
    private RandomAdapters() {}

    static void register(OpTable table) {
        creation(table);
        filling(table);
        initialisers(table);
        table.op(
                "dropout",
                "input, p=0.5, training=True",
                a -> Functional.dropout(a.tensor("input"), a.real("p"), a.bool("training")));
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

    private static void initialisers(OpTable table) {
        table.op(
                "init.uniform_",
                "tensor, a=0.0, b=1.0",
                a -> Init.uniform_(a.tensor("tensor"), a.real("a"), a.real("b")));
        table.op(
                "init.normal_",
                "tensor, mean=0.0, std=1.0",
                a -> Init.normal_(a.tensor("tensor"), a.real("mean"), a.real("std")));
        table.op(
                "init.trunc_normal_",
                "tensor, mean=0.0, std=1.0, a=-2.0, b=2.0",
                a -> Init.truncNormal_(a.tensor("tensor"), a.real("mean"), a.real("std"), a.real("a"), a.real("b")));
        table.op(
                "init.xavier_uniform_",
                "tensor, gain=1.0",
                a -> Init.xavierUniform_(a.tensor("tensor"), a.real("gain")));
        table.op(
                "init.xavier_normal_", "tensor, gain=1.0", a -> Init.xavierNormal_(a.tensor("tensor"), a.real("gain")));
        String kaiming = "tensor, a=0, mode='fan_in', nonlinearity='leaky_relu'";
        table.op("init.kaiming_uniform_", kaiming, a -> Init.kaimingUniform_(a.tensor("tensor"), kaiming(a)));
        table.op("init.kaiming_normal_", kaiming, a -> Init.kaimingNormal_(a.tensor("tensor"), kaiming(a)));
        table.op("init.orthogonal_", "tensor, gain=1", a -> Init.orthogonal_(a.tensor("tensor"), a.real("gain")));
        table.op(
                "init.sparse_",
                "tensor, sparsity, std=0.01",
                a -> Init.sparse_(a.tensor("tensor"), a.real("sparsity"), a.real("std")));
    }

    private static KaimingOptions kaiming(Args a) {
        return Init.kaiming()
                .a(a.real("a"))
                .mode(Reflective.constant(a.text("mode"), FanMode.class))
                .nonlinearity(Reflective.constant(a.text("nonlinearity"), Nonlinearity.class));
    }

    private static DType dtype(Args a) {
        return a.isNone("dtype") ? DType.FLOAT32 : a.dtype("dtype");
    }
}
