package lanewise.vision;

import lanewise.tensor.Tensor;

/**
 * From red, green and blue to brightness, 0.2989 R + 0.587 G + 0.114 B: {@code torchvision.transforms.Grayscale}.
 * Images of one channel keep it.
 */
public final class Grayscale extends ImageTransform {
    private final int channels;

    /** To one channel. */
    public Grayscale() {
        this(1);
    }

    /**
     * To some equal channels.
     *
     * @param numOutputChannels 1 or 3
     * @throws IllegalArgumentException if another
     */
    public Grayscale(int numOutputChannels) {
        super("Grayscale(num_output_channels=" + numOutputChannels + ")", true);
        require(numOutputChannels == 1 || numOutputChannels == 3, "1 or 3 channels");
        channels = numOutputChannels;
    }

    @Override
    Tensor image(Tensor x) {
        if (x.size(0) != 3 && x.size(0) != 1) {
            throw refused("an image of 1 or 3 channels, got " + x.size(0));
        }
        Tensor gray = x.size(0) == 1 ? x : gray(x);
        return channels == 1 ? gray : gray.expand(3, x.size(1), x.size(2)).contiguous();
    }

    static Tensor gray(Tensor x) {
        return x.narrow(0, 0, 1)
                .mul(0.2989)
                .add(x.narrow(0, 1, 1).mul(0.587))
                .add(x.narrow(0, 2, 1).mul(0.114));
    }
}
