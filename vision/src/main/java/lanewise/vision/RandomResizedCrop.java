package lanewise.vision;

import lanewise.tensor.Tensor;

/**
 * A part of an image of random size, shape and place, brought to one size: {@code
 * torchvision.transforms.RandomResizedCrop}, what ImageNet classifiers train on.
 */
public final class RandomResizedCrop extends ImageTransform {
    private final int height;
    private final int width;
    private final double[] scale;
    private final double[] ratio;

    /**
     * A square from 8 % to 100 % of the image, of shapes between 3:4 and 4:3.
     *
     * @param size its edge
     * @throws IllegalArgumentException if it is not positive
     */
    public RandomResizedCrop(int size) {
        this(size, size, 0.08, 1, 3 / 4.0, 4 / 3.0);
    }

    /**
     * With bounds of its own.
     *
     * @param height the new height
     * @param width the new width
     * @param minScale the least share of the image's area
     * @param maxScale the greatest
     * @param minRatio the least ratio of width to height
     * @param maxRatio the greatest
     * @throws IllegalArgumentException if a number is not positive or a range the wrong way round
     */
    public RandomResizedCrop(
            int height, int width, double minScale, double maxScale, double minRatio, double maxRatio) {
        super(
                "RandomResizedCrop(size=(" + height + ", " + width + "), scale=(" + minScale + ", " + maxScale
                        + "), ratio=(" + minRatio + ", " + maxRatio + "), interpolation=bilinear, antialias=True)",
                false);
        require(
                height > 0 && width > 0 && minScale > 0 && minScale <= maxScale && minRatio > 0 && minRatio <= maxRatio,
                "a positive size and positive ranges");
        this.height = height;
        this.width = width;
        scale = new double[] {minScale, maxScale};
        ratio = new double[] {minRatio, maxRatio};
    }

    @Override
    Tensor image(Tensor x) {
        int fullHeight = x.size(1);
        int fullWidth = x.size(2);
        for (int i = 0; i < 10; i++) {
            double area = (double) fullHeight * fullWidth * uniform(scale[0], scale[1]);
            double shape = Math.exp(uniform(Math.log(ratio[0]), Math.log(ratio[1])));
            int w = (int) Math.rint(Math.sqrt(area * shape));
            int h = (int) Math.rint(Math.sqrt(area / shape));
            if (w > 0 && w <= fullWidth && h > 0 && h <= fullHeight) {
                int top = randint(fullHeight - h + 1);
                int left = randint(fullWidth - w + 1);
                return resized(crop(x, top, left, h, w, 0), height, width);
            }
        }
        // Too long or too high an image: its middle, as much as the ratio lets.
        double shape = (double) fullWidth / fullHeight;
        int w = shape > ratio[1] ? Math.max(1, (int) Math.rint(fullHeight * ratio[1])) : fullWidth;
        int h = shape < ratio[0] ? Math.max(1, (int) Math.rint(fullWidth / ratio[0])) : fullHeight;
        return resized(crop(x, (fullHeight - h) / 2, (fullWidth - w) / 2, h, w, 0), height, width);
    }
}
