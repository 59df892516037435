package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Resizes images {@code (N, C, H, W)} by repeating pixels, as {@code torch.nn.UpsamplingNearest2d}. */
public final class UpsamplingNearest2d extends Module {

    /**
     * PyTorch's arguments; one of them is given.
     *
     * @param size the new sizes, one for both or (height, width) (null)
     * @param scaleFactor factors of the sizes, one for both or (height, width) (null)
     */
    public record Options(int @Nullable [] size, double @Nullable [] scaleFactor) {

        /** To these sizes. */
        public Options size(int... size) {
            return new Options(size, scaleFactor);
        }

        /** By these factors. */
        public Options scaleFactor(double... scaleFactor) {
            return new Options(size, scaleFactor);
        }
    }

    private final Upsample.Options options;

    /** PyTorch's defaults: neither. */
    public static Options options() {
        return new Options(null, null);
    }

    /** With these options. */
    public UpsamplingNearest2d(Options options) {
        this.options = new Upsample.Options(options.size(), options.scaleFactor(), "nearest", null, null);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.interpolate(x, options));
    }

    @Override
    protected String extraRepr() {
        return Upsample.repr(options);
    }
}
