package lanewise.tensor;

/** Powers, exponentials, logarithms, trigonometry. */
public sealed interface MathOps permits Tensor {}
