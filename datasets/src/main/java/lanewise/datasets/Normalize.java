package lanewise.datasets;

import java.util.Arrays;
import java.util.stream.Collectors;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;

/**
 * Shifts and scales each channel: {@code (x - mean) / std}, as {@code torchvision.transforms.Normalize}, in the type of
 * the image.
 */
public final class Normalize implements Transform {
    private final double[] mean;
    private final double[] std;

    /**
     * The same for all channels.
     *
     * @param mean what to subtract
     * @param std what to divide by
     * @throws IllegalArgumentException if {@code std} is 0
     */
    public Normalize(double mean, double std) {
        this(new double[] {mean}, new double[] {std});
    }

    /**
     * One pair per channel.
     *
     * @param mean what to subtract, {@code C} values
     * @param std what to divide by, {@code C} values
     * @throws IllegalArgumentException if the lengths differ or are 0, or if an {@code std} is 0
     */
    public Normalize(double[] mean, double[] std) {
        if (mean.length != std.length || mean.length == 0) {
            throw new IllegalArgumentException("Normalize: expected as many means as standard deviations, got "
                    + Arrays.toString(mean) + " and " + Arrays.toString(std));
        }
        for (double s : std) {
            if ((float) s == 0) {
                throw new IllegalArgumentException(
                        "Normalize: std evaluated to zero, leading to division by zero: " + Arrays.toString(std));
            }
        }
        this.mean = mean.clone();
        this.std = std.clone();
    }

    /**
     * {@inheritDoc}
     *
     * @param x floating-point, {@code (..., C, H, W)}
     * @throws IllegalArgumentException if the image is not floating-point, has fewer than three dimensions, or has
     *     another number of channels than there are means
     */
    @Override
    public Tensor apply(Tensor x) {
        if (!x.isFloatingPoint()) {
            throw new IllegalArgumentException(
                    "Normalize: expected floating-point values, got " + x.dtype() + "; put ToTensor before it");
        }
        if (x.dim() < 3) {
            throw new IllegalArgumentException("Normalize: expected an image (..., C, H, W), got "
                    + Arrays.toString(x.shape()) + "; put ToTensor before it, or use unsqueeze(0)");
        }
        if (mean.length != 1 && mean.length != x.size(-3)) {
            throw new IllegalArgumentException("Normalize: there are " + mean.length + " means, but " + x.size(-3)
                    + " channels in " + Arrays.toString(x.shape()));
        }
        return x.sub(perChannel(mean, x.dtype())).div(perChannel(std, x.dtype()));
    }

    private static Tensor perChannel(double[] values, DType dtype) {
        return Tensor.fromArray(values, values.length, 1, 1).to(dtype);
    }

    @Override
    public boolean deterministic() {
        return true;
    }

    @Override
    public boolean pointwise() {
        return mean.length == 1;
    }

    @Override
    public String toString() {
        return "Normalize(mean=" + tuple(mean) + ", std=" + tuple(std) + ")";
    }

    /** As Python prints it; a value given as a float in its short form. */
    private static String tuple(double[] values) {
        String all = Arrays.stream(values)
                .mapToObj(v -> v == (float) v ? Float.toString((float) v) : Double.toString(v))
                .collect(Collectors.joining(", "));
        return values.length == 1 ? "(" + all + ",)" : "(" + all + ")";
    }
}
