package lanewise.testing.conformance;

import java.util.function.UnaryOperator;
import lanewise.nn.Functional;
import lanewise.tensor.Tensor;

/**
 * The rows of the activation functions, dropout and the other functions of one input in {@code torch.nn.functional}.
 */
final class ActivationAdapters {
    private ActivationAdapters() {}

    static void register(OpTable table) {
        plain(table);
        withArguments(table);
        linear(table);
        dropout(table);
    }

    private static void inPlaceable(OpTable table, String name, UnaryOperator<Tensor> call) {
        table.op("nn.functional." + name, "input, inplace=False", a -> call.apply(a.tensor("input")));
    }

    private static void plain(OpTable table) {
        inPlaceable(table, "relu", Functional::relu);
        inPlaceable(table, "relu6", Functional::relu6);
        inPlaceable(table, "selu", Functional::selu);
        inPlaceable(table, "silu", Functional::silu);
        inPlaceable(table, "mish", Functional::mish);
        inPlaceable(table, "hardsigmoid", Functional::hardsigmoid);
        inPlaceable(table, "hardswish", Functional::hardswish);
        table.unary("nn.functional.softsign", Functional::softsign);
        table.unary("nn.functional.tanhshrink", Functional::tanhshrink);
        table.unary("nn.functional.logsigmoid", Functional::logsigmoid);
    }

    private static void withArguments(OpTable table) {
        table.op(
                "nn.functional.elu",
                "input, alpha=1.0, inplace=False",
                a -> Functional.elu(a.tensor("input"), a.real("alpha")));
        table.op(
                "nn.functional.celu",
                "input, alpha=1.0, inplace=False",
                a -> Functional.celu(a.tensor("input"), a.real("alpha")));
        table.op(
                "nn.functional.leaky_relu",
                "input, negative_slope=0.01, inplace=False",
                a -> Functional.leakyRelu(a.tensor("input"), a.real("negative_slope")));
        table.op(
                "nn.functional.gelu",
                "input, *, approximate='none'",
                a -> Functional.gelu(a.tensor("input"), a.text("approximate")));
        table.op(
                "nn.functional.softplus",
                "input, beta=1, threshold=20",
                a -> Functional.softplus(a.tensor("input"), a.real("beta"), a.real("threshold")));
        table.op(
                "nn.functional.hardtanh",
                "input, min_val=-1.0, max_val=1.0, inplace=False",
                a -> Functional.hardtanh(a.tensor("input"), a.number("min_val"), a.number("max_val")));
        table.op(
                "nn.functional.hardshrink",
                "input, lambd=0.5",
                a -> Functional.hardshrink(a.tensor("input"), a.real("lambd")));
        table.op(
                "nn.functional.softshrink",
                "input, lambd=0.5",
                a -> Functional.softshrink(a.tensor("input"), a.real("lambd")));
        table.op(
                "nn.functional.threshold",
                "input, threshold, value, inplace=False",
                a -> Functional.threshold(a.tensor("input"), a.number("threshold"), a.number("value")));
        table.op("nn.functional.glu", "input, dim=-1", a -> Functional.glu(a.tensor("input"), a.integer("dim")));
        table.op("nn.functional.prelu", "input, weight", a -> Functional.prelu(a.tensor("input"), a.tensor("weight")));
        table.op(
                "nn.functional.rrelu",
                "input, lower=0.125, upper=0.3333333333333333, training=False, inplace=False",
                a -> Functional.rrelu(a.tensor("input"), a.real("lower"), a.real("upper"), a.bool("training")));
        table.op(
                "nn.functional.one_hot",
                "tensor, num_classes=-1",
                a -> Functional.oneHot(a.tensor("tensor"), a.integer("num_classes")));
    }

    private static void linear(OpTable table) {
        table.op(
                "nn.functional.linear",
                "input, weight, bias=None",
                a -> Functional.linear(a.tensor("input"), a.tensor("weight"), a.tensorOrNull("bias")));
        table.op(
                "nn.functional.bilinear",
                "input1, input2, weight, bias=None",
                a -> Functional.bilinear(
                        a.tensor("input1"), a.tensor("input2"), a.tensor("weight"), a.tensorOrNull("bias")));
        table.op(
                "nn.functional.normalize",
                "input, p=2.0, dim=1, eps=1e-12",
                a -> Functional.normalize(a.tensor("input"), a.real("p"), a.integer("dim"), a.real("eps")));
        table.op(
                "nn.functional.cosine_similarity",
                "x1, x2, dim=1, eps=1e-8",
                a -> Functional.cosineSimilarity(a.tensor("x1"), a.tensor("x2"), a.integer("dim"), a.real("eps")));
        table.op(
                "nn.functional.pairwise_distance",
                "x1, x2, p=2.0, eps=1e-6, keepdim=False",
                a -> Functional.pairwiseDistance(
                        a.tensor("x1"), a.tensor("x2"), a.real("p"), a.real("eps"), a.bool("keepdim")));
        table.op("nn.functional.pdist", "input, p=2.0", a -> Functional.pdist(a.tensor("input"), a.real("p")));
    }

    private static void dropout(OpTable table) {
        table.op(
                "nn.functional.dropout",
                "input, p=0.5, training=True, inplace=False",
                a -> Functional.dropout(a.tensor("input"), a.real("p"), a.bool("training")));
    }
}
