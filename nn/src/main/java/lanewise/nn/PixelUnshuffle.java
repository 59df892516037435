package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Turns pixels into channels: {@code (*, C, H·r, W·r)} becomes {@code (*, C·r², H, W)}; as
 * {@code torch.nn.PixelUnshuffle}.
 */
public final class PixelUnshuffle extends Module {

    private final int downscaleFactor;

    /** Makes the layer. @param downscaleFactor how much smaller the image becomes, r */
    public PixelUnshuffle(int downscaleFactor) {
        Sizes.positive("PixelUnshuffle", "downscaleFactor", downscaleFactor);
        this.downscaleFactor = downscaleFactor;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.pixelUnshuffle(x, downscaleFactor));
    }

    @Override
    protected String extraRepr() {
        return "downscale_factor=" + downscaleFactor;
    }
}
