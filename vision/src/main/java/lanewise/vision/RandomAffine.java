package lanewise.vision;

import lanewise.tensor.GridSampling;
import lanewise.tensor.Tensor;

/**
 * Turns, moves, scales and shears an image by random amounts around its middle: {@code
 * torchvision.transforms.RandomAffine}. Where nothing of the image comes to lie is 0.
 */
public final class RandomAffine extends ImageTransform {
    private final Options options;

    /**
     * torchvision's keyword arguments; ranges in degrees go from {@code -x} to {@code x}.
     *
     * @param degrees the greatest angle to turn by
     * @param translateX the greatest move to the side, as a share of the width
     * @param translateY the greatest move up or down, as a share of the height
     * @param minScale the least factor of the size
     * @param maxScale the greatest
     * @param shear the greatest angle to shear by, along x
     * @param interpolation {@code "nearest"}, {@code "bilinear"} or {@code "bicubic"}
     */
    public record Options(
            double degrees,
            double translateX,
            double translateY,
            double minScale,
            double maxScale,
            double shear,
            String interpolation) {
        /** {@return a copy that moves by at most these shares of width and height} */
        public Options translate(double x, double y) {
            return new Options(degrees, x, y, minScale, maxScale, shear, interpolation);
        }

        /** {@return a copy that scales by a factor between these} */
        public Options scale(double min, double max) {
            return new Options(degrees, translateX, translateY, min, max, shear, interpolation);
        }

        /** {@return a copy that shears by at most this angle} */
        public Options shear(double angle) {
            return new Options(degrees, translateX, translateY, minScale, maxScale, angle, interpolation);
        }

        /** {@return a copy that reads between points in this way} */
        public Options interpolation(String mode) {
            return new Options(degrees, translateX, translateY, minScale, maxScale, shear, mode);
        }
    }

    /** {@return turns by at most this angle, no move, scale or shear, the nearest point} */
    public static Options degrees(double angle) {
        return new Options(angle, 0, 0, 1, 1, 0, "nearest");
    }

    /**
     * With options, beginning with {@link RandomAffine#degrees(double)}.
     *
     * @param options what to do at most
     * @throws IllegalArgumentException if one is negative, a share above 1 or the mode unknown
     */
    public RandomAffine(Options options) {
        super("RandomAffine(" + options + ")", false);
        require(
                options.degrees >= 0
                        && options.shear >= 0
                        && options.shear < 90
                        && between(0, options.translateX, 1)
                        && between(0, options.translateY, 1)
                        && options.minScale > 0
                        && between(options.minScale, options.maxScale, Double.MAX_VALUE)
                        && options.interpolation.matches("nearest|bilinear|bicubic"),
                "angles of at least 0, shares from 0 to 1, positive scales, nearest, bilinear or bicubic");
        this.options = options;
    }

    private static boolean between(double low, double x, double high) {
        return x >= low && x <= high;
    }

    @Override
    Tensor image(Tensor x) {
        double angle = uniform(-options.degrees, options.degrees);
        double right = 0;
        double down = 0;
        if (options.translateX > 0 || options.translateY > 0) {
            double mostRight = options.translateX * x.size(2);
            double mostDown = options.translateY * x.size(1);
            right = Math.rint(uniform(-mostRight, mostRight));
            down = Math.rint(uniform(-mostDown, mostDown));
        }
        double scale =
                options.minScale < options.maxScale ? uniform(options.minScale, options.maxScale) : options.minScale;
        double shear = options.shear > 0 ? uniform(-options.shear, options.shear) : 0;
        return moved(x, angle, right, down, scale, shear, options.interpolation);
    }

    /**
     * An image turned clockwise (degrees) after a shear along x (degrees), scaled and moved (points).
     *
     * <p>Each new point looks up its old place: the inverse of move ∘ turn ∘ shear ∘ scale, in units where the image
     * reaches from −1 to 1.
     */
    static Tensor moved(
            Tensor x, double angle, double right, double down, double scale, double shear, String interpolation) {
        double turn = Math.toRadians(angle);
        double slope = Math.tan(Math.toRadians(shear));
        double cos = Math.cos(turn);
        double sin = Math.sin(turn);
        double xx = (cos - slope * sin) / scale;
        double xy = (sin + slope * cos) / scale;
        double yx = -sin / scale;
        double yy = cos / scale;
        double height = x.size(1);
        double width = x.size(2);
        double[] theta = {
            xx,
            xy * height / width,
            -(xx * right + xy * down) * 2 / width,
            yx * width / height,
            yy,
            -(yx * right + yy * down) * 2 / height
        };
        Tensor matrix = Tensor.fromArray(theta, 1, 2, 3).to(x.dtype());
        Tensor grid = GridSampling.affineGrid(matrix, new int[] {1, x.size(0), x.size(1), x.size(2)}, false);
        Tensor y = GridSampling.gridSample(x.unsqueeze(0), grid, interpolation, "zeros", false);
        if (!interpolation.equals("nearest")) {
            // As torchvision does for its fill: the edge fades by how much of it lies inside.
            Tensor all = Tensor.ones(new int[] {1, 1, x.size(1), x.size(2)}, x.dtype());
            y = y.mul(GridSampling.gridSample(all, grid, interpolation, "zeros", false));
        }
        return y.squeeze(0);
    }
}
