package lanewise.tables;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;
import lanewise.datasets.NumpyRandom;
import lanewise.datasets.TensorDataset;
import lanewise.tensor.Tensor;

/**
 * Made-up data: the generators of {@code sklearn.datasets}, with the same samples in the same order for the same
 * {@code randomState}, up to the last bits where a sum or an angle is rounded. Inputs are float64 {@code (samples,
 * features)}; targets float64 {@code (samples)} for a regression, int64 classes {@code (samples)} else.
 *
 * <p>Source: scikit-learn, "Samples generator"; Guyon, "Design of experiments for the NIPS 2003 variable selection
 * benchmark", 2003.
 */
public final class Synthetic {
    private Synthetic() {}

    /**
     * Keyword arguments of {@link #makeRegression}.
     *
     * @param informative how many features the target depends on, at most all
     * @param bias what the target is where all features are 0
     * @param noise the standard deviation of what is added to the target
     * @param shuffle whether samples and features come in random order
     */
    public record Regression(int informative, double bias, double noise, boolean shuffle) {
        /** {@return a copy with this number of features that matter} */
        public Regression informative(int value) {
            return new Regression(value, bias, noise, shuffle);
        }

        /** {@return a copy with this bias} */
        public Regression bias(double value) {
            return new Regression(informative, value, noise, shuffle);
        }

        /** {@return a copy with this noise} */
        public Regression noise(double value) {
            return new Regression(informative, bias, value, shuffle);
        }

        /** {@return a copy that shuffles, or does not} */
        public Regression shuffle(boolean value) {
            return new Regression(informative, bias, noise, value);
        }
    }

    /**
     * Keyword arguments of {@link #makeClassification}.
     *
     * @param informative the dimensions of the cube on whose corners the clusters lie
     * @param redundant how many features mix these
     * @param classes how many classes
     * @param clustersPerClass how many clusters each class has
     * @param flipY the share of samples whose class is drawn anew
     * @param classSep half the side of the cube
     * @param shuffle whether samples and features come in random order
     */
    public record Classification(
            int informative,
            int redundant,
            int classes,
            int clustersPerClass,
            double flipY,
            double classSep,
            boolean shuffle) {
        /** {@return a copy with this number of features that matter} */
        public Classification informative(int value) {
            return new Classification(value, redundant, classes, clustersPerClass, flipY, classSep, shuffle);
        }

        /** {@return a copy with this number of features that mix the others} */
        public Classification redundant(int value) {
            return new Classification(informative, value, classes, clustersPerClass, flipY, classSep, shuffle);
        }

        /** {@return a copy with this number of classes} */
        public Classification classes(int value) {
            return new Classification(informative, redundant, value, clustersPerClass, flipY, classSep, shuffle);
        }

        /** {@return a copy with this number of clusters in each class} */
        public Classification clustersPerClass(int value) {
            return new Classification(informative, redundant, classes, value, flipY, classSep, shuffle);
        }

        /** {@return a copy with this share of wrong classes} */
        public Classification flipY(double value) {
            return new Classification(informative, redundant, classes, clustersPerClass, value, classSep, shuffle);
        }

        /** {@return a copy with this distance between classes} */
        public Classification classSep(double value) {
            return new Classification(informative, redundant, classes, clustersPerClass, flipY, value, shuffle);
        }

        /** {@return a copy that shuffles, or does not} */
        public Classification shuffle(boolean value) {
            return new Classification(informative, redundant, classes, clustersPerClass, flipY, classSep, value);
        }
    }

    /** {@return the defaults of makeRegression: 10 informative features, no bias, no noise, shuffled} */
    public static Regression regression() {
        return new Regression(10, 0, 0, true);
    }

    /** {@return the defaults of makeClassification: 2 informative and 2 redundant features, 2 classes of 2 clusters} */
    public static Classification classification() {
        return new Classification(2, 2, 2, 2, 0.01, 1, true);
    }

    /**
     * Targets that are a sum of normally distributed features, each with a weight from 0 to 100.
     *
     * @param samples how many samples
     * @param features how many features
     * @param options further options, see {@link #regression()}
     * @param randomState the seed
     * @return inputs {@code (samples, features)} and targets {@code (samples)}
     * @throws IllegalArgumentException if a number is too small
     */
    public static TensorDataset makeRegression(int samples, int features, Regression options, long randomState) {
        check("makeRegression", samples, features, options.informative, options.noise);
        NumpyRandom random = new NumpyRandom(randomState);
        double[][] x = normals(random, samples, features);
        int informative = Math.min(features, options.informative);
        double[] weights = new double[informative];
        Arrays.setAll(weights, i -> 100 * random.randomSample());
        double[] y = new double[samples];
        Arrays.setAll(y, i -> dot(x[i], weights) + options.bias);
        if (options.noise > 0) {
            Arrays.setAll(y, i -> y[i] + random.normal(0, options.noise));
        }
        int[] rows = order(random, samples, options.shuffle);
        return dataset(
                x,
                rows,
                order(random, features, options.shuffle),
                Tensor.asTensor(Arrays.stream(rows).mapToDouble(i -> y[i]).toArray(), samples));
    }

    /**
     * Clusters on the corners of a cube, dealt out to classes, with features that say nothing beside those that do.
     *
     * @param samples how many samples
     * @param features how many features
     * @param options further options, see {@link #classification()}
     * @param randomState the seed
     * @return inputs {@code (samples, features)} and classes {@code (samples)}
     * @throws IllegalArgumentException if the clusters are more than the cube's corners, or the features too few
     */
    public static TensorDataset makeClassification(
            int samples, int features, Classification options, long randomState) {
        int informative = options.informative;
        int useful = informative + options.redundant;
        int classes = options.classes;
        check("makeClassification", samples, features, Math.min(informative, classes), options.flipY);
        long clusters = (long) classes * options.clustersPerClass;
        if (options.redundant < 0
                || useful > features
                || informative > 30
                || clusters < 1
                || clusters > 1L << informative) {
            throw new IllegalArgumentException("makeClassification: expected informative and redundant features within"
                    + " the " + features + ", at most 30 informative, and classes * clustersPerClass <= 2**informative;"
                    + " got " + options);
        }
        NumpyRandom random = new NumpyRandom(randomState);
        int[] corners = corners(random, 1 << informative, (int) clusters);
        double[][] x = normals(random, samples, informative);
        long[] y = new long[samples];
        int to = 0;
        for (int k = 0; k < clusters; k++) {
            int from = to;
            to += share(samples, classes, options.clustersPerClass, k);
            double[][] mix = signed(random, informative, informative);
            for (int i = from; i < to; i++) {
                y[i] = k % classes;
                x[i] = product(x[i], mix);
                for (int d = 0; d < informative; d++) {
                    x[i][d] += (corners[k] >>> informative - 1 - d & 1) == 0 ? -options.classSep : options.classSep;
                }
            }
        }
        double[][] redundant = signed(random, informative, options.redundant);
        double[][] all = new double[samples][];
        for (int i = 0; i < samples; i++) {
            all[i] = Arrays.copyOf(x[i], features);
            System.arraycopy(product(x[i], redundant), 0, all[i], informative, options.redundant);
        }
        for (double[] row : all) {
            for (int d = useful; d < features; d++) {
                row[d] = random.randn();
            }
        }
        int[] flipped = IntStream.range(0, samples)
                .filter(i -> random.randomSample() < options.flipY)
                .toArray();
        for (int i : flipped) {
            y[i] = random.randint(0, classes);
        }
        int[] rows = order(random, samples, options.shuffle);
        return dataset(all, rows, order(random, features, options.shuffle), picked(y, rows));
    }

    /**
     * Two half circles that reach into each other.
     *
     * @param samples how many samples
     * @param noise the standard deviation of what is added to the points
     * @param randomState the seed
     * @return points {@code (samples, 2)} and classes 0 and 1 {@code (samples)}
     * @throws IllegalArgumentException if a number is too small
     */
    public static TensorDataset makeMoons(int samples, double noise, long randomState) {
        check("makeMoons", samples, 2, 1, noise);
        int outer = samples / 2;
        double[][] x = new double[samples][];
        for (int i = 0; i < samples; i++) {
            boolean out = i < outer;
            int n = out ? outer : samples - outer;
            int at = out ? i : i - outer;
            // As linspace: the last place is the end itself.
            double angle = n == 1 ? 0 : at == n - 1 ? Math.PI : at * (Math.PI / (n - 1));
            double cos = Math.cos(angle);
            double sin = Math.sin(angle);
            x[i] = out ? new double[] {cos, sin} : new double[] {1 - cos, 1 - sin - 0.5};
        }
        return twoShapes(x, outer, noise, randomState);
    }

    /**
     * A circle in a circle.
     *
     * @param samples how many samples
     * @param noise the standard deviation of what is added to the points
     * @param factor the radius of the inner circle, the outer's being 1
     * @param randomState the seed
     * @return points {@code (samples, 2)} and classes, 1 inside {@code (samples)}
     * @throws IllegalArgumentException if a number is too small, or the factor not from 0 (included) to 1 (excluded)
     */
    public static TensorDataset makeCircles(int samples, double noise, double factor, long randomState) {
        check("makeCircles", samples, 2, 1, noise);
        if (!(factor >= 0 && factor < 1)) {
            throw new IllegalArgumentException("makeCircles: expected a factor in [0, 1), got " + factor);
        }
        int outer = samples / 2;
        double[][] x = new double[samples][];
        for (int i = 0; i < samples; i++) {
            boolean out = i < outer;
            double angle = (out ? i : i - outer) * (2 * Math.PI / (out ? outer : samples - outer));
            double radius = out ? 1 : factor;
            x[i] = new double[] {Math.cos(angle) * radius, Math.sin(angle) * radius};
        }
        return twoShapes(x, outer, noise, randomState);
    }

    /**
     * Normally distributed clusters around centres drawn from −10 to 10.
     *
     * @param samples how many samples
     * @param features how many features
     * @param centers how many clusters, each a class
     * @param clusterStd the standard deviation of a cluster
     * @param randomState the seed
     * @return inputs {@code (samples, features)} and classes {@code (samples)}
     * @throws IllegalArgumentException if a number is too small
     */
    public static TensorDataset makeBlobs(int samples, int features, int centers, double clusterStd, long randomState) {
        check("makeBlobs", samples, features, centers, clusterStd);
        NumpyRandom random = new NumpyRandom(randomState);
        double[][] middles = new double[centers][features];
        for (double[] middle : middles) {
            Arrays.setAll(middle, d -> random.uniform(-10, 10));
        }
        double[][] x = new double[samples][features];
        long[] y = new long[samples];
        int i = 0;
        for (int k = 0; k < centers; k++) {
            for (int n = samples / centers + (k < samples % centers ? 1 : 0); n > 0; n--) {
                double[] middle = middles[k];
                Arrays.setAll(x[i], d -> random.normal(middle[d], clusterStd));
                y[i++] = k;
            }
        }
        int[] rows = order(random, samples, true);
        return dataset(x, rows, order(random, features, false), picked(y, rows));
    }

    private static TensorDataset twoShapes(double[][] x, int outer, double noise, long randomState) {
        NumpyRandom random = new NumpyRandom(randomState);
        int[] rows = order(random, x.length, true);
        if (noise > 0) {
            for (int row : rows) {
                double[] point = x[row];
                Arrays.setAll(point, d -> point[d] + random.normal(0, noise));
            }
        }
        long[] y = new long[x.length];
        Arrays.fill(y, outer, y.length, 1);
        return dataset(x, rows, new int[] {0, 1}, picked(y, rows));
    }

    /** Different corners of a cube, by the way that scikit-learn's sampling without replacement takes. */
    private static int[] corners(NumpyRandom random, int corners, int count) {
        double ratio = (double) count / corners;
        if (ratio > 0.01 && ratio < 0.99) {
            return random.choice(corners, count, false);
        }
        if (ratio >= 0.2) {
            int[] reservoir = IntStream.range(0, count).toArray();
            for (int i = count; i < corners; i++) {
                int j = (int) random.randint(0, i + 1);
                if (j < count) {
                    reservoir[j] = i;
                }
            }
            return reservoir;
        }
        Set<Integer> chosen = new LinkedHashSet<>();
        while (chosen.size() < count) {
            chosen.add((int) random.randint(0, corners));
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    /** How many samples cluster k gets; what rounding leaves over goes to the first ones. */
    private static int share(int samples, int classes, int clustersPerClass, int k) {
        int each = (int) (samples * (1.0 / classes) / clustersPerClass);
        int clusters = classes * clustersPerClass;
        int left = samples - each * clusters;
        return each + left / clusters + (k < left % clusters ? 1 : 0);
    }

    private static double[][] normals(NumpyRandom random, int rows, int columns) {
        double[][] x = new double[rows][columns];
        for (double[] row : x) {
            Arrays.setAll(row, d -> random.randn());
        }
        return x;
    }

    private static double[][] signed(NumpyRandom random, int rows, int columns) {
        double[][] x = new double[rows][columns];
        for (double[] row : x) {
            Arrays.setAll(row, d -> 2 * random.randomSample() - 1);
        }
        return x;
    }

    private static double[] product(double[] x, double[][] matrix) {
        double[] y = new double[matrix[0].length];
        for (int j = 0; j < y.length; j++) {
            for (int i = 0; i < x.length; i++) {
                y[j] += x[i] * matrix[i][j];
            }
        }
        return y;
    }

    private static double dot(double[] x, double[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += x[i] * weights[i];
        }
        return sum;
    }

    private static int[] order(NumpyRandom random, int n, boolean shuffle) {
        return shuffle ? random.permutation(n) : IntStream.range(0, n).toArray();
    }

    private static Tensor picked(long[] y, int[] rows) {
        return Tensor.asTensor(Arrays.stream(rows).mapToLong(i -> y[i]).toArray(), rows.length);
    }

    private static TensorDataset dataset(double[][] x, int[] rows, int[] columns, Tensor targets) {
        double[] flat = new double[Math.multiplyExact(rows.length, columns.length)];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = x[rows[i / columns.length]][columns[i % columns.length]];
        }
        return new TensorDataset(Tensor.asTensor(flat, rows.length, columns.length), targets);
    }

    private static void check(String op, int samples, int features, int others, double spread) {
        if (samples < 1 || features < 1 || others < 1 || !(spread >= 0)) {
            throw new IllegalArgumentException(op + ": expected positive numbers of samples, features and parts and no"
                    + " negative noise; got " + samples + ", " + features + ", " + others + " and " + spread);
        }
    }
}
