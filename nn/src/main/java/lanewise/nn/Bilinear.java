package lanewise.nn;

import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A layer that is linear in each of two inputs, as {@code torch.nn.Bilinear}: y_k = aᵀ W_k b + bias_k for
 * {@code (*, in1)} and {@code (*, in2)}, giving {@code (*, out)}.
 */
public final class Bilinear extends Module {

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

    /** The weights {@code (out, in1, in2)}. */
    public final Parameter weight;
    /** The bias {@code (out)}, or null. */
    public final @Nullable Parameter bias;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(true);
    }

    /** A layer with a bias. */
    public Bilinear(int in1Features, int in2Features, int outFeatures) {
        this(in1Features, in2Features, outFeatures, options());
    }

    /** A layer with these options. @throws IllegalArgumentException if a size is negative, or in1Features 0 */
    public Bilinear(int in1Features, int in2Features, int outFeatures, Options options) {
        Sizes.positive("Bilinear", "in1Features", in1Features);
        Sizes.notNegative("Bilinear", "in2Features", in2Features);
        Sizes.notNegative("Bilinear", "outFeatures", outFeatures);
        weight = new Parameter(Tensor.empty(new int[] {outFeatures, in1Features, in2Features}, DType.getDefault()));
        bias = options.bias() ? new Parameter(Tensor.empty(new int[] {outFeatures}, DType.getDefault())) : null;
        resetParameters();
    }

    /** Draws weights and bias anew. */
    public void resetParameters() {
        double bound = 1 / Math.sqrt(weight.size(1));
        Init.uniform_(weight, -bound, bound);
        if (bias != null) {
            Init.uniform_(bias, -bound, bound);
        }
    }

    /**
     * Returns the result {@code (*, out)}.
     *
     * @param a {@code (*, in1)}
     * @param b {@code (*, in2)}
     */
    public Tensor forward(Tensor a, Tensor b) {
        return Functional.bilinear(a, b, weight, bias);
    }

    @Override
    protected String extraRepr() {
        return "in1_features=" + weight.size(1) + ", in2_features=" + weight.size(2) + ", out_features="
                + weight.size(0) + ", bias=" + PyText.bool(bias != null);
    }
}
