package lanewise.tensor;

/** Comparisons and tests, element by element. */
public sealed interface ComparisonOps permits Tensor {}
