package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * PyTorch's arguments of transformer layers.
 *
 * @param dimFeedforward the inner size of the network behind attention (2048)
 * @param dropout the probability of dropout (0.1)
 * @param activation what bends between the network's two layers (relu)
 * @param layerNormEps added to variances (1e-5)
 * @param batchFirst whether the batch is the first dimension of inputs and outputs (false)
 * @param normFirst whether norms stand before attention and network, or behind their residuals (false)
 */
public record TransformerOptions(
        int dimFeedforward,
        double dropout,
        Layer activation,
        double layerNormEps,
        boolean batchFirst,
        boolean normFirst) {

    private static final Layer RELU = Functional::relu;
    private static final Layer GELU = Functional::gelu;

    static final TransformerOptions DEFAULT = new TransformerOptions(2048, 0.1, RELU, 1e-5, false, false);

    /** With this inner size. */
    public TransformerOptions dimFeedforward(int dimFeedforward) {
        return new TransformerOptions(dimFeedforward, dropout, activation, layerNormEps, batchFirst, normFirst);
    }

    /** With this dropout. */
    public TransformerOptions dropout(double dropout) {
        return new TransformerOptions(dimFeedforward, dropout, activation, layerNormEps, batchFirst, normFirst);
    }

    /** With this activation, as {@code Functional::gelu}. */
    public TransformerOptions activation(Layer activation) {
        return new TransformerOptions(dimFeedforward, dropout, activation, layerNormEps, batchFirst, normFirst);
    }

    /**
     * With the activation of PyTorch's name, {@code "relu"} or {@code "gelu"}. @throws IllegalArgumentException on
     * others
     */
    public TransformerOptions activation(String name) {
        return switch (name) {
            case "relu" -> activation(RELU);
            case "gelu" -> activation(GELU);
            default ->
                throw new IllegalArgumentException("TransformerOptions: activation should be relu/gelu, not " + name
                        + "; pass a function for others");
        };
    }

    /** With this added to variances. */
    public TransformerOptions layerNormEps(double layerNormEps) {
        return new TransformerOptions(dimFeedforward, dropout, activation, layerNormEps, batchFirst, normFirst);
    }

    /** With the batch as first dimension, or the steps. */
    public TransformerOptions batchFirst(boolean batchFirst) {
        return new TransformerOptions(dimFeedforward, dropout, activation, layerNormEps, batchFirst, normFirst);
    }

    /** With norms first, or last. */
    public TransformerOptions normFirst(boolean normFirst) {
        return new TransformerOptions(dimFeedforward, dropout, activation, layerNormEps, batchFirst, normFirst);
    }

    MultiheadAttention attention(int dModel, int nhead) {
        return new MultiheadAttention(
                dModel, nhead, MultiheadAttention.options().dropout(dropout).batchFirst(batchFirst));
    }

    LayerNorm norm(int dModel) {
        return new LayerNorm(dModel, LayerNorm.options().eps(layerNormEps));
    }

    /** The network behind attention, but for its last dropout. */
    Tensor feed(Tensor x, Linear linear1, Dropout dropout, Linear linear2) {
        Tensor wide = linear1.forward(x);
        Tensor bent = activation.forward(wide);
        boolean ours = activation == RELU || activation == GELU; // others may keep what they see
        if (!ours) {
            return linear2.forward(dropout.forward(bent));
        }
        Module.after(wide, bent);
        Tensor kept = Module.after(bent, dropout.forward(bent));
        return Module.after(kept, linear2.forward(kept));
    }

    /** x + branch; only the caller knows the branch. */
    static Tensor residual(Tensor x, Tensor branch) {
        return Module.after(branch, x.add(branch));
    }
}
