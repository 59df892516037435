package lanewise.tensor;

/** The words of Python's brackets that are no values in Java, for {@link Tensor#get} and {@link Tensor#set}. */
public enum Indices {
    /** Whole dimensions, as many as the other indices leave: {@code ...}. */
    ELLIPSIS,
    /** A new dimension of size 1: {@code None}. */
    NEW_AXIS
}
