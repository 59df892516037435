package lanewise.nn;

import java.util.Arrays;
import lanewise.tensor.DType;
import lanewise.tensor.Losses;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Losses whose target names classes: the parts behind {@link LossFunctions#crossEntropy} and its relatives. */
final class ClassLosses {

    private ClassLosses() {}

    /**
     * Class targets in rows: scores {@code (R, C)} and one class per row.
     *
     * @param scores the input with its class dimension last, flattened
     * @param classes the classes, flattened
     * @param shape the shape of the target, to which the losses are brought back
     * @param counted rows that are not ignored
     */
    private record Rows(Tensor scores, Tensor classes, int[] shape, int counted, long ignoreIndex) {

        static Rows of(String op, Tensor x, Tensor target, long ignoreIndex) {
            int[] shape = x.shape();
            int classDim = x.dim() == 1 ? 0 : 1;
            int[] expected = new int[Math.max(shape.length - 1, 0)];
            for (int d = 0, at = 0; d < shape.length; d++) {
                if (d != classDim) {
                    expected[at++] = shape[d];
                }
            }
            if (x.dim() == 0 || !Arrays.equals(target.shape(), expected)) {
                throw new IllegalArgumentException(
                        op + ": expected scores (C), (N, C) or (N, C, d1, …) and as target one class"
                                + " per position, () or (N) or (N, d1, …); got scores " + LossChecks.show(shape)
                                + " and target "
                                + LossChecks.show(target.shape())
                                + (target.dim() == 2 && Arrays.equals(target.shape(), shape)
                                        ? ". For a target of probabilities convert it with toFloat(); for one-hot rows"
                                                + " use target.argmax(1)"
                                        : target.dim() == 2 && x.dim() == 2 && target.size(1) == 1
                                                ? ". Use target.squeeze(1)"
                                                : ""));
            }
            if (target.dtype() != DType.INT64) {
                throw new IllegalArgumentException(
                        op + ": expected int64 classes as target, got " + target.dtype() + "; convert with toLong()");
            }
            int count = shape[classDim];
            Tensor rows = switch (shape.length) {
                case 1 -> x.unsqueeze(0);
                case 2 -> x;
                default -> classesLast(x).reshape(-1, count);
            };
            Tensor flat = target.dim() == 1 ? target : target.reshape(-1);
            return new Rows(rows, flat, expected, check(op, flat.toLongArray(), count, ignoreIndex), ignoreIndex);
        }

        private static Tensor classesLast(Tensor x) {
            int[] order = new int[x.dim()];
            for (int d = 1; d < order.length - 1; d++) {
                order[d] = d + 1;
            }
            order[order.length - 1] = 1;
            return x.permute(order);
        }

        /** Checks all classes and returns how many count. */
        private static int check(String op, long[] classes, int count, long ignoreIndex) {
            int counted = 0;
            for (int i = 0; i < classes.length; i++) {
                if (classes[i] == ignoreIndex) {
                    continue;
                }
                counted++;
                if (classes[i] < 0 || classes[i] >= count) {
                    throw new IndexOutOfBoundsException(op + ": target[" + i + "] = " + classes[i] + " but there are "
                            + count + " classes (0.." + (count - 1) + ")");
                }
            }
            return counted;
        }

        boolean ignores() {
            return counted < classes.numel();
        }

        /** The classes, with 0 in place of those that are ignored, as they may be no index. */
        Tensor safe() {
            return ignores() ? classes.maskedFill(classes.eq(ignoreIndex), 0L) : classes;
        }

        /** The weight of each row: that of its class, 0 if it is ignored; null if all are 1. */
        @Nullable
        Tensor weights(String op, @Nullable Tensor weight) {
            if (weight != null && (weight.dim() != 1 || weight.numel() != scores.size(1))) {
                throw new IllegalArgumentException(op + ": weight tensor should be defined either for all "
                        + scores.size(1) + " classes or no classes, but got weight tensor of shape: "
                        + LossChecks.show(weight.shape()));
            }
            if (weight == null) {
                return ignores() ? classes.ne(ignoreIndex).to(scores.dtype()) : null;
            }
            Tensor each = weight.indexSelect(0, safe());
            return ignores() ? each.maskedFill(classes.eq(ignoreIndex), 0) : each;
        }

        /** Weighted losses of all rows, reduced; the mean is by the sum of weights. */
        Tensor reduce(String op, Tensor losses, @Nullable Tensor weights, Reduction reduction) {
            if (reduction == Reduction.NONE) {
                return shape.length == 1 ? losses : losses.reshape(shape);
            }
            if (reduction == Reduction.MEAN && (weights != null || losses.numel() == 0)) {
                return weights == null ? losses.sum().div(0) : losses.sum().div(weights.sum());
            }
            return reduction.apply(op, losses);
        }
    }

    static Tensor crossEntropy(Tensor x, Tensor target, CrossEntropyLoss.Options o) {
        if (target.isFloatingPoint() && Arrays.equals(x.shape(), target.shape())) {
            return probabilities(x, target, o);
        }
        Rows rows = Rows.of("crossEntropy", x, target, o.ignoreIndex());
        if (o.weight() == null && o.labelSmoothing() == 0) {
            // One fused pass; ignored rows come out as 0.
            return o.reduction() == Reduction.MEAN
                    ? Losses.crossEntropyMean(rows.scores, rows.classes, o.ignoreIndex(), rows.counted)
                    : rows.reduce(
                            "crossEntropy",
                            Losses.crossEntropyRows(rows.scores, rows.classes, o.ignoreIndex()),
                            null,
                            o.reduction());
        }
        Tensor weights = rows.weights("crossEntropy", o.weight());
        Tensor losses = Losses.crossEntropyRows(rows.scores, rows.classes, o.ignoreIndex());
        if (o.weight() != null && weights != null) {
            losses = losses.mul(weights);
        }
        if (o.labelSmoothing() > 0) {
            losses = smooth(rows, losses, o);
        }
        return rows.reduce("crossEntropy", losses, weights, o.reduction());
    }

    /** (1 − ε) loss + ε/C times the summed loss of all classes. */
    private static Tensor smooth(Rows rows, Tensor losses, CrossEntropyLoss.Options o) {
        Tensor logs = rows.scores.logSoftmax(1);
        Tensor all = (o.weight() == null ? logs : logs.mul(o.weight())).sum(1).neg();
        if (rows.ignores()) {
            all = all.maskedFill(rows.classes.eq(o.ignoreIndex()), 0);
        }
        double share = o.labelSmoothing() / rows.scores.size(1);
        return losses.mul(1 - o.labelSmoothing()).add(all.mul(share));
    }

    private static Tensor probabilities(Tensor x, Tensor target, CrossEntropyLoss.Options o) {
        int classDim = x.dim() == 1 ? 0 : 1;
        int count = x.size(classDim);
        Tensor t = o.labelSmoothing() > 0 ? target.mul(1 - o.labelSmoothing()).add(o.labelSmoothing() / count) : target;
        Tensor terms = x.logSoftmax(classDim).mul(t);
        if (o.weight() != null) {
            int[] along = new int[x.dim()];
            Arrays.fill(along, 1);
            along[classDim] = count;
            terms = terms.mul(o.weight().reshape(along));
        }
        if (o.reduction() == Reduction.NONE) {
            return terms.sum(classDim).neg();
        }
        return o.reduction() == Reduction.MEAN
                ? terms.sum().neg().div((double) x.numel() / count)
                : o.reduction().apply("crossEntropy", terms).neg();
    }

    static Tensor nll(Tensor x, Tensor target, NLLLoss.Options o) {
        Rows rows = Rows.of("nllLoss", x, target, o.ignoreIndex());
        Tensor weights = rows.weights("nllLoss", o.weight());
        Tensor losses =
                rows.scores.gather(1, rows.safe().unsqueeze(1)).squeeze(1).neg();
        if (o.weight() != null) {
            losses = losses.mul(weights);
        }
        if (rows.ignores()) {
            // Filled rather than multiplied: an ignored row may hold an infinity.
            losses = losses.maskedFill(rows.classes.eq(o.ignoreIndex()), 0);
        }
        return rows.reduce("nllLoss", losses, weights, o.reduction());
    }

    static Tensor multiMargin(Tensor x, Tensor target, MultiMarginLoss.Options o) {
        String op = "multiMarginLoss";
        if (o.p() != 1 && o.p() != 2) {
            throw new IllegalArgumentException(op + ": only p == 1 and p == 2 are supported, got " + o.p());
        }
        boolean single = x.dim() <= 1;
        Tensor scores = single ? x.reshape(1, -1) : x;
        Tensor classes = target.dim() == 0 ? target.unsqueeze(0) : target;
        if (x.dim() > 2 || classes.dim() != 1 || classes.size(0) != scores.size(0)) {
            throw new IllegalArgumentException(
                    op + ": expected scores (N, C) or (C) and one class per row, (N) or (); got "
                            + LossChecks.show(x.shape()) + " and " + LossChecks.show(target.shape()));
        }
        Rows rows = Rows.of(op, scores, classes, Long.MIN_VALUE);
        Tensor index = classes.unsqueeze(1);
        Tensor terms = scores.sub(scores.gather(1, index)).add(o.margin()).clampMin(0);
        if (o.p() == 2) {
            terms = terms.square();
        }
        if (o.weight() != null) {
            terms = terms.mul(rows.weights(op, o.weight()).unsqueeze(1));
        }
        // The class itself takes no part.
        Tensor others = terms.scatter(1, index, 0);
        Tensor losses = others.sum(1).div(scores.size(1));
        return o.reduction().apply(op, single && target.dim() == 0 ? losses.squeeze(0) : losses);
    }

    static Tensor multilabelMargin(Tensor x, Tensor target, Reduction reduction) {
        String op = "multilabelMarginLoss";
        if (x.dim() > 2 || !Arrays.equals(x.shape(), target.shape()) || target.dtype() != DType.INT64) {
            throw new IllegalArgumentException(
                    op + ": expected scores (N, C) or (C) and int64 targets of that shape, classes up to"
                            + " the first -1; got " + LossChecks.show(x.shape()) + " and " + target.dtype() + " "
                            + LossChecks.show(target.shape()));
        }
        Tensor scores = x.dim() == 2 ? x : x.reshape(1, -1);
        int n = scores.size(0);
        int count = scores.size(1);
        long[] labels = target.toLongArray();
        long[] rowOf = new long[labels.length];
        long[] classOf = new long[labels.length];
        boolean[] others = new boolean[labels.length];
        Arrays.fill(others, true);
        int pairs = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < count && labels[i * count + j] != -1; j++) {
                long label = labels[i * count + j];
                if (label < 0 || label >= count) {
                    throw new IndexOutOfBoundsException(op + ": target is out of range: class " + label + " in row " + i
                            + ", there are " + count + " classes");
                }
                rowOf[pairs] = i;
                classOf[pairs++] = label;
                others[i * count + (int) label] = false;
            }
        }
        Tensor row = Tensor.fromArray(Arrays.copyOf(rowOf, pairs));
        Tensor label = Tensor.fromArray(Arrays.copyOf(classOf, pairs)).unsqueeze(1);
        Tensor seen = scores.indexSelect(0, row);
        Tensor margins = seen.sub(seen.gather(1, label)).add(1).clampMin(0);
        Tensor counted = Tensor.fromArray(others, n, count).to(x.dtype()).indexSelect(0, row);
        Tensor sums = margins.mul(counted).sum(1);
        Tensor losses =
                Tensor.zeros(new int[] {n}, x.dtype()).indexAdd(0, row, sums).div(count);
        return reduction.apply(op, x.dim() == 2 ? losses : losses.squeeze(0));
    }
}
