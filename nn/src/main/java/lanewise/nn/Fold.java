package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Adds sliding blocks up to images, as {@code torch.nn.Fold}: {@code (N, C·kh·kw, L)} with one column per block becomes
 * {@code (N, C, H, W)}. It is not the inverse of {@link Unfold}: where blocks overlap, they are added.
 */
public final class Fold extends SlidingBlocks {

    private final int[] outputSize;

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
        super(kernelSize, options);
        this.outputSize = outputSize.clone();
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.fold(x, outputSize, kernelSize, options));
    }

    @Override
    protected String extraRepr() {
        return "output_size=" + PyText.sizes(outputSize) + ", " + super.extraRepr();
    }
}
