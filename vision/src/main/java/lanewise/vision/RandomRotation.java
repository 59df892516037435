package lanewise.vision;

import lanewise.tensor.Tensor;

/** Turns an image by a random angle around its middle: {@code torchvision.transforms.RandomRotation}. */
public final class RandomRotation extends ImageTransform {
    private final double degrees;
    private final String interpolation;

    /**
     * Takes the nearest point for each.
     *
     * @param degrees the greatest angle, either way
     * @throws IllegalArgumentException if negative
     */
    public RandomRotation(double degrees) {
        this(degrees, "nearest");
    }

    /**
     * With a way to read between points.
     *
     * @param degrees the greatest angle, either way
     * @param interpolation {@code "nearest"}, {@code "bilinear"} or {@code "bicubic"}
     * @throws IllegalArgumentException if the angle is negative or the mode unknown
     */
    public RandomRotation(double degrees, String interpolation) {
        super(
                "RandomRotation(degrees=[-" + degrees + ", " + degrees + "], interpolation=" + interpolation + ")",
                false);
        require(
                degrees >= 0 && interpolation.matches("nearest|bilinear|bicubic"),
                "an angle of at least 0, and nearest, bilinear or bicubic");
        this.degrees = degrees;
        this.interpolation = interpolation;
    }

    @Override
    Tensor image(Tensor x) {
        // Counter-clockwise, as torchvision turns here.
        return RandomAffine.moved(x, -uniform(-degrees, degrees), 0, 0, 1, 0, interpolation);
    }
}
