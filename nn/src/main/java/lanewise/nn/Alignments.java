package lanewise.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;

/** All alignments of a sequence of labels with a longer sequence of scores: the sum behind {@link CTCLoss}. */
final class Alignments {

    /** Stands for ln 0 in between, as sums of infinities have no derivative. */
    private static final double NEVER = -1e30;

    private Alignments() {}

    static Tensor ctc(Tensor logProbs, Tensor targets, int[] inputLengths, int[] targetLengths, CTCLoss.Options o) {
        if (logProbs.dim() == 2) {
            Tensor loss = ctc(logProbs.unsqueeze(1), targets, inputLengths, targetLengths, o);
            return o.reduction() == Reduction.NONE ? loss.squeeze(0) : loss;
        }
        check(logProbs, targets, inputLengths, targetLengths, o.blank());
        int steps = logProbs.size(0);
        int batch = logProbs.size(1);
        int longest = Arrays.stream(targetLengths).max().orElse(0);
        int states = 2 * longest + 1;
        long[] labels = labels(targets, targetLengths, states, o.blank(), logProbs.size(2));
        Tensor path = Tensor.fromArray(labels, batch, states);
        Tensor barred = Tensor.fromArray(barred(labels, batch, states, o.blank()), batch, states);
        DType dtype = logProbs.dtype();

        // ln of the probability of all alignments that end in each state: blank, label, blank, …, blank.
        Tensor ends = logProbs.select(0, 0).gather(1, path).maskedFill(beyond(batch, states, 2), NEVER);
        Tensor never1 = Tensor.full(new int[] {batch, 1}, NEVER, dtype);
        Tensor never2 = Tensor.full(new int[] {batch, Math.min(2, states)}, NEVER, dtype);
        for (int t = 1; t < steps; t++) {
            List<Tensor> ways = new ArrayList<>(List.of(ends));
            if (states > 1) {
                ways.add(Tensor.cat(List.of(never1, ends.narrow(1, 0, states - 1)), 1));
                ways.add(Tensor.cat(List.of(never2, ends.narrow(1, 0, states - 2)), 1)
                        .maskedFill(barred, NEVER));
            }
            Tensor next = Tensor.stack(ways, 0)
                    .logsumexp(0)
                    .add(logProbs.select(0, t).gather(1, path))
                    .clampMin(NEVER);
            ends = next.where(running(inputLengths, t), ends);
        }
        long[] last = new long[2 * batch];
        for (int n = 0; n < batch; n++) {
            last[2 * n] = 2L * targetLengths[n];
            last[2 * n + 1] = Math.max(2L * targetLengths[n] - 1, 0);
        }
        Tensor both = ends.gather(1, Tensor.fromArray(last, batch, 2));
        // Without labels there is one last state, not two.
        boolean[] twice = new boolean[2 * batch];
        for (int n = 0; n < batch; n++) {
            twice[2 * n + 1] = targetLengths[n] == 0;
        }
        Tensor losses = both.maskedFill(Tensor.fromArray(twice, batch, 2), NEVER)
                .logsumexp(1)
                .neg();
        losses = losses.maskedFill(losses.detach().gt(-NEVER / 2), o.zeroInfinity() ? 0 : Double.POSITIVE_INFINITY);
        if (o.reduction() == Reduction.MEAN) {
            double[] sizes = Arrays.stream(targetLengths)
                    .mapToDouble(length -> Math.max(length, 1))
                    .toArray();
            return losses.div(Tensor.fromArray(sizes, batch).to(dtype)).mean();
        }
        return o.reduction().apply("ctcLoss", losses);
    }

    /** The states of each row: labels with blanks around. */
    private static long[] labels(Tensor targets, int[] lengths, int states, int blank, int classes) {
        long[] given = targets.toLongArray();
        long[] labels = new long[lengths.length * states];
        Arrays.fill(labels, blank);
        int start = 0;
        for (int n = 0; n < lengths.length; n++) {
            int from = targets.dim() == 1 ? start : n * targets.size(1);
            start += lengths[n];
            for (int i = 0; i < lengths[n]; i++) {
                long label = given[from + i];
                if (label < 0 || label >= classes || label == blank) {
                    throw new IndexOutOfBoundsException("ctcLoss: target " + i + " of sequence " + n + " is " + label
                            + ", it must be a class from 0 to " + (classes - 1) + " other than the blank " + blank);
                }
                labels[n * states + 2 * i + 1] = label;
            }
        }
        return labels;
    }

    /** Where a step may not leave out the state before: at blanks and repeated labels. */
    private static boolean[] barred(long[] labels, int batch, int states, int blank) {
        boolean[] barred = new boolean[batch * states];
        for (int i = 0; i < barred.length; i++) {
            int state = i % states;
            barred[i] = state < 2 || labels[i] == blank || labels[i] == labels[i - 2];
        }
        return barred;
    }

    private static Tensor beyond(int batch, int states, int first) {
        boolean[] mask = new boolean[batch * states];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i % states >= first;
        }
        return Tensor.fromArray(mask, batch, states);
    }

    private static Tensor running(int[] lengths, int t) {
        boolean[] mask = new boolean[lengths.length];
        for (int n = 0; n < mask.length; n++) {
            mask[n] = t < lengths[n];
        }
        return Tensor.fromArray(mask, mask.length, 1);
    }

    private static void check(Tensor logProbs, Tensor targets, int[] inputLengths, int[] targetLengths, int blank) {
        LossChecks.floating("ctcLoss", "log-probabilities", logProbs);
        int batch = logProbs.dim() == 3 ? logProbs.size(1) : -1;
        int sum = Arrays.stream(targetLengths).sum();
        boolean fits = targets.dim() == 1
                ? targets.numel() == sum || batch == 1 && targets.numel() >= sum
                : targets.dim() == 2 && targets.size(0) == batch;
        if (batch < 0
                || logProbs.size(0) == 0
                || targets.isFloatingPoint()
                || !fits
                || inputLengths.length != batch
                || targetLengths.length != batch) {
            throw new IllegalArgumentException(
                    "ctcLoss: expected log-probabilities (T, N, C) or (T, C), integer targets (N, S) or"
                            + " joined (ΣS), and N lengths of each; got " + LossChecks.show(logProbs.shape()) + ", "
                            + targets.dtype() + " " + LossChecks.show(targets.shape()) + ", " + inputLengths.length
                            + " and "
                            + targetLengths.length + " lengths that add up to " + sum);
        }
        for (int n = 0; n < batch; n++) {
            if (inputLengths[n] < 1
                    || inputLengths[n] > logProbs.size(0)
                    || targetLengths[n] < 0
                    || targets.dim() == 2 && targetLengths[n] > targets.size(1)) {
                throw new IllegalArgumentException(
                        "ctcLoss: the lengths of sequence " + n + " are " + inputLengths[n] + " and "
                                + targetLengths[n] + ", there are " + logProbs.size(0) + " steps and targets "
                                + LossChecks.show(targets.shape()));
            }
        }
        if (blank < 0 || blank >= logProbs.size(2)) {
            throw new IllegalArgumentException(
                    "ctcLoss: blank must be in label range, from 0 to " + (logProbs.size(2) - 1) + ", got " + blank);
        }
    }
}
