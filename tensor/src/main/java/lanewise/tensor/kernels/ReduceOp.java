package lanewise.tensor.kernels;

/** How a line of values becomes one. */
public enum ReduceOp {
    /** The sum. */
    SUM(BinaryOp.ADD),
    /** The product. */
    PROD(BinaryOp.MUL),
    /** The largest value, or NaN if there is one. */
    MAX(BinaryOp.MAXIMUM),
    /** The smallest value, or NaN if there is one. */
    MIN(BinaryOp.MINIMUM);

    /** What makes one value of two. */
    final BinaryOp fold;

    ReduceOp(BinaryOp fold) {
        this.fold = fold;
    }
}
