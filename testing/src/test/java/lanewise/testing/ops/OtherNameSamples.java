package lanewise.testing.ops;

import static lanewise.testing.ops.OpSample.binary;
import static lanewise.testing.ops.OpSample.of;
import static lanewise.testing.ops.OpSample.op;
import static lanewise.testing.ops.OpSample.unary;
import static lanewise.testing.ops.ReductionSamples.several;

import java.util.List;
import lanewise.nn.Functional;
import lanewise.tensor.Linalg;
import lanewise.tensor.Special;
import lanewise.tensor.Tensor;

/** Second names of ops that have rows of their own, and the forms that say their arguments in another way. */
final class OtherNameSamples {

    private OtherNameSamples() {}

    static List<OpSample> rows() {
        return List.of(
                binary("trueDivide", Tensor::trueDivide)
                        .means((a, b) -> a / b)
                        .between(0.5, 3)
                        .on(of(3), of(3)),
                unary("sgn", Tensor::sgn).means(Math::signum).on(of(3)),
                unary("expit", Special::expit)
                        .means(x -> 1 / (1 + Math.exp(-x)))
                        .on(of(3)),
                unary("gammaln", Special::gammaln).between(0.5, 3).on(of(3)),
                unary("psi", Special::psi).between(0.5, 3).on(of(3)),
                unary("mvlgamma", x -> x.mvlgamma(3)).between(2, 4).on(of(3)),
                unary("inverse", x -> x.add(Tensor.eye(3, 3, x.dtype()).mul(9)).inverse())
                        .on(of(3, 3)),
                unary("pinverse", x -> x.add(Tensor.eye(3, 2, x.dtype()).mul(9)).pinverse())
                        .on(of(3, 2)),
                several("luUnpack", x -> {
                            Linalg.LuFactor factor = Linalg.luFactor(
                                    x.add(Tensor.eye(3, 3, x.dtype()).mul(9)));
                            Linalg.PLU parts = Linalg.luUnpack(factor.lu(), factor.pivots());
                            return List.of(parts.l(), parts.u());
                        })
                        .on(of(3, 3)),
                unary("H", Tensor::H).on(of(2, 3)),
                unary("mH", Tensor::mH).on(of(2, 3)).on(of(2, 3, 1)),
                unary("moveaxis", x -> x.moveaxis(0, -1)).on(of(2, 3, 2)),
                unary("swapaxes", x -> x.swapaxes(0, -1)).on(of(2, 3, 2)),
                unary("swapdims", x -> x.swapdims(1, 0)).on(of(2, 3, 2)),
                unary("narrowCopy", x -> x.narrowCopy(1, 1, 2)).on(of(2, 3)),
                unary("expandAs", x -> x.expandAs(Tensor.zeros(2, 3))).on(of(3)).on(of(2, 1)),
                unary("reshapeAs", x -> x.reshapeAs(Tensor.zeros(2, 3))).on(of(6)),
                unary("viewAs", x -> x.contiguous().viewAs(Tensor.zeros(2, 3))).on(of(6)),
                several("vsplit", x -> x.vsplit(2)).on(of(4, 2)),
                several("dsplit", x -> x.dsplit(new int[] {1})).on(of(2, 1, 3)),
                several("splitWithSizes", x -> x.splitWithSizes(new int[] {1, 3}, 0))
                        .on(of(4, 2)),
                binary("rowStack", (a, b) -> Tensor.rowStack(List.of(a, b))).on(of(3), of(2, 3)),
                unary("atleast1d", Tensor::atleast1d).on(of()).on(of(2)),
                unary("atleast2d", Tensor::atleast2d).on(of()).on(of(2)),
                unary("atleast3d", Tensor::atleast3d).on(of()).on(of(2, 3)),
                op("index", in -> in.get(0).index(List.of(in.get(1)))).on(of(3, 2), of(4).whole(-3, 2)),
                unary("softmax", x -> x.softmax(-1)).on(of(2, 3)).on(of()).on(of(0, 3)),
                unary("softmax along 0", x -> x.softmax(0)).on(of(3, 2)),
                unary("logSoftmax", x -> x.logSoftmax(-1)).on(of(2, 3)).on(of()).on(of(0, 3)),
                unary("logSoftmax along 0", x -> x.logSoftmax(0)).on(of(3, 2)),
                unary("softmin", x -> Functional.softmin(x, 1)).on(of(2, 3)),
                unary("softmax2d", Functional::softmax2d).on(of(2, 3, 2, 1)).on(of(3, 1, 2)));
    }
}
