package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

class CTCLossTest {

    private static final CTCLoss.Options EACH = CTCLoss.options().reduction(Reduction.NONE);

    /** The probability of all paths that give these labels once repetitions and blanks are taken out. */
    private static double byCounting(double[][] probs, int[] labels) {
        double sum = 0;
        int classes = probs[0].length;
        for (int code = 0; code < Math.pow(classes, probs.length); code++) {
            double p = 1;
            List<Integer> read = new ArrayList<>();
            int before = 0;
            int rest = code;
            for (double[] step : probs) {
                int label = rest % classes;
                rest /= classes;
                p *= step[label];
                if (label != 0 && label != before) {
                    read.add(label);
                }
                before = label;
            }
            if (read.equals(Arrays.stream(labels).boxed().toList())) {
                sum += p;
            }
        }
        return sum;
    }

    @Test
    void allAlignmentsAreCounted() {
        Tensor.manualSeed(2);
        Tensor logs = Tensor.randn(new int[] {5, 3, 3}, DType.FLOAT64).logSoftmax(2);
        int[][] labels = {{1, 2}, {2, 2, 1}, {}};
        int[] steps = {5, 5, 4};
        Tensor padded = Tensor.tensor(new long[][] {{1, 2, 0}, {2, 2, 1}, {0, 0, 0}});
        int[] lengths = {2, 3, 0};
        Tensor losses = Functional.ctcLoss(logs, padded, steps, lengths, EACH);
        for (int n = 0; n < 3; n++) {
            double[][] probs = new double[steps[n]][];
            for (int t = 0; t < steps[n]; t++) {
                probs[t] = logs.select(0, t).select(0, n).exp().toDoubleArray();
            }
            assertEquals(
                    -Math.log(byCounting(probs, labels[n])), losses.select(0, n).item(), 1e-12);
        }
        Tensor joined = Tensor.tensor(new long[] {1, 2, 2, 2, 1});
        assertArrayEquals(
                losses.toDoubleArray(),
                Functional.ctcLoss(logs, joined, steps, lengths, EACH).toDoubleArray());
        double mean = (losses.select(0, 0).item() / 2
                        + losses.select(0, 1).item() / 3
                        + losses.select(0, 2).item())
                / 3;
        assertEquals(mean, new CTCLoss().forward(logs, padded, steps, lengths).item(), 1e-12);
    }

    @Test
    void oneSequenceNeedsNoBatch() {
        Tensor logs = Tensor.randn(4, 3).logSoftmax(1);
        Tensor labels = Tensor.tensor(new long[] {1, 1});
        assertEquals(
                new CTCLoss()
                        .forward(logs.unsqueeze(1), labels.unsqueeze(0), new int[] {4}, new int[] {2})
                        .item(),
                new CTCLoss()
                        .forward(logs, labels, new int[] {4}, new int[] {2})
                        .item());
    }

    @Test
    void whatCannotBeAlignedIsInfiniteOrNothing() {
        Tensor scores = Tensor.randn(2, 1, 3).requiresGrad_();
        Tensor labels = Tensor.tensor(new long[][] {{1, 1}});
        int[] steps = {2};
        int[] lengths = {2};
        assertEquals(
                Double.POSITIVE_INFINITY,
                Functional.ctcLoss(scores.logSoftmax(2), labels, steps, lengths, EACH)
                        .item());
        Functional.ctcLoss(
                        scores.logSoftmax(2),
                        labels,
                        steps,
                        lengths,
                        CTCLoss.options().zeroInfinity(true))
                .backward();
        assertTrue(Arrays.equals(new float[6], scores.grad().toFloatArray()));
    }

    @Test
    void wrongArgumentsAreNamed() {
        Tensor logs = Tensor.zeros(4, 2, 3);
        Tensor labels = Tensor.tensor(new long[][] {{1}, {2}});
        int[] steps = {4, 4};
        int[] one = {1, 1};
        CTCLoss loss = new CTCLoss();
        assertThrows(IllegalArgumentException.class, () -> loss.forward(logs, labels, new int[] {4}, one));
        assertThrows(IllegalArgumentException.class, () -> loss.forward(logs, labels, new int[] {4, 5}, one));
        assertThrows(IllegalArgumentException.class, () -> loss.forward(logs, labels, steps, new int[] {1, 2}));
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> loss.forward(logs, Tensor.tensor(new long[][] {{0}, {2}}), steps, one));
    }
}
