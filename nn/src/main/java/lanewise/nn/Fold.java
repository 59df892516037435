package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Adds sliding blocks up to images, as {@code torch.nn.Fold}: {@code (N, C·kh·kw, L)} with one column per block becomes
 * {@code (N, C, H, W)}. It is not the inverse of {@link Unfold}: where blocks overlap, they are added.
 */
public final class Fold extends Module {

    /**
     * PyTorch's arguments, each one number or (height, width).
     *
     * @param dilation the distance of the elements of a block (1)
     * @param padding zeros on both sides (0)
     * @param stride the distance of blocks (1)
     */
    public record Options(int[] dilation, int[] padding, int[] stride) {

        /** With elements at this distance. */
        public Options dilation(int... dilation) {
            return new Options(dilation, padding, stride);
        }

        /** With these zeros on both sides. */
        public Options padding(int... padding) {
            return new Options(dilation, padding, stride);
        }

        /** With blocks at this distance. */
        public Options stride(int... stride) {
            return new Options(dilation, padding, stride);
        }
    }

    private final int[] outputSize;
    private final int[] kernelSize;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(new int[] {1}, new int[] {0}, new int[] {1});
    }

    /** Square images of square blocks, moved by 1. */
    public Fold(int outputSize, int kernelSize) {
        this(new int[] {outputSize}, new int[] {kernelSize}, options());
    }

    /** Images and blocks (height, width), blocks moved by 1. */
    public Fold(int[] outputSize, int[] kernelSize) {
        this(outputSize, kernelSize, options());
    }

    /** Images and blocks, one number or (height, width). */
    public Fold(int[] outputSize, int[] kernelSize, Options options) {
        this.outputSize = outputSize.clone();
        this.kernelSize = kernelSize.clone();
        this.options = options;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.fold(x, outputSize, kernelSize, options));
    }

    @Override
    protected String extraRepr() {
        return "output_size=" + PyText.sizes(outputSize) + ", kernel_size=" + PyText.sizes(kernelSize) + ", dilation="
                + PyText.sizes(options.dilation()) + ", padding=" + PyText.sizes(options.padding()) + ", stride="
                + PyText.sizes(options.stride());
    }
}
