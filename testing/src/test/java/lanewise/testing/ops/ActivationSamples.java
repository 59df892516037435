package lanewise.testing.ops;

import static lanewise.testing.ops.ArithmeticSamples.shapes;
import static lanewise.testing.ops.OpSample.binary;
import static lanewise.testing.ops.OpSample.of;
import static lanewise.testing.ops.OpSample.unary;

import java.util.List;
import lanewise.tensor.Activation;
import lanewise.tensor.Generator;
import lanewise.tensor.Tensor;

/** Activation functions. */
final class ActivationSamples {

    private ActivationSamples() {}

    static List<OpSample> rows() {
        return List.of(
                shapes(unary("relu", Tensor::relu).means(x -> Math.max(x, 0)))
                        .tie(new double[] {0, 1, -1, Double.NaN}, 0, 1, 0, 1),
                shapes(unary("relu6", Activation::relu6)
                                .means(x -> Math.min(Math.max(x, 0), 6))
                                .between(-3, 9))
                        .tie(new double[] {0, 6, 1}, 0, 0, 1),
                shapes(unary("leakyRelu", x -> Activation.leakyRelu(x, 0.1)).means(x -> x > 0 ? x : 0.1 * x))
                        .tie(new double[] {0, 1}, 0.1, 1),
                shapes(unary("rrelu", x -> Activation.rrelu(x, 0.1, 0.3, false, Generator.defaultGenerator()))
                        .means(x -> x > 0 ? x : 0.2 * x)),
                shapes(unary(
                        "rrelu training", x -> Activation.rrelu(x, 0.1, 0.3, true, new Generator().manualSeed(1)))),
                binary("prelu", Activation::prelu)
                        .means((x, w) -> x > 0 ? x : w * x)
                        .on(of(), of())
                        .on(of(4), of(1))
                        .on(of(3, 2), of())
                        .on(of(0, 2), of(1)),
                binary("prelu channels", Activation::prelu)
                        .on(of(3, 2), of(2))
                        .on(of(2, 3, 2), of(3))
                        .on(of(0, 3), of(3)),
                unary("prelu ties", x -> Activation.prelu(x, Tensor.full(new int[] {1}, 0.25, x.dtype())))
                        .on(of(3))
                        .tie(new double[] {0, 1, -1}, 0.25, 1, 0.25),
                shapes(unary("threshold", x -> Activation.threshold(x, 0.3, -2)).means(x -> x > 0.3 ? x : -2))
                        .tie(new double[] {0.3, 1, 0}, 0, 1, 0),
                shapes(unary("elu", x -> Activation.elu(x, 1.5)).means(x -> x > 0 ? x : 1.5 * Math.expm1(x)))
                        .tie(new double[] {0, 1}, 1.5, 1),
                shapes(unary("celu", x -> Activation.celu(x, 1.5)).means(x -> x > 0 ? x : 1.5 * Math.expm1(x / 1.5)))
                        .tie(new double[] {0, 1}, 1, 1),
                shapes(unary("selu", Activation::selu)
                                .means(x -> 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x))))
                        .tie(new double[] {1000}, 1.0507009873554805),
                shapes(unary("sigmoid", Tensor::sigmoid).means(ActivationSamples::sigmoid)),
                shapes(unary("tanh", Tensor::tanh).means(Math::tanh)),
                shapes(unary("logsigmoid", Activation::logsigmoid).means(x -> Math.log(sigmoid(x))))
                        .tie(new double[] {0, -1000}, 0.5, 1),
                shapes(unary("silu", Activation::silu).means(x -> x * sigmoid(x))),
                shapes(unary("mish", Activation::mish).means(x -> x * Math.tanh(Math.log1p(Math.exp(x)))))
                        .tie(new double[] {1000}, 1),
                shapes(unary("gelu", x -> Activation.gelu(x, "none"))),
                shapes(unary("gelu tanh", x -> Activation.gelu(x, "tanh"))
                        .means(x -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * Math.pow(x, 3)))))),
                shapes(unary("softplus", x -> Activation.softplus(x, 1, 20)).means(x -> Math.log1p(Math.exp(x)))),
                shapes(unary("softplus sharp", x -> Activation.softplus(x, 2, 1.5))
                                .means(x -> 2 * x > 1.5 ? x : Math.log1p(Math.exp(2 * x)) / 2))
                        .tie(new double[] {0.75, 0.8, 1000}, 1 / (1 + Math.exp(-1.5)), 1, 1),
                shapes(unary("softsign", Activation::softsign).means(x -> x / (1 + Math.abs(x)))),
                shapes(unary("tanhshrink", Activation::tanhshrink).means(x -> x - Math.tanh(x))),
                shapes(unary("softshrink", x -> Activation.softshrink(x, 0.7))
                                .means(x -> Math.abs(x) > 0.7 ? x - 0.7 * Math.signum(x) : 0))
                        .tie(new double[] {0.7, -0.7, 1}, 0, 0, 1),
                shapes(unary("hardshrink", x -> Activation.hardshrink(x, 0.7)).means(x -> Math.abs(x) > 0.7 ? x : 0))
                        .tie(new double[] {0.7, -0.7, 1}, 0, 0, 1),
                shapes(unary("hardtanh", x -> Activation.hardtanh(x, -0.7, 1))
                                .means(x -> Math.min(Math.max(x, -0.7), 1)))
                        .tie(new double[] {-0.7, 1, 0}, 0, 0, 1),
                shapes(unary("hardsigmoid", Activation::hardsigmoid)
                                .means(x -> Math.min(Math.max(x + 3, 0), 6) / 6)
                                .between(-5, 5))
                        .tie(new double[] {-3, 3, 0}, 0, 0, 1.0 / 6),
                shapes(unary("hardswish", Activation::hardswish)
                                .means(x -> x * Math.min(Math.max(x + 3, 0), 6) / 6)
                                .between(-5, 5))
                        .tie(new double[] {-3, 3, 4, -4}, -0.5, 1.5, 1, 0),
                unary("glu", x -> Activation.glu(x, -1))
                        .on(of(4))
                        .on(of(3, 6))
                        .on(of(0, 2))
                        .on(of(3, 0)),
                unary("glu 0", x -> Activation.glu(x, 0)).on(of(4, 3)));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
