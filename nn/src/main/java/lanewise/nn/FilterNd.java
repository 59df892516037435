package lanewise.nn;

import java.util.Map;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What convolutions and transposed convolutions have in common. */
public abstract sealed class FilterNd extends InputSized permits ConvNd, ConvTransposeNd {

    final String layer;
    private final boolean transposed;
    private final int groups;
    int inChannels;
    final int outChannels;
    final int[] kernelSize;
    /**
     * The filters {@code (outChannels, inChannels / groups, *kernelSize)}; of a transposed convolution
     * {@code (inChannels, outChannels / groups, *kernelSize)}.
     */
    public final Parameter weight;
    /** The bias {@code (outChannels)}, or null. */
    public final @Nullable Parameter bias;

    FilterNd(
            String layer,
            boolean transposed,
            int inChannels,
            int outChannels,
            int[] kernelSize,
            int groups,
            boolean bias) {
        this.layer = layer;
        this.transposed = transposed;
        this.groups = groups;
        this.inChannels = inChannels;
        this.outChannels = outChannels;
        this.kernelSize = kernelSize;
        weight = Filters.weight(layer, inChannels, outChannels, kernelSize, groups, transposed);
        this.bias = bias ? Filters.bias(outChannels) : null;
        Filters.reset(weight, this.bias);
    }

    @Override
    final void resize(int size) {
        inChannels = size;
        weight.setData(Filters.weight(layer, size, outChannels, kernelSize, groups, transposed)
                .detach()
                .to(weight.dtype()));
        resetParameters();
    }

    @Override
    final int inputSize(Map<String, ? extends Tensor> state, String prefix) {
        return transposed
                ? Lazies.size(state, prefix + "weight", 0, 1)
                : Lazies.size(state, prefix + "weight", 1, groups);
    }

    /** Draws weights and bias anew. */
    public void resetParameters() {
        Filters.reset(weight, bias);
    }

    @Override
    public abstract Tensor forward(Tensor x);
}
