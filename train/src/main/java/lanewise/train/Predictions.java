package lanewise.train;

import java.util.Arrays;
import java.util.stream.IntStream;
import lanewise.autograd.GradMode;
import lanewise.tensor.Tensor;

/** Reads classes and values out of outputs and targets, after comparing their shapes. */
final class Predictions {

    private Predictions() {}

    /** The predicted classes: where the scores along dimension 1 are largest, or the outputs themselves. */
    static long[] classes(String metric, Tensor outputs, Tensor targets) {
        if (Arrays.equals(outputs.shape(), targets.shape()) && !outputs.isFloatingPoint()) {
            return outputs.toLongArray();
        }
        checkScores(metric, outputs, targets);
        try (var _ = GradMode.noGrad()) {
            return outputs.detach().max(1).indices().toLongArray();
        }
    }

    static void checkScores(String metric, Tensor outputs, Tensor targets) {
        int[] expected = targets.shape();
        int[] without = outputs.dim() < 2
                ? new int[] {-1}
                : IntStream.range(0, outputs.dim())
                        .filter(d -> d != 1)
                        .map(outputs::size)
                        .toArray();
        if (!Arrays.equals(expected, without) || outputs.size(1) < 1) {
            throw wrong(metric, "scores (N, C, …) and class numbers (N, …)", outputs, targets);
        }
    }

    /** Outputs and targets of one size, a dimension of size 1 more or less being overlooked. */
    static void checkSame(String metric, Tensor outputs, Tensor targets) {
        int[] a = Arrays.stream(outputs.shape()).filter(n -> n != 1).toArray();
        int[] b = Arrays.stream(targets.shape()).filter(n -> n != 1).toArray();
        if (!Arrays.equals(a, b)) {
            throw wrong(metric, "outputs and targets of the same shape", outputs, targets);
        }
    }

    static IllegalArgumentException wrong(String metric, String expected, Tensor outputs, Tensor targets) {
        return new IllegalArgumentException(metric + ": expected " + expected + "; got outputs "
                + Arrays.toString(outputs.shape()) + " of " + outputs.dtype() + " and targets "
                + Arrays.toString(targets.shape()) + " of " + targets.dtype());
    }
}
