package lanewise.nn;

import lanewise.tensor.Tensor;

/** Makes one dimension of several, as {@code torch.nn.Flatten}: {@code (N, C, H, W)} becomes {@code (N, C·H·W)}. */
public final class Flatten extends Module {

    private final int startDim;
    private final int endDim;

    /** Flattens all dimensions but the first, which is the batch. */
    public Flatten() {
        this(1, -1);
    }

    /**
     * Flattens the dimensions from {@code startDim} to {@code endDim}, both included; negative ones count from the end.
     */
    public Flatten(int startDim, int endDim) {
        this.startDim = startDim;
        this.endDim = endDim;
    }

    /** Flattens the dimensions from {@code startDim} on. */
    public Flatten(int startDim) {
        this(startDim, -1);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, x.flatten(startDim, endDim));
    }

    @Override
    protected String extraRepr() {
        return "start_dim=" + startDim + ", end_dim=" + endDim;
    }
}
