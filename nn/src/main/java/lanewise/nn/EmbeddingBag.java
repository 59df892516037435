package lanewise.nn;

import java.util.Locale;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Sums, means or maxima of bags of learned vectors, as {@code torch.nn.EmbeddingBag}: a bag of words becomes one
 * vector.
 *
 * <p>Bags are the rows of {@code (B, N)} indices, or pieces of one vector of indices that start at {@code offsets (B)};
 * the result is {@code (B, embeddingDim)}.
 */
public final class EmbeddingBag extends Module {

    /** How the vectors of a bag become one. */
    public enum Mode {
        /** They are added, each with its weight if weights are given. */
        SUM,
        /** Their mean is taken. */
        MEAN,
        /** The largest element is taken in each place. */
        MAX
    }

    /**
     * PyTorch's arguments.
     *
     * @param maxNorm vectors that are longer when used are shortened to this (null: not)
     * @param normType the norm for that (2)
     * @param scaleGradByFreq whether gradients are divided by how often an index occurs in the batch (false)
     * @param mode how the vectors of a bag become one (MEAN)
     * @param includeLastOffset whether the last offset is the end of the last bag (false)
     * @param paddingIdx an index that does not count and does not learn (null: none)
     */
    public record Options(
            @Nullable Double maxNorm,
            double normType,
            boolean scaleGradByFreq,
            Mode mode,
            boolean includeLastOffset,
            @Nullable Integer paddingIdx) {

        /** With this length at most. */
        public Options maxNorm(@Nullable Double maxNorm) {
            return new Options(maxNorm, normType, scaleGradByFreq, mode, includeLastOffset, paddingIdx);
        }

        /** With lengths by this norm. */
        public Options normType(double normType) {
            return new Options(maxNorm, normType, scaleGradByFreq, mode, includeLastOffset, paddingIdx);
        }

        /** With gradients divided by frequency, or not. */
        public Options scaleGradByFreq(boolean scaleGradByFreq) {
            return new Options(maxNorm, normType, scaleGradByFreq, mode, includeLastOffset, paddingIdx);
        }

        /** With bags made into one vector like this. */
        public Options mode(Mode mode) {
            return new Options(maxNorm, normType, scaleGradByFreq, mode, includeLastOffset, paddingIdx);
        }

        /** With the last offset as the end of the last bag, or not. */
        public Options includeLastOffset(boolean includeLastOffset) {
            return new Options(maxNorm, normType, scaleGradByFreq, mode, includeLastOffset, paddingIdx);
        }

        /** With this index for padding. */
        public Options paddingIdx(@Nullable Integer paddingIdx) {
            return new Options(maxNorm, normType, scaleGradByFreq, mode, includeLastOffset, paddingIdx);
        }
    }

    /** The vectors {@code (numEmbeddings, embeddingDim)}. */
    public final Parameter weight;

    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(null, 2, false, Mode.MEAN, false, null);
    }

    /** A table of {@code numEmbeddings} vectors; the mean of each bag is taken. */
    public EmbeddingBag(int numEmbeddings, int embeddingDim) {
        this(numEmbeddings, embeddingDim, options());
    }

    /** A table with these options. @throws IllegalArgumentException if a size is negative or the padding is no index */
    public EmbeddingBag(int numEmbeddings, int embeddingDim, Options options) {
        Sizes.notNegative("EmbeddingBag", "numEmbeddings", numEmbeddings);
        Sizes.notNegative("EmbeddingBag", "embeddingDim", embeddingDim);
        this.options = options.paddingIdx(Embeddings.padding("EmbeddingBag", options.paddingIdx(), numEmbeddings));
        weight = new Parameter(Tensor.empty(new int[] {numEmbeddings, embeddingDim}, DType.getDefault()));
        resetParameters();
    }

    /** Draws the vectors anew; that of the padding becomes 0. */
    public void resetParameters() {
        Init.normal_(weight);
        Embeddings.clear(weight, options.paddingIdx());
    }

    /** Returns one vector per row of {@code (B, N)} indices. */
    @Override
    public Tensor forward(Tensor indices) {
        return seen(indices, forward(indices, null, null));
    }

    /** Returns one vector per piece of the vector {@code indices} that starts at an offset. */
    public Tensor forward(Tensor indices, @Nullable Tensor offsets) {
        return forward(indices, offsets, null);
    }

    /**
     * Returns one vector per bag.
     *
     * @param indices {@code (B, N)}, or {@code (N)} with offsets
     * @param offsets where bags start, {@code (B)}, for indices {@code (N)}; else null
     * @param perSampleWeights a weight per index, in its shape, for sums; or null
     */
    public Tensor forward(Tensor indices, @Nullable Tensor offsets, @Nullable Tensor perSampleWeights) {
        return Functional.embeddingBag(indices, weight, offsets, perSampleWeights, options);
    }

    @Override
    protected String extraRepr() {
        return Embeddings.repr(
                weight,
                options.maxNorm(),
                options.normType(),
                options.scaleGradByFreq(),
                options.mode().name().toLowerCase(Locale.ROOT),
                options.paddingIdx());
    }
}
