package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Takes sliding blocks out of images, as {@code torch.nn.Unfold}: {@code (N, C, H, W)} becomes {@code (N, C·kh·kw, L)}
 * with one column per block.
 */
public final class Unfold extends Module {

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

    private final int[] kernelSize;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(new int[] {1}, new int[] {0}, new int[] {1});
    }

    /** Square blocks, moved by 1. */
    public Unfold(int kernelSize) {
        this(kernelSize, options());
    }

    /** Square blocks. */
    public Unfold(int kernelSize, Options options) {
        this(new int[] {kernelSize}, options);
    }

    /** Blocks (height, width), moved by 1. */
    public Unfold(int[] kernelSize) {
        this(kernelSize, options());
    }

    /** Blocks (height, width). */
    public Unfold(int[] kernelSize, Options options) {
        this.kernelSize = kernelSize.clone();
        this.options = options;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.unfold(x, kernelSize, options));
    }

    @Override
    protected String extraRepr() {
        return "kernel_size=" + PyText.sizes(kernelSize) + ", dilation=" + PyText.sizes(options.dilation())
                + ", padding=" + PyText.sizes(options.padding()) + ", stride=" + PyText.sizes(options.stride());
    }
}
