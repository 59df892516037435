package lanewise.testing.conformance;

import java.util.function.BiFunction;
import lanewise.nn.BCELoss;
import lanewise.nn.BCEWithLogitsLoss;
import lanewise.nn.CosineEmbeddingLoss;
import lanewise.nn.CrossEntropyLoss;
import lanewise.nn.Functional;
import lanewise.nn.GaussianNLLLoss;
import lanewise.nn.HingeEmbeddingLoss;
import lanewise.nn.HuberLoss;
import lanewise.nn.KLDivLoss;
import lanewise.nn.MarginRankingLoss;
import lanewise.nn.MultiLabelSoftMarginLoss;
import lanewise.nn.MultiMarginLoss;
import lanewise.nn.NLLLoss;
import lanewise.nn.PoissonNLLLoss;
import lanewise.nn.Reduction;
import lanewise.nn.SmoothL1Loss;
import lanewise.nn.TripletMarginLoss;
import lanewise.tensor.Tensor;

/** The rows of the losses in {@code torch.nn.functional}. */
final class LossAdapters {
    private static final String DEPRECATED = "size_average=None, reduce=None, ";
    private static final String REDUCTION = DEPRECATED + "reduction='mean'";

    private LossAdapters() {}

    static void register(OpTable table) {
        classes(table);
        distances(table);
        probabilities(table);
        margins(table);
    }

    /** Calls a loss with the bound arguments and their reduction. */
    @FunctionalInterface
    private interface Loss {
        Tensor apply(Args a, Reduction reduction);
    }

    private static void loss(OpTable table, String name, String signature, Loss loss) {
        table.op("nn.functional." + name, signature, a -> loss.apply(a, Reduction.of(a.text("reduction"))));
    }

    private static Tensor two(Args a, BiFunction<Tensor, Tensor, Tensor> loss) {
        return loss.apply(a.tensor("input"), a.tensor("target"));
    }

    private static void classes(OpTable table) {
        loss(
                table,
                "cross_entropy",
                "input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean',"
                        + " label_smoothing=0.0",
                (a, r) -> Functional.crossEntropy(
                        a.tensor("input"),
                        a.tensor("target"),
                        CrossEntropyLoss.options()
                                .weight(a.tensorOrNull("weight"))
                                .ignoreIndex(a.integer("ignore_index"))
                                .labelSmoothing(a.real("label_smoothing"))
                                .reduction(r)));
        loss(
                table,
                "nll_loss",
                "input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean'",
                (a, r) -> Functional.nllLoss(
                        a.tensor("input"),
                        a.tensor("target"),
                        NLLLoss.options()
                                .weight(a.tensorOrNull("weight"))
                                .ignoreIndex(a.integer("ignore_index"))
                                .reduction(r)));
        loss(
                table,
                "multi_margin_loss",
                "input, target, p=1, margin=1.0, weight=None, " + REDUCTION,
                (a, r) -> Functional.multiMarginLoss(
                        a.tensor("input"),
                        a.tensor("target"),
                        MultiMarginLoss.options()
                                .p(a.integer("p"))
                                .margin(a.real("margin"))
                                .weight(a.tensorOrNull("weight"))
                                .reduction(r)));
        loss(
                table,
                "multilabel_margin_loss",
                "input, target, " + REDUCTION,
                (a, r) -> two(a, (x, t) -> Functional.multilabelMarginLoss(x, t, r)));
        loss(
                table,
                "multilabel_soft_margin_loss",
                "input, target, weight=None, " + REDUCTION,
                (a, r) -> Functional.multilabelSoftMarginLoss(
                        a.tensor("input"),
                        a.tensor("target"),
                        MultiLabelSoftMarginLoss.options()
                                .weight(a.tensorOrNull("weight"))
                                .reduction(r)));
    }

    private static void distances(OpTable table) {
        loss(table, "mse_loss", "input, target, " + REDUCTION, (a, r) -> two(a, (x, t) -> Functional.mseLoss(x, t, r)));
        loss(table, "l1_loss", "input, target, " + REDUCTION, (a, r) -> two(a, (x, t) -> Functional.l1Loss(x, t, r)));
        loss(
                table,
                "smooth_l1_loss",
                "input, target, " + REDUCTION + ", beta=1.0",
                (a, r) -> two(
                        a,
                        (x, t) -> Functional.smoothL1Loss(
                                x, t, SmoothL1Loss.options().reduction(r).beta(a.real("beta")))));
        loss(
                table,
                "huber_loss",
                "input, target, reduction='mean', delta=1.0",
                (a, r) -> two(
                        a,
                        (x, t) -> Functional.huberLoss(
                                x, t, HuberLoss.options().reduction(r).delta(a.real("delta")))));
    }

    private static void probabilities(OpTable table) {
        loss(
                table,
                "binary_cross_entropy",
                "input, target, weight=None, " + REDUCTION,
                (a, r) -> two(
                        a,
                        (x, t) -> Functional.binaryCrossEntropy(
                                x,
                                t,
                                BCELoss.options()
                                        .weight(a.tensorOrNull("weight"))
                                        .reduction(r))));
        loss(
                table,
                "binary_cross_entropy_with_logits",
                "input, target, weight=None, " + REDUCTION + ", pos_weight=None",
                (a, r) -> two(
                        a,
                        (x, t) -> Functional.binaryCrossEntropyWithLogits(
                                x,
                                t,
                                BCEWithLogitsLoss.options()
                                        .weight(a.tensorOrNull("weight"))
                                        .posWeight(a.tensorOrNull("pos_weight"))
                                        .reduction(r))));
        loss(
                table,
                "kl_div",
                "input, target, " + REDUCTION + ", log_target=False",
                (a, r) -> two(
                        a,
                        (x, t) -> Functional.klDiv(
                                x, t, KLDivLoss.options().reduction(r).logTarget(a.bool("log_target")))));
        loss(
                table,
                "poisson_nll_loss",
                "input, target, log_input=True, full=False, size_average=None, eps=1e-8, reduce=None,"
                        + " reduction='mean'",
                (a, r) -> two(
                        a,
                        (x, t) -> Functional.poissonNllLoss(
                                x,
                                t,
                                PoissonNLLLoss.options()
                                        .logInput(a.bool("log_input"))
                                        .full(a.bool("full"))
                                        .eps(a.real("eps"))
                                        .reduction(r))));
        loss(
                table,
                "gaussian_nll_loss",
                "input, target, var, full=False, eps=1e-6, reduction='mean'",
                (a, r) -> Functional.gaussianNllLoss(
                        a.tensor("input"),
                        a.tensor("target"),
                        a.tensor("var"),
                        GaussianNLLLoss.options()
                                .full(a.bool("full"))
                                .eps(a.real("eps"))
                                .reduction(r)));
    }

    private static void margins(OpTable table) {
        loss(
                table,
                "soft_margin_loss",
                "input, target, " + REDUCTION,
                (a, r) -> two(a, (x, t) -> Functional.softMarginLoss(x, t, r)));
        loss(
                table,
                "hinge_embedding_loss",
                "input, target, margin=1.0, " + REDUCTION,
                (a, r) -> two(
                        a,
                        (x, t) -> Functional.hingeEmbeddingLoss(
                                x,
                                t,
                                HingeEmbeddingLoss.options()
                                        .margin(a.real("margin"))
                                        .reduction(r))));
        loss(
                table,
                "margin_ranking_loss",
                "input1, input2, target, margin=0.0, " + REDUCTION,
                (a, r) -> Functional.marginRankingLoss(
                        a.tensor("input1"),
                        a.tensor("input2"),
                        a.tensor("target"),
                        MarginRankingLoss.options().margin(a.real("margin")).reduction(r)));
        loss(
                table,
                "cosine_embedding_loss",
                "input1, input2, target, margin=0.0, " + REDUCTION,
                (a, r) -> Functional.cosineEmbeddingLoss(
                        a.tensor("input1"),
                        a.tensor("input2"),
                        a.tensor("target"),
                        CosineEmbeddingLoss.options().margin(a.real("margin")).reduction(r)));
        loss(
                table,
                "triplet_margin_loss",
                "anchor, positive, negative, margin=1.0, p=2.0, eps=1e-6, swap=False, " + REDUCTION,
                (a, r) -> Functional.tripletMarginLoss(
                        a.tensor("anchor"),
                        a.tensor("positive"),
                        a.tensor("negative"),
                        TripletMarginLoss.options()
                                .margin(a.real("margin"))
                                .p(a.real("p"))
                                .eps(a.real("eps"))
                                .swap(a.bool("swap"))
                                .reduction(r)));
    }
}
