package lanewise.nn;

/** Resizes images {@code (N, C, H, W)} by repeating pixels, as {@code torch.nn.UpsamplingNearest2d}. */
public final class UpsamplingNearest2d extends Upsampling2d {

    /** With these options. */
    public UpsamplingNearest2d(Options options) {
        super(options, "nearest", null);
    }
}
