package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Self-attention and a network of two linear layers, each with a residual and a layer norm, as
 * {@code torch.nn.TransformerEncoderLayer} (Vaswani et al., 2017).
 */
public final class TransformerEncoderLayer extends Module {

    /** Self-attention. */
    public final MultiheadAttention selfAttn;
    /** Widens. */
    public final Linear linear1;

    private final Dropout dropout;
    /** Narrows again. */
    public final Linear linear2;
    /** The norm of the attention's residual. */
    public final LayerNorm norm1;
    /** The norm of the network's residual. */
    public final LayerNorm norm2;

    private final Dropout dropout1;
    private final Dropout dropout2;
    private final int dModel;
    private final int nhead;
    private final TransformerOptions options;

    /** PyTorch's defaults. */
    public static TransformerOptions options() {
        return TransformerOptions.DEFAULT;
    }

    /** A layer with PyTorch's defaults. */
    public TransformerEncoderLayer(int dModel, int nhead) {
        this(dModel, nhead, options());
    }

    /**
     * A layer with these options.
     *
     * @param dModel the size of what each step holds
     * @param nhead the number of heads of attention
     */
    public TransformerEncoderLayer(int dModel, int nhead, TransformerOptions options) {
        this.dModel = dModel;
        this.nhead = nhead;
        this.options = options;
        selfAttn = options.attention(dModel, nhead);
        linear1 = new Linear(dModel, options.dimFeedforward());
        dropout = new Dropout(options.dropout());
        linear2 = new Linear(options.dimFeedforward(), dModel);
        norm1 = options.norm(dModel);
        norm2 = options.norm(dModel);
        dropout1 = new Dropout(options.dropout());
        dropout2 = new Dropout(options.dropout());
    }

    /** Another layer of the same form and with equal weights. */
    TransformerEncoderLayer copy() {
        return Copies.of(this, () -> new TransformerEncoderLayer(dModel, nhead, options));
    }

    /** Returns the output without masks. */
    @Override
    public Tensor forward(Tensor src) {
        return forward(src, null, null);
    }

    /**
     * Returns the output in the shape of {@code src}.
     *
     * @param src {@code (S, N, dModel)}, or {@code (N, S, dModel)} with {@code batchFirst}, or {@code (S, dModel)}
     * @param srcMask which steps do not see which, see {@link MultiheadAttention.Arguments}; or null
     * @param srcKeyPaddingMask which steps are padding {@code (N, S)}; or null
     */
    public Tensor forward(Tensor src, @Nullable Tensor srcMask, @Nullable Tensor srcKeyPaddingMask) {
        if (options.normFirst()) {
            Tensor normal = norm1.forward(src);
            Tensor x = TransformerOptions.residual(src, after(normal, attend(normal, srcMask, srcKeyPaddingMask)));
            normal = norm2.forward(x);
            return after(x, TransformerOptions.residual(x, after(normal, feed(normal))));
        }
        Tensor sum = TransformerOptions.residual(src, attend(src, srcMask, srcKeyPaddingMask));
        Tensor x = after(sum, norm1.forward(sum));
        sum = after(x, TransformerOptions.residual(x, feed(x)));
        return after(sum, norm2.forward(sum));
    }

    private Tensor attend(Tensor x, @Nullable Tensor mask, @Nullable Tensor padding) {
        MultiheadAttention.Arguments masks = MultiheadAttention.arguments()
                .attnMask(mask)
                .keyPaddingMask(padding)
                .needWeights(false);
        Tensor y = selfAttn.forward(x, x, x, masks).output();
        return after(y, dropout1.forward(y));
    }

    private Tensor feed(Tensor x) {
        Tensor y = options.feed(x, linear1, dropout, linear2);
        return after(y, dropout2.forward(y));
    }
}
