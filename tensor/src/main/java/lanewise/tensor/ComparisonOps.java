package lanewise.tensor;

/** Comparisons and tests, element by element; the results are bool tensors without a derivative. */
public sealed interface ComparisonOps permits Tensor {

    /** Returns where {@code this == b}. */
    default Tensor eq(Tensor b) {
        return Comparison.eq((Tensor) this, b);
    }

    /** Returns where {@code this == b}. */
    default Tensor eq(Number b) {
        return eq(Tensor.number(b));
    }

    /** Returns where {@code this != b}. */
    default Tensor ne(Tensor b) {
        return Comparison.ne((Tensor) this, b);
    }

    /** Returns where {@code this != b}. */
    default Tensor ne(Number b) {
        return ne(Tensor.number(b));
    }

    /** Returns where an element is not a number. */
    default Tensor isnan() {
        return Comparison.isnan((Tensor) this);
    }
}
