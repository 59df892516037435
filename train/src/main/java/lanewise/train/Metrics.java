package lanewise.train;

import java.util.Arrays;
import java.util.stream.IntStream;
import lanewise.tensor.Tensor;

/**
 * Makes the usual metrics.
 *
 * <p>For classes, outputs are scores {@code (N, C, …)} (probabilities, logits or their logarithms: only the order
 * counts) and targets class numbers {@code (N, …)}. For regression both have the same shape. Formulas and corner cases
 * are those of scikit-learn: a precision or recall of nothing is 0.
 */
public final class Metrics {

    private Metrics() {}

    /** How precision, recall and F1 of the classes become one number. */
    public enum Average {
        /** That of class 1, of two. */
        BINARY,
        /** From the counts of all classes together; for single labels this is the accuracy. */
        MICRO,
        /** The mean over the classes that occur in targets or outputs. */
        MACRO,
        /** The mean weighted by how often a class is a target. */
        WEIGHTED
    }

    /** The share of samples whose largest score is that of the target: {@code accuracy}. */
    public static Metric accuracy() {
        return new Share("accuracy") {
            @Override
            public void update(Tensor outputs, Tensor targets) {
                long[] predicted = Predictions.classes("accuracy", outputs, targets);
                long[] wanted = targets.toLongArray();
                for (int i = 0; i < wanted.length; i++) {
                    add(predicted[i] == wanted[i]);
                }
            }
        };
    }

    /**
     * The share of samples on the right side of a threshold: {@code accuracy}, for outputs and targets {@code (N)} or
     * {@code (N, 1)}.
     *
     * @param threshold from above which an output counts as 1: 0.5 for probabilities, 0 for logits
     */
    public static Metric binaryAccuracy(double threshold) {
        return new Share("accuracy") {
            @Override
            public void update(Tensor outputs, Tensor targets) {
                Predictions.checkSame("accuracy", outputs, targets);
                double[] scores = outputs.toDoubleArray();
                double[] wanted = targets.toDoubleArray();
                for (int i = 0; i < wanted.length; i++) {
                    add(scores[i] > threshold == wanted[i] > 0.5);
                }
            }
        };
    }

    /**
     * The share of samples whose target is among the {@code k} largest scores {@code (N, C)}: {@code top_5}. Equal
     * scores count against the target.
     */
    public static Metric topK(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("topK: expected k >= 1; got " + k);
        }
        return new Share("top_" + k) {
            @Override
            public void update(Tensor outputs, Tensor targets) {
                Predictions.checkScores(name(), outputs, targets);
                if (outputs.dim() != 2) {
                    throw Predictions.wrong(name(), "scores (N, C) and class numbers (N)", outputs, targets);
                }
                int classes = outputs.size(1);
                double[] scores = outputs.toDoubleArray();
                long[] wanted = targets.toLongArray();
                for (long target : wanted) {
                    if (target < 0 || target >= classes) {
                        throw new IllegalArgumentException(
                                name() + ": expected classes of 0 to " + (classes - 1) + "; got " + target);
                    }
                }
                for (int i = 0; i < wanted.length; i++) {
                    int start = i * classes;
                    int at = start + (int) wanted[i];
                    int before = 0;
                    for (int c = start; c < start + classes; c++) {
                        before += c != at && !(scores[c] < scores[at]) ? 1 : 0;
                    }
                    add(before < k);
                }
            }
        };
    }

    /** Of what was taken for a class, the share that is: {@code precision}. */
    public static Metric precision(int classes, Average average) {
        return new ByClass("precision", classes, average) {
            @Override
            double value(long hits, long predicted, long wanted) {
                return predicted == 0 ? 0 : (double) hits / predicted;
            }
        };
    }

    /** Of what is of a class, the share that was found: {@code recall}. */
    public static Metric recall(int classes, Average average) {
        return new ByClass("recall", classes, average) {
            @Override
            double value(long hits, long predicted, long wanted) {
                return wanted == 0 ? 0 : (double) hits / wanted;
            }
        };
    }

    /** The harmonic mean of precision and recall: {@code f1}. */
    public static Metric f1(int classes, Average average) {
        return new ByClass("f1", classes, average) {
            @Override
            double value(long hits, long predicted, long wanted) {
                return predicted + wanted == 0 ? 0 : 2.0 * hits / (predicted + wanted);
            }
        };
    }

    /** The mean of absolute differences: {@code mae}. */
    public static Metric mae() {
        return new Errors("mae") {
            @Override
            double of(double difference) {
                return Math.abs(difference);
            }
        };
    }

    /** The mean of squared differences: {@code mse}. */
    public static Metric mse() {
        return new Errors("mse") {
            @Override
            double of(double difference) {
                return difference * difference;
            }
        };
    }

    /**
     * The share of the targets' variance that the outputs explain: {@code r2}. With several values per sample,
     * {@code (N, D)}, the mean over them.
     */
    public static Metric r2() {
        return new R2();
    }

    /**
     * The area under the ROC curve: how probable it is that a positive sample scores above a negative one,
     * {@code roc_auc}. Outputs are scores {@code (N)}, {@code (N, 1)}, or {@code (N, 2)} with the score of the positive
     * class second; targets 0 or 1. All scores are kept until {@code reset}.
     */
    public static Metric rocAuc() {
        return new RocAuc();
    }

    // ---- accumulators
    // ---------------------------------------------------------------------------------------------------

    private abstract static class Share implements Metric {
        private final String name;
        private long right;
        private long all;

        Share(String name) {
            this.name = name;
        }

        void add(boolean hit) {
            right += hit ? 1 : 0;
            all++;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void reset() {
            right = 0;
            all = 0;
        }

        @Override
        public double compute() {
            return (double) right / all;
        }
    }

    private abstract static class ByClass implements Metric {
        private final String name;
        private final Average average;
        private final ConfusionMatrix matrix;

        ByClass(String name, int classes, Average average) {
            if (average == Average.BINARY && classes != 2) {
                throw new IllegalArgumentException(name + ": BINARY is for 2 classes; got " + classes + "; use MACRO");
            }
            this.name = name;
            this.average = average;
            this.matrix = new ConfusionMatrix(classes);
        }

        abstract double value(long hits, long predicted, long wanted);

        @Override
        public String name() {
            return name;
        }

        @Override
        public void reset() {
            matrix.reset();
        }

        @Override
        public void update(Tensor outputs, Tensor targets) {
            matrix.add(Predictions.classes(name, outputs, targets), targets.toLongArray());
        }

        private double of(int c) {
            return value(matrix.count(c, c), matrix.column(c), matrix.row(c));
        }

        @Override
        public double compute() {
            int[] all = IntStream.range(0, matrix.classes()).toArray();
            long total = Arrays.stream(all).mapToLong(matrix::row).sum();
            if (total == 0) {
                return Double.NaN;
            }
            return switch (average) {
                case BINARY -> of(1);
                case MICRO ->
                    value(Arrays.stream(all).mapToLong(c -> matrix.count(c, c)).sum(), total, total);
                case MACRO ->
                    Arrays.stream(all)
                            .filter(c -> matrix.row(c) + matrix.column(c) > 0)
                            .mapToDouble(this::of)
                            .average()
                            .orElse(Double.NaN);
                case WEIGHTED ->
                    Arrays.stream(all).mapToDouble(c -> of(c) * matrix.row(c)).sum() / total;
            };
        }
    }

    private abstract static class Errors implements Metric {
        private final String name;
        private double sum;
        private long count;

        Errors(String name) {
            this.name = name;
        }

        abstract double of(double difference);

        @Override
        public String name() {
            return name;
        }

        @Override
        public void reset() {
            sum = 0;
            count = 0;
        }

        @Override
        public void update(Tensor outputs, Tensor targets) {
            Predictions.checkSame(name, outputs, targets);
            double[] a = outputs.toDoubleArray();
            double[] b = targets.toDoubleArray();
            for (int i = 0; i < a.length; i++) {
                sum += of(a[i] - b[i]);
            }
            count += a.length;
        }

        @Override
        public double compute() {
            return sum / count;
        }
    }

    private static final class R2 implements Metric {
        private long count;
        private double[] means = {};
        private double[] spreads = {};
        private double[] errors = {};

        @Override
        public String name() {
            return "r2";
        }

        @Override
        public void reset() {
            count = 0;
            means = new double[0];
        }

        @Override
        public void update(Tensor outputs, Tensor targets) {
            Predictions.checkSame("r2", outputs, targets);
            int samples = targets.dim() == 0 ? 1 : targets.size(0);
            if (samples == 0) {
                return;
            }
            int width = targets.numel() / samples;
            if (count == 0) {
                means = new double[width];
                spreads = new double[width];
                errors = new double[width];
            } else if (width != means.length) {
                throw Predictions.wrong("r2", means.length + " values per sample, as before", outputs, targets);
            }
            double[] a = outputs.toDoubleArray();
            double[] b = targets.toDoubleArray();
            for (int i = 0; i < samples; i++) {
                count++;
                for (int d = 0; d < width; d++) {
                    int at = i * width + d;
                    // Welford: no difference of large sums.
                    double off = b[at] - means[d];
                    means[d] += off / count;
                    spreads[d] += off * (b[at] - means[d]);
                    errors[d] += (a[at] - b[at]) * (a[at] - b[at]);
                }
            }
        }

        @Override
        public double compute() {
            if (count < 2) {
                return Double.NaN;
            }
            double sum = 0;
            for (int d = 0; d < means.length; d++) {
                sum += spreads[d] == 0 ? (errors[d] == 0 ? 1 : 0) : 1 - errors[d] / spreads[d];
            }
            return sum / means.length;
        }
    }

    private static final class RocAuc implements Metric {
        private double[] scores = new double[64];
        private boolean[] positive = new boolean[64];
        private int count;

        @Override
        public String name() {
            return "roc_auc";
        }

        @Override
        public void reset() {
            count = 0;
        }

        @Override
        public void update(Tensor outputs, Tensor targets) {
            int n = targets.numel();
            boolean pairs = outputs.dim() == 2 && outputs.size(1) == 2 && outputs.size(0) == n && targets.dim() == 1;
            if (!pairs) {
                Predictions.checkSame("roc_auc", outputs, targets);
            }
            double[] values = outputs.toDoubleArray();
            double[] wanted = targets.toDoubleArray();
            for (double target : wanted) {
                if (target != 0 && target != 1) {
                    throw new IllegalArgumentException("roc_auc: expected targets of 0 and 1; got " + target);
                }
            }
            if (count + n > scores.length) {
                int room = Math.max(count + n, scores.length + (scores.length >> 1));
                scores = Arrays.copyOf(scores, room);
                positive = Arrays.copyOf(positive, room);
            }
            for (int i = 0; i < n; i++) {
                scores[count] = pairs ? values[2 * i + 1] - values[2 * i] : values[i];
                positive[count++] = wanted[i] == 1;
            }
        }

        /** By the ranks of the positive samples, equal scores sharing theirs. */
        @Override
        public double compute() {
            Integer[] order = IntStream.range(0, count).boxed().toArray(Integer[]::new);
            Arrays.sort(order, (a, b) -> Double.compare(scores[a], scores[b]));
            double ranks = 0;
            long positives = 0;
            for (int i = 0; i < count; ) {
                int end = i;
                long here = 0;
                while (end < count && scores[order[end]] == scores[order[i]]) {
                    here += positive[order[end]] ? 1 : 0;
                    end++;
                }
                if (end == i) {
                    return Double.NaN; // a score that is not a number has no rank
                }
                ranks += here * ((i + 1 + end) / 2.0);
                positives += here;
                i = end;
            }
            long negatives = count - positives;
            return (ranks - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
        }
    }
}
