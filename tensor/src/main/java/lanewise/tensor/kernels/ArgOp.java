package lanewise.tensor.kernels;

/** Which extremum's place is asked for. */
public enum ArgOp {
    /** The place of the first largest value. */
    MAX,
    /** The place of the first smallest value. */
    MIN
}
