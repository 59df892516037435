package lanewise.vision;

import java.util.Arrays;
import lanewise.datasets.SampleRandom;
import lanewise.datasets.Transform;
import lanewise.tensor.Generator;
import lanewise.tensor.Tensor;

/** What transforms of images {@code (C, H, W)} share: checks, text, random numbers, cutting out. */
abstract class ImageTransform implements Transform {
    private final String text;
    private final boolean deterministic;

    /**
     * @param text as torchvision prints it
     * @param deterministic whether no random number is drawn
     */
    ImageTransform(String text, boolean deterministic) {
        this.text = text;
        this.deterministic = deterministic;
    }

    /** The image transformed; the one given is floating-point and has three dimensions. */
    abstract Tensor image(Tensor x);

    @Override
    public final Tensor apply(Tensor x) {
        if (x.dim() != 3 || !x.isFloatingPoint() || x.numel() == 0) {
            throw refused("an image (C, H, W) of floating-point values, got " + x.dtype() + " "
                    + Arrays.toString(x.shape()) + "; put ToTensor before it");
        }
        return image(x);
    }

    @Override
    public final boolean deterministic() {
        return deterministic;
    }

    @Override
    public final String toString() {
        return text;
    }

    final IllegalArgumentException refused(String expected) {
        return new IllegalArgumentException(getClass().getSimpleName() + ": expected " + expected);
    }

    /** Throws unless a condition on an option holds. */
    final void require(boolean holds, String expected) {
        if (!holds) {
            throw refused(expected + ", got " + text);
        }
    }

    /** As {@code torch.rand(1)}. */
    static float random() {
        return SampleRandom.generator().nextFloat();
    }

    /** As {@code torch.empty(1).uniform_(low, high)}. */
    static double uniform(double low, double high) {
        float[] y = new float[1];
        SampleRandom.generator().uniform(y, 0, 1, low, high);
        return y[0];
    }

    /** As {@code torch.randint(0, n, (1,))}. */
    static int randint(int n) {
        long[] y = new long[1];
        Generator generator = SampleRandom.generator();
        generator.randomInts(y, 0, 1, 0, n);
        return (int) y[0];
    }

    /** A part of an image; what lies outside the image is {@code fill}. */
    static Tensor crop(Tensor x, int top, int left, int height, int width, double fill) {
        int y0 = Math.clamp(top, 0, x.size(1));
        int x0 = Math.clamp(left, 0, x.size(2));
        int y1 = Math.clamp((long) top + height, y0, x.size(1));
        int x1 = Math.clamp((long) left + width, x0, x.size(2));
        Tensor part = x.narrow(1, y0, y1 - y0).narrow(2, x0, x1 - x0);
        if (y1 - y0 == height && x1 - x0 == width) {
            return part;
        }
        Tensor y = Tensor.full(new int[] {x.size(0), height, width}, fill, x.dtype());
        y.narrow(1, y0 - top, y1 - y0).narrow(2, x0 - left, x1 - x0).copy_(part);
        return y;
    }

    /** The image in another size: each new point the mean of those under a triangle around it, as Pillow's bilinear. */
    static Tensor resized(Tensor x, int height, int width) {
        if (x.size(1) == height && x.size(2) == width) {
            return x;
        }
        Tensor rows = Tensor.fromArray(triangles(x.size(1), height), height, x.size(1))
                .to(x.dtype());
        Tensor columns =
                Tensor.fromArray(triangles(x.size(2), width), width, x.size(2)).to(x.dtype());
        return rows.matmul(x.matmul(columns.t()));
    }

    /** The weights (to, from) with which old points make new ones; shrunken images get wider triangles. */
    private static double[] triangles(int from, int to) {
        double[] weights = new double[Math.multiplyExact(from, to)];
        double scale = (double) from / to;
        double reach = Math.max(scale, 1);
        for (int i = 0; i < to; i++) {
            double centre = scale * (i + 0.5);
            int first = Math.max((int) (centre - reach + 0.5), 0);
            int last = Math.min((int) (centre + reach + 0.5), from);
            double sum = 0;
            for (int j = first; j < last; j++) {
                double weight = Math.max(0, 1 - Math.abs(j - centre + 0.5) / reach);
                weights[i * from + j] = weight;
                sum += weight;
            }
            for (int j = first; j < last; j++) {
                weights[i * from + j] /= sum;
            }
        }
        return weights;
    }
}
