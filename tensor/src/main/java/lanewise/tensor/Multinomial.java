package lanewise.tensor;

import java.util.PriorityQueue;

/**
 * Draws categories by weight: {@code torch.multinomial} on rows of non-negative weights that need not sum to one.
 *
 * <p>Without replacement, or for one draw, each category gets {@code weight / q} with q from the exponential
 * distribution, and the largest win; with replacement each draw is a float64 uniform looked up in the cumulative sums.
 * Both take from the generator what PyTorch's CPU code takes, and round in the dtype of the weights as it does.
 *
 * <p>Source: <a href="https://pytorch.org/docs/stable/generated/torch.multinomial.html">torch.multinomial</a>; the
 * exponential form is the "Gumbel-max trick" with the logarithm taken away.
 */
final class Multinomial {
    private final int rows;
    private final int categories;
    private final int draws;

    /** Whether the weights are float32 values: then each sum and quotient is rounded to float32. */
    private final boolean single;

    private Multinomial(int rows, int categories, int draws, boolean single) {
        this.rows = rows;
        this.categories = categories;
        this.draws = draws;
        this.single = single;
    }

    /**
     * Draws {@code draws} categories for each row.
     *
     * @param weights (rows, categories), row-major
     * @param single whether the weights come from a float32 tensor
     * @return (rows, draws), row-major: numbers of categories; without replacement in the order in which they won
     * @throws IllegalArgumentException if there is no category, if draws is not positive or, without replacement, above
     *     the number of categories, or if a row has a negative or non-finite weight or only zeros
     */
    static long[] sample(
            double[] weights,
            int rows,
            int categories,
            int draws,
            boolean replacement,
            boolean single,
            Generator generator) {
        if (categories < 1 || draws < 1) {
            throw new IllegalArgumentException("multinomial: expected at least one category and one draw; got "
                    + categories + " categories and numSamples = " + draws);
        }
        if (!replacement && draws > categories) {
            throw new IllegalArgumentException("multinomial: expected numSamples <= categories without replacement; got"
                    + " numSamples = " + draws + ", categories = " + categories + "; pass replacement = true");
        }
        checkWeights(weights, rows, categories);
        Multinomial m = new Multinomial(rows, categories, draws, single);
        return replacement && draws > 1 ? m.byCumulativeSum(weights, generator) : m.byRace(weights, generator);
    }

    private static void checkWeights(double[] weights, int rows, int categories) {
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int j = 0; j < categories; j++) {
                double w = weights[row * categories + j];
                if (!(w >= 0 && w < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException("multinomial: expected finite weights >= 0; got " + w
                            + " in row " + row + ", category " + j + "; softmax turns scores into weights");
                }
                sum += w;
            }
            if (sum == 0) {
                throw new IllegalArgumentException(
                        "multinomial: expected a weight above 0 in each row; got only zeros in row " + row);
            }
        }
    }

    private long[] byCumulativeSum(double[] weights, Generator generator) {
        long[] chosen = new long[Math.multiplyExact(rows, draws)];
        double[] u = new double[chosen.length];
        generator.uniform(u, 0, u.length, 0, 1);
        double[] cumulative = new double[categories];
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int j = 0; j < categories; j++) {
                sum = round(sum + weights[row * categories + j]);
                cumulative[j] = sum;
            }
            for (int j = 0; j < categories; j++) {
                cumulative[j] = round(cumulative[j] / sum);
            }
            cumulative[categories - 1] = 1;
            for (int i = row * draws; i < (row + 1) * draws; i++) {
                chosen[i] = firstAtLeast(cumulative, u[i]);
            }
        }
        return chosen;
    }

    private static int firstAtLeast(double[] cumulative, double u) {
        int low = 0;
        int high = cumulative.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] < u) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long[] byRace(double[] weights, Generator generator) {
        long[] chosen = new long[Math.multiplyExact(rows, draws)];
        double[] score = new double[Math.multiplyExact(rows, categories)];
        generator.exponential(score, 0, score.length, 1);
        for (int i = 0; i < score.length; i++) {
            score[i] = round(weights[i] / round(score[i]));
        }
        for (int row = 0; row < rows; row++) {
            takeLargest(score, row * categories, chosen, row * draws);
        }
        return chosen;
    }

    /** The numbers of the largest scores, largest first, equal ones in order; a heap keeps few draws of many cheap. */
    private void takeLargest(double[] score, int off, long[] chosen, int chosenOff) {
        // The worst of those kept is on top: the lowest score, of equal ones the latest.
        PriorityQueue<Integer> kept = new PriorityQueue<>((a, b) -> score[off + a] != score[off + b]
                ? Double.compare(score[off + a], score[off + b])
                : Integer.compare(b, a));
        for (int j = 0; j < categories; j++) {
            if (kept.size() < draws) {
                kept.add(j);
            } else if (score[off + j] > score[off + kept.element()]) {
                kept.remove();
                kept.add(j);
            }
        }
        for (int i = draws - 1; i >= 0; i--) {
            chosen[chosenOff + i] = kept.remove();
        }
    }

    /** A sum or quotient of two floats, computed in double, rounds to the float that float arithmetic gives. */
    private double round(double x) {
        return single ? (float) x : x;
    }
}
