package lanewise.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lanewise.tensor.kernels.ArgOp;
import lanewise.tensor.kernels.Scan;
import lanewise.tensor.kernels.ScanOp;
import org.jspecify.annotations.Nullable;

/** Running sums, products and extremes along a dimension; differences, integrals and slopes. */
final class Cumulative {

    private Cumulative() {}

    // ---- running results
    // ---------------------------------------------------------------------------------------------------

    /** yᵢ = Σ xⱼ, j ≤ i. dxⱼ = Σ Gᵢ, i ≥ j. */
    static Tensor cumsum(Tensor x, int dim) {
        return sum("cumsum", x, Shape.dim("cumsum", dim, x.shape.length), false);
    }

    /** The running sum from either end; its derivative is that from the other. */
    private static Tensor sum(String op, Tensor x, int d, boolean backwards) {
        return scan(ScanOp.SUM, op, x, d, backwards).derivedFrom(x, g -> sum(op, g, d, !backwards));
    }

    /** yᵢ = Π xⱼ, j ≤ i. dxⱼ = Π xₖ, k < j, times sⱼ = Gⱼ + xⱼ₊₁ sⱼ₊₁; no division, so zeros do no harm. */
    static Tensor cumprod(Tensor x, int dim) {
        return product("cumprod", x, Shape.dim("cumprod", dim, x.shape.length), false);
    }

    /** The running product from either end. */
    private static Tensor product(String op, Tensor x, int d, boolean backwards) {
        Tensor y = scan(ScanOp.PROD, op, x, d, backwards);
        return y.derivedFrom(
                x,
                g -> shifted(y, d, backwards, 1).mul(recurrence(shifted(x, d, !backwards, 0), g, d, !backwards)),
                x,
                y);
    }

    private static Tensor scan(ScanOp op, String name, Tensor x, int d, boolean backwards) {
        DType dtype = x.isFloatingPoint() ? x.dtype() : DType.INT64;
        Reduction.Lines lines = Reduction.Lines.along(x.compact(dtype), d);
        Tensor y = Tensor.allocate(dtype, x.shape);
        Scan.run(
                op,
                backwards,
                lines.x().storage.array,
                lines.x().offset,
                lines.outer(),
                lines.count(),
                lines.inner(),
                y.storage.array,
                0);
        return y.op(name);
    }

    /** For each element the product of all others of its line along {@code dim}, without a division. */
    static Tensor productOfOthers(Tensor x, int d) {
        Tensor before = shifted(product("cumprod", x, d, false), d, false, 1);
        Tensor behind = shifted(product("cumprod", x, d, true), d, true, 1);
        return before.mul(behind);
    }

    /** Each element moved one place on (back, if {@code backwards}) along {@code dim}; {@code first} fills the gap. */
    private static Tensor shifted(Tensor x, int d, boolean backwards, Number first) {
        if (x.shape.length == 0) {
            return Tensor.fullLike(x, first);
        }
        int n = x.shape[d];
        if (n == 0) {
            return x;
        }
        Tensor gap = Tensor.full(Shape.with(x.shape, d, 1), first, x.dtype());
        return Tensor.cat(backwards ? List.of(x.narrow(d, 1, n - 1), gap) : List.of(gap, x.narrow(d, 0, n - 1)), d);
    }

    /**
     * yᵢ = bᵢ + aᵢ yᵢ₋₁, from the other end if {@code backwards}. db = t with tᵢ = Gᵢ + aᵢ₊₁ tᵢ₊₁, daᵢ = tᵢ yᵢ₋₁: of
     * the same kind, so that it can be differentiated any number of times.
     */
    private static Tensor recurrence(Tensor a, Tensor b, int d, boolean backwards) {
        DType dtype = a.dtype();
        Tensor p = a.compact(dtype);
        Reduction.Lines lines = Reduction.Lines.along(b.compact(dtype), d);
        Tensor y = Tensor.allocate(dtype, b.shape);
        Scan.recurrence(
                backwards,
                p.storage.array,
                p.offset,
                lines.x().storage.array,
                lines.x().offset,
                lines.outer(),
                lines.count(),
                lines.inner(),
                y.storage.array,
                0);
        y.op("recurrence");
        return y.derivedFrom(b, g -> recurrence(shifted(a, d, !backwards, 0), g, d, !backwards), a)
                .derivedFrom(
                        a,
                        g -> recurrence(shifted(a, d, !backwards, 0), g, d, !backwards)
                                .mul(shifted(y, d, backwards, 0)),
                        a,
                        y);
    }

    /** yᵢ = log Σ exp xⱼ, j ≤ i, without overflow. dxⱼ = exp(xⱼ − yⱼ) uⱼ with uⱼ = Gⱼ + exp(yⱼ − yⱼ₊₁) uⱼ₊₁. */
    static Tensor logcumsumexp(Tensor x, int dim) {
        if (!x.isFloatingPoint()) {
            throw new IllegalArgumentException("logcumsumexp: expected a floating-point tensor, got " + x.dtype() + " "
                    + Shape.show(x.shape) + "; convert it with to(DType.FLOAT32)");
        }
        int d = Shape.dim("logcumsumexp", dim, x.shape.length);
        Tensor y = scan(ScanOp.LOGSUMEXP, "logcumsumexp", x, d, false);
        // No factor exceeds 1, for y never falls: nothing overflows on the way back either.
        return y.derivedFrom(
                x,
                g -> x.sub(y).exp().mul(recurrence(y.sub(shifted(y, d, true, 0)).exp(), g, d, true)),
                x,
                y);
    }

    /** The largest so far along {@code dim} and where the last of equals stands. dx = zeros with G added there. */
    static Selection cummax(Tensor x, int dim) {
        return extremum(ArgOp.MAX, "cummax", x, dim);
    }

    /** The smallest so far along {@code dim} and where the last of equals stands. dx = zeros with G added there. */
    static Selection cummin(Tensor x, int dim) {
        return extremum(ArgOp.MIN, "cummin", x, dim);
    }

    private static Selection extremum(ArgOp op, String name, Tensor x, int dim) {
        int d = Shape.dim(name, dim, x.shape.length);
        DType compute = x.dtype().arithmetic();
        Reduction.Lines lines = Reduction.Lines.along(x.compact(compute), d);
        Tensor values = Tensor.allocate(compute, x.shape);
        Tensor places = Tensor.allocate(DType.INT64, x.shape).op(name);
        Scan.extremum(
                op,
                lines.x().storage.array,
                lines.x().offset,
                lines.outer(),
                lines.count(),
                lines.inner(),
                values.storage.array,
                places.storage.longs());
        return Selection.of(name, x, d, values.compact(x.dtype()), places);
    }

    // ---- differences, integrals, slopes: composed of other operations
    // -----------------------------------------------------

    /**
     * The {@code n}-th differences xᵢ₊₁ − xᵢ along {@code dim}, of booleans whether they differ; {@code prepend} and
     * {@code append} are joined on before, unless n is 0.
     */
    static Tensor diff(Tensor x, int n, int dim, @Nullable Tensor prepend, @Nullable Tensor append) {
        if (n < 0) {
            throw new IllegalArgumentException("diff: order expects to be non-negative but got " + n);
        }
        if (x.shape.length == 0) {
            throw new IllegalArgumentException("diff: expects input to be at least one-dimensional");
        }
        int d = Shape.dim("diff", dim, x.shape.length);
        if (n == 0) {
            return x.clone();
        }
        List<Tensor> parts = new ArrayList<>();
        for (Tensor part : new @Nullable Tensor[] {prepend, x, append}) {
            if (part != null && part.shape.length != x.shape.length) {
                throw new IllegalArgumentException("diff: expects prepend or append to be the same dimension as input "
                        + Shape.show(x.shape) + ", got " + Shape.show(part.shape));
            }
            if (part != null) {
                parts.add(part);
            }
        }
        Tensor y = parts.size() == 1 ? x : Tensor.cat(parts, d);
        for (int i = Math.min(n, y.shape[d]); i > 0; i--) {
            Tensor behind = y.narrow(d, 1, y.shape[d] - 1);
            Tensor before = y.narrow(d, 0, y.shape[d] - 1);
            y = y.dtype() == DType.BOOL ? behind.ne(before) : behind.sub(before);
        }
        return y;
    }

    /** ∫ y along {@code dim} by trapezoids between samples at {@code x}. */
    static Tensor trapezoid(Tensor y, Tensor x, int dim) {
        int d = sampled("trapezoid", y, dim);
        if (y.shape[d] == 0) {
            return Tensor.zeros(Shape.remove(y.shape, d), y.dtype());
        }
        return sidesAdded(y, d).mul(steps("trapezoid", y, x, d)).sum(d).div(2.0);
    }

    /** ∫ y along {@code dim} by trapezoids between samples {@code dx} apart. */
    static Tensor trapezoid(Tensor y, double dx, int dim) {
        int d = sampled("trapezoid", y, dim);
        if (y.shape[d] == 0) {
            return Tensor.zeros(Shape.remove(y.shape, d), y.dtype());
        }
        Tensor ends = y.select(d, 0).add(y.select(d, -1)).mul(0.5);
        return y.sum(d).sub(ends).mul(dx);
    }

    /** The running ∫ y along {@code dim} by trapezoids between samples at {@code x}. */
    static Tensor cumulativeTrapezoid(Tensor y, Tensor x, int dim) {
        int d = sampled("cumulativeTrapezoid", y, dim);
        return cumsum(sidesAdded(y, d).mul(steps("cumulativeTrapezoid", y, x, d)), d)
                .div(2.0);
    }

    /** The running ∫ y along {@code dim} by trapezoids between samples {@code dx} apart. */
    static Tensor cumulativeTrapezoid(Tensor y, double dx, int dim) {
        int d = sampled("cumulativeTrapezoid", y, dim);
        return cumsum(sidesAdded(y, d).mul(dx / 2), d);
    }

    private static int sampled(String op, Tensor y, int dim) {
        if (y.dtype() == DType.BOOL) {
            throw new IllegalArgumentException(op + ": received a bool input for y, but bool is not supported");
        }
        if (y.shape.length == 0) {
            throw new IllegalArgumentException(op + ": expected samples along a dimension, got a zero-dim tensor");
        }
        return Shape.dim(op, dim, y.shape.length);
    }

    private static Tensor sidesAdded(Tensor y, int d) {
        int n = Math.max(y.shape[d] - 1, 0);
        return y.narrow(d, 0, n).add(y.narrow(d, Math.min(1, y.shape[d]), n));
    }

    /** The distances between neighbouring samples, ready to be multiplied with something of the rank of {@code y}. */
    private static Tensor steps(String op, Tensor y, Tensor x, int d) {
        if (x.dtype() == DType.BOOL) {
            throw new IllegalArgumentException(op + ": received a bool input for x, but bool is not supported");
        }
        int rank = y.shape.length;
        Tensor places = x;
        if (x.shape.length == 1) {
            if (x.shape[0] != y.shape[d]) {
                throw new IllegalArgumentException(op + ": there must be one x value for each sample point, got x "
                        + Shape.show(x.shape) + " for " + y.shape[d] + " samples along dimension " + d + " of "
                        + Shape.show(y.shape));
            }
            int[] sizes = new int[rank];
            Arrays.fill(sizes, 1);
            sizes[d] = x.shape[0];
            places = x.reshape(sizes);
        } else if (x.shape.length < rank) {
            int[] sizes = new int[rank];
            Arrays.fill(sizes, 1);
            System.arraycopy(x.shape, 0, sizes, rank - x.shape.length, x.shape.length);
            places = x.reshape(sizes);
        }
        // The dimension counts from the front, as in PyTorch, also where x has more of them than y.
        return diff(places, 1, d, null, null);
    }

    /**
     * The slopes of {@code x} along each of {@code dims} (all, if null): central differences inside, one-sided ones of
     * {@code edgeOrder} 1 or 2 at the ends.
     *
     * @param spacing the distance of samples
     */
    static List<Tensor> gradient(Tensor x, double spacing, int @Nullable [] dims, int edgeOrder) {
        double[] same = new double[dims == null ? x.shape.length : dims.length];
        Arrays.fill(same, spacing);
        return gradient(x, same, dims, edgeOrder);
    }

    /** The slopes of {@code x} along each of {@code dims}, with a distance of samples for each. */
    static List<Tensor> gradient(Tensor x, double[] spacing, int @Nullable [] dims, int edgeOrder) {
        int[] along = sloped(x, dims, edgeOrder);
        if (spacing.length != along.length) {
            throw spacings(x, spacing.length, along);
        }
        List<Tensor> slopes = new ArrayList<>();
        for (int i = 0; i < along.length; i++) {
            int d = along[i];
            double h = spacing[i];
            int n = x.shape[d];
            Tensor inside =
                    x.narrow(d, 2, n - 2).sub(x.narrow(d, 0, n - 2)).div(h).div(2.0);
            Tensor first;
            Tensor last;
            if (edgeOrder == 1) {
                first = at(x, d, 1).sub(at(x, d, 0)).div(h);
                last = at(x, d, n - 1).sub(at(x, d, n - 2)).div(h);
            } else {
                first = at(x, d, 0)
                        .mul(-1.5)
                        .add(at(x, d, 1).mul(2))
                        .sub(at(x, d, 2).mul(0.5))
                        .div(h);
                last = at(x, d, n - 3)
                        .mul(0.5)
                        .sub(at(x, d, n - 2).mul(2))
                        .add(at(x, d, n - 1).mul(1.5))
                        .div(h);
            }
            slopes.add(Tensor.cat(List.of(first, inside, last), d));
        }
        return slopes;
    }

    /**
     * The slopes of {@code x} along each of {@code dims} (all, if null), by quadratics through neighbours.
     *
     * @param places the coordinates of the samples along each of the dimensions, vectors
     */
    static List<Tensor> gradient(Tensor x, List<Tensor> places, int @Nullable [] dims, int edgeOrder) {
        int[] along = sloped(x, dims, edgeOrder);
        if (places.size() != along.length) {
            throw spacings(x, places.size(), along);
        }
        List<Tensor> slopes = new ArrayList<>();
        for (int i = 0; i < along.length; i++) {
            int d = along[i];
            int n = x.shape[d];
            Tensor p = places.get(i);
            if (p.shape.length != 1 || p.shape[0] != n) {
                throw new IllegalArgumentException("gradient: expected the coordinates of dimension " + d
                        + " to be a vector of " + n + " places, got shape " + Shape.show(p.shape));
            }
            int[] sizes = new int[x.shape.length];
            Arrays.fill(sizes, 1);
            sizes[d] = -1;
            Tensor step = diff(p, 1, 0, null, null).reshape(sizes);
            Tensor h = step.narrow(d, 0, n - 2);
            Tensor k = step.narrow(d, 1, n - 2);
            Tensor inside = k.neg()
                    .div(h.mul(h.add(k)))
                    .mul(x.narrow(d, 0, n - 2))
                    .add(k.sub(h).div(h.mul(k)).mul(x.narrow(d, 1, n - 2)))
                    .add(h.div(k.mul(h.add(k))).mul(x.narrow(d, 2, n - 2)));
            Tensor first;
            Tensor last;
            if (edgeOrder == 1) {
                first = at(x, d, 1).sub(at(x, d, 0)).div(at(step, d, 0));
                last = at(x, d, n - 1).sub(at(x, d, n - 2)).div(at(step, d, n - 2));
            } else {
                first = edge(at(step, d, 0), at(step, d, 1), at(x, d, 0), at(x, d, 1), at(x, d, 2));
                last = edge(at(step, d, n - 2), at(step, d, n - 3), at(x, d, n - 1), at(x, d, n - 2), at(x, d, n - 3))
                        .neg();
            }
            slopes.add(Tensor.cat(List.of(first, inside, last), d));
        }
        return slopes;
    }

    /** The slope at the first of three points, h and k apart, of the quadratic through them. */
    private static Tensor edge(Tensor h, Tensor k, Tensor a, Tensor b, Tensor c) {
        return h.mul(2.0)
                .add(k)
                .neg()
                .div(h.mul(h.add(k)))
                .mul(a)
                .add(h.add(k).div(h.mul(k)).mul(b))
                .sub(h.div(k.mul(h.add(k))).mul(c));
    }

    private static Tensor at(Tensor x, int d, int i) {
        return x.narrow(d, i, 1);
    }

    private static int[] sloped(Tensor x, int @Nullable [] dims, int edgeOrder) {
        if (x.dtype() == DType.UINT8 || x.dtype() == DType.BOOL) {
            throw new IllegalArgumentException("gradient: does not support " + x.dtype() + " input; convert it first");
        }
        if (edgeOrder != 1 && edgeOrder != 2) {
            throw new IllegalArgumentException(
                    "gradient: only supports edge_order=1 and edge_order=2, got " + edgeOrder);
        }
        int rank = x.shape.length;
        int[] along = dims == null ? IntStream.range(0, rank).toArray() : dims.clone();
        if (dims != null && dims.length > 0) {
            Shape.dimSet("gradient", dims, rank);
        }
        for (int i = 0; i < along.length; i++) {
            along[i] = Shape.dim("gradient", along[i], rank);
            if (rank == 0 || x.shape[along[i]] < edgeOrder + 1) {
                throw new IllegalArgumentException(
                        "gradient: expected each dimension size to be at least edge_order+1 = " + (edgeOrder + 1)
                                + ", got shape " + Shape.show(x.shape));
            }
        }
        return along;
    }

    private static IllegalArgumentException spacings(Tensor x, int given, int[] along) {
        return new IllegalArgumentException(
                "gradient: expected spacing to be unspecified, one number, or one for each of the " + along.length
                        + " dimensions " + Arrays.toString(along) + " of " + Shape.show(x.shape) + ", got " + given);
    }
}
