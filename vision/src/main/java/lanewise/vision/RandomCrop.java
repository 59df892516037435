package lanewise.vision;

import lanewise.tensor.Tensor;

/** A part of an image at a random place: {@code torchvision.transforms.RandomCrop}. */
public final class RandomCrop extends ImageTransform {
    private final int height;
    private final int width;
    private final int padding;

    /**
     * A square.
     *
     * @param size its edge
     * @throws IllegalArgumentException if it is not positive
     */
    public RandomCrop(int size) {
        this(size, size, 0);
    }

    /**
     * A rectangle of the image with a border of zeros.
     *
     * @param height its height
     * @param width its width
     * @param padding the border on each side
     * @throws IllegalArgumentException if the size is not positive or the padding negative
     */
    public RandomCrop(int height, int width, int padding) {
        super(
                "RandomCrop(size=(" + height + ", " + width + "), padding=" + (padding == 0 ? "None" : padding) + ")",
                false);
        require(height > 0 && width > 0 && padding >= 0, "a positive size and no negative padding");
        this.height = height;
        this.width = width;
        this.padding = padding;
    }

    @Override
    Tensor image(Tensor x) {
        int down = x.size(1) + 2 * padding - height;
        int across = x.size(2) + 2 * padding - width;
        if (down < 0 || across < 0) {
            throw refused("an image of at least " + (height - 2 * padding) + "×" + (width - 2 * padding) + ", got "
                    + x.size(1) + "×" + x.size(2) + "; put Resize before it, or pass a larger padding");
        }
        // Nothing is drawn where there is one place only.
        boolean free = down > 0 || across > 0;
        int top = free ? randint(down + 1) : 0;
        int left = free ? randint(across + 1) : 0;
        return crop(x, top - padding, left - padding, height, width, 0);
    }
}
