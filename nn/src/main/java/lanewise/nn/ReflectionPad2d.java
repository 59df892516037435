package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Puts what lies inside, mirrored at the border around images {@code (N, C, H, W)} or {@code (C, H, W)}, as
 * {@code torch.nn.ReflectionPad2d}.
 */
public final class ReflectionPad2d extends Module {

    private final int[] padding;

    /** The same padding on all sides. */
    public ReflectionPad2d(int padding) {
        this(new int[] {padding});
    }

    /**
     * Padding left, right, top, bottom; one number stands for all sides. @throws IllegalArgumentException if it is
     * another count
     */
    public ReflectionPad2d(int[] padding) {
        this.padding = Padding.expand("ReflectionPad2d", 2, padding);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.pad(x, padding, PaddingMode.REFLECT, 0));
    }

    @Override
    protected String extraRepr() {
        return PyText.tuple(padding);
    }
}
