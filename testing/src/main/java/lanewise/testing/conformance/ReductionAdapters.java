package lanewise.testing.conformance;

import lanewise.tensor.Linalg;
import lanewise.tensor.Tensor;

/** The rows of the reduction family: sums, extrema, statistics, cumulative ops. */
final class ReductionAdapters {
    private ReductionAdapters() {}

    static void register(OpTable table) {
        sums(table);
        extrema(table);
        truth(table);
        statistics(table);
        quantiles(table);
        cumulative(table);
        norms(table);
    }

    private static void sums(OpTable table) {
        table.op("sum", "input, dim=None, keepdim=False, *, dtype=None", a -> cast(a).sum(dims(a), a.bool("keepdim")));
        table.op("sum_to_size", "input, *size", a -> a.tensor("input").sumToSize(a.ints("size")));
        table.op(
                "mean", "input, dim=None, keepdim=False, *, dtype=None", a -> cast(a).mean(dims(a), a.bool("keepdim")));
        table.op(
                "nansum",
                "input, dim=None, keepdim=False, *, dtype=None",
                a -> cast(a).nansum(dims(a), a.bool("keepdim")));
        table.op(
                "nanmean",
                "input, dim=None, keepdim=False, *, dtype=None",
                a -> cast(a).nanmean(dims(a), a.bool("keepdim")));
        table.op("prod", "input, *, dtype=None", a -> cast(a).prod());
        table.op(
                "prod",
                "input, dim, keepdim=False, *, dtype=None",
                a -> cast(a).prod(a.integer("dim"), a.bool("keepdim")));
        table.op(
                "logsumexp",
                "input, dim, keepdim=False",
                a -> a.tensor("input").logsumexp(a.ints("dim"), a.bool("keepdim")));
    }

    private static void extrema(OpTable table) {
        table.op("max", "input", a -> a.tensor("input").max());
        table.op(
                "max",
                "input, dim:int, keepdim=False",
                a -> a.tensor("input").max(a.integer("dim"), a.bool("keepdim")));
        table.op("max", "input, other:Tensor", a -> a.tensor("input").max(a.tensor("other")));
        table.op("min", "input", a -> a.tensor("input").min());
        table.op(
                "min",
                "input, dim:int, keepdim=False",
                a -> a.tensor("input").min(a.integer("dim"), a.bool("keepdim")));
        table.op("min", "input, other:Tensor", a -> a.tensor("input").min(a.tensor("other")));
        table.op(
                "amax", "input, dim=None, keepdim=False", a -> a.tensor("input").amax(dims(a), a.bool("keepdim")));
        table.op(
                "amin", "input, dim=None, keepdim=False", a -> a.tensor("input").amin(dims(a), a.bool("keepdim")));
        table.op(
                "aminmax",
                "input, *, dim=None, keepdim=False",
                a -> a.isNone("dim")
                        ? a.tensor("input").aminmax()
                        : a.tensor("input").aminmax(a.integer("dim"), a.bool("keepdim")));
        table.op(
                "argmax",
                "input, dim=None, keepdim=False",
                a -> a.isNone("dim")
                        ? a.tensor("input").argmax(a.bool("keepdim"))
                        : a.tensor("input").argmax(a.integer("dim"), a.bool("keepdim")));
        table.op(
                "argmin",
                "input, dim=None, keepdim=False",
                a -> a.isNone("dim")
                        ? a.tensor("input").argmin(a.bool("keepdim"))
                        : a.tensor("input").argmin(a.integer("dim"), a.bool("keepdim")));
    }

    private static void truth(OpTable table) {
        table.op("all", "input", a -> a.tensor("input").all());
        table.op("all", "input, dim, keepdim=False", a -> a.tensor("input").all(a.integer("dim"), a.bool("keepdim")));
        table.op("any", "input", a -> a.tensor("input").any());
        table.op("any", "input, dim, keepdim=False", a -> a.tensor("input").any(a.integer("dim"), a.bool("keepdim")));
        table.op("count_nonzero", "input, dim=None", a -> a.tensor("input").countNonzero(dims(a)));
    }

    private static void statistics(OpTable table) {
        for (String spread : new String[] {"var", "std"}) {
            boolean var = spread.equals("var");
            table.op(
                    spread,
                    "input, unbiased:bool=True",
                    a -> var
                            ? a.tensor("input").var(a.bool("unbiased"))
                            : a.tensor("input").std(a.bool("unbiased")));
            table.op(
                    spread,
                    "input, dim=None, unbiased=None, keepdim=False, *, correction=None",
                    a -> var
                            ? a.tensor("input").var(dims(a), correction(a), a.bool("keepdim"))
                            : a.tensor("input").std(dims(a), correction(a), a.bool("keepdim")));
        }
    }

    private static void quantiles(OpTable table) {
        table.op(
                "var_mean",
                "input, unbiased:bool=True",
                a -> a.tensor("input").varMean(new int[0], a.bool("unbiased") ? 1 : 0, false));
        table.op(
                "var_mean",
                "input, dim=None, unbiased=None, keepdim=False, *, correction=None",
                a -> a.tensor("input").varMean(dims(a), correction(a), a.bool("keepdim")));
        table.op(
                "std_mean",
                "input, unbiased:bool=True",
                a -> a.tensor("input").stdMean(new int[0], a.bool("unbiased") ? 1 : 0, false));
        table.op(
                "std_mean",
                "input, dim=None, unbiased=None, keepdim=False, *, correction=None",
                a -> a.tensor("input").stdMean(dims(a), correction(a), a.bool("keepdim")));
        table.op(
                "quantile",
                "input, q, dim=None, keepdim=False, *, interpolation='linear'",
                a -> a.tensor("input")
                        .quantile(fractions(a), a.integerOrNull("dim"), a.bool("keepdim"), a.text("interpolation")));
        table.op(
                "nanquantile",
                "input, q, dim=None, keepdim=False, *, interpolation='linear'",
                a -> a.tensor("input")
                        .nanquantile(fractions(a), a.integerOrNull("dim"), a.bool("keepdim"), a.text("interpolation")));
        table.op("median", "input", a -> a.tensor("input").median());
        table.op(
                "median",
                "input, dim, keepdim=False",
                a -> a.tensor("input").median(a.integer("dim"), a.bool("keepdim")));
        table.op("nanmedian", "input", a -> a.tensor("input").nanmedian());
        table.op(
                "nanmedian",
                "input, dim, keepdim=False",
                a -> a.tensor("input").nanmedian(a.integer("dim"), a.bool("keepdim")));
        table.op(
                "mode",
                "input, dim=-1, keepdim=False",
                a -> a.tensor("input").mode(a.integer("dim"), a.bool("keepdim")));
        table.op(
                "kthvalue",
                "input, k, dim=-1, keepdim=False",
                a -> a.tensor("input").kthvalue(a.integer("k"), a.integer("dim"), a.bool("keepdim")));
        table.op(
                "histc",
                "input, bins=100, min=0, max=0",
                a -> a.tensor("input").histc(a.integer("bins"), a.real("min"), a.real("max")));
        table.op(
                "bincount",
                "input, weights=None, minlength=0",
                a -> a.tensor("input").bincount(a.tensorOrNull("weights"), a.integer("minlength")));
        table.op(
                "cov",
                "input, *, correction=1, fweights=None, aweights=None",
                a -> a.tensor("input")
                        .cov(a.integer("correction"), a.tensorOrNull("fweights"), a.tensorOrNull("aweights")));
        table.unary("corrcoef", Tensor::corrcoef);
    }

    private static void cumulative(OpTable table) {
        table.op("cumsum", "input, dim, *, dtype=None", a -> cast(a).cumsum(a.integer("dim")));
        table.op("cumprod", "input, dim, *, dtype=None", a -> cast(a).cumprod(a.integer("dim")));
        table.op("logcumsumexp", "input, dim", a -> a.tensor("input").logcumsumexp(a.integer("dim")));
        table.op("cummax", "input, dim", a -> a.tensor("input").cummax(a.integer("dim")));
        table.op("cummin", "input, dim", a -> a.tensor("input").cummin(a.integer("dim")));
        table.op(
                "diff",
                "input, n=1, dim=-1, prepend=None, append=None",
                a -> a.tensor("input")
                        .diff(a.integer("n"), a.integer("dim"), a.tensorOrNull("prepend"), a.tensorOrNull("append")));
        for (String name : new String[] {"trapz", "trapezoid"}) {
            table.op(name, "y, x:Tensor, *, dim=-1", a -> a.tensor("y").trapezoid(a.tensor("x"), a.integer("dim")));
            table.op(name, "y, *, dx=1, dim=-1", a -> a.tensor("y").trapezoid(a.real("dx"), a.integer("dim")));
        }
        table.op(
                "cumulative_trapezoid",
                "y, x:Tensor, *, dim=-1",
                a -> a.tensor("y").cumulativeTrapezoid(a.tensor("x"), a.integer("dim")));
        table.op(
                "cumulative_trapezoid",
                "y, *, dx=1, dim=-1",
                a -> a.tensor("y").cumulativeTrapezoid(a.real("dx"), a.integer("dim")));
        table.op(
                "gradient",
                "input, *, spacing:Tensors, dim=None, edge_order=1",
                a -> a.tensor("input").gradient(a.tensors("spacing"), a.intsOrNull("dim"), a.integer("edge_order")));
        table.op(
                "gradient",
                "input, *, spacing:list, dim=None, edge_order=1",
                a -> a.tensor("input").gradient(a.reals("spacing"), a.intsOrNull("dim"), a.integer("edge_order")));
        table.op(
                "gradient",
                "input, *, spacing=None, dim=None, edge_order=1",
                a -> a.tensor("input").gradient(a.realOr("spacing", 1), a.intsOrNull("dim"), a.integer("edge_order")));
    }

    private static void norms(OpTable table) {
        table.op("norm", "input, p='fro', dim=None, keepdim=False, dtype=None", a -> {
            Object p = a.value("p");
            if (p instanceof String name && !name.equals("fro")) {
                int[] all = a.tensor("input").dim() == 2 ? new int[] {0, 1} : new int[0];
                return Linalg.matrixNorm(cast(a), name, a.isNone("dim") ? all : a.ints("dim"), a.bool("keepdim"));
            }
            return cast(a).norm(p instanceof Number number ? number : 2, dims(a), a.bool("keepdim"));
        });
        table.op("dist", "input, other, p=2", a -> a.tensor("input").dist(a.tensor("other"), a.real("p")));
        table.op(
                "renorm",
                "input, p, dim, maxnorm",
                a -> a.tensor("input").renorm(a.real("p"), a.integer("dim"), a.real("maxnorm")));
        table.op(
                "cdist", "x1, x2, p=2.0, compute_mode=None", a -> a.tensor("x1").cdist(a.tensor("x2"), a.real("p")));
    }

    /** The fractions of a quantile: given as a number, they take the type of the input. */
    private static Tensor fractions(Args a) {
        return a.either(
                "q",
                q -> q,
                q -> Tensor.full(new int[0], q.doubleValue(), a.tensor("input").dtype()));
    }

    /** The divisor of a variance is n minus this. */
    private static int correction(Args a) {
        return a.integerOr("correction", a.boolOr("unbiased", true) ? 1 : 0);
    }

    private static Tensor cast(Args a) {
        return a.isNone("dtype") ? a.tensor("input") : a.tensor("input").to(a.dtype("dtype"));
    }

    /** The dimensions to fold; none means all. */
    private static int[] dims(Args a) {
        return a.isNone("dim") ? new int[0] : a.ints("dim");
    }
}
