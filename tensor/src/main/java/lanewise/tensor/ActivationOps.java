package lanewise.tensor;

/** Activations and normalised exponentials. */
public sealed interface ActivationOps permits Tensor {}
