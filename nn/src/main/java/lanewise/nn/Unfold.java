package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Takes sliding blocks out of images, as {@code torch.nn.Unfold}: {@code (N, C, H, W)} becomes {@code (N, C·kh·kw, L)}
 * with one column per block.
 */
public final class Unfold extends SlidingBlocks {

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
        super(kernelSize, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.unfold(x, kernelSize, options));
    }
}
