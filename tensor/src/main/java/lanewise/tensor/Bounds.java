package lanewise.tensor;

import lanewise.tensor.kernels.BinaryOp;
import lanewise.tensor.kernels.Fused;
import org.jspecify.annotations.Nullable;

/** The larger and the smaller of two, and what keeps values within bounds, element by element. */
final class Bounds {

    private Bounds() {}

    /** max(a, b), NaN if either is. da = G where a is larger, G/2 where equal, 0 where smaller; db alike. */
    static Tensor maximum(Tensor a, Tensor b) {
        Tensor y = Pointwise.binary(BinaryOp.MAXIMUM, "maximum", a, b).op("maximum");
        return y.derivedFrom(a, g -> Where.zeroed(halvedAtTies(g, a, b), a.lt(b)), a, b)
                .derivedFrom(b, g -> Where.zeroed(halvedAtTies(g, a, b), a.gt(b)), a, b);
    }

    /** min(a, b), NaN if either is. da = G where a is smaller, G/2 where equal, 0 where larger; db alike. */
    static Tensor minimum(Tensor a, Tensor b) {
        Tensor y = Pointwise.binary(BinaryOp.MINIMUM, "minimum", a, b).op("minimum");
        return y.derivedFrom(a, g -> Where.zeroed(halvedAtTies(g, a, b), a.gt(b)), a, b)
                .derivedFrom(b, g -> Where.zeroed(halvedAtTies(g, a, b), a.lt(b)), a, b);
    }

    /** max(a, b), the number if the other is NaN. da = G where a ≥ b or b is NaN, else 0; db = the rest of G. */
    static Tensor fmax(Tensor a, Tensor b) {
        Tensor y = Pointwise.binary(BinaryOp.FMAX, "fmax", a, b).op("fmax");
        return y.derivedFrom(a, g -> Where.kept(g, a.ge(b).logicalOr(b.isnan())), a, b)
                .derivedFrom(b, g -> Where.zeroed(g, a.ge(b).logicalOr(b.isnan())), a, b);
    }

    /** min(a, b), the number if the other is NaN. da = G where a ≤ b or b is NaN, else 0; db = the rest of G. */
    static Tensor fmin(Tensor a, Tensor b) {
        Tensor y = Pointwise.binary(BinaryOp.FMIN, "fmin", a, b).op("fmin");
        return y.derivedFrom(a, g -> Where.kept(g, a.le(b).logicalOr(b.isnan())), a, b)
                .derivedFrom(b, g -> Where.zeroed(g, a.le(b).logicalOr(b.isnan())), a, b);
    }

    /** max(x, min). dx = G where x ≥ min, else 0; dmin = G where x < min, else 0. */
    static Tensor clampMin(Tensor x, Tensor min) {
        Tensor y = Pointwise.binary(BinaryOp.MAXIMUM, "clampMin", x, min).op("clampMin");
        return y.derivedFrom(x, g -> Where.kept(g, x.ge(min)), x, min)
                .derivedFrom(min, g -> Where.kept(g, x.lt(min)), x, min);
    }

    /** min(x, max). dx = G where x ≤ max, else 0; dmax = G where x > max, else 0. */
    static Tensor clampMax(Tensor x, Tensor max) {
        Tensor y = Pointwise.binary(BinaryOp.MINIMUM, "clampMax", x, max).op("clampMax");
        return y.derivedFrom(x, g -> Where.kept(g, x.le(max)), x, max)
                .derivedFrom(max, g -> Where.kept(g, x.gt(max)), x, max);
    }

    /**
     * min(max(x, min), max). dx = G where min ≤ x ≤ max, dmin = G where x < min < max, dmax = G where x > max or max <
     * min.
     */
    static Tensor clamp(Tensor x, @Nullable Tensor min, @Nullable Tensor max) {
        if (min == null) {
            if (max == null) {
                throw new IllegalArgumentException("clamp: at least one of min and max must not be null");
            }
            return clampMax(x, max);
        }
        if (max == null) {
            return clampMin(x, min);
        }
        DType dtype = DType.result(x, min, max);
        Tensor y = Pointwise.binary(
                        BinaryOp.MINIMUM,
                        "clamp",
                        Pointwise.binary(BinaryOp.MAXIMUM, "clamp", x, min, dtype),
                        max,
                        dtype)
                .op("clamp");
        return y.derivedFrom(x, g -> Where.kept(g, x.ge(min).logicalAnd(x.le(max))), x, min, max)
                .derivedFrom(min, g -> Where.kept(g, min.lt(max).logicalAnd(x.lt(min))), x, min, max)
                .derivedFrom(max, g -> Where.kept(g, x.gt(max).logicalOr(max.lt(min))), x, min, max);
    }

    /** min(max(x, min), max). dx = G where min ≤ x ≤ max, else 0. */
    static Tensor clamp(Tensor x, @Nullable Number min, @Nullable Number max) {
        if (min != null && max != null && x.isFloatingPoint()) {
            return Pointwise.bounded("clamp", x, min, max)
                    .op("clamp")
                    .derivedFrom(
                            x,
                            Pointwise.rule(
                                    Fused.CLAMP_BACKWARD,
                                    min.doubleValue(),
                                    max.doubleValue(),
                                    x,
                                    g -> Where.kept(g, x.ge(min).logicalAnd(x.le(max)))),
                            x);
        }
        return clamp(x, min == null ? null : Tensor.number(min), max == null ? null : Tensor.number(max));
    }

    private static Tensor halvedAtTies(Tensor g, Tensor a, Tensor b) {
        return Where.where(a.eq(b), g.mul(0.5), g);
    }
}
