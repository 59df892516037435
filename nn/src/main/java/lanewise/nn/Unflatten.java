package lanewise.nn;

import lanewise.tensor.Tensor;

/** Makes several dimensions of one, as {@code torch.nn.Unflatten}. */
public final class Unflatten extends Module {

    private final int dim;
    private final int[] unflattenedSize;

    /**
     * Makes the layer.
     *
     * @param dim the dimension to split
     * @param unflattenedSize the sizes to split it into; one of them may be −1
     */
    public Unflatten(int dim, int... unflattenedSize) {
        this.dim = dim;
        this.unflattenedSize = unflattenedSize.clone();
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, x.unflatten(dim, unflattenedSize));
    }

    @Override
    protected String extraRepr() {
        return "dim=" + dim + ", unflattened_size=" + PyText.tuple(unflattenedSize);
    }
}
