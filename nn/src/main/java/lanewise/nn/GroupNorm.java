package lanewise.nn;

import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Mean 0 and variance 1 for each group of channels of each example, then a learned scale and shift per channel, as
 * {@code torch.nn.GroupNorm} (Wu and He, 2018); inputs are {@code (N, C, *)}.
 */
public final class GroupNorm extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param eps added to the variance (1e-5)
     * @param affine whether a scale and a shift are learned (true)
     */
    public record Options(double eps, boolean affine) {

        /** With this added to the variance. */
        public Options eps(double eps) {
            return new Options(eps, affine);
        }

        /** With a learned scale and shift, or without. */
        public Options affine(boolean affine) {
            return new Options(eps, affine);
        }
    }

    private final int numGroups;
    private final int numChannels;
    private final Options options;
    /** The scale {@code (numChannels)}, or null. */
    public final @Nullable Parameter weight;
    /** The shift {@code (numChannels)}, or null. */
    public final @Nullable Parameter bias;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1e-5, true);
    }

    /** For so many channels in so many groups. */
    public GroupNorm(int numGroups, int numChannels) {
        this(numGroups, numChannels, options());
    }

    /** For so many channels in so many groups. @throws IllegalArgumentException if the groups do not come out even */
    public GroupNorm(int numGroups, int numChannels, Options options) {
        Sizes.positive("GroupNorm", "numGroups", numGroups);
        Sizes.notNegative("GroupNorm", "numChannels", numChannels);
        if (numChannels % numGroups != 0) {
            throw new IllegalArgumentException(
                    "GroupNorm: numChannels must be divisible by numGroups, got " + numChannels + " and " + numGroups);
        }
        this.numGroups = numGroups;
        this.numChannels = numChannels;
        this.options = options;
        int[] shape = {numChannels};
        weight = options.affine() ? new Parameter(Tensor.ones(shape, DType.getDefault())) : null;
        bias = options.affine() ? new Parameter(Tensor.zeros(shape, DType.getDefault())) : null;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.groupNorm(x, numGroups, weight, bias, options.eps()));
    }

    @Override
    protected String extraRepr() {
        return numGroups + ", " + numChannels + ", eps=" + PyText.real(options.eps()) + ", affine="
                + PyText.bool(options.affine());
    }
}
