package lanewise.tensor;

import lanewise.tensor.kernels.CompareOp;

/** Comparisons and tests, element by element; none has a derivative. */
final class Comparison {

    private Comparison() {}

    /** a = b. */
    static Tensor eq(Tensor a, Tensor b) {
        return Pointwise.compare(CompareOp.EQ, "eq", a, b).op("eq");
    }

    /** a ≠ b. */
    static Tensor ne(Tensor a, Tensor b) {
        return Pointwise.compare(CompareOp.NE, "ne", a, b).op("ne");
    }

    /** x is not a number: x ≠ x. */
    static Tensor isnan(Tensor x) {
        return ne(x, x).op("isnan");
    }
}
