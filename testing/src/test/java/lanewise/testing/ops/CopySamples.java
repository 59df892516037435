package lanewise.testing.ops;

import static lanewise.testing.ops.ArithmeticSamples.shapes;
import static lanewise.testing.ops.OpSample.binary;
import static lanewise.testing.ops.OpSample.of;
import static lanewise.testing.ops.OpSample.op;
import static lanewise.testing.ops.OpSample.unary;
import static lanewise.testing.ops.ReductionSamples.several;

import java.util.List;
import java.util.function.UnaryOperator;
import lanewise.nn.CTCLoss;
import lanewise.nn.Functional;
import lanewise.nn.MaxPool1d;
import lanewise.nn.MaxPool2d;
import lanewise.nn.MaxPool3d;
import lanewise.nn.TripletMarginWithDistanceLoss;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;

/** Copies, conversions, what chance decides (from a fixed seed), and results that come with their places. */
final class CopySamples {

    private CopySamples() {}

    static List<OpSample> rows() {
        return List.of(
                shapes(unary("clone", Tensor::clone).means(x -> x)),
                shapes(unary("contiguous", Tensor::contiguous).means(x -> x)),
                shapes(unary("to", x -> x.to(DType.FLOAT64)).means(x -> x)),
                shapes(unary("typeAs", x -> x.typeAs(Tensor.zeros(new int[] {1}, DType.FLOAT64)))
                        .means(x -> x)),
                shapes(unary("toDouble", Tensor::toDouble).means(x -> x)),
                unary("toFloat", x -> x.toFloat().to(x.dtype())).on(of(0)),
                binary("copy", (a, b) -> a.mul(1).copy_(b)).on(of(2, 3), of(3)).on(of(2), of(2)),
                binary("fill", Tensor::fill).on(of(2, 3), of()).on(of(0), of()),
                shapes(unary("zero", x -> x.mul(1).zero_()).means(x -> 0)),
                shapes(unary("step", Functional::step).means(x -> x > 0 ? 1 : 0)),
                chance("dropout", x -> Functional.dropout(x, 0.4, true))
                        .on(of(5))
                        .on(of(0)),
                chance("dropout1d", x -> Functional.dropout1d(x, 0.4, true)).on(of(3, 2, 2)),
                chance("dropout2d", x -> Functional.dropout2d(x, 0.4, true)).on(of(2, 3, 2, 1)),
                chance("dropout3d", x -> Functional.dropout3d(x, 0.4, true)).on(of(2, 3, 1, 2, 1)),
                chance("alphaDropout", x -> Functional.alphaDropout(x, 0.4, true))
                        .on(of(5)),
                chance("featureAlphaDropout", x -> Functional.featureAlphaDropout(x, 0.4, true))
                        .on(of(2, 3, 2)),
                several(
                                "maxPool1dWithIndices",
                                x -> Functional.maxPool1dWithIndices(x, new int[] {2}, MaxPool1d.options()))
                        .on(of(2, 4)),
                several(
                                "maxPool2dWithIndices",
                                x -> Functional.maxPool2dWithIndices(x, new int[] {2}, MaxPool2d.options()))
                        .on(of(1, 4, 4)),
                several(
                                "maxPool3dWithIndices",
                                x -> Functional.maxPool3dWithIndices(x, new int[] {2}, MaxPool3d.options()))
                        .on(of(1, 2, 4, 2)),
                several("adaptiveMaxPool1dWithIndices", x -> Functional.adaptiveMaxPool1dWithIndices(x, 2))
                        .on(of(2, 5)),
                several("adaptiveMaxPool2dWithIndices", x -> Functional.adaptiveMaxPool2dWithIndices(x, 2, 1))
                        .on(of(1, 3, 4)),
                several("adaptiveMaxPool3dWithIndices", x -> Functional.adaptiveMaxPool3dWithIndices(x, 1, 2, 1))
                        .on(of(1, 2, 3, 2)),
                op(
                                "tripletMarginWithDistanceLoss",
                                in -> Functional.tripletMarginWithDistanceLoss(
                                        in.get(0),
                                        in.get(1),
                                        in.get(2),
                                        TripletMarginWithDistanceLoss.options().margin(9)))
                        .on(of(3, 2), of(3, 2), of(3, 2)),
                op(
                                "ctcLoss",
                                in -> Functional.ctcLoss(
                                        in.get(0).logSoftmax(-1),
                                        in.get(1),
                                        new int[] {4, 3},
                                        new int[] {2, 1},
                                        CTCLoss.options()))
                        .on(of(4, 2, 3), of(2, 2).whole(1, 2))
                        .onlyOnce("PyTorch has no second derivative either"));
    }

    /** An op of one tensor and chance, which starts anew at each call. */
    private static OpSample chance(String name, UnaryOperator<Tensor> function) {
        return unary(name, x -> {
            Tensor.manualSeed(7);
            return function.apply(x);
        });
    }
}
