package lanewise.benchmarks;

/**
 * The numbers that every peer starts from, in whatever language: element i of the array numbered seed is
 * {@code ((7919 i + 104729 seed) mod 2003) / 1001.5 − 1}, times a scale.
 */
public final class Fill {
    private Fill() {}

    /** Returns n numbers from −scale to scale. */
    public static float[] values(int n, int seed, double scale) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (((7919L * i + 104_729L * seed) % 2003 / 1001.5 - 1) * scale);
        }
        return values;
    }

    /**
     * Returns the weights of a layer, of the size that keeps its outputs near 1.
     *
     * @param number counts a model's parameters from 0, biases too (which start at zero)
     * @param fanIn how many inputs an output sums
     */
    public static float[] weights(int n, int number, int fanIn) {
        return values(n, number + 1, 1 / Math.sqrt(fanIn));
    }

    /** Returns the classes of n records: 0 to 9, again and again. */
    public static long[] classes(int n) {
        long[] classes = new long[n];
        for (int i = 0; i < n; i++) {
            classes[i] = i % 10;
        }
        return classes;
    }
}
