package lanewise.tensor;

/** Products of vectors and matrices. */
public sealed interface LinearAlgebraOps permits Tensor {}
