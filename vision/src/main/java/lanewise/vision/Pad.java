package lanewise.vision;

import lanewise.tensor.Tensor;

/** A border of one value around an image: {@code torchvision.transforms.Pad} with {@code padding_mode="constant"}. */
public final class Pad extends ImageTransform {
    private final int left;
    private final int top;
    private final int right;
    private final int bottom;
    private final double fill;

    /**
     * The same border on all sides, of zeros.
     *
     * @param padding how many points
     * @throws IllegalArgumentException if negative
     */
    public Pad(int padding) {
        this(padding, padding, padding, padding, 0);
    }

    /**
     * A border of its own on each side.
     *
     * @param left how many points
     * @param top how many points
     * @param right how many points
     * @param bottom how many points
     * @param fill their value
     * @throws IllegalArgumentException if a number of points is negative
     */
    public Pad(int left, int top, int right, int bottom, double fill) {
        super(
                "Pad(padding=(" + left + ", " + top + ", " + right + ", " + bottom + "), fill=" + fill
                        + ", padding_mode=constant)",
                true);
        require(left >= 0 && top >= 0 && right >= 0 && bottom >= 0, "no negative padding");
        this.left = left;
        this.top = top;
        this.right = right;
        this.bottom = bottom;
        this.fill = fill;
    }

    @Override
    Tensor image(Tensor x) {
        return crop(x, -top, -left, top + x.size(1) + bottom, left + x.size(2) + right, fill);
    }
}
