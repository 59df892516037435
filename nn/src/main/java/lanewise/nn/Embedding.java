package lanewise.nn;

import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A table of learned vectors, as {@code torch.nn.Embedding}: indices {@code (*)} become {@code (*, embeddingDim)}.
 *
 * <p>The table starts from the standard normal distribution.
 */
public final class Embedding extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param paddingIdx an index whose vector starts at 0 and does not learn (null: none); negative ones count from the
     *     end
     * @param maxNorm vectors that are longer when used are shortened to this (null: not)
     * @param normType the norm for that (2)
     * @param scaleGradByFreq whether gradients are divided by how often an index occurs in the batch (false)
     */
    public record Options(
            @Nullable Integer paddingIdx, @Nullable Double maxNorm, double normType, boolean scaleGradByFreq) {

        /** With this index for padding. */
        public Options paddingIdx(@Nullable Integer paddingIdx) {
            return new Options(paddingIdx, maxNorm, normType, scaleGradByFreq);
        }

        /** With this length at most. */
        public Options maxNorm(@Nullable Double maxNorm) {
            return new Options(paddingIdx, maxNorm, normType, scaleGradByFreq);
        }

        /** With lengths by this norm. */
        public Options normType(double normType) {
            return new Options(paddingIdx, maxNorm, normType, scaleGradByFreq);
        }

        /** With gradients divided by frequency, or not. */
        public Options scaleGradByFreq(boolean scaleGradByFreq) {
            return new Options(paddingIdx, maxNorm, normType, scaleGradByFreq);
        }
    }

    /** The vectors {@code (numEmbeddings, embeddingDim)}. */
    public final Parameter weight;

    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(null, null, 2, false);
    }

    /** A table of {@code numEmbeddings} vectors. */
    public Embedding(int numEmbeddings, int embeddingDim) {
        this(numEmbeddings, embeddingDim, options());
    }

    /** A table with these options. @throws IllegalArgumentException if a size is negative or the padding is no index */
    public Embedding(int numEmbeddings, int embeddingDim, Options options) {
        Sizes.notNegative("Embedding", "numEmbeddings", numEmbeddings);
        Sizes.notNegative("Embedding", "embeddingDim", embeddingDim);
        this.options = options.paddingIdx(Embeddings.padding("Embedding", options.paddingIdx(), numEmbeddings));
        weight = new Parameter(Tensor.empty(new int[] {numEmbeddings, embeddingDim}, DType.getDefault()));
        resetParameters();
    }

    private Embedding(Tensor table, boolean freeze, Options options) {
        this.options = options.paddingIdx(Embeddings.padding("Embedding", options.paddingIdx(), table.size(0)));
        weight = new Parameter(table, !freeze);
    }

    /**
     * A table of given vectors.
     *
     * @param table {@code (numEmbeddings, embeddingDim)}
     * @param freeze whether it is not to learn
     */
    public static Embedding fromPretrained(Tensor table, boolean freeze, Options options) {
        if (table.dim() != 2 || !table.isFloatingPoint()) {
            throw new IllegalArgumentException(
                    "Embedding.fromPretrained: expected a floating (numEmbeddings, embeddingDim), got " + table.dtype()
                            + " " + LossChecks.show(table.shape()));
        }
        return new Embedding(table, freeze, options);
    }

    /** Draws the vectors anew; that of the padding becomes 0. */
    public void resetParameters() {
        Init.normal_(weight);
        Embeddings.clear(weight, options.paddingIdx());
    }

    @Override
    public Tensor forward(Tensor indices) {
        return seen(indices, Functional.embedding(indices, weight, options));
    }

    @Override
    protected String extraRepr() {
        return Embeddings.repr(
                weight, options.maxNorm(), options.normType(), options.scaleGradByFreq(), null, options.paddingIdx());
    }
}
