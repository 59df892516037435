package lanewise.testing.ops;

import static lanewise.testing.ops.OpSample.binary;
import static lanewise.testing.ops.OpSample.of;
import static lanewise.testing.ops.OpSample.op;
import static lanewise.testing.ops.OpSample.unary;
import static lanewise.testing.ops.ReductionSamples.matrices;
import static lanewise.testing.ops.ReductionSamples.several;
import static lanewise.testing.ops.ReductionSamples.shapes;

import java.util.List;
import java.util.stream.Stream;
import lanewise.tensor.Tensor;

/** Spread, order, counts, and running results. */
final class StatisticsSamples {

    private StatisticsSamples() {}

    static List<OpSample> rows() {
        return Stream.of(spread(), order(), running()).flatMap(List::stream).toList();
    }

    private static List<OpSample> spread() {
        return List.of(
                unary("var", x -> x.var()).on(of(5)).on(of(3, 4)).on(of(2, 3, 2)),
                unary("var dim", x -> x.var(new int[] {0, 2}, 0, true))
                        .on(of(2, 3, 2))
                        .on(of(1, 2, 3)),
                unary("std", x -> x.std(false)).on(of(5)).on(of(3, 4)).tie(new double[] {2, 2, 2}, 0, 0, 0),
                unary("std dim", x -> x.std(1)).on(of(3, 4)).on(of(2, 3, 2)),
                several("varMean", x -> x.varMean(new int[] {1}, 1, false)).on(of(3, 4)),
                several("stdMean", x -> x.stdMean(new int[] {1}, 0, true)).on(of(3, 4)),
                unary("quantile", x -> x.quantile(0.3)).on(of(5)).on(of(3, 4)).on(of()),
                unary("quantile dim", x -> x.quantile(levels(x), 1, false, "linear"))
                        .on(of(3, 5))
                        .on(of(2, 3, 2)),
                unary("quantile dim 0", x -> x.quantile(levels(x), 0, true, "midpoint"))
                        .on(of(4, 2))
                        .on(of(3, 2, 2)),
                unary("quantile nearest", x -> x.quantile(levels(x), -1, true, "nearest"))
                        .on(of(4, 5)),
                binary("quantile q", (x, q) -> x.quantile(q, 1, false, "linear"))
                        .on(of(2, 5), of(3).in(0.02, 0.22)),
                unary("nanquantile", x -> x.nanquantile(0.6)).on(of(5)).on(of(3, 4)),
                unary("histc", x -> x.detach().histc(4, -1, 1))
                        .on(of(3, 4))
                        .on(of(0))
                        .notDifferentiable(),
                op("bincount", in -> in.get(0).bincount(null, 3))
                        .on(of(6).whole(0, 7))
                        .on(of(0).whole(0, 1))
                        .notDifferentiable(),
                unary("cov", x -> x.cov()).on(of(4)).on(of(3, 5)),
                binary("cov weights", (x, w) -> x.cov(1, Tensor.fromArray(new long[] {1, 2, 0, 3}), w.abs()))
                        .on(of(3, 4), of(4).in(0.5, 2)),
                unary("corrcoef", Tensor::corrcoef).on(of(3, 5)));
    }

    /** Fractions of an order, in the element type of what is ordered. */
    private static Tensor levels(Tensor x) {
        return Tensor.tensor(new double[] {0, 0.3, 0.55, 1}, x.dtype());
    }

    private static List<OpSample> order() {
        double nan = Double.NaN;
        return List.of(
                matrices(several("sort", x -> x.sort())).on(of()).on(of(0)).on(of(40)),
                matrices(several("sort descending", x -> x.sort(0, true))).on(of(2, 3, 4)),
                matrices(unary("argsort", x -> x.argsort(0))).notDifferentiable(),
                matrices(unary("msort", Tensor::msort)),
                matrices(several("topk", x -> x.topk(1))).on(of()).on(of(200)),
                several("topk smallest", x -> x.topk(3, 0, false, true))
                        .on(of(4))
                        .on(of(5, 2))
                        .on(of(200)),
                matrices(several("kthvalue", x -> x.kthvalue(1))).on(of()),
                several("kthvalue dim", x -> x.kthvalue(3, 0, true)).on(of(4)).on(of(5, 2)),
                shapes(unary("median", x -> x.median()))
                        .tie(new double[] {1, 2, 2, 5}, 0, 0.5, 0.5, 0)
                        .tie(new double[] {1, nan, 0}, 0, 1, 0),
                matrices(several("median dim", x -> x.median(0))).on(of()).on(of(2, 3, 4)),
                shapes(unary("nanmedian", x -> x.nanmedian())).tie(new double[] {1, nan, 0}, 0, 0, 1),
                matrices(several("nanmedian dim", x -> x.nanmedian(1, true))),
                matrices(several("mode", x -> x.mode())).on(of()),
                unary("mode ties", x -> x.mode().values()).on(of(4)).tie(new double[] {2, 1, 2, 1}, 0, 0, 0, 1),
                matrices(several("unique", x -> x.detach().unique())).on(of(0)).notDifferentiable(),
                matrices(several("unique dim", x -> x.detach().unique(1))).notDifferentiable(),
                shapes(several("uniqueConsecutive", x -> x.detach().uniqueConsecutive()))
                        .notDifferentiable(),
                binary("searchsorted", (s, x) -> s.sort().values().searchsorted(x))
                        .on(of(5), of(2, 3))
                        .on(of(2, 5), of(2, 3))
                        .notDifferentiable(),
                binary("bucketize", (x, s) -> x.bucketize(s.sort().values(), true))
                        .on(of(2, 3), of(5))
                        .notDifferentiable());
    }

    private static List<OpSample> running() {
        return List.of(
                matrices(unary("cumsum", x -> x.cumsum(0)))
                        .on(of())
                        .on(of(2, 3, 4))
                        .on(of(0, 2)),
                matrices(unary("cumprod", x -> x.cumprod(-1)))
                        .on(of())
                        .on(of(2, 3, 2))
                        .on(of(2, 0)),
                unary(
                                "cumprod with zeros",
                                x -> x.mul(Tensor.fromArray(new double[] {1, 0, 2, 0, 1}, 5))
                                        .cumprod(0))
                        .on(of(5))
                        .tie(new double[] {2, 3, 1, 1, 1}, 1, 0, 0, 0, 0),
                matrices(unary("logcumsumexp", x -> x.logcumsumexp(-1)))
                        .on(of())
                        .on(of(2, 3, 2))
                        .on(of(2, 0)),
                unary("logcumsumexp far apart", x -> x.mul(500).logcumsumexp(0)).on(of(4).in(-0.01, 0.01)),
                matrices(several("cummax", x -> x.cummax(-1))).on(of()).on(of(2, 3, 4)),
                unary("cummax ties", x -> x.cummax(0).values()).on(of(4)).tie(new double[] {1, 3, 3, 0}, 1, 1, 2, 0),
                matrices(several("cummin", x -> x.cummin(0))).on(of(2, 3, 4)),
                matrices(unary("diff", x -> x.diff())).on(of(5)),
                binary("diff joined", (x, p) -> x.diff(2, 0, p, p))
                        .on(of(3, 2), of(1, 2))
                        .on(of(1), of(2)),
                matrices(unary("trapezoid", x -> x.trapezoid(0.5, 0))).on(of(5)),
                binary("trapezoid x", (y, x) -> y.trapezoid(x, 1))
                        .on(of(3, 4), of(4))
                        .on(of(2, 3), of(2, 3)),
                matrices(unary("cumulativeTrapezoid", x -> x.cumulativeTrapezoid(2, -1))),
                binary("cumulativeTrapezoid x", (y, x) -> y.cumulativeTrapezoid(x, 0))
                        .on(of(3, 4), of(3)),
                several("gradient", x -> x.gradient()).on(of(5)).on(of(3, 4)),
                several("gradient edges", x -> x.gradient(new double[] {0.5, 2}, new int[] {1, 0}, 2))
                        .on(of(3, 4)),
                op("gradient places", in -> in.get(0).gradient(List.of(in.get(1).cumsum(0)), new int[] {1}, 2))
                        .on(of(2, 5), of(5).in(0.5, 2)));
    }
}
