package lanewise.nn;

import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Mean 0 and variance 1 over the last dimensions of each example, then a learned scale and shift, as
 * {@code torch.nn.LayerNorm} (Ba et al., 2016).
 */
public final class LayerNorm extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param eps added to the variance (1e-5)
     * @param elementwiseAffine whether a scale and a shift are learned (true)
     */
    public record Options(double eps, boolean elementwiseAffine) {

        /** With this added to the variance. */
        public Options eps(double eps) {
            return new Options(eps, elementwiseAffine);
        }

        /** With learned scale and shift, or without. */
        public Options elementwiseAffine(boolean elementwiseAffine) {
            return new Options(eps, elementwiseAffine);
        }
    }

    /** The scale, in the normalized shape; or null. */
    public final @Nullable Parameter weight;
    /** The shift, in the normalized shape; or null. */
    public final @Nullable Parameter bias;

    private final int[] normalizedShape;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1e-5, true);
    }

    /** Normalizes the last dimensions, which have these sizes. */
    public LayerNorm(int... normalizedShape) {
        this(normalizedShape, options());
    }

    /** Normalizes the last dimension, which has this size. */
    public LayerNorm(int normalizedShape, Options options) {
        this(new int[] {normalizedShape}, options);
    }

    /** Normalizes the last dimensions, which have these sizes. */
    public LayerNorm(int[] normalizedShape, Options options) {
        this.normalizedShape = normalizedShape.clone();
        this.options = options;
        DType dtype = DType.getDefault();
        weight = options.elementwiseAffine() ? new Parameter(Tensor.ones(normalizedShape, dtype)) : null;
        bias = options.elementwiseAffine() ? new Parameter(Tensor.zeros(normalizedShape, dtype)) : null;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.layerNorm(x, normalizedShape, weight, bias, options.eps()));
    }

    @Override
    protected String extraRepr() {
        return PyText.tuple(normalizedShape) + ", eps=" + PyText.real(options.eps()) + ", elementwise_affine="
                + PyText.bool(options.elementwiseAffine());
    }
}
