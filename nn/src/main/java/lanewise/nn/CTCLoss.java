package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Connectionist temporal classification, as {@code torch.nn.CTCLoss} (Graves et al., 2006): the negative
 * log-probability of a sequence of labels under scores for a longer sequence of steps, whatever the alignment.
 */
public final class CTCLoss extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param blank the class that stands for no label (0)
     * @param reduction what becomes of the losses of single sequences; the mean is of losses divided by their number of
     *     labels (MEAN)
     * @param zeroInfinity whether sequences that are too short for their labels count as 0 instead of infinity (false)
     */
    public record Options(int blank, Reduction reduction, boolean zeroInfinity) {

        /** With this class for no label. */
        public Options blank(int blank) {
            return new Options(blank, reduction, zeroInfinity);
        }

        /** Reduced like this. */
        public Options reduction(Reduction reduction) {
            return new Options(blank, reduction, zeroInfinity);
        }

        /** With infinite losses as 0, or not. */
        public Options zeroInfinity(boolean zeroInfinity) {
            return new Options(blank, reduction, zeroInfinity);
        }
    }

    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(0, Reduction.MEAN, false);
    }

    /** The loss with PyTorch's defaults. */
    public CTCLoss() {
        this(options());
    }

    /** The loss with these options. */
    public CTCLoss(Options options) {
        this.options = options;
    }

    /**
     * Returns the loss.
     *
     * @param logProbs logarithms of probabilities {@code (T, N, C)} or {@code (T, C)}, as from {@link LogSoftmax}
     * @param targets labels {@code (N, S)}, or of all sequences joined {@code (ΣS)}; none is the blank
     * @param inputLengths how many steps of each sequence count, from 1 to T
     * @param targetLengths how many labels each sequence has
     */
    public Tensor forward(Tensor logProbs, Tensor targets, int[] inputLengths, int[] targetLengths) {
        return Functional.ctcLoss(logProbs, targets, inputLengths, targetLengths, options);
    }
}
