package lanewise.vision;

import lanewise.datasets.SampleRandom;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;

/**
 * Changes brightness, contrast, saturation and hue of an image of values from 0 to 1 by random amounts and in random
 * order: {@code torchvision.transforms.ColorJitter}. Images of one channel have no colours: only their brightness and
 * contrast change.
 */
public final class ColorJitter extends ImageTransform {
    private final double[] most;

    /**
     * How much at most; 0 leaves it as it is.
     *
     * @param brightness brightness times {@code 1 - x} to {@code 1 + x}
     * @param contrast contrast times {@code 1 - x} to {@code 1 + x}
     * @param saturation saturation times {@code 1 - x} to {@code 1 + x}
     * @param hue hue turned by {@code -x} to {@code x} of the colour circle, at most 0.5
     * @throws IllegalArgumentException if negative, or the hue above 0.5
     */
    public ColorJitter(double brightness, double contrast, double saturation, double hue) {
        super(
                "ColorJitter(brightness=" + brightness + ", contrast=" + contrast + ", saturation=" + saturation
                        + ", hue=" + hue + ")",
                false);
        require(
                brightness >= 0 && contrast >= 0 && saturation >= 0 && hue >= 0 && hue <= 0.5,
                "no negative amount and a hue up to 0.5");
        most = new double[] {brightness, contrast, saturation, hue};
    }

    @Override
    Tensor image(Tensor x) {
        if (x.size(0) != 3 && x.size(0) != 1) {
            throw refused("an image of 1 or 3 channels, got " + x.size(0));
        }
        long[] order = SampleRandom.generator().permutation(4);
        double[] amount = new double[4];
        for (int i = 0; i < 4; i++) {
            double middle = i < 3 ? 1 : 0;
            double low = i < 3 ? Math.max(0, 1 - most[i]) : -most[3];
            amount[i] = most[i] > 0 ? uniform(low, middle + most[i]) : middle;
        }
        boolean colours = x.size(0) == 3;
        Tensor y = x;
        for (long change : order) {
            int i = (int) change;
            if (most[i] == 0 || i > 1 && !colours) {
                continue;
            }
            y = switch (i) {
                case 0 -> blend(y, amount[0], y.mul(0));
                case 1 -> blend(y, amount[1], (colours ? Grayscale.gray(y) : y).mean());
                case 2 -> blend(y, amount[2], Grayscale.gray(y));
                default -> turnHue(y, amount[3]);
            };
        }
        return y;
    }

    private static Tensor blend(Tensor x, double share, Tensor other) {
        return x.mul(share).add(other.mul(1 - share)).clamp(0, 1);
    }

    /** By way of hue, saturation and value (Smith 1978), point for point. */
    private static Tensor turnHue(Tensor x, double turn) {
        double[] rgb = x.to(DType.FLOAT64).toDoubleArray();
        int n = rgb.length / 3;
        for (int i = 0; i < n; i++) {
            double r = rgb[i];
            double g = rgb[n + i];
            double b = rgb[2 * n + i];
            double value = Math.max(r, Math.max(g, b));
            double range = value - Math.min(r, Math.min(g, b));
            if (range == 0) {
                continue;
            }
            double hue = value == r ? (g - b) / range : value == g ? 2 + (b - r) / range : 4 + (r - g) / range;
            for (int c = 0; c < 3; c++) {
                // Each channel is full for a third of the circle, falls and rises in a sixth, and is empty for a third.
                double place = hue / 6 + turn - c / 3.0;
                double away = Math.abs(place - Math.rint(place)) * 6;
                rgb[c * n + i] = value - range * Math.clamp(away - 1, 0.0, 1.0);
            }
        }
        return Tensor.asTensor(rgb, x.shape()).to(x.dtype());
    }
}
