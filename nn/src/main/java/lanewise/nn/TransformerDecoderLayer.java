package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Self-attention, attention to an encoder's output and a network of two linear layers, each with a residual and a layer
 * norm, as {@code torch.nn.TransformerDecoderLayer} (Vaswani et al., 2017).
 */
public final class TransformerDecoderLayer extends Module {

    /** Self-attention. */
    public final MultiheadAttention selfAttn;
    /** Attention to the encoder's output. */
    public final MultiheadAttention multiheadAttn;
    /** Widens. */
    public final Linear linear1;

    private final Dropout dropout;
    /** Narrows again. */
    public final Linear linear2;
    /** The norm of the self-attention's residual. */
    public final LayerNorm norm1;
    /** The norm of the attention's residual. */
    public final LayerNorm norm2;
    /** The norm of the network's residual. */
    public final LayerNorm norm3;

    private final Dropout dropout1;
    private final Dropout dropout2;
    private final Dropout dropout3;
    private final int dModel;
    private final int nhead;
    private final TransformerOptions options;

    /**
     * Masks of a call; see {@link MultiheadAttention.Arguments} for their meaning.
     *
     * @param tgtMask pairs of target steps (null)
     * @param memoryMask pairs of a target step and a step of the memory (null)
     * @param tgtKeyPaddingMask padding of targets (null)
     * @param memoryKeyPaddingMask padding of the memory (null)
     */
    public record Masks(
            @Nullable Tensor tgtMask,
            @Nullable Tensor memoryMask,
            @Nullable Tensor tgtKeyPaddingMask,
            @Nullable Tensor memoryKeyPaddingMask) {

        /** With this mask of pairs of target steps. */
        public Masks tgtMask(@Nullable Tensor tgtMask) {
            return new Masks(tgtMask, memoryMask, tgtKeyPaddingMask, memoryKeyPaddingMask);
        }

        /** With this mask of pairs of a target step and a step of the memory. */
        public Masks memoryMask(@Nullable Tensor memoryMask) {
            return new Masks(tgtMask, memoryMask, tgtKeyPaddingMask, memoryKeyPaddingMask);
        }

        /** With this padding of targets. */
        public Masks tgtKeyPaddingMask(@Nullable Tensor tgtKeyPaddingMask) {
            return new Masks(tgtMask, memoryMask, tgtKeyPaddingMask, memoryKeyPaddingMask);
        }

        /** With this padding of the memory. */
        public Masks memoryKeyPaddingMask(@Nullable Tensor memoryKeyPaddingMask) {
            return new Masks(tgtMask, memoryMask, tgtKeyPaddingMask, memoryKeyPaddingMask);
        }
    }

    /** PyTorch's defaults. */
    public static TransformerOptions options() {
        return TransformerOptions.DEFAULT;
    }

    /** No masks. */
    public static Masks masks() {
        return new Masks(null, null, null, null);
    }

    /** A layer with PyTorch's defaults. */
    public TransformerDecoderLayer(int dModel, int nhead) {
        this(dModel, nhead, options());
    }

    /**
     * A layer with these options.
     *
     * @param dModel the size of what each step holds
     * @param nhead the number of heads of attention
     */
    public TransformerDecoderLayer(int dModel, int nhead, TransformerOptions options) {
        this.dModel = dModel;
        this.nhead = nhead;
        this.options = options;
        selfAttn = options.attention(dModel, nhead);
        multiheadAttn = options.attention(dModel, nhead);
        linear1 = new Linear(dModel, options.dimFeedforward());
        dropout = new Dropout(options.dropout());
        linear2 = new Linear(options.dimFeedforward(), dModel);
        norm1 = options.norm(dModel);
        norm2 = options.norm(dModel);
        norm3 = options.norm(dModel);
        dropout1 = new Dropout(options.dropout());
        dropout2 = new Dropout(options.dropout());
        dropout3 = new Dropout(options.dropout());
    }

    /** Another layer of the same form and with equal weights. */
    TransformerDecoderLayer copy() {
        return Copies.of(this, () -> new TransformerDecoderLayer(dModel, nhead, options));
    }

    /** Returns the output without masks. */
    public Tensor forward(Tensor tgt, Tensor memory) {
        return forward(tgt, memory, masks());
    }

    /**
     * Returns the output in the shape of {@code tgt}.
     *
     * @param tgt {@code (T, N, dModel)}, or {@code (N, T, dModel)} with {@code batchFirst}, or {@code (T, dModel)}
     * @param memory the encoder's output {@code (S, N, dModel)}, in the same layout
     */
    public Tensor forward(Tensor tgt, Tensor memory, Masks masks) {
        if (options.normFirst()) {
            Tensor normal = norm1.forward(tgt);
            Tensor x = TransformerOptions.residual(tgt, after(normal, attendSelf(normal, masks)));
            normal = norm2.forward(x);
            x = after(x, TransformerOptions.residual(x, after(normal, attend(normal, memory, masks))));
            normal = norm3.forward(x);
            return after(x, TransformerOptions.residual(x, after(normal, feed(normal))));
        }
        Tensor sum = TransformerOptions.residual(tgt, attendSelf(tgt, masks));
        Tensor x = after(sum, norm1.forward(sum));
        sum = after(x, TransformerOptions.residual(x, attend(x, memory, masks)));
        x = after(sum, norm2.forward(sum));
        sum = after(x, TransformerOptions.residual(x, feed(x)));
        return after(sum, norm3.forward(sum));
    }

    private Tensor attendSelf(Tensor x, Masks masks) {
        MultiheadAttention.Arguments a = MultiheadAttention.arguments()
                .attnMask(masks.tgtMask)
                .keyPaddingMask(masks.tgtKeyPaddingMask)
                .needWeights(false);
        Tensor y = selfAttn.forward(x, x, x, a).output();
        return after(y, dropout1.forward(y));
    }

    private Tensor attend(Tensor x, Tensor memory, Masks masks) {
        MultiheadAttention.Arguments a = MultiheadAttention.arguments()
                .attnMask(masks.memoryMask)
                .keyPaddingMask(masks.memoryKeyPaddingMask)
                .needWeights(false);
        Tensor y = multiheadAttn.forward(x, memory, memory, a).output();
        return after(y, dropout2.forward(y));
    }

    private Tensor feed(Tensor x) {
        Tensor y = options.feed(x, linear1, dropout, linear2);
        return after(y, dropout3.forward(y));
    }
}
