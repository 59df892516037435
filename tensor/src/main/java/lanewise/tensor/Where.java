package lanewise.tensor;

/** One of two values, by a condition, element by element. */
final class Where {

    /** Exact zero of no particular type, in place of which either type stays as it is. */
    private static final Tensor ZERO = Tensor.number(0);

    private Where() {}

    /** c ? a : b. da = c ? G : 0, db = c ? 0 : G. */
    static Tensor where(Tensor condition, Tensor a, Tensor b) {
        if (condition.dtype() != DType.BOOL && condition.dtype() != DType.UINT8) {
            throw new IllegalArgumentException(
                    "where: expected condition to be a boolean tensor, but got a tensor with dtype " + condition.dtype()
                            + " of shape " + Shape.show(condition.shape) + "; compare (x.ne(0)) or use toBool()");
        }
        Tensor y = Pointwise.where(condition, a, b).op("where");
        return y.derivedFrom(a, g -> kept(g, condition), condition)
                .derivedFrom(b, g -> zeroed(g, condition), condition);
    }

    /** x where the condition holds, else 0; even where x is NaN. dx = c ? G : 0. */
    static Tensor kept(Tensor x, Tensor condition) {
        return Pointwise.where(condition, x, ZERO).op("where").derivedFrom(x, g -> kept(g, condition), condition);
    }

    /** 0 where the condition holds, even where x is NaN, else x. dx = c ? 0 : G. */
    static Tensor zeroed(Tensor x, Tensor condition) {
        return Pointwise.where(condition, ZERO, x).op("where").derivedFrom(x, g -> zeroed(g, condition), condition);
    }

    /**
     * x where the condition does not hold, else that number: what keeps a rule from dividing by zero where it is
     * masked.
     */
    static Tensor replaced(Tensor x, Tensor condition, double by) {
        return where(condition, Tensor.number(by), x);
    }
}
