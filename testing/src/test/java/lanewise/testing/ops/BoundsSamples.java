package lanewise.testing.ops;

import static lanewise.testing.ops.ArithmeticSamples.broadcasting;
import static lanewise.testing.ops.ArithmeticSamples.shapes;
import static lanewise.testing.ops.ArithmeticSamples.three;
import static lanewise.testing.ops.OpSample.binary;
import static lanewise.testing.ops.OpSample.op;
import static lanewise.testing.ops.OpSample.unary;

import java.util.List;
import lanewise.tensor.Tensor;

/** The larger and the smaller of two, and values kept within bounds. */
final class BoundsSamples {

    private BoundsSamples() {}

    static List<OpSample> rows() {
        double nan = Double.NaN;
        return List.of(
                broadcasting(binary("maximum", Tensor::maximum).means(Math::max)),
                broadcasting(binary("minimum", Tensor::minimum).means(Math::min)),
                broadcasting(binary("fmax", Tensor::fmax).means(Math::max)),
                broadcasting(binary("fmin", Tensor::fmin).means(Math::min)),
                unary("maximum ties", x -> x.maximum(Tensor.fromArray(new double[] {1, 1, 1, 1}, 4)))
                        .on(OpSample.of(4))
                        .tie(new double[] {1, 0, 2, nan}, 0.5, 0, 1, 1),
                unary("minimum ties", x -> x.minimum(Tensor.fromArray(new double[] {1, 1, 1, 1}, 4)))
                        .on(OpSample.of(4))
                        .tie(new double[] {1, 0, 2, nan}, 0.5, 1, 0, 1),
                unary("fmax ties", x -> x.fmax(Tensor.fromArray(new double[] {1, 1, 1, nan}, 4)))
                        .on(OpSample.of(4))
                        .tie(new double[] {1, nan, 2, 0}, 1, 0, 1, 1),
                unary("fmin ties", x -> x.fmin(Tensor.fromArray(new double[] {1, 1, 1, nan}, 4)))
                        .on(OpSample.of(4))
                        .tie(new double[] {1, nan, 2, 0}, 1, 0, 0, 1),
                shapes(unary("clamp", x -> x.clamp(-0.5, 1)).means(x -> Math.min(Math.max(x, -0.5), 1)))
                        .tie(new double[] {-0.5, 1, -1, 2, 0}, 1, 1, 0, 0, 1),
                shapes(unary("clamp crossed", x -> x.clamp(1, -1)).means(x -> -1)),
                shapes(unary("clampMin", x -> x.clampMin(0.25)).means(x -> Math.max(x, 0.25)))
                        .tie(new double[] {0.25, 0, 1}, 1, 0, 1),
                shapes(unary("clampMax", x -> x.clampMax(0.25)).means(x -> Math.min(x, 0.25)))
                        .tie(new double[] {0.25, 0, 1}, 1, 1, 0),
                broadcasting(binary("clampMin tensor", Tensor::clampMin).means(Math::max)),
                broadcasting(binary("clampMax tensor", Tensor::clampMax).means(Math::min)),
                unary(
                                "clampMin ties of the bound",
                                min -> Tensor.ones(new int[] {3}, min.dtype()).clampMin(min))
                        .on(OpSample.of(3))
                        .tie(new double[] {1, 0, 2}, 0, 0, 1),
                three(op("clamp tensors", in -> in.get(0).clamp(in.get(1), in.get(2)))));
    }
}
