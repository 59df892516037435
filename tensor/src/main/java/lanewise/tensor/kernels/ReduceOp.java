package lanewise.tensor.kernels;

/** How a line of values becomes one. */
public enum ReduceOp {
    /** The sum. */
    SUM,
    /** The product. */
    PROD,
    /** The largest value, or NaN if there is one. */
    MAX,
    /** The smallest value, or NaN if there is one. */
    MIN
}
