package lanewise.nn;

import java.util.Arrays;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** An encoder and a decoder, as {@code torch.nn.Transformer} (Vaswani et al., 2017). */
public final class Transformer extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param dModel the size of what each step holds (512)
     * @param nhead the number of heads of attention (8)
     * @param numEncoderLayers the number of encoder layers (6)
     * @param numDecoderLayers the number of decoder layers (6)
     * @param layer the arguments of each layer
     */
    public record Options(int dModel, int nhead, int numEncoderLayers, int numDecoderLayers, TransformerOptions layer) {

        /** With steps of this size. */
        public Options dModel(int dModel) {
            return new Options(dModel, nhead, numEncoderLayers, numDecoderLayers, layer);
        }

        /** With this many heads. */
        public Options nhead(int nhead) {
            return new Options(dModel, nhead, numEncoderLayers, numDecoderLayers, layer);
        }

        /** With this many encoder layers. */
        public Options numEncoderLayers(int numEncoderLayers) {
            return new Options(dModel, nhead, numEncoderLayers, numDecoderLayers, layer);
        }

        /** With this many decoder layers. */
        public Options numDecoderLayers(int numDecoderLayers) {
            return new Options(dModel, nhead, numEncoderLayers, numDecoderLayers, layer);
        }

        /** With layers like this. */
        public Options layer(TransformerOptions layer) {
            return new Options(dModel, nhead, numEncoderLayers, numDecoderLayers, layer);
        }

        /** With this inner size of the layers' networks. */
        public Options dimFeedforward(int dimFeedforward) {
            return layer(layer.dimFeedforward(dimFeedforward));
        }

        /** With this dropout. */
        public Options dropout(double dropout) {
            return layer(layer.dropout(dropout));
        }

        /** With this activation, as {@code Functional::gelu}. */
        public Options activation(Layer activation) {
            return layer(layer.activation(activation));
        }

        /** With the activation of PyTorch's name, {@code "relu"} or {@code "gelu"}. */
        public Options activation(String name) {
            return layer(layer.activation(name));
        }

        /** With this added to variances. */
        public Options layerNormEps(double layerNormEps) {
            return layer(layer.layerNormEps(layerNormEps));
        }

        /** With the batch as first dimension, or the steps. */
        public Options batchFirst(boolean batchFirst) {
            return layer(layer.batchFirst(batchFirst));
        }

        /** With norms first, or last. */
        public Options normFirst(boolean normFirst) {
            return layer(layer.normFirst(normFirst));
        }
    }

    /** The encoder. */
    public final TransformerEncoder encoder;
    /** The decoder. */
    public final TransformerDecoder decoder;

    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(512, 8, 6, 6, TransformerOptions.DEFAULT);
    }

    /** A transformer with PyTorch's defaults. */
    public Transformer() {
        this(options());
    }

    /** A transformer with these options. */
    public Transformer(Options o) {
        options = o;
        encoder = new TransformerEncoder(
                new TransformerEncoderLayer(o.dModel, o.nhead, o.layer), o.numEncoderLayers, o.layer.norm(o.dModel));
        decoder = new TransformerDecoder(
                new TransformerDecoderLayer(o.dModel, o.nhead, o.layer), o.numDecoderLayers, o.layer.norm(o.dModel));
        for (Parameter parameter : parameters()) {
            if (parameter.dim() > 1) {
                Init.xavierUniform_(parameter);
            }
        }
    }

    /** Returns zeros {@code (size, size)} with −∞ above the diagonal: each step sees itself and those before. */
    public static Tensor generateSquareSubsequentMask(int size) {
        return Attentions.causal(size, size, DType.getDefault());
    }

    /** Returns the decoder's output without masks. */
    public Tensor forward(Tensor src, Tensor tgt) {
        return forward(src, tgt, null, null, TransformerDecoderLayer.masks());
    }

    /**
     * Returns the decoder's output in the shape of {@code tgt}.
     *
     * @param src what is encoded {@code (S, N, dModel)}, or {@code (N, S, dModel)} with {@code batchFirst}, or without
     *     N
     * @param tgt what is decoded {@code (T, N, dModel)}, in the same layout
     * @param srcMask which steps of src do not see which; or null
     * @param srcKeyPaddingMask which steps of src are padding {@code (N, S)}; or null
     * @param masks those of the decoder
     */
    public Tensor forward(
            Tensor src,
            Tensor tgt,
            @Nullable Tensor srcMask,
            @Nullable Tensor srcKeyPaddingMask,
            TransformerDecoderLayer.Masks masks) {
        int batch = options.layer.batchFirst() ? 0 : 1;
        if (src.dim() != tgt.dim()
                || src.dim() == 3 && src.size(batch) != tgt.size(batch)
                || src.size(-1) != options.dModel
                || tgt.size(-1) != options.dModel) {
            throw new IllegalArgumentException("Transformer: src and tgt must have one batch size and " + options.dModel
                    + " features (dModel); got " + Arrays.toString(src.shape()) + " and "
                    + Arrays.toString(tgt.shape()));
        }
        Tensor memory = encoder.forward(src, srcMask, srcKeyPaddingMask);
        return decoder.forward(tgt, memory, masks);
    }
}
