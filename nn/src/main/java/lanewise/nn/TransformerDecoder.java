package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Decoder layers above each other, as {@code torch.nn.TransformerDecoder}. */
public final class TransformerDecoder extends Module {

    /** The layers. */
    public final ModuleList<TransformerDecoderLayer> layers;
    /** What stands behind the last layer, or null. */
    public final @Nullable Module norm;

    /** Copies {@code layer} {@code numLayers} times; all copies start with its weights. */
    public TransformerDecoder(TransformerDecoderLayer layer, int numLayers) {
        this(layer, numLayers, null);
    }

    /**
     * Copies {@code layer} {@code numLayers} times; all copies start with its weights, and {@code norm} stands behind.
     */
    public TransformerDecoder(TransformerDecoderLayer layer, int numLayers, @Nullable Module norm) {
        Sizes.notNegative("TransformerDecoder", "numLayers", numLayers);
        layers = new ModuleList<>();
        for (int i = 0; i < numLayers; i++) {
            layers.append(layer.copy());
        }
        this.norm = norm;
    }

    /** Returns the output without masks. */
    public Tensor forward(Tensor tgt, Tensor memory) {
        return forward(tgt, memory, TransformerDecoderLayer.masks());
    }

    /** Returns the output in the shape of {@code tgt}; arguments as in {@link TransformerDecoderLayer#forward}. */
    public Tensor forward(Tensor tgt, Tensor memory, TransformerDecoderLayer.Masks masks) {
        Tensor x = tgt;
        for (TransformerDecoderLayer layer : layers) {
            x = layer.forward(x, memory, masks);
        }
        return norm == null ? x : norm.forward(x);
    }
}
