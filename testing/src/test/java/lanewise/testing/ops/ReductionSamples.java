package lanewise.testing.ops;

import static lanewise.testing.ops.OpSample.binary;
import static lanewise.testing.ops.OpSample.of;
import static lanewise.testing.ops.OpSample.op;
import static lanewise.testing.ops.OpSample.unary;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import lanewise.tensor.Tensor;

/** Sums, means, products, extremes, norms and distances. */
final class ReductionSamples {

    private ReductionSamples() {}

    static List<OpSample> rows() {
        return Stream.of(sums(), extrema(), norms()).flatMap(List::stream).toList();
    }

    private static List<OpSample> sums() {
        double nan = Double.NaN;
        return List.of(
                shapes(unary("sum", Tensor::sum)).on(of(0)).on(of(2, 0)),
                matrices(unary("sum dim", x -> x.sum(-1))).on(of()).on(of(0)),
                matrices(unary("sum dims", x -> x.sum(new int[] {0, -1}, true)))
                        .on(of(2, 3, 4))
                        .on(of(2, 0, 3)),
                shapes(unary("mean", Tensor::mean)),
                matrices(unary("mean dim", x -> x.mean(1))),
                matrices(unary("mean dims", x -> x.mean(new int[] {-2, -1}, true)))
                        .on(of(2, 3, 4)),
                shapes(unary("nansum", Tensor::nansum)).tie(new double[] {1, nan, 2}, 1, 0, 1),
                shapes(unary("nanmean", Tensor::nanmean)).tie(new double[] {1, nan, 2}, 0.5, 0, 0.5),
                matrices(unary("nanmean dims", x -> x.nanmean(new int[] {0}, true))),
                shapes(unary("prod", Tensor::prod))
                        .on(of(0))
                        .tie(new double[] {0, 2, 3}, 6, 0, 0)
                        .tie(new double[] {0, 0, 3}, 0, 0, 0)
                        .tie(new double[] {4, 2, 0}, 0, 0, 8),
                matrices(unary("prod dim", x -> x.prod(-1, true))),
                unary(
                                "prod with zeros",
                                x -> x.mul(Tensor.fromArray(new double[] {1, 0, 2, 1, 1, 1}, 2, 3))
                                        .prod(1))
                        .on(of(2, 3)),
                unary(
                                "prod with two zeros",
                                x -> x.mul(Tensor.fromArray(new double[] {1, 0, 2, 0}, 4))
                                        .prod())
                        .on(of(4)),
                matrices(unary("logsumexp", x -> x.logsumexp(1))).on(of(2, 3, 2)),
                matrices(unary("logsumexp dims", x -> x.logsumexp(new int[] {0, 1}, true)))
                        .on(of(2, 3, 2)),
                matrices(unary("any", x -> x.any(0, true))).notDifferentiable(),
                shapes(unary("all", Tensor::all)).on(of(0)).notDifferentiable(),
                matrices(unary("countNonzero", x -> x.countNonzero(new int[] {-1})))
                        .notDifferentiable());
    }

    private static List<OpSample> extrema() {
        double nan = Double.NaN;
        return List.of(
                shapes(unary("max", x -> x.max()))
                        .tie(new double[] {1, 3, 3, 0}, 0, 0.5, 0.5, 0)
                        .tie(new double[] {1, nan, 3}, 0, 1, 0),
                shapes(unary("min", x -> x.min())).tie(new double[] {1, 3, 1, 1}, 1 / 3.0, 0, 1 / 3.0, 1 / 3.0),
                matrices(several("max dim", x -> x.max(0))).on(of()),
                unary("max dim ties", x -> x.max(0).values()).on(of(4)).tie(new double[] {1, 3, 3, 0}, 0, 1, 0, 0),
                matrices(several("min dim", x -> x.min(-1, true))).on(of(2, 3, 4)),
                matrices(unary("amax", x -> x.amax(1))).on(of(2, 3, 4)),
                unary("amax ties", x -> x.amax(0)).on(of(4)).tie(new double[] {1, 3, 3, 0}, 0, 0.5, 0.5, 0),
                matrices(unary("amin dims", x -> x.amin(new int[] {0, -1}, true)))
                        .on(of(2, 3, 4)),
                shapes(several("aminmax", Tensor::aminmax)),
                matrices(several("aminmax dim", x -> x.aminmax(1, true))),
                matrices(unary("argmax", x -> x.argmax(1))).on(of(2, 3, 4)).notDifferentiable(),
                shapes(unary("argmin", x -> x.argmin(true))).notDifferentiable());
    }

    private static List<OpSample> norms() {
        double inf = Double.POSITIVE_INFINITY;
        return List.of(
                shapes(unary("norm", x -> x.norm())).tie(new double[] {0, 0}, 0, 0),
                matrices(unary("norm 1", x -> x.norm(1, 0))),
                matrices(unary("norm 0", x -> x.norm(0, 0))),
                matrices(unary("norm 3", x -> x.norm(3, new int[] {1}, true))).on(of(2, 3, 2)),
                unary("norm 3 at zero", x -> x.norm(3)).on(of(2)).tie(new double[] {0, 0}, 0, 0),
                matrices(unary("norm 1.5", x -> x.norm(1.5, 1))),
                shapes(unary("norm 0.5", x -> x.norm(0.5)).between(0.2, 2)),
                shapes(unary("norm -2", x -> x.norm(-2)).between(0.2, 2)),
                shapes(unary("norm inf", x -> x.norm(inf))).tie(new double[] {-2, 2, 1}, -0.5, 0.5, 0),
                matrices(unary("norm -inf", x -> x.norm(-inf, 1))),
                binary("dist", (a, b) -> a.dist(b))
                        .on(of(3, 2), of(3, 2))
                        .on(of(3), of(2, 1))
                        .on(of(), of()),
                binary("dist 3", (a, b) -> a.dist(b, 3)).on(of(3, 2), of(2)),
                binary("cdist", (a, b) -> a.cdist(b))
                        .on(of(3, 2), of(4, 2))
                        .on(of(2, 3, 2), of(1, 2, 2))
                        .on(of(2, 3), of(0, 3)),
                binary("cdist 1", (a, b) -> a.cdist(b, 1)).on(of(3, 2), of(4, 2)),
                binary("cdist 0", (a, b) -> a.cdist(b, 0)).on(of(3, 2), of(4, 2)),
                binary("cdist 2.5", (a, b) -> a.cdist(b, 2.5)).on(of(3, 2), of(4, 2)),
                binary("cdist inf", (a, b) -> a.cdist(b, inf)).on(of(3, 2), of(4, 2)),
                unary("renorm", x -> x.renorm(2, 1, 0.5)).on(of(3, 2)).on(of(2, 3, 2)),
                unary("renorm 1", x -> x.renorm(1, 0, 3)).on(of(3, 2)));
    }

    /** An op of one tensor that returns several. */
    static OpSample several(String name, Function<Tensor, Object> function) {
        return op(name, in -> function.apply(in.get(0)));
    }

    /** A vector, a matrix, a stack, and a number. */
    static OpSample shapes(OpSample sample) {
        return sample.on(of()).on(of(5)).on(of(3, 4)).on(of(2, 1, 3));
    }

    /** Matrices, square and not. */
    static OpSample matrices(OpSample sample) {
        return sample.on(of(3, 4)).on(of(1, 3)).on(of(2, 2));
    }
}
