package lanewise.testing.ops;

import static lanewise.testing.ops.OpSample.binary;
import static lanewise.testing.ops.OpSample.of;
import static lanewise.testing.ops.OpSample.op;

import java.util.List;
import lanewise.nn.BCELoss;
import lanewise.nn.BCEWithLogitsLoss;
import lanewise.nn.CosineEmbeddingLoss;
import lanewise.nn.CrossEntropyLoss;
import lanewise.nn.Functional;
import lanewise.nn.GaussianNLLLoss;
import lanewise.nn.HingeEmbeddingLoss;
import lanewise.nn.HingeLoss;
import lanewise.nn.HuberLoss;
import lanewise.nn.KLDivLoss;
import lanewise.nn.MarginRankingLoss;
import lanewise.nn.MultiMarginLoss;
import lanewise.nn.NLLLoss;
import lanewise.nn.PoissonNLLLoss;
import lanewise.nn.Reduction;
import lanewise.nn.SmoothL1Loss;
import lanewise.nn.TripletMarginLoss;
import lanewise.tensor.Losses;
import lanewise.tensor.Tensor;

/** Losses, each with a reduction or two. */
final class LossSamples {

    private static final OpSample.Input CLASSES = of(4).whole(0, 2);

    private LossSamples() {}

    static List<OpSample> rows() {
        CrossEntropyLoss.Options crossEntropy = CrossEntropyLoss.options();
        CrossEntropyLoss.Options each = crossEntropy.reduction(Reduction.NONE);
        return List.of(
                op("crossEntropy rows", in -> Losses.crossEntropyRows(in.get(0), in.get(1), 1))
                        .on(of(4, 3), CLASSES),
                op("crossEntropy", in -> Functional.crossEntropy(in.get(0), in.get(1)))
                        .on(of(4, 3), CLASSES)
                        .on(of(3), of().whole(0, 2))
                        .on(of(2, 3, 2), of(2, 2).whole(0, 2)),
                op(
                                "crossEntropy ignoring",
                                in -> Functional.crossEntropy(in.get(0), in.get(1), crossEntropy.ignoreIndex(0)))
                        .on(of(4, 3), of(4).whole(0, 1)),
                op(
                                "crossEntropy smoothed",
                                in -> Functional.crossEntropy(
                                        in.get(0),
                                        in.get(1),
                                        each.labelSmoothing(0.2).weight(ramp(3, in.get(0)))))
                        .on(of(4, 3), CLASSES)
                        .on(of(2, 3, 2), of(2, 2).whole(0, 2)),
                binary("crossEntropy probabilities", (x, t) -> Functional.crossEntropy(x, t, each.labelSmoothing(0.1)))
                        .on(of(4, 3), of(4, 3).in(0.1, 1)),
                op(
                                "nllLoss",
                                in -> Functional.nllLoss(
                                        in.get(0), in.get(1), NLLLoss.options().weight(ramp(3, in.get(0)))))
                        .on(of(4, 3), CLASSES),
                op(
                                "multiMarginLoss",
                                in -> Functional.multiMarginLoss(
                                        in.get(0),
                                        in.get(1),
                                        MultiMarginLoss.options().p(2)))
                        .on(of(4, 3).in(-0.4, 0.4), CLASSES),
                op("multilabelMarginLoss", in -> Functional.multilabelMarginLoss(in.get(0), in.get(1), Reduction.SUM))
                        .on(of(4, 3).in(-0.4, 0.4), of(4, 3).whole(-1, 2)),
                binary("multilabelSoftMarginLoss", Functional::multilabelSoftMarginLoss)
                        .on(of(4, 3), of(4, 3)),
                binary("mseLoss", Functional::mseLoss).on(of(4, 3), of(4, 3)).on(of(), of()),
                binary("l1Loss", (x, t) -> Functional.l1Loss(x, t, Reduction.SUM))
                        .on(of(4, 3).in(-2, -0.1), of(4, 3).in(0.1, 2)),
                binary(
                                "smoothL1Loss",
                                (x, t) -> Functional.smoothL1Loss(
                                        x, t, SmoothL1Loss.options().beta(0.3)))
                        .on(of(5).in(0, 0.05), of(5).in(0.1, 0.2))
                        .on(of(5).in(-2, -0.5), of(5).in(0, 2)),
                binary(
                                "huberLoss",
                                (x, t) -> Functional.huberLoss(
                                        x, t, HuberLoss.options().delta(0.3)))
                        .on(of(5).in(0, 0.05), of(5).in(0.1, 0.2))
                        .on(of(5).in(-2, -0.5), of(5).in(0, 2)),
                binary(
                                "binaryCrossEntropy",
                                (x, t) -> Functional.binaryCrossEntropy(
                                        x, t, BCELoss.options().reduction(Reduction.SUM)))
                        .between(0.1, 0.9)
                        .on(of(4, 3), of(4, 3)),
                binary(
                                "binaryCrossEntropyWithLogits",
                                (x, t) -> Functional.binaryCrossEntropyWithLogits(
                                        x, t, BCEWithLogitsLoss.options().posWeight(ramp(3, x))))
                        .on(of(4, 3), of(4, 3).in(0, 1)),
                binary(
                                "klDiv",
                                (x, t) -> Functional.klDiv(
                                        x, t, KLDivLoss.options().reduction(Reduction.BATCHMEAN)))
                        .on(of(4, 3), of(4, 3).in(0.1, 1)),
                binary(
                                "klDiv of logarithms",
                                (x, t) -> Functional.klDiv(
                                        x, t, KLDivLoss.options().logTarget(true)))
                        .on(of(4, 3), of(4, 3)),
                binary(
                                "poissonNllLoss",
                                (x, t) -> Functional.poissonNllLoss(
                                        x, t, PoissonNLLLoss.options().full(true)))
                        .on(of(5), of(5).in(1.5, 4)),
                op(
                                "gaussianNllLoss",
                                in -> Functional.gaussianNllLoss(
                                        in.get(0),
                                        in.get(1),
                                        in.get(2),
                                        GaussianNLLLoss.options().full(true)))
                        .on(of(4, 3), of(4, 3), of(4, 3).in(0.5, 2))
                        .on(of(4, 3), of(4, 1), of(4).in(0.5, 2)),
                binary("softMarginLoss", (x, t) -> Functional.softMarginLoss(x, t, Reduction.NONE))
                        .on(of(5), of(5)),
                binary(
                                "hingeLoss",
                                (x, t) -> Functional.hingeLoss(
                                        x, t, HingeLoss.options().squared(true)))
                        .on(of(5).in(-0.9, 0.9), of(5).in(-0.9, 0.9)),
                op(
                                "hingeEmbeddingLoss",
                                in -> Functional.hingeEmbeddingLoss(
                                        in.get(0),
                                        in.get(1),
                                        HingeEmbeddingLoss.options().margin(3)))
                        .on(of(5), of(5).whole(-1, 1)),
                op(
                                "marginRankingLoss",
                                in -> Functional.marginRankingLoss(
                                        in.get(0),
                                        in.get(1),
                                        in.get(2),
                                        MarginRankingLoss.options().margin(0.1)))
                        .on(of(5).in(-2, -0.2), of(5).in(0, 2), of(5).in(0.5, 1)),
                op(
                                "cosineEmbeddingLoss",
                                in -> Functional.cosineEmbeddingLoss(
                                        in.get(0),
                                        in.get(1),
                                        in.get(2),
                                        CosineEmbeddingLoss.options().margin(-1)))
                        .on(of(4, 3), of(4, 3), of(4).whole(-1, 1)),
                op(
                                "tripletMarginLoss",
                                in -> Functional.tripletMarginLoss(
                                        in.get(0),
                                        in.get(1),
                                        in.get(2),
                                        TripletMarginLoss.options().margin(9).swap(true)))
                        .on(of(4, 3), of(4, 3), of(4, 3)));
    }

    /** 0.5, 1, 1.5, … in the type of another tensor. */
    private static Tensor ramp(int size, Tensor like) {
        return Tensor.arange(1, size + 1).to(like.dtype()).mul(0.5);
    }
}
