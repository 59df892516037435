package lanewise.vision;

import lanewise.tensor.Tensor;

/**
 * Brings images to one size: {@code torchvision.transforms.Resize}, bilinear with antialiasing (shrunken images are
 * averages, not a choice of points).
 */
public final class Resize extends ImageTransform {
    private final int height;
    private final int width;

    /**
     * The shorter edge to this length, the longer one in proportion.
     *
     * @param size the new length of the shorter edge
     * @throws IllegalArgumentException if it is not positive
     */
    public Resize(int size) {
        super("Resize(size=" + size + ", interpolation=bilinear, max_size=None, antialias=True)", true);
        require(size > 0, "a positive size");
        height = size;
        width = 0;
    }

    /**
     * Exactly this size.
     *
     * @param height the new height
     * @param width the new width
     * @throws IllegalArgumentException if one is not positive
     */
    public Resize(int height, int width) {
        super(
                "Resize(size=(" + height + ", " + width + "), interpolation=bilinear, max_size=None, antialias=True)",
                true);
        require(height > 0 && width > 0, "a positive size");
        this.height = height;
        this.width = width;
    }

    @Override
    Tensor image(Tensor x) {
        if (width > 0) {
            return resized(x, height, width);
        }
        int shorter = Math.min(x.size(1), x.size(2));
        // Exactly the new length for the shorter edge, rounded down for the longer one.
        return resized(x, (int) ((long) height * x.size(1) / shorter), (int) ((long) height * x.size(2) / shorter));
    }
}
