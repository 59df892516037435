package lanewise.tensor;

import lanewise.tensor.kernels.BinaryOp;
import lanewise.tensor.kernels.UnaryOp;
import org.jspecify.annotations.Nullable;

/** Spread, order statistics and counts. */
final class Statistics {

    private Statistics() {}

    /** Σ (x − mean)² / (n − correction) over {@code dims}. dx = 2 G (x − mean) / (n − correction). */
    static Tensor var(Tensor x, int[] dims, int correction, boolean keepdim) {
        Tensor y = variance("var", x, dims, correction, keepdim).op("var");
        int[] folded = dims.clone();
        return y.derivedFrom(x, g -> varBackward(g, x, folded, correction), x);
    }

    /** √var. dx = G / (2 y) dvar; 0 where y is 0. */
    static Tensor std(Tensor x, int[] dims, int correction, boolean keepdim) {
        Tensor y = Pointwise.unary(UnaryOp.SQRT, variance("std", x, dims, correction, keepdim))
                .op("std");
        int[] folded = dims.clone();
        return y.derivedFrom(
                x,
                g -> {
                    Tensor dvar = g.div(y.mul(2)).maskedFill(y.detach().eq(0), 0);
                    return varBackward(dvar, x, folded, correction);
                },
                x,
                y);
    }

    private static Tensor variance(String op, Tensor x, int[] dims, int correction, boolean keepdim) {
        if (!x.isFloatingPoint()) {
            throw new IllegalArgumentException(op + ": only supports floating point dtypes, got " + x.dtype() + " "
                    + Shape.show(x.shape) + "; convert with to(DType.FLOAT32)");
        }
        int n = Reduction.count(x.shape, Shape.dimSet(op, dims, x.shape.length));
        Tensor values = x.detach();
        Tensor away = values.sub(Reduction.mean(values, dims, true));
        Pointwise.binaryInto(BinaryOp.MUL, away, away);
        return Reduction.sum(away, dims, keepdim).div(Math.max(n - correction, 0));
    }

    private static Tensor varBackward(Tensor g, Tensor x, int[] dims, int correction) {
        boolean[] reduced = Shape.dimSet("var", dims, x.shape.length);
        int freedom = Reduction.count(x.shape, reduced) - correction;
        Tensor scaled = Reduction.restore(g, x.shape, reduced);
        if (freedom == 0) {
            return scaled.mul(Double.POSITIVE_INFINITY).expand(x.shape);
        }
        return scaled.mul(2.0 / freedom).mul(x.sub(Reduction.mean(x, dims, true)));
    }

    // ---- quantiles
    // -----------------------------------------------------------------------------------------------------------

    /**
     * The elements at the fractions {@code q} of the order along {@code dim} (of all, if null): composed of a sort and
     * an interpolation. dx = G at the elements that a quantile lies between, by their weights; dq = G times their
     * distance.
     */
    static Tensor quantile(
            Tensor x, Tensor q, @Nullable Integer dim, boolean keepdim, String interpolation, boolean ignoreNan) {
        String op = ignoreNan ? "nanquantile" : "quantile";
        if (!x.isFloatingPoint()) {
            throw new IllegalArgumentException(
                    op + ": input tensor must be either float32 or float64, got " + x.dtype());
        }
        if (q.dtype() != x.dtype()) {
            throw new IllegalArgumentException(
                    op + ": q tensor must be same dtype as the input tensor, got " + q.dtype() + " for " + x.dtype());
        }
        if (q.shape.length > 1) {
            throw new IllegalArgumentException(
                    op + ": q must be a scalar or 1D tensor, got shape " + Shape.show(q.shape));
        }
        if (x.numel() == 0) {
            throw new IllegalArgumentException(
                    op + ": input tensor must be non-empty, got shape " + Shape.show(x.shape));
        }
        for (double each : q.detach().to(DType.FLOAT64).toDoubleArray()) {
            if (!(each >= 0 && each <= 1)) {
                throw new IllegalArgumentException(op + ": q values must be in the range [0, 1], got " + each);
            }
        }
        int d = dim == null ? 0 : Shape.dim(op, dim, x.shape.length);
        int[] folded = dim == null ? new int[0] : new int[] {d};
        int[] result = Reduction.reducedShape(x.shape, Shape.dimSet(op, folded, x.shape.length), keepdim);
        Tensor lines = dim == null || x.shape.length == 0 ? x.reshape(1, -1) : x.transpose(d, x.shape.length - 1);
        int[] shape = lines.shape;
        Tensor sorted = lines.sort(-1).values().reshape(-1, shape[shape.length - 1]);

        Tensor nan = sorted.detach().isnan();
        Tensor fractions = q.reshape(1, -1);
        int last = sorted.shape[1] - 1;
        Tensor ranks;
        if (ignoreNan) {
            ranks = fractions.mul(nan.logicalNot().sum(new int[] {1}, true).sub(1));
            ranks = ranks.maskedFill(ranks.lt(0), 0);
        } else {
            // Where there is a NaN it is the last element, which the quantile then is.
            ranks = fractions.mul(last).expand(sorted.shape[0], fractions.shape[1]);
            ranks = ranks.maskedFill(nan.any(1, true), last);
        }
        ranks = switch (interpolation) {
            case "linear", "midpoint" -> ranks;
            case "lower" -> ranks.floor();
            case "higher" -> ranks.ceil();
            case "nearest" -> ranks.round();
            default ->
                throw new IllegalArgumentException(
                        op + ": interpolation must be one of linear, lower, higher, midpoint or" + " nearest, but got "
                                + interpolation);
        };
        Tensor below = ranks.to(DType.INT64);
        Tensor y = sorted.gather(1, below);
        if (interpolation.equals("linear") || interpolation.equals("midpoint")) {
            Tensor weights = interpolation.equals("midpoint") ? Tensor.fullLike(ranks, 0.5) : ranks.sub(below);
            y = y.lerp(sorted.gather(1, ranks.ceil().to(DType.INT64)), weights);
        }
        // (lines, quantiles) to the quantiles in front, the lines in the shape of the rest.
        int count = fractions.shape[1];
        int[] rest = Shape.with(shape, shape.length - 1, count);
        Tensor arranged = dim == null || x.shape.length == 0
                ? y.reshape(count)
                : y.reshape(rest).transpose(d, shape.length - 1).movedim(d, 0);
        return arranged.reshape(q.shape.length == 0 ? result : Shape.insert(result, 0, count))
                .op(op);
    }

    // ---- counts
    // --------------------------------------------------------------------------------------------------------------

    /**
     * How many elements lie in each of {@code bins} equal parts of [min, max]; of the data's range, if both are equal.
     */
    static Tensor histc(Tensor x, int bins, double min, double max) {
        if (!x.isFloatingPoint()) {
            throw new IllegalArgumentException("histc: expected a floating point tensor, got " + x.dtype()
                    + "; convert it with to(DType.FLOAT32)");
        }
        if (bins <= 0) {
            throw new IllegalArgumentException("histc: bins must be > 0, got " + bins);
        }
        double low = min;
        double high = max;
        if (low == high && x.numel() > 0) {
            low = x.detach().min().item();
            high = x.detach().max().item();
        }
        if (low == high) {
            low -= 1;
            high += 1;
        }
        if (!Double.isFinite(low) || !Double.isFinite(high)) {
            throw new IllegalArgumentException("histc: range of [" + low + ", " + high + "] is not finite");
        }
        if (low > high) {
            throw new IllegalArgumentException("histc: max must be larger than min, got [" + min + ", " + max + "]");
        }
        Tensor counts = Tensor.zeros(new int[] {bins}, DType.FLOAT64);
        double[] into = counts.storage.doubles();
        for (double value : x.detach().to(DType.FLOAT64).toDoubleArray()) {
            if (value >= low && value <= high) {
                int bin = (int) ((value - low) * bins / (high - low));
                into[Math.min(bin, bins - 1)]++;
            }
        }
        return counts.to(x.dtype()).op("histc").derivedFrom(x, Derivatives.none("histc"));
    }

    /** How often each number from 0 on is in the vector {@code x}, or the sums of the weights of its places. */
    static Tensor bincount(Tensor x, @Nullable Tensor weights, int minlength) {
        if (minlength < 0) {
            throw new IllegalArgumentException("bincount: minlength should be >= 0, got " + minlength);
        }
        if (x.shape.length != 1 || x.isFloatingPoint() || x.dtype() == DType.BOOL) {
            throw new IllegalArgumentException("bincount: only supports 1-d non-negative integral inputs, got "
                    + x.dtype() + " " + Shape.show(x.shape));
        }
        if (weights != null && !Shape.same(weights.shape, x.shape)) {
            throw new IllegalArgumentException("bincount: weights should be 1-d and have the same length as input, got "
                    + Shape.show(weights.shape) + " for " + Shape.show(x.shape));
        }
        long[] numbers = x.toLongArray();
        long length = minlength;
        for (long number : numbers) {
            if (number < 0) {
                throw new IllegalArgumentException(
                        "bincount: only supports 1-d non-negative integral inputs, got " + number);
            }
            length = Math.max(length, number + 1);
        }
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "bincount: the largest number, " + (length - 1) + ", makes more bins than an array" + " can hold");
        }
        Tensor index = x.detach().to(DType.INT64);
        if (weights == null || numbers.length == 0) {
            return Tensor.zeros(new int[] {(int) length}, DType.INT64)
                    .scatterAdd(0, index, Tensor.onesLike(index))
                    .op("bincount");
        }
        DType dtype = weights.dtype() == DType.FLOAT32 ? DType.FLOAT32 : DType.FLOAT64;
        Tensor sums = Tensor.zeros(new int[] {(int) length}, dtype)
                .scatterAdd(0, index, weights.detach().to(dtype));
        return sums.op("bincount").derivedFrom(weights, Derivatives.none("bincount"));
    }

    // ---- covariance: composed of other operations
    // -------------------------------------------------------------------------

    /** The covariances of variables, one a row of observations: (x − mean) W (x − mean)ᵀ / norm. */
    static Tensor cov(Tensor x, int correction, @Nullable Tensor fweights, @Nullable Tensor aweights) {
        if (x.shape.length > 2) {
            throw new IllegalArgumentException(
                    "cov: expected input to have two or fewer dimensions but got shape " + Shape.show(x.shape));
        }
        if (x.dtype() == DType.BOOL) {
            throw new IllegalArgumentException("cov: bool dtype is not supported for input");
        }
        Tensor in = x.shape.length < 2 ? x.reshape(1, -1) : x;
        int n = in.shape[1];
        if (fweights != null) {
            checkWeights(
                    "fweights", fweights, n, !fweights.isFloatingPoint() && fweights.dtype() != DType.BOOL, "integral");
        }
        if (aweights != null) {
            checkWeights("aweights", aweights, n, aweights.isFloatingPoint(), "floating point");
        }
        Tensor w = fweights == null ? aweights : aweights == null ? fweights : fweights.mul(aweights);
        Tensor total = w == null ? Tensor.full(new int[0], n, DType.INT64) : w.sum();
        if (w != null && total.item() == 0) {
            throw new IllegalArgumentException("cov: weights sum to zero, can't be normalized");
        }
        Tensor mean = (w == null ? in : in.mul(w)).sum(1).div(total);
        Tensor norm = aweights != null && correction != 0
                ? total.sub(w.mul(aweights).sum().mul(correction).div(total))
                : total.sub(correction);
        if (norm.item() <= 0) {
            norm = Tensor.zerosLike(norm);
        }
        Tensor away = in.sub(mean.unsqueeze(1));
        Tensor c = away.mm((w == null ? away : away.mul(w)).transpose(0, 1));
        return c.div(norm).squeeze();
    }

    private static void checkWeights(String name, Tensor w, int n, boolean fits, String kind) {
        if (w.shape.length > 1) {
            throw new IllegalArgumentException("cov: expected " + name + " to have one or fewer dimensions but got "
                    + name + " of shape " + Shape.show(w.shape));
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "cov: expected " + name + " to have " + kind + " dtype but got " + w.dtype());
        }
        if (w.numel() != n) {
            throw new IllegalArgumentException(
                    "cov: expected " + name + " to have the same numel as there are observations in the"
                            + " input but got " + w.numel() + " != " + n);
        }
        if (n > 0 && w.detach().min().item() < 0) {
            throw new IllegalArgumentException("cov: " + name + " cannot be negative");
        }
    }

    /** The correlations of variables, one a row of observations: cᵢⱼ / √(cᵢᵢ cⱼⱼ), kept within [−1, 1]. */
    static Tensor corrcoef(Tensor x) {
        if (x.shape.length > 2) {
            throw new IllegalArgumentException(
                    "corrcoef: expected input to have two or fewer dimensions but got shape " + Shape.show(x.shape));
        }
        Tensor c = cov(x, 1, null, null);
        if (c.shape.length == 0) {
            return c.div(c);
        }
        Tensor deviation = c.diagonal(0, 0, 1).sqrt();
        return c.div(deviation.unsqueeze(1)).div(deviation.unsqueeze(0)).clamp(-1, 1);
    }
}
