package lanewise.nn;

/** What losses have in common whose options are a margin and their reduction. */
public abstract sealed class MarginLoss extends Module
        permits CosineEmbeddingLoss, HingeEmbeddingLoss, MarginRankingLoss {

    /**
     * PyTorch's arguments.
     *
     * @param margin by how much pairs must differ
     * @param reduction what becomes of the losses of single elements (MEAN)
     */
    public record Options(double margin, Reduction reduction) {

        /** With this margin. */
        public Options margin(double margin) {
            return new Options(margin, reduction);
        }

        /** Reduced like this. */
        public Options reduction(Reduction reduction) {
            return new Options(margin, reduction);
        }
    }

    final Options options;

    MarginLoss(Options options) {
        this.options = options;
    }
}
