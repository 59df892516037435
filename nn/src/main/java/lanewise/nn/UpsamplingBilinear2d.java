package lanewise.nn;

/**
 * Resizes images {@code (N, C, H, W)} bilinearly, corner pixels staying where they are, as
 * {@code torch.nn.UpsamplingBilinear2d}.
 */
public final class UpsamplingBilinear2d extends Upsampling2d {

    /** With these options. */
    public UpsamplingBilinear2d(Options options) {
        super(options, "bilinear", true);
    }
}
