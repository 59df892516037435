package lanewise.nn;

/** What losses have in common that know no option but their reduction. */
public abstract sealed class PlainLoss extends Module
        permits L1Loss, MSELoss, MultiLabelMarginLoss, SoftMarginLoss, ZeroOneLoss {

    /**
     * PyTorch's arguments.
     *
     * @param reduction what becomes of the losses of single elements (MEAN)
     */
    public record Options(Reduction reduction) {

        /** Reduced like this. */
        public Options reduction(Reduction reduction) {
            return new Options(reduction);
        }
    }

    final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(Reduction.MEAN);
    }

    PlainLoss(Options options) {
        this.options = options;
    }
}
