package lanewise.vision;

import lanewise.tensor.Tensor;

/** The middle of an image, zeros around it where it is too small: {@code torchvision.transforms.CenterCrop}. */
public final class CenterCrop extends ImageTransform {
    private final int height;
    private final int width;

    /**
     * A square.
     *
     * @param size its edge
     * @throws IllegalArgumentException if it is not positive
     */
    public CenterCrop(int size) {
        this(size, size);
    }

    /**
     * A rectangle.
     *
     * @param height its height
     * @param width its width
     * @throws IllegalArgumentException if one is not positive
     */
    public CenterCrop(int height, int width) {
        super("CenterCrop(size=(" + height + ", " + width + "))", true);
        require(height > 0 && width > 0, "a positive size");
        this.height = height;
        this.width = width;
    }

    @Override
    Tensor image(Tensor x) {
        return crop(x, start(x.size(1), height), start(x.size(2), width), height, width, 0);
    }

    /** Of an odd rest, a larger image loses half rounded to even in front, a smaller one gets less there. */
    private static int start(int size, int wanted) {
        return size >= wanted ? (int) Math.rint((size - wanted) / 2.0) : -((wanted - size) / 2);
    }
}
