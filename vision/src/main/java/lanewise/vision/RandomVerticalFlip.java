package lanewise.vision;

import lanewise.tensor.Tensor;

/** Swaps top and bottom now and then: {@code torchvision.transforms.RandomVerticalFlip}. */
public final class RandomVerticalFlip extends ImageTransform {
    private final double p;

    /** Every second image. */
    public RandomVerticalFlip() {
        this(0.5);
    }

    /**
     * A share of the images.
     *
     * @param p how likely an image is flipped
     * @throws IllegalArgumentException if not from 0 to 1
     */
    public RandomVerticalFlip(double p) {
        super("RandomVerticalFlip(p=" + p + ")", false);
        require(p >= 0 && p <= 1, "a probability");
        this.p = p;
    }

    @Override
    Tensor image(Tensor x) {
        return random() < p ? x.flip(-2) : x;
    }
}
