package lanewise.tensor.kernels;

/** What is carried along a line of values, each result holding all before it. */
public enum ScanOp {
    /** The sum so far. */
    SUM,
    /** The product so far. */
    PROD,
    /** The logarithm of the sum of exponentials so far; real numbers only. */
    LOGSUMEXP
}
