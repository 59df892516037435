package lanewise.nn;

import java.util.Map;
import lanewise.tensor.DType;
import lanewise.tensor.LinearAlgebra;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A fully connected layer y = x Wᵀ + b, as {@code torch.nn.Linear}: inputs {@code (*, inFeatures)}, results
 * {@code (*, outFeatures)}.
 *
 * <p>Weights and bias start from the uniform distribution between ±1/√inFeatures (He et al., 2015, with a = √5).
 */
public sealed class Linear extends InputSized permits LazyLinear {

    /**
     * PyTorch's arguments.
     *
     * @param bias whether something learned is added (true)
     */
    public record Options(boolean bias) {

        /** With a bias, or without. */
        public Options bias(boolean bias) {
            return new Options(bias);
        }
    }

    private int inFeatures;
    private final int outFeatures;
    /** The weights {@code (outFeatures, inFeatures)}. */
    public final Parameter weight;
    /** The bias {@code (outFeatures)}, or null. */
    public final @Nullable Parameter bias;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(true);
    }

    /** A layer with a bias. */
    public Linear(int inFeatures, int outFeatures) {
        this(inFeatures, outFeatures, options());
    }

    /** A layer with these options. @throws IllegalArgumentException if a size is negative */
    public Linear(int inFeatures, int outFeatures, Options options) {
        Sizes.notNegative("Linear", "inFeatures", inFeatures);
        Sizes.notNegative("Linear", "outFeatures", outFeatures);
        this.inFeatures = inFeatures;
        this.outFeatures = outFeatures;
        weight = new Parameter(Tensor.empty(new int[] {outFeatures, inFeatures}, DType.getDefault()));
        bias = options.bias() ? new Parameter(Tensor.empty(new int[] {outFeatures}, DType.getDefault())) : null;
        resetParameters();
    }

    /** A layer whose input size is not known yet. */
    Linear(int outFeatures, Options options) {
        Sizes.notNegative("LazyLinear", "outFeatures", outFeatures);
        this.outFeatures = outFeatures;
        weight = new Parameter(Tensor.empty(new int[] {outFeatures, 0}, DType.getDefault()));
        bias = options.bias() ? new Parameter(Tensor.empty(new int[] {outFeatures}, DType.getDefault())) : null;
    }

    @Override
    final void resize(int size) {
        inFeatures = size;
        weight.setData(Tensor.empty(new int[] {outFeatures, size}, weight.dtype()));
        resetParameters();
    }

    @Override
    final int inputSize(Map<String, ? extends Tensor> state, String prefix) {
        return Lazies.size(state, prefix + "weight", 1, 1);
    }

    /** Draws weights and bias anew. */
    public void resetParameters() {
        Init.kaimingUniform_(weight, Math.sqrt(5));
        if (bias != null) {
            double bound = inFeatures > 0 ? 1 / Math.sqrt(inFeatures) : 0;
            Init.uniform_(bias, -bound, bound);
        }
    }

    /** The size of the last dimension of the input. */
    public int inFeatures() {
        return inFeatures;
    }

    /** The size of the last dimension of the result. */
    public int outFeatures() {
        return outFeatures;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, LinearAlgebra.linear(x, weight, bias));
    }

    @Override
    protected String extraRepr() {
        return "in_features=" + inFeatures + ", out_features=" + outFeatures + ", bias=" + PyText.bool(bias != null);
    }
}
