package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Encoder layers above each other, as {@code torch.nn.TransformerEncoder}. */
public final class TransformerEncoder extends Module {

    /** The layers. */
    public final ModuleList<TransformerEncoderLayer> layers;
    /** What stands behind the last layer, or null. */
    public final @Nullable Module norm;

    /** Copies {@code layer} {@code numLayers} times; all copies start with its weights. */
    public TransformerEncoder(TransformerEncoderLayer layer, int numLayers) {
        this(layer, numLayers, null);
    }

    /**
     * Copies {@code layer} {@code numLayers} times; all copies start with its weights, and {@code norm} stands behind.
     */
    public TransformerEncoder(TransformerEncoderLayer layer, int numLayers, @Nullable Module norm) {
        Sizes.notNegative("TransformerEncoder", "numLayers", numLayers);
        layers = new ModuleList<>();
        for (int i = 0; i < numLayers; i++) {
            layers.append(layer.copy());
        }
        this.norm = norm;
    }

    /** Returns the output without masks. */
    @Override
    public Tensor forward(Tensor src) {
        return forward(src, null, null);
    }

    /** Returns the output in the shape of {@code src}; arguments as in {@link TransformerEncoderLayer#forward}. */
    public Tensor forward(Tensor src, @Nullable Tensor mask, @Nullable Tensor srcKeyPaddingMask) {
        Tensor x = src;
        for (TransformerEncoderLayer layer : layers) {
            x = layer.forward(x, mask, srcKeyPaddingMask);
        }
        return norm == null ? x : norm.forward(x);
    }
}
