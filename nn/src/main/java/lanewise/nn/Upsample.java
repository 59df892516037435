package lanewise.nn;

import java.util.Arrays;
import java.util.stream.Collectors;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Resizes {@code (N, C, L)}, {@code (N, C, H, W)} or {@code (N, C, D, H, W)}, as {@code torch.nn.Upsample}.
 *
 * {@snippet :
 * var up = new Upsample(Upsample.options().scaleFactor(2).mode("bilinear"));
 * }
 */
public final class Upsample extends Module {

    /**
     * PyTorch's arguments; either the sizes or the factors are given.
     *
     * @param size the new sizes, one for all or one per dimension (null)
     * @param scaleFactor factors of the sizes, one for all or one per dimension (null)
     * @param mode {@code "nearest"}, {@code "nearest-exact"}, {@code "linear"}, {@code "bilinear"}, {@code "bicubic"},
     *     {@code "trilinear"} or {@code "area"} ("nearest")
     * @param alignCorners whether the centres of the corner pixels stay where they are; null for modes without this
     *     choice (null)
     * @param recomputeScaleFactor whether positions follow the ratio of the sizes instead of the factor (null: no)
     */
    public record Options(
            int @Nullable [] size,
            double @Nullable [] scaleFactor,
            String mode,
            @Nullable Boolean alignCorners,
            @Nullable Boolean recomputeScaleFactor) {

        /** To these sizes. */
        public Options size(int... size) {
            return new Options(size, scaleFactor, mode, alignCorners, recomputeScaleFactor);
        }

        /** By these factors. */
        public Options scaleFactor(double... scaleFactor) {
            return new Options(size, scaleFactor, mode, alignCorners, recomputeScaleFactor);
        }

        /** In this way. */
        public Options mode(String mode) {
            return new Options(size, scaleFactor, mode, alignCorners, recomputeScaleFactor);
        }

        /** With corner pixels that stay where they are, or not. */
        public Options alignCorners(@Nullable Boolean alignCorners) {
            return new Options(size, scaleFactor, mode, alignCorners, recomputeScaleFactor);
        }

        /** With positions by the ratio of the sizes, or not. */
        public Options recomputeScaleFactor(@Nullable Boolean recomputeScaleFactor) {
            return new Options(size, scaleFactor, mode, alignCorners, recomputeScaleFactor);
        }
    }

    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(null, null, "nearest", null, null);
    }

    /** With these options. */
    public Upsample(Options options) {
        this.options = options;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.interpolate(x, options));
    }

    @Override
    protected String extraRepr() {
        return repr(options);
    }

    static String repr(Options options) {
        double[] factor = options.scaleFactor();
        int[] size = options.size();
        String what;
        if (factor != null) {
            what = "scale_factor="
                    + (factor.length == 1
                            ? PyText.real(factor[0])
                            : Arrays.stream(factor).mapToObj(PyText::real).collect(Collectors.joining(", ", "(", ")")));
        } else {
            what = "size=" + (size == null ? "None" : PyText.sizes(size));
        }
        return what + ", mode=" + options.mode();
    }
}
