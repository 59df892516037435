package lanewise.tensor;

/** Filling with random numbers. */
public sealed interface RandomOps permits Tensor {}
