package lanewise.nn;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import lanewise.autograd.GradMode;
import lanewise.tensor.Activation;
import lanewise.tensor.Losses;
import lanewise.tensor.Tensor;

/**
 * Losses as functions; called as {@code Functional.mseLoss(x, target)}.
 *
 * <p>Without options the mean over all elements is returned. Predictions and targets must have one shape: where PyTorch
 * would broadcast, with a warning at best, these throw {@link IllegalArgumentException} and say which call was probably
 * meant.
 */
public abstract sealed class LossFunctions extends WindowFunctions permits Functional {

    LossFunctions() {}

    // ---- classes ---------------------------------------------------------------------------------------------------

    /** As {@link #crossEntropy(Tensor, Tensor, CrossEntropyLoss.Options)}: the mean over all rows. */
    public static Tensor crossEntropy(Tensor x, Tensor target) {
        return crossEntropy(x, target, CrossEntropyLoss.options());
    }

    /**
     * Returns the cross-entropy between the softmax of raw scores and the target.
     *
     * @param x scores {@code (C)}, {@code (N, C)} or {@code (N, C, d1, …)}: no softmax before
     * @param target int64 classes {@code ()}, {@code (N)} or {@code (N, d1, …)}, or probabilities in the shape of x
     * @throws IllegalArgumentException if shapes or element types do not fit
     * @throws IndexOutOfBoundsException if a target is no class
     */
    public static Tensor crossEntropy(Tensor x, Tensor target, CrossEntropyLoss.Options options) {
        return ClassLosses.crossEntropy(x, target, options);
    }

    /** As {@link #nllLoss(Tensor, Tensor, NLLLoss.Options)}: the mean over all rows. */
    public static Tensor nllLoss(Tensor x, Tensor target) {
        return nllLoss(x, target, NLLLoss.options());
    }

    /**
     * Returns the negative log-likelihood −x[target].
     *
     * @param x log-probabilities {@code (C)}, {@code (N, C)} or {@code (N, C, d1, …)}, as from
     *     {@link Functional#logSoftmax}
     * @param target int64 classes {@code ()}, {@code (N)} or {@code (N, d1, …)}
     * @throws IllegalArgumentException if shapes or element types do not fit
     * @throws IndexOutOfBoundsException if a target is no class
     */
    public static Tensor nllLoss(Tensor x, Tensor target, NLLLoss.Options options) {
        return ClassLosses.nll(x, target, options);
    }

    /** As {@link #multiMarginLoss(Tensor, Tensor, MultiMarginLoss.Options)}: the mean over all rows. */
    public static Tensor multiMarginLoss(Tensor x, Tensor target) {
        return multiMarginLoss(x, target, MultiMarginLoss.options());
    }

    /** Returns Σ_{j≠t} max(0, margin − x_t + x_j)^p / C for scores {@code (N, C)} and classes {@code (N)}. */
    public static Tensor multiMarginLoss(Tensor x, Tensor target, MultiMarginLoss.Options options) {
        return ClassLosses.multiMargin(x, target, options);
    }

    /**
     * Returns Σ max(0, 1 − x_t + x_j) / C over all pairs of a class t of the row's target and a class j that is none.
     *
     * @param x scores {@code (N, C)} or {@code (C)}
     * @param target int64, of x's shape: classes up to the first −1
     */
    public static Tensor multilabelMarginLoss(Tensor x, Tensor target, Reduction reduction) {
        return ClassLosses.multilabelMargin(x, target, reduction);
    }

    /** As {@link #multilabelSoftMarginLoss(Tensor, Tensor, MultiLabelSoftMarginLoss.Options)}, its mean. */
    public static Tensor multilabelSoftMarginLoss(Tensor x, Tensor target) {
        return multilabelSoftMarginLoss(x, target, MultiLabelSoftMarginLoss.options());
    }

    /** Returns the mean over classes of −(t ln σ(x) + (1 − t) ln σ(−x)) for scores and 0/1 targets {@code (*, C)}. */
    public static Tensor multilabelSoftMarginLoss(Tensor x, Tensor target, MultiLabelSoftMarginLoss.Options options) {
        LossChecks.sameShape("multilabelSoftMarginLoss", x, target);
        Tensor losses = target.mul(Activation.logsigmoid(x))
                .add(target.rsub(1).mul(Activation.logsigmoid(x.neg())))
                .neg();
        if (options.weight() != null) {
            losses = losses.mul(options.weight());
        }
        losses = losses.sum(-1).div(x.size(-1));
        return options.reduction().apply("multilabelSoftMarginLoss", losses);
    }

    /** Returns the negative log-probability of labels under all alignments; see {@link CTCLoss#forward}. */
    public static Tensor ctcLoss(
            Tensor logProbs, Tensor targets, int[] inputLengths, int[] targetLengths, CTCLoss.Options options) {
        return Alignments.ctc(logProbs, targets, inputLengths, targetLengths, options);
    }

    // ---- distances -------------------------------------------------------------------------------------------------

    /** Returns the mean of (x − t)². */
    public static Tensor mseLoss(Tensor x, Tensor target) {
        return mseLoss(x, target, Reduction.MEAN);
    }

    /** Returns (x − t)², reduced. @throws IllegalArgumentException if the shapes differ */
    public static Tensor mseLoss(Tensor x, Tensor target, Reduction reduction) {
        LossChecks.sameShape("mseLoss", x, target);
        return reduction.apply("mseLoss", x.sub(target).square());
    }

    /** Returns the mean of |x − t|. */
    public static Tensor l1Loss(Tensor x, Tensor target) {
        return l1Loss(x, target, Reduction.MEAN);
    }

    /** Returns |x − t|, reduced. @throws IllegalArgumentException if the shapes differ */
    public static Tensor l1Loss(Tensor x, Tensor target, Reduction reduction) {
        LossChecks.sameShape("l1Loss", x, target);
        return reduction.apply("l1Loss", x.sub(target).abs());
    }

    /** As {@link #smoothL1Loss(Tensor, Tensor, SmoothL1Loss.Options)}: the mean, with beta 1. */
    public static Tensor smoothL1Loss(Tensor x, Tensor target) {
        return smoothL1Loss(x, target, SmoothL1Loss.options());
    }

    /**
     * Returns d²/(2 beta) where d = |x − t| is below beta, else d − beta/2.
     *
     * @throws IllegalArgumentException if beta is negative or the shapes differ
     */
    public static Tensor smoothL1Loss(Tensor x, Tensor target, SmoothL1Loss.Options options) {
        LossChecks.sameShape("smoothL1Loss", x, target);
        double beta = options.beta();
        if (!(beta >= 0)) {
            throw new IllegalArgumentException("smoothL1Loss: does not support negative values for beta, got " + beta);
        }
        Tensor d = x.sub(target);
        Tensor size = d.abs();
        Tensor losses = beta == 0 ? size : d.square().mul(0.5 / beta).where(size.lt(beta), size.sub(0.5 * beta));
        return options.reduction().apply("smoothL1Loss", losses);
    }

    /** As {@link #huberLoss(Tensor, Tensor, HuberLoss.Options)}: the mean, with delta 1. */
    public static Tensor huberLoss(Tensor x, Tensor target) {
        return huberLoss(x, target, HuberLoss.options());
    }

    /**
     * Returns d²/2 where d = |x − t| is up to delta, else delta (d − delta/2). @throws IllegalArgumentException if
     * delta ≤ 0
     */
    public static Tensor huberLoss(Tensor x, Tensor target, HuberLoss.Options options) {
        LossChecks.sameShape("huberLoss", x, target);
        double delta = options.delta();
        if (!(delta > 0)) {
            throw new IllegalArgumentException(
                    "huberLoss: does not support non-positive values for delta, got " + delta);
        }
        Tensor d = x.sub(target);
        Tensor size = d.abs();
        Tensor losses =
                d.square().mul(0.5).where(size.le(delta), size.sub(0.5 * delta).mul(delta));
        return options.reduction().apply("huberLoss", losses);
    }

    // ---- probabilities ---------------------------------------------------------------------------------------------

    /** As {@link #binaryCrossEntropy(Tensor, Tensor, BCELoss.Options)}: the mean. */
    public static Tensor binaryCrossEntropy(Tensor x, Tensor target) {
        return binaryCrossEntropy(x, target, BCELoss.options());
    }

    /**
     * Returns −(t ln x + (1 − t) ln(1 − x)); logarithms are not smaller than −100.
     *
     * @param x probabilities, as from a sigmoid
     * @param target of x's shape
     * @throws IllegalArgumentException if shapes differ or x is not between 0 and 1
     */
    public static Tensor binaryCrossEntropy(Tensor x, Tensor target, BCELoss.Options options) {
        LossChecks.sameShape("binaryCrossEntropy", x, target);
        Tensor losses = Losses.binaryCrossEntropy(x, target);
        if (options.weight() != null) {
            losses = losses.mul(options.weight());
        }
        return options.reduction().apply("binaryCrossEntropy", losses);
    }

    /** As {@link #binaryCrossEntropyWithLogits(Tensor, Tensor, BCEWithLogitsLoss.Options)}: the mean. */
    public static Tensor binaryCrossEntropyWithLogits(Tensor x, Tensor target) {
        return binaryCrossEntropyWithLogits(x, target, BCEWithLogitsLoss.options());
    }

    /** Returns −(w t ln σ(x) + (1 − t) ln σ(−x)) for raw scores, w being {@code posWeight}. */
    public static Tensor binaryCrossEntropyWithLogits(Tensor x, Tensor target, BCEWithLogitsLoss.Options options) {
        LossChecks.sameShape("binaryCrossEntropyWithLogits", x, target);
        Tensor positive = Activation.logsigmoid(x);
        if (options.posWeight() != null) {
            positive = positive.mul(target.mul(options.posWeight().sub(1)).add(1));
        }
        Tensor losses = target.rsub(1).mul(x).sub(positive);
        if (options.weight() != null) {
            losses = losses.mul(options.weight());
        }
        return options.reduction().apply("binaryCrossEntropyWithLogits", losses);
    }

    /** As {@link #klDiv(Tensor, Tensor, KLDivLoss.Options)}: the mean over all elements. */
    public static Tensor klDiv(Tensor x, Tensor target) {
        return klDiv(x, target, KLDivLoss.options());
    }

    /** Returns t (ln t − x) for log-probabilities x, each element for itself before the reduction. */
    public static Tensor klDiv(Tensor x, Tensor target, KLDivLoss.Options options) {
        LossChecks.sameShape("klDiv", x, target);
        Tensor losses = options.logTarget()
                ? target.exp().mul(target.sub(x))
                : target.xlogy(target).sub(target.mul(x));
        return options.reduction() == Reduction.BATCHMEAN
                ? losses.sum().div(x.dim() == 0 ? 1 : x.size(0))
                : options.reduction().apply("klDiv", losses);
    }

    /** As {@link #poissonNllLoss(Tensor, Tensor, PoissonNLLLoss.Options)}: the mean. */
    public static Tensor poissonNllLoss(Tensor x, Tensor target) {
        return poissonNllLoss(x, target, PoissonNLLLoss.options());
    }

    /** Returns the negative log-likelihood of counts t under Poisson distributions whose rate is eˣ, or x itself. */
    public static Tensor poissonNllLoss(Tensor x, Tensor target, PoissonNLLLoss.Options options) {
        LossChecks.sameShape("poissonNllLoss", x, target);
        Tensor losses = options.logInput()
                ? x.exp().sub(target.mul(x))
                : x.sub(target.mul(x.add(options.eps()).log()));
        if (options.full()) {
            Tensor stirling = target.mul(target.log())
                    .sub(target)
                    .add(target.mul(2 * Math.PI).log().mul(0.5));
            losses = losses.add(stirling.maskedFill(target.le(1), 0));
        }
        return options.reduction().apply("poissonNllLoss", losses);
    }

    /** As {@link #gaussianNllLoss(Tensor, Tensor, Tensor, GaussianNLLLoss.Options)}: the mean. */
    public static Tensor gaussianNllLoss(Tensor x, Tensor target, Tensor variance) {
        return gaussianNllLoss(x, target, variance, GaussianNLLLoss.options());
    }

    /**
     * Returns (ln v + (x − t)² / v) / 2, the negative log-likelihood of t under normal distributions.
     *
     * @param x expectations {@code (*)}
     * @param target of x's shape, or with sizes 1 that broadcast to it
     * @param variance of x's shape, or without its last dimension, or with size 1 there
     * @throws IllegalArgumentException if shapes do not fit or a variance is negative
     */
    public static Tensor gaussianNllLoss(Tensor x, Tensor target, Tensor variance, GaussianNLLLoss.Options options) {
        LossChecks.broadcastsTo("gaussianNllLoss", x, "target", target);
        Tensor v = variance;
        if (!Arrays.equals(variance.shape(), x.shape())) {
            int[] lead = Arrays.copyOf(x.shape(), Math.max(x.dim() - 1, 0));
            if (Arrays.equals(variance.shape(), lead)) {
                v = variance.unsqueeze(-1);
            } else if (variance.dim() != x.dim()
                    || variance.size(-1) != 1
                    || !Arrays.equals(Arrays.copyOf(variance.shape(), lead.length), lead)) {
                throw new IllegalArgumentException("gaussianNllLoss: var is of incorrect size: expected "
                        + LossChecks.show(x.shape())
                        + ", or that without its last dimension, or with size 1 there; got "
                        + LossChecks.show(variance.shape()));
            }
        }
        v = v.clone();
        try (var _ = GradMode.noGrad()) {
            if (v.numel() > 0 && v.detach().lt(0).sum().itemLong() > 0) {
                throw new IllegalArgumentException("gaussianNllLoss: var has negative entry/entries");
            }
            // As in PyTorch the gradient passes through this bound as if it were not there.
            v.copy_(v.detach().clampMin(options.eps()));
        }
        Tensor losses = v.log().add(x.sub(target).square().div(v)).mul(0.5);
        if (options.full()) {
            losses = losses.add(0.5 * Math.log(2 * Math.PI));
        }
        return options.reduction().apply("gaussianNllLoss", losses);
    }

    // ---- margins ---------------------------------------------------------------------------------------------------

    /** Returns ln(1 + e^(−t x)) for targets t of 1 and −1, reduced. */
    public static Tensor softMarginLoss(Tensor x, Tensor target, Reduction reduction) {
        LossChecks.sameShape("softMarginLoss", x, target);
        return reduction.apply(
                "softMarginLoss", Activation.logsigmoid(target.mul(x)).neg());
    }

    /** Returns max(0, margin − t x)^p for targets t of 1 and −1: the hinge loss of support vector machines. */
    public static Tensor hingeLoss(Tensor x, Tensor target, HingeLoss.Options options) {
        LossChecks.sameShape("hingeLoss", x, target);
        Tensor losses = target.mul(x).rsub(options.margin()).clampMin(0);
        return options.reduction().apply("hingeLoss", options.squared() ? losses.square() : losses);
    }

    /** Returns 1 where x and t have different signs, else 0: what classifiers are judged by; it has no gradient. */
    public static Tensor zeroOneLoss(Tensor x, Tensor target, Reduction reduction) {
        LossChecks.sameShape("zeroOneLoss", x, target);
        return reduction.apply(
                "zeroOneLoss", x.gt(0).ne(target.gt(0)).to(x.isFloatingPoint() ? x.dtype() : target.dtype()));
    }

    /** As {@link #hingeEmbeddingLoss(Tensor, Tensor, HingeEmbeddingLoss.Options)}: the mean, with margin 1. */
    public static Tensor hingeEmbeddingLoss(Tensor x, Tensor target) {
        return hingeEmbeddingLoss(x, target, HingeEmbeddingLoss.options());
    }

    /** Returns the distance x where t = 1, max(0, margin − x) where t = −1, and both added elsewhere. */
    public static Tensor hingeEmbeddingLoss(Tensor x, Tensor target, HingeEmbeddingLoss.Options options) {
        LossChecks.sameShape("hingeEmbeddingLoss", x, target);
        Tensor apart = x.rsub(options.margin()).clampMin(0).maskedFill(target.eq(1), 0);
        Tensor together = x.maskedFill(target.eq(-1), 0);
        return options.reduction().apply("hingeEmbeddingLoss", apart.add(together));
    }

    /** As {@link #marginRankingLoss(Tensor, Tensor, Tensor, MarginRankingLoss.Options)}: the mean, with margin 0. */
    public static Tensor marginRankingLoss(Tensor a, Tensor b, Tensor target) {
        return marginRankingLoss(a, b, target, MarginRankingLoss.options());
    }

    /** Returns max(0, margin − t (a − b)): t = 1 wants a above b, t = −1 below. */
    public static Tensor marginRankingLoss(Tensor a, Tensor b, Tensor target, MarginRankingLoss.Options options) {
        LossChecks.sameShape("marginRankingLoss", "input1", a, "input2", b);
        LossChecks.sameShape("marginRankingLoss", "input1", a, "target", target);
        return options.reduction()
                .apply(
                        "marginRankingLoss",
                        target.neg().mul(a.sub(b)).add(options.margin()).clampMin(0));
    }

    /**
     * As {@link #cosineEmbeddingLoss(Tensor, Tensor, Tensor, CosineEmbeddingLoss.Options)}: the mean, with margin 0.
     */
    public static Tensor cosineEmbeddingLoss(Tensor a, Tensor b, Tensor target) {
        return cosineEmbeddingLoss(a, b, target, CosineEmbeddingLoss.options());
    }

    /**
     * Returns 1 − cos(a, b) where t = 1, max(0, cos(a, b) − margin) where t = −1.
     *
     * @param a {@code (N, D)} or {@code (D)}
     * @param b of a's shape
     * @param target {@code (N)} or {@code ()}
     */
    public static Tensor cosineEmbeddingLoss(Tensor a, Tensor b, Tensor target, CosineEmbeddingLoss.Options options) {
        String op = "cosineEmbeddingLoss";
        LossChecks.sameShape(op, "input1", a, "input2", b);
        if (a.dim() < 1 || a.dim() > 2 || !Arrays.equals(target.shape(), Arrays.copyOf(a.shape(), a.dim() - 1))) {
            throw new IllegalArgumentException(op + ": expected inputs (N, D) with a target (N), or (D) with (); got "
                    + LossChecks.show(a.shape()) + " and " + LossChecks.show(target.shape()));
        }
        double eps = 1e-12;
        Tensor squares = a.mul(a).sum(-1).add(eps).mul(b.mul(b).sum(-1).add(eps));
        Tensor cosine = a.mul(b).sum(-1).div(squares.sqrt());
        Tensor together = cosine.rsub(1).maskedFill(target.ne(1), 0);
        Tensor apart = cosine.sub(options.margin()).clampMin(0).maskedFill(target.ne(-1), 0);
        return options.reduction().apply(op, together.add(apart));
    }

    /** As {@link #tripletMarginLoss(Tensor, Tensor, Tensor, TripletMarginLoss.Options)}: the mean, with margin 1. */
    public static Tensor tripletMarginLoss(Tensor anchor, Tensor positive, Tensor negative) {
        return tripletMarginLoss(anchor, positive, negative, TripletMarginLoss.options());
    }

    /**
     * Returns max(0, margin + d(a, p) − d(a, n)), d being the p-norm of the difference; inputs {@code (N, D)} or
     * {@code (D)}.
     */
    public static Tensor tripletMarginLoss(
            Tensor anchor, Tensor positive, Tensor negative, TripletMarginLoss.Options options) {
        return triplet(
                "tripletMarginLoss",
                anchor,
                positive,
                negative,
                (a, b) -> Functional.pairwiseDistance(a, b, options.p(), options.eps(), false),
                options.margin(),
                options.swap(),
                options.reduction());
    }

    /**
     * Returns max(0, margin + d(a, p) − d(a, n)) for any distance d; the Euclidean one if the options name none.
     */
    public static Tensor tripletMarginWithDistanceLoss(
            Tensor anchor, Tensor positive, Tensor negative, TripletMarginWithDistanceLoss.Options options) {
        return triplet(
                "tripletMarginWithDistanceLoss",
                anchor,
                positive,
                negative,
                options.distanceFunction() == null ? Functional::pairwiseDistance : options.distanceFunction(),
                options.margin(),
                options.swap(),
                options.reduction());
    }

    private static Tensor triplet(
            String op,
            Tensor anchor,
            Tensor positive,
            Tensor negative,
            BinaryOperator<Tensor> distance,
            double margin,
            boolean swap,
            Reduction reduction) {
        LossChecks.sameShape(op, "anchor", anchor, "positive", positive);
        LossChecks.sameShape(op, "anchor", anchor, "negative", negative);
        Tensor near = distance.apply(anchor, positive);
        Tensor far = distance.apply(anchor, negative);
        if (swap) {
            far = far.minimum(distance.apply(positive, negative));
        }
        return reduction.apply(op, near.sub(far).add(margin).clampMin(0));
    }
}
