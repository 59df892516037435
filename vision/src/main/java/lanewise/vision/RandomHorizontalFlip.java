package lanewise.vision;

import lanewise.tensor.Tensor;

/** Swaps left and right now and then: {@code torchvision.transforms.RandomHorizontalFlip}. */
public final class RandomHorizontalFlip extends ImageTransform {
    private final double p;

    /** Every second image. */
    public RandomHorizontalFlip() {
        this(0.5);
    }

    /**
     * A share of the images.
     *
     * @param p how likely an image is flipped
     * @throws IllegalArgumentException if not from 0 to 1
     */
    public RandomHorizontalFlip(double p) {
        super("RandomHorizontalFlip(p=" + p + ")", false);
        require(p >= 0 && p <= 1, "a probability");
        this.p = p;
    }

    @Override
    Tensor image(Tensor x) {
        return random() < p ? x.flip(-1) : x;
    }
}
