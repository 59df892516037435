package lanewise.nn;

import lanewise.tensor.Tensor;

/** Loss of pairs in the wrong order, as {@code torch.nn.MarginRankingLoss}: max(0, margin − t (a − b)). */
public final class MarginRankingLoss extends MarginLoss {

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(0, Reduction.MEAN);
    }

    /** The loss with PyTorch's defaults. */
    public MarginRankingLoss() {
        this(options());
    }

    /** The loss with these options. */
    public MarginRankingLoss(Options options) {
        super(options);
    }

    /**
     * Returns the loss.
     *
     * @param a what should be larger where the target is 1
     * @param b of the same shape
     * @param target 1 or −1, of the same shape
     */
    public Tensor forward(Tensor a, Tensor b, Tensor target) {
        return Functional.marginRankingLoss(a, b, target, options);
    }
}
