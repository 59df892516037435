package lanewise.tensor;

/** Elements and parts by index, mask or position. */
public sealed interface IndexingOps permits Tensor {}
