package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Turns channels into pixels: {@code (*, C·r², H, W)} becomes {@code (*, C, H·r, W·r)}; as
 * {@code torch.nn.PixelShuffle}.
 */
public final class PixelShuffle extends Module {

    private final int upscaleFactor;

    /** Makes the layer. @param upscaleFactor how much larger the image becomes, r */
    public PixelShuffle(int upscaleFactor) {
        Sizes.positive("PixelShuffle", "upscaleFactor", upscaleFactor);
        this.upscaleFactor = upscaleFactor;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.pixelShuffle(x, upscaleFactor));
    }

    @Override
    protected String extraRepr() {
        return "upscale_factor=" + upscaleFactor;
    }
}
