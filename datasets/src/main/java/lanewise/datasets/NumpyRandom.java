package lanewise.datasets;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import lanewise.tensor.DType;
import lanewise.tensor.Generator;
import lanewise.tensor.Tensor;

/**
 * NumPy's legacy generator {@code np.random.RandomState(seed)}, number for number: what {@code np.random.seed} and
 * scikit-learn's {@code random_state} give. So a split, a made-up data set or a program's first weights are those of
 * the Python program.
 *
 * <p>Methods without a shape give one number, those with one a float64 tensor of them, drawn in row-major order. Not
 * thread-safe.
 *
 * <p>Whole and uniform numbers are NumPy's bit for bit on every platform. Normal ones go through the C library's
 * logarithm there, through one to the nearest double here: with glibc, one number in about 2,700 differs in its last
 * bit.
 *
 * <p>Source: NumPy, "Legacy random generation"; Marsaglia and Bray, "A convenient method for generating normal
 * variables", SIAM Review 6(3), 1964.
 */
public final class NumpyRandom {
    private final Generator words = new Generator();

    /** The second number of the last pair of normal ones; NaN when it was taken. */
    private double cached = Double.NaN;

    /**
     * The stream of a seed.
     *
     * @param seed from 0 to 2³² − 1
     * @throws IllegalArgumentException if the seed is outside
     */
    public NumpyRandom(long seed) {
        if (seed < 0 || seed >>> 32 != 0) {
            throw new IllegalArgumentException("NumpyRandom: expected a seed from 0 to 2**32 - 1, got " + seed);
        }
        words.manualSeed(seed);
    }

    /**
     * {@return a number from 0 (included) to 1 (excluded), a multiple of 2⁻⁵³: {@code random_sample()}, {@code rand()}}
     */
    public double randomSample() {
        long high = words.next32() >>> 5;
        return ((high << 26) + (words.next32() >>> 6)) * 0x1p-53;
    }

    /** {@return so many of {@link #randomSample()}} */
    public Tensor randomSample(int... shape) {
        return fill(this::randomSample, shape);
    }

    /** {@return a number from {@code low} (included) to {@code high} (excluded)} */
    public double uniform(double low, double high) {
        return low + (high - low) * randomSample();
    }

    /** {@return so many of {@link #uniform(double, double)}} */
    public Tensor uniform(double low, double high, int... shape) {
        return fill(() -> uniform(low, high), shape);
    }

    /** {@return a number of the standard normal distribution} */
    public double randn() {
        double y = cached;
        cached = Double.NaN;
        if (!Double.isNaN(y)) {
            return y;
        }
        double a;
        double b;
        double r2;
        do {
            a = 2 * randomSample() - 1;
            b = 2 * randomSample() - 1;
            r2 = a * a + b * b;
        } while (r2 >= 1 || r2 == 0);
        double f = Math.sqrt(-2 * Log.of(r2) / r2);
        cached = f * a;
        return f * b;
    }

    /** {@return so many of {@link #randn()}} */
    public Tensor randn(int... shape) {
        return fill(this::randn, shape);
    }

    /** {@return a number of the normal distribution with this mean and standard deviation} */
    public double normal(double mean, double std) {
        return mean + std * randn();
    }

    /** {@return so many of {@link #normal(double, double)}} */
    public Tensor normal(double mean, double std, int... shape) {
        return fill(() -> normal(mean, std), shape);
    }

    /**
     * A whole number.
     *
     * @param low the least one
     * @param high one more than the greatest
     * @return a number between
     * @throws IllegalArgumentException if {@code low >= high}
     */
    public long randint(long low, long high) {
        if (low >= high) {
            throw new IllegalArgumentException("randint: expected low < high, got " + low + " and " + high);
        }
        return low + upTo(high - 1 - low);
    }

    /** {@return {@code size} of {@link #randint(long, long)}} */
    public long[] randint(long low, long high, int size) {
        long[] y = new long[size];
        Arrays.setAll(y, i -> randint(low, high));
        return y;
    }

    /** {@return the numbers from 0 to {@code n - 1} in random order} */
    public int[] permutation(int n) {
        int[] y = IntStream.range(0, n).toArray();
        shuffle(y);
        return y;
    }

    /** Brings the elements into random order. */
    public void shuffle(int[] a) {
        for (int i = a.length - 1; i > 0; i--) {
            int j = (int) upTo(i);
            int t = a[i];
            a[i] = a[j];
            a[j] = t;
        }
    }

    /**
     * Some of the numbers from 0 to {@code n - 1}.
     *
     * @param n how many there are
     * @param size how many to draw
     * @param replace whether one may come twice
     * @return the drawn ones in the order of drawing
     * @throws IllegalArgumentException if there are not so many
     */
    public int[] choice(int n, int size, boolean replace) {
        if (n < 0 || size < 0 || size > n && (!replace || n == 0)) {
            throw new IllegalArgumentException("choice: cannot take " + size + " out of " + n
                    + (replace ? "" : " without replacement; pass replace = true, or take fewer"));
        }
        return replace
                ? IntStream.range(0, size).map(i -> (int) upTo(n - 1)).toArray()
                : Arrays.copyOf(permutation(n), size);
    }

    /** From 0 to {@code max}, which is unsigned: draws of as many bits as max has, until one is not above it. */
    private long upTo(long max) {
        if (max == 0) {
            return 0;
        }
        long mask = -1L >>> Long.numberOfLeadingZeros(max);
        long y;
        do {
            y = (max >>> 32 == 0 ? words.next32() : words.next64()) & mask;
        } while (Long.compareUnsigned(y, max) > 0);
        return y;
    }

    private static Tensor fill(DoubleSupplier draw, int... shape) {
        // The tensor refuses a negative or too large shape before anything is drawn.
        Tensor y = Tensor.zeros(shape, DType.FLOAT64);
        double[] values = y.toDoubleArray();
        Arrays.setAll(values, i -> draw.getAsDouble());
        return Tensor.asTensor(values, shape);
    }

    /**
     * The logarithm to the nearest double. Java's is now and then one unit in the last place off; glibc's, which NumPy
     * calls, almost never is.
     */
    private static final class Log {
        /** The logarithms of FIRST/128 to LAST/128, which are near 1/√2 and √2, as unevaluated sums of two doubles. */
        private static final int FIRST = 88;

        private static final int LAST = 184;

        private static final double[] HIGH = new double[LAST + 1];
        private static final double[] LOW = new double[LAST + 1];

        /** ln 2 as a sum, its first part short enough that its multiples are exact. */
        private static final double LN2_HIGH = 0x1.62e42fefa38p-1;

        private static final double LN2_LOW = 0x1.ef35793c7673p-45;

        static {
            walk(128, LAST, 1);
            walk(127, FIRST, -1);
        }

        /** Sets entries from their neighbours' by ln((j+1)/j) = 2 artanh(1/(2j+1)). */
        private static void walk(int from, int to, int step) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int j = from; j != to + step; j += step) {
                int lower = step > 0 ? j - 1 : j;
                if (j != 128) {
                    sum = sum.add(artanh(2 * lower + 1).multiply(BigDecimal.valueOf(2L * step)));
                }
                HIGH[j] = sum.doubleValue();
                LOW[j] = sum.subtract(new BigDecimal(HIGH[j])).doubleValue();
            }
        }

        /** The inverse hyperbolic tangent of 1/n. */
        private static BigDecimal artanh(int n) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int k = 1; k < 20; k += 2) {
                sum = sum.add(BigDecimal.ONE.divide(
                        BigDecimal.valueOf(n).pow(k).multiply(BigDecimal.valueOf(k)), MathContext.DECIMAL128));
            }
            return sum;
        }

        /** With x = 2ᵏ m and c near 1/m: ln x = k ln 2 − ln c + ln(1 + r), where r = mc − 1 is exact and small. */
        static double of(double x) {
            int k = Math.getExponent(x);
            double m = Math.scalb(x, -k);
            if (m > 1.4142135623730951) {
                m /= 2;
                k++;
            }
            int j = (int) Math.rint(128 / m);
            double r = Math.fma(m, j / 128.0, -1);
            double square = r * r;
            double cubic = square
                    * r
                    * (1.0 / 3
                            + r * (-0.25 + r * (0.2 + r * (-1.0 / 6 + r * (1.0 / 7 + r * (-0.125 + r * (1.0 / 9)))))));
            double low = cubic - Math.fma(r, r, -square) / 2 - LOW[j] + k * LN2_LOW;
            double high = k * LN2_HIGH;
            for (double term : new double[] {-HIGH[j], r, -square / 2}) {
                double sum = high + term;
                double part = sum - high;
                low += (high - (sum - part)) + (term - part);
                high = sum;
            }
            return high + low;
        }
    }
}
