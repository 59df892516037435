package lanewise.vision;

import lanewise.tensor.Tensor;

/**
 * Puts one value over a random rectangle of an image: {@code torchvision.transforms.RandomErasing} (Zhong et al.,
 * 2017).
 */
public final class RandomErasing extends ImageTransform {
    private final double p;
    private final double value;
    private final double[] scale;
    private final double[] ratio;

    /** Every second image, from 2 % to 33 % of its area, shapes from 0.3 to 3.3, with zeros. */
    public RandomErasing() {
        this(0.5, 0.02, 0.33, 0.3, 3.3, 0);
    }

    /**
     * With bounds of its own.
     *
     * @param p how likely an image is changed
     * @param minScale the least share of the image's area
     * @param maxScale the greatest
     * @param minRatio the least ratio of height to width
     * @param maxRatio the greatest
     * @param value what the rectangle is filled with
     * @throws IllegalArgumentException if a number or range is not possible
     */
    public RandomErasing(double p, double minScale, double maxScale, double minRatio, double maxRatio, double value) {
        super(
                "RandomErasing(p=" + p + ", scale=(" + minScale + ", " + maxScale + "), ratio=(" + minRatio + ", "
                        + maxRatio + "), value=" + value + ")",
                false);
        require(
                p >= 0
                        && p <= 1
                        && minScale >= 0
                        && minScale <= maxScale
                        && maxScale <= 1
                        && minRatio > 0
                        && minRatio <= maxRatio,
                "probability and area from 0 to 1 and positive ratios");
        this.p = p;
        this.value = value;
        scale = new double[] {minScale, maxScale};
        ratio = new double[] {minRatio, maxRatio};
    }

    @Override
    Tensor image(Tensor x) {
        if (random() >= p) {
            return x;
        }
        int height = x.size(1);
        int width = x.size(2);
        for (int i = 0; i < 10; i++) {
            double area = (double) height * width * uniform(scale[0], scale[1]);
            double shape = Math.exp(uniform(Math.log(ratio[0]), Math.log(ratio[1])));
            int h = (int) Math.rint(Math.sqrt(area * shape));
            int w = (int) Math.rint(Math.sqrt(area / shape));
            if (h < height && w < width) {
                Tensor y = x.clone();
                int top = randint(height - h + 1);
                int left = randint(width - w + 1);
                y.narrow(1, top, h).narrow(2, left, w).fill_(value);
                return y;
            }
        }
        return x;
    }
}
