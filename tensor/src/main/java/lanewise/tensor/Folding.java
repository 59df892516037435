package lanewise.tensor;

import lanewise.tensor.kernels.Gather;
import lanewise.tensor.kernels.ReduceOp;

/** Elements reduced into places that an index names: scatterReduce and indexReduce. */
final class Folding {

    private Folding() {}

    /** x[index[i][j]][j] = reduce(x[index[i][j]][j], source[i][j]) for dim 0. */
    static Tensor scatterReduce(Tensor x, int dim, Tensor index, Tensor source, String reduce, boolean includeSelf) {
        check("scatterReduce", reduce, true);
        return Scattering.scattered(
                "scatterReduce",
                x,
                dim,
                index,
                source,
                (places, part) -> fold("scatterReduce", x, places, part, reduce, includeSelf));
    }

    /** The slices of {@code dim} that {@code index} names, reduced with those of {@code source}. */
    static Tensor indexReduce(Tensor x, int dim, Tensor index, Tensor source, String reduce, boolean includeSelf) {
        check("indexReduce", reduce, false);
        Places places = Scattering.slices("indexReduce", x, dim, index, source);
        return fold("indexReduce", x, places, source.reshape(places.shape()), reduce, includeSelf);
    }

    private static void check(String op, String reduce, boolean sum) {
        boolean known = switch (reduce) {
            case "prod", "mean", "amax", "amin" -> true;
            default -> sum && reduce.equals("sum");
        };
        if (!known) {
            throw new IllegalArgumentException(op + ": reduce argument must be either " + (sum ? "sum, " : "")
                    + "prod, mean, amax or amin, got " + reduce);
        }
    }

    private static Tensor fold(String op, Tensor x, Places places, Tensor source, String reduce, boolean includeSelf) {
        Tensor y = values(x, places, source, reduce, includeSelf).op(op);
        return switch (reduce) {
            case "sum" -> sum(x, places, source, includeSelf, y);
            case "mean" -> mean(x, places, source, includeSelf, y);
            case "prod" -> product(x, places, source, includeSelf, y);
            default -> extremum(x, places, source, includeSelf, y);
        };
    }

    /** dx = G, dsource = G there. */
    private static Tensor sum(Tensor x, Places places, Tensor source, boolean includeSelf, Tensor y) {
        return y.derivedFrom(x, g -> own(g, places, includeSelf))
                .derivedFrom(source, g -> Gathering.pick("pick", g, places));
    }

    /** dx = G / n, dsource = (G / n) there. */
    private static Tensor mean(Tensor x, Places places, Tensor source, boolean includeSelf, Tensor y) {
        int[] shape = x.shape;
        return y.derivedFrom(x, g -> own(g.div(counts(g.dtype(), places, shape, includeSelf)), places, includeSelf))
                .derivedFrom(
                        source,
                        g -> Gathering.pick("pick", g.div(counts(g.dtype(), places, shape, includeSelf)), places));
    }

    /**
     * dx = G · product of the sources, dsource = G · product of x and the other sources; a single zero leaves the rest.
     */
    private static Tensor product(Tensor x, Places places, Tensor source, boolean includeSelf, Tensor y) {
        return y.derivedFrom(
                        x,
                        g -> {
                            Tensor filled = x.maskedFill(x.eq(0), 1);
                            Tensor rest = fold("fold", filled, places, source, "prod", includeSelf)
                                    .div(filled);
                            return own(g.mul(rest), places, includeSelf);
                        },
                        x,
                        source)
                .derivedFrom(
                        source,
                        g -> {
                            Tensor zero = source.detach().eq(0);
                            Tensor zeros = Scattering.spread(zero.to(g.dtype()), places, y.shape);
                            Tensor alone =
                                    Gathering.pick("pick", zeros, places).eq(1).mul(zero);
                            Tensor others = fold("fold", x, places, source.maskedFill(alone, 1), "prod", includeSelf);
                            Tensor atZero = Gathering.pick("pick", g.mul(others), places);
                            Tensor elsewhere =
                                    Gathering.pick("pick", g.mul(y), places).div(source.maskedFill(zero, 1));
                            return atZero.maskedFill(alone.eq(0), 0).add(elsewhere.maskedFill(alone, 0));
                        },
                        x,
                        source,
                        y);
    }

    /** G in equal shares to all that are equal to the result. */
    private static Tensor extremum(Tensor x, Places places, Tensor source, boolean includeSelf, Tensor y) {
        return y.derivedFrom(
                        x,
                        g -> own(
                                g.mul(x.detach().eq(y.detach()))
                                        .div(sharers(g.dtype(), x, places, source, includeSelf, y)),
                                places,
                                includeSelf),
                        x,
                        source,
                        y)
                .derivedFrom(
                        source,
                        g -> Gathering.pick(
                                        "pick", g.div(sharers(g.dtype(), x, places, source, includeSelf, y)), places)
                                .mul(source.detach().eq(Gathering.pick("pick", y.detach(), places))),
                        x,
                        source,
                        y);
    }

    private static Tensor sharers(DType dtype, Tensor x, Places places, Tensor source, boolean includeSelf, Tensor y) {
        Tensor own = own(x.detach().eq(y.detach()).to(dtype), places, includeSelf);
        Tensor others =
                source.detach().eq(Gathering.pick("pick", y.detach(), places)).to(dtype);
        return own.add(Scattering.spread(others, places, x.shape));
    }

    /** What concerns x itself: nothing at the places if its own values were left out. */
    private static Tensor own(Tensor g, Places places, boolean includeSelf) {
        return includeSelf ? g : Scattering.erase(g, places);
    }

    /** How many values met in each element of {@code shape}; at least 1. */
    private static Tensor counts(DType dtype, Places places, int[] shape, boolean includeSelf) {
        Tensor sources = Scattering.spread(Tensor.ones(places.shape(), dtype), places, shape);
        Tensor all = includeSelf ? sources.add(1) : sources;
        return all.maskedFill(all.eq(0), 1);
    }

    /** The reduced values, unrecorded. */
    private static Tensor values(Tensor x, Places places, Tensor source, String reduce, boolean includeSelf) {
        DType compute = x.dtype().arithmetic();
        Tensor y = Conversion.copy(x, compute);
        boolean real = compute.isFloatingPoint();
        if (!includeSelf) {
            Number neutral = switch (reduce) {
                case "prod" -> 1;
                case "amax" -> real ? (Number) Double.NEGATIVE_INFINITY : (Number) Long.MIN_VALUE;
                case "amin" -> real ? (Number) Double.POSITIVE_INFINITY : (Number) Long.MAX_VALUE;
                default -> 0;
            };
            Tensor start = Tensor.full(places.shape(), neutral, compute);
            Gather.put(start.storage.array, 0, places.at(), places.block(), y.storage.array, 0);
        }
        ReduceOp op = switch (reduce) {
            case "prod" -> ReduceOp.PROD;
            case "amax" -> ReduceOp.MAX;
            case "amin" -> ReduceOp.MIN;
            default -> ReduceOp.SUM;
        };
        Scattering.fold(op, source, places, y);
        if (reduce.equals("mean")) {
            Tensor counts = counts(compute, places, x.shape, includeSelf);
            if (real) {
                y = y.div(counts);
            } else {
                long[] sums = y.storage.longs();
                long[] by = counts.storage.longs();
                for (int i = 0; i < sums.length; i++) {
                    sums[i] = Math.floorDiv(sums[i], by[i]);
                }
            }
        }
        return y.compact(x.dtype());
    }
}
