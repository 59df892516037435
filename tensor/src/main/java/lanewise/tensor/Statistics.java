package lanewise.tensor;

import lanewise.tensor.kernels.UnaryOp;

/** Spread, order statistics and counts. */
final class Statistics {

    private Statistics() {}

    /** Σ (x − mean)² / (n − correction) over {@code dims}. dx = 2 G (x − mean) / (n − correction). */
    static Tensor var(Tensor x, int[] dims, int correction, boolean keepdim) {
        Tensor y = variance("var", x, dims, correction, keepdim).op("var");
        return y.derivedFrom(x, g -> varBackward(g, x, dims, correction), x);
    }

    /** √var. dx = G / (2 y) dvar; 0 where y is 0. */
    static Tensor std(Tensor x, int[] dims, int correction, boolean keepdim) {
        Tensor y = Pointwise.unary(UnaryOp.SQRT, variance("std", x, dims, correction, keepdim)).op("std");
        return y.derivedFrom(x, g -> {
            Tensor dvar = g.div(y.mul(2)).maskedFill(y.detach().eq(0), 0);
            return varBackward(dvar, x, dims, correction);
        }, x, y);
    }

    private static Tensor variance(String op, Tensor x, int[] dims, int correction, boolean keepdim) {
        if (!x.isFloatingPoint()) {
            throw new IllegalArgumentException(op + ": only supports floating point dtypes, got " + x.dtype() + " "
                    + Shape.show(x.shape) + "; convert with to(DType.FLOAT32)");
        }
        int n = Reduction.count(x.shape, Shape.dimSet(op, dims, x.shape.length));
        Tensor values = x.detach();
        Tensor away = values.sub(Reduction.mean(values, dims, true));
        return Reduction.sum(away.mul(away), dims, keepdim).div(Math.max(n - correction, 0));
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
}
