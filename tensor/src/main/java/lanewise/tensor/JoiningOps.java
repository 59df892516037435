package lanewise.tensor;

/** Putting tensors together and taking them apart. */
public sealed interface JoiningOps permits Tensor {}
