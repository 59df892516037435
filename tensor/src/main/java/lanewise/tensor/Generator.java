package lanewise.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * A stream of pseudo-random numbers: PyTorch's CPU generator, draw for draw.
 *
 * <p>After {@code manualSeed(s)} every method here gives the numbers that PyTorch gives after
 * {@code torch.manual_seed(s)} for the call of the same name: integers, permutations, uniforms and Bernoulli draws bit
 * for bit; normals, exponentials and the like up to the last places of the library functions. So a ported script starts
 * from the same weights and sees the same batches.
 *
 * <pre>{@code
 * var generator = new Generator().manualSeed(0);
 * generator.permutation(5);                       // torch.randperm(5)
 * byte[] here = generator.getState();
 * generator.uniform(values, 0, values.length, -1, 1);
 * generator.setState(here);                       // the next fill repeats the last one
 * }</pre>
 *
 * <p><b>Threads.</b> A generator may be shared: each call holds its lock from first to last draw, so an array is always
 * filled from one unbroken piece of the stream. Which thread gets which piece is then up to the threads; whoever wants
 * repeatable numbers on several threads gives each its own generator.
 *
 * <p>Fills take an array, an offset and a count, and leave the rest of the array alone. An {@code
 * IndexOutOfBoundsException} says that offset and count do not fit the array; an {@code IllegalArgumentException},
 * that a parameter of the distribution is out of its range; in both cases nothing has been drawn.
 *
 * <p>Source: MT19937 (Matsumoto and Nishimura 1998);
 * <a href="https://pytorch.org/docs/stable/generated/torch.Generator.html">torch.Generator</a>.
 */
public final class Generator {
    /** What a new generator is seeded with, as in PyTorch: a number with a balanced count of zeros and ones. */
    public static final long DEFAULT_SEED = 67280421310721L;

    /** From this many elements on PyTorch fills normals in blocks; below, it draws them one after another. */
    private static final int BLOCK_FILL = BoxMuller.BLOCK;

    /** How many uniforms a fill works on at a time where it needs them only in passing. */
    private static final int CHUNK = 1024;

    /** Ranges of integers below this take one word a draw, wider ones two. */
    private static final long ONE_WORD_RANGE = 1L << 32;

    /** The word stream, and the monitor that guards all fields. */
    private final MersenneTwister words = new MersenneTwister((int) DEFAULT_SEED);

    private long initialSeed = DEFAULT_SEED;

    /** The second normal of the last pair, not handed out yet. */
    private double spareNormal;

    private boolean hasSpareNormal;

    /** A generator of its own stream, seeded with {@link #DEFAULT_SEED}. */
    public Generator() {}

    /**
     * The generator that everything random uses when it is given none, shared by all threads. It starts from a seed
     * that differs from run to run until {@code Tensor.manualSeed} or {@link #manualSeed} sets one.
     */
    public static Generator defaultGenerator() {
        return Default.GENERATOR;
    }

    /** Holds the shared generator, so that it comes to life on first use. */
    private static final class Default {
        static final Generator GENERATOR = new Generator();

        static {
            GENERATOR.seed();
        }
    }

    // ---- seed and state ----

    /**
     * Restarts the stream. Only the low 32 bits of the seed choose the stream (as in PyTorch); {@link #initialSeed}
     * keeps all of them.
     *
     * @return this generator
     */
    public Generator manualSeed(long seed) {
        synchronized (words) {
            words.seed((int) seed);
            initialSeed = seed;
            hasSpareNormal = false;
            return this;
        }
    }

    /** The seed from which the stream started. */
    public long initialSeed() {
        synchronized (words) {
            return initialSeed;
        }
    }

    /** Restarts the stream from a seed that nobody can foretell, and returns that seed (53 bits, as PyTorch's). */
    public long seed() {
        // A SplittableRandom seeds itself from the clocks and a counter, without the start-up cost of SecureRandom.
        long seed = new SplittableRandom().nextLong() & ((1L << 53) - 1);
        manualSeed(seed);
        return seed;
    }

    /**
     * A copy of the whole state: words, place in the stream, seed and the normal held back. The bytes are those of
     * PyTorch's {@code torch.get_rng_state()}, so either side reads the other's.
     */
    public byte[] getState() {
        synchronized (words) {
            ByteBuffer out = ByteBuffer.allocate(StateLayout.SIZE).order(ByteOrder.LITTLE_ENDIAN);
            out.putLong(StateLayout.SEED, initialSeed);
            out.putInt(StateLayout.LEFT, words.left());
            out.putInt(StateLayout.SEEDED, 1);
            out.putLong(StateLayout.NEXT, words.next());
            for (int i = 0; i < MersenneTwister.N; i++) {
                out.putLong(StateLayout.WORDS + 8 * i, words.word(i) & 0xffffffffL);
            }
            out.putDouble(StateLayout.SPARE_NORMAL, hasSpareNormal ? spareNormal : 0.0);
            out.putInt(StateLayout.HAS_SPARE_NORMAL, hasSpareNormal ? 1 : 0);
            return out.array();
        }
    }

    /**
     * Continues from a state of {@link #getState} or of {@code torch.get_rng_state()}.
     *
     * @return this generator
     * @throws IllegalArgumentException if the bytes are no such state; this generator is then as before
     */
    public Generator setState(byte[] state) {
        if (state.length != StateLayout.SIZE) {
            throw new IllegalArgumentException("setState: expected the " + StateLayout.SIZE
                    + " bytes of a CPU generator's state; got " + state.length
                    + " bytes; pass what getState() returned");
        }
        ByteBuffer in = ByteBuffer.wrap(state).order(ByteOrder.LITTLE_ENDIAN);
        int left = in.getInt(StateLayout.LEFT);
        long next = in.getLong(StateLayout.NEXT);
        boolean placed = left >= 1 && left <= MersenneTwister.N && next >= 0 && next + left <= MersenneTwister.N + 1;
        if (!placed || in.getInt(StateLayout.SEEDED) != 1) {
            throw new IllegalArgumentException("setState: expected a seeded MT19937 state; got place " + next + " with "
                    + left + " words left; pass what getState() returned");
        }
        int[] saved = new int[MersenneTwister.N];
        for (int i = 0; i < saved.length; i++) {
            saved[i] = (int) in.getLong(StateLayout.WORDS + 8 * i);
        }
        synchronized (words) {
            words.restore(saved, left, (int) next);
            initialSeed = in.getLong(StateLayout.SEED);
            hasSpareNormal = in.getInt(StateLayout.HAS_SPARE_NORMAL) != 0;
            spareNormal = in.getDouble(StateLayout.SPARE_NORMAL);
            return this;
        }
    }

    /** Where PyTorch keeps what, in bytes: its state words are 64 bits wide, their upper halves zero. */
    private static final class StateLayout {
        static final int SEED = 0;
        static final int LEFT = 8;
        static final int SEEDED = 12;
        static final int NEXT = 16;
        static final int WORDS = 24;
        static final int SPARE_NORMAL = WORDS + 8 * MersenneTwister.N + 8;
        static final int HAS_SPARE_NORMAL = SPARE_NORMAL + 16;
        static final int SIZE = HAS_SPARE_NORMAL + 8 + 8;
    }

    // ---- single draws ----

    /** The next 32 bits. */
    public int next32() {
        synchronized (words) {
            return words.next32();
        }
    }

    /** The next 64 bits: two words, the first is the upper half. */
    public long next64() {
        synchronized (words) {
            return words.next64();
        }
    }

    /** Uniform in [0, 1), a multiple of 2^-24, from one word: an element of {@code torch.rand} in float32. */
    public float nextFloat() {
        synchronized (words) {
            return words.nextFloat();
        }
    }

    /** Uniform in [0, 1), a multiple of 2^-53, from two words: an element of {@code torch.rand} in float64. */
    public double nextDouble() {
        synchronized (words) {
            return words.nextDouble();
        }
    }

    /**
     * Standard normal. Draws come in pairs, the second of which is kept for the next call (of this or of any fill that
     * draws normals one after another).
     */
    public double nextNormal() {
        synchronized (words) {
            return drawNormal();
        }
    }

    /**
     * Uniform over 0 .. 2^63 - 1: {@code torch.empty((), dtype=torch.int64).random_()}, what samplers take as a seed.
     */
    public long randomInt63() {
        return next64() & Long.MAX_VALUE;
    }

    /**
     * Uniform over lo .. hi - 1: {@code torch.randint(lo, hi, ())}.
     *
     * @throws IllegalArgumentException unless {@code lo < hi}
     */
    public long randint(long lo, long hi) {
        checkRange(lo, hi);
        synchronized (words) {
            return drawInt(lo, hi - lo);
        }
    }

    // ---- uniform and normal ----

    /**
     * Uniform over [lo, hi): {@code uniform_} of a float32 tensor. (A result may round up to {@code hi}, as PyTorch's
     * may.)
     *
     * @throws IllegalArgumentException unless {@code lo <= hi} and their distance is a finite float
     */
    public void uniform(float[] y, int off, int n, double lo, double hi) {
        Objects.checkFromIndexSize(off, n, y.length);
        float from = (float) lo;
        float width = (float) hi - from;
        check(from <= (float) hi && Float.isFinite(width), "uniform: expected lo <= hi, finite", "lo", lo, "hi", hi);
        synchronized (words) {
            words.uniform(y, off, n);
            if (from != 0f || width != 1f) {
                for (int i = off; i < off + n; i++) {
                    y[i] = Math.fma(y[i], width, from);
                }
            }
        }
    }

    /**
     * Uniform over [lo, hi): {@code uniform_} of a float64 tensor.
     *
     * @throws IllegalArgumentException unless {@code lo <= hi} and their distance is finite
     */
    public void uniform(double[] y, int off, int n, double lo, double hi) {
        Objects.checkFromIndexSize(off, n, y.length);
        double width = hi - lo;
        check(lo <= hi && Double.isFinite(width), "uniform: expected lo <= hi, finite", "lo", lo, "hi", hi);
        synchronized (words) {
            words.uniform(y, off, n);
            if (lo != 0 || width != 1) {
                for (int i = off; i < off + n; i++) {
                    y[i] = Math.fma(y[i], width, lo);
                }
            }
        }
    }

    /**
     * Normal: {@code normal_} of a <em>contiguous</em> float32 tensor. From 16 elements on, uniforms fill the whole
     * array and are turned into normals block by block, a ragged end drawing its last 16 anew; below 16 this is
     * {@link #normalOneByOne(float[], int, int, double, double)}.
     *
     * @throws IllegalArgumentException unless {@code std >= 0}
     */
    public void normal(float[] y, int off, int n, double mean, double std) {
        Objects.checkFromIndexSize(off, n, y.length);
        checkStd("normal", std);
        if (n < BLOCK_FILL) {
            normalOneByOne(y, off, n, mean, std);
            return;
        }
        synchronized (words) {
            int end = off + n;
            words.uniform(y, off, n);
            for (int i = off; i <= end - BLOCK_FILL; i += BLOCK_FILL) {
                BoxMuller.block(y, i, (float) mean, (float) std);
            }
            if (n % BLOCK_FILL != 0) {
                words.uniform(y, end - BLOCK_FILL, BLOCK_FILL);
                BoxMuller.block(y, end - BLOCK_FILL, (float) mean, (float) std);
            }
        }
    }

    /**
     * Normal: {@code normal_} of a <em>contiguous</em> float64 tensor, by the rules of
     * {@link #normal(float[], int, int, double, double)}.
     *
     * @throws IllegalArgumentException unless {@code std >= 0}
     */
    public void normal(double[] y, int off, int n, double mean, double std) {
        Objects.checkFromIndexSize(off, n, y.length);
        checkStd("normal", std);
        if (n < BLOCK_FILL) {
            normalOneByOne(y, off, n, mean, std);
            return;
        }
        synchronized (words) {
            int end = off + n;
            words.uniform(y, off, n);
            for (int i = off; i <= end - BLOCK_FILL; i += BLOCK_FILL) {
                BoxMuller.block(y, i, mean, std);
            }
            if (n % BLOCK_FILL != 0) {
                words.uniform(y, end - BLOCK_FILL, BLOCK_FILL);
                BoxMuller.block(y, end - BLOCK_FILL, mean, std);
            }
        }
    }

    /**
     * Normal, drawn one after another whatever the count: {@code normal_} of a float32 tensor that is not contiguous,
     * its elements in row-major order.
     *
     * @throws IllegalArgumentException unless {@code std >= 0}
     */
    public void normalOneByOne(float[] y, int off, int n, double mean, double std) {
        Objects.checkFromIndexSize(off, n, y.length);
        checkStd("normal", std);
        synchronized (words) {
            for (int i = off; i < off + n; i++) {
                y[i] = (float) Math.fma(drawNormal(), std, mean);
            }
        }
    }

    /**
     * Normal, drawn one after another whatever the count: {@code normal_} of a float64 tensor that is not contiguous.
     *
     * @throws IllegalArgumentException unless {@code std >= 0}
     */
    public void normalOneByOne(double[] y, int off, int n, double mean, double std) {
        Objects.checkFromIndexSize(off, n, y.length);
        checkStd("normal", std);
        synchronized (words) {
            for (int i = off; i < off + n; i++) {
                y[i] = Math.fma(drawNormal(), std, mean);
            }
        }
    }

    /**
     * The exponential of a normal: {@code log_normal_}, float32.
     *
     * @throws IllegalArgumentException unless {@code std > 0}
     */
    public void logNormal(float[] y, int off, int n, double mean, double std) {
        Objects.checkFromIndexSize(off, n, y.length);
        check(std > 0, "logNormal: expected std > 0", "mean", mean, "std", std);
        synchronized (words) {
            for (int i = off; i < off + n; i++) {
                y[i] = (float) StrictMath.exp(Math.fma(drawNormal(), std, mean));
            }
        }
    }

    /**
     * The exponential of a normal: {@code log_normal_}, float64.
     *
     * @throws IllegalArgumentException unless {@code std > 0}
     */
    public void logNormal(double[] y, int off, int n, double mean, double std) {
        Objects.checkFromIndexSize(off, n, y.length);
        check(std > 0, "logNormal: expected std > 0", "mean", mean, "std", std);
        synchronized (words) {
            for (int i = off; i < off + n; i++) {
                y[i] = StrictMath.exp(Math.fma(drawNormal(), std, mean));
            }
        }
    }

    // ---- Bernoulli ----

    /**
     * 1 with probability p, else 0: {@code bernoulli_(p)} with a number p, for a tensor of any dtype; also the mask of
     * dropout (with p = the probability to <em>keep</em>). Two words a draw.
     *
     * @throws IllegalArgumentException unless p is in [0, 1]
     */
    public void bernoulli(byte[] y, int off, int n, double p) {
        Objects.checkFromIndexSize(off, n, y.length);
        checkProbability(p);
        synchronized (words) {
            double[] u = new double[Math.min(n, CHUNK)];
            for (int i = 0; i < n; i += CHUNK) {
                int run = Math.min(n - i, CHUNK);
                words.uniform(u, 0, run);
                for (int k = 0; k < run; k++) {
                    y[off + i + k] = (byte) below(u[k], p);
                }
            }
        }
    }

    /**
     * {@link #bernoulli(byte[], int, int, double)} into floats.
     *
     * @throws IllegalArgumentException unless p is in [0, 1]
     */
    public void bernoulli(float[] y, int off, int n, double p) {
        Objects.checkFromIndexSize(off, n, y.length);
        checkProbability(p);
        synchronized (words) {
            double[] u = new double[Math.min(n, CHUNK)];
            for (int i = 0; i < n; i += CHUNK) {
                int run = Math.min(n - i, CHUNK);
                words.uniform(u, 0, run);
                for (int k = 0; k < run; k++) {
                    y[off + i + k] = below(u[k], p);
                }
            }
        }
    }

    /**
     * {@link #bernoulli(byte[], int, int, double)} into doubles.
     *
     * @throws IllegalArgumentException unless p is in [0, 1]
     */
    public void bernoulli(double[] y, int off, int n, double p) {
        Objects.checkFromIndexSize(off, n, y.length);
        checkProbability(p);
        synchronized (words) {
            double[] u = new double[Math.min(n, CHUNK)];
            for (int i = 0; i < n; i += CHUNK) {
                int run = Math.min(n - i, CHUNK);
                words.uniform(u, 0, run);
                for (int k = 0; k < run; k++) {
                    y[off + i + k] = below(u[k], p);
                }
            }
        }
    }

    /**
     * {@code y[off + i]} is 1 with probability {@code p[pOff + i]}: {@code torch.bernoulli(p)} and {@code
     * bernoulli_(p)} with a float32 tensor p, whatever the dtype of the result. One word a draw.
     *
     * @throws IllegalArgumentException unless every probability is in [0, 1]
     */
    public void bernoulli(byte[] y, int off, int n, float[] p, int pOff) {
        Objects.checkFromIndexSize(off, n, y.length);
        Objects.checkFromIndexSize(pOff, n, p.length);
        for (int i = pOff; i < pOff + n; i++) {
            checkProbability(p[i]);
        }
        synchronized (words) {
            for (int i = 0; i < n; i++) {
                y[off + i] = (byte) (words.nextFloat() < p[pOff + i] ? 1 : 0);
            }
        }
    }

    /**
     * {@code y[off + i]} is 1 with probability {@code p[pOff + i]}: {@code torch.bernoulli(p)} and {@code
     * bernoulli_(p)} with a float64 tensor p. Two words a draw.
     *
     * @throws IllegalArgumentException unless every probability is in [0, 1]
     */
    public void bernoulli(byte[] y, int off, int n, double[] p, int pOff) {
        Objects.checkFromIndexSize(off, n, y.length);
        Objects.checkFromIndexSize(pOff, n, p.length);
        for (int i = pOff; i < pOff + n; i++) {
            checkProbability(p[i]);
        }
        synchronized (words) {
            for (int i = 0; i < n; i++) {
                y[off + i] = (byte) (words.nextDouble() < p[pOff + i] ? 1 : 0);
            }
        }
    }

    // ---- other distributions: drawn in float64, rounded once for float32 ----

    /**
     * Exponential with rate lambda: {@code exponential_}, float32.
     *
     * @throws IllegalArgumentException unless {@code lambda > 0}
     */
    public void exponential(float[] y, int off, int n, double lambda) {
        Objects.checkFromIndexSize(off, n, y.length);
        check(lambda > 0, "exponential: expected lambda > 0", "lambda", lambda);
        synchronized (words) {
            for (int i = off; i < off + n; i++) {
                y[i] = (float) drawExponential(lambda);
            }
        }
    }

    /**
     * Exponential with rate lambda: {@code exponential_}, float64.
     *
     * @throws IllegalArgumentException unless {@code lambda > 0}
     */
    public void exponential(double[] y, int off, int n, double lambda) {
        Objects.checkFromIndexSize(off, n, y.length);
        check(lambda > 0, "exponential: expected lambda > 0", "lambda", lambda);
        synchronized (words) {
            for (int i = off; i < off + n; i++) {
                y[i] = drawExponential(lambda);
            }
        }
    }

    /**
     * How many trials of probability p until the first success (1, 2, …): {@code geometric_}, for every dtype.
     *
     * @throws IllegalArgumentException unless {@code 0 < p < 1}
     */
    public void geometric(double[] y, int off, int n, double p) {
        Objects.checkFromIndexSize(off, n, y.length);
        check(p > 0 && p < 1, "geometric: expected 0 < p < 1", "p", p);
        double logFailure = StrictMath.log1p(-p);
        synchronized (words) {
            for (int i = off; i < off + n; i++) {
                y[i] = Math.ceil(StrictMath.log(words.nextDouble()) / logFailure);
            }
        }
    }

    /**
     * Cauchy around a median: {@code cauchy_}, for both float dtypes (round once for float32).
     *
     * @throws IllegalArgumentException unless {@code sigma > 0}
     */
    public void cauchy(double[] y, int off, int n, double median, double sigma) {
        Objects.checkFromIndexSize(off, n, y.length);
        check(sigma > 0, "cauchy: expected sigma > 0", "median", median, "sigma", sigma);
        synchronized (words) {
            for (int i = off; i < off + n; i++) {
                y[i] = median + sigma * StrictMath.tan(Math.PI * (words.nextDouble() - 0.5));
            }
        }
    }

    // ---- integers ----

    /**
     * Uniform over lo .. hi - 1: {@code randint} and {@code random_(lo, hi)} of an int64, float32 or float64 tensor.
     * One word a draw where {@code hi - lo < 2^32}, else two.
     *
     * @throws IllegalArgumentException unless {@code lo < hi}
     */
    public void randomInts(long[] y, int off, int n, long lo, long hi) {
        Objects.checkFromIndexSize(off, n, y.length);
        checkRange(lo, hi);
        long range = hi - lo;
        synchronized (words) {
            for (int i = off; i < off + n; i++) {
                y[i] = drawInt(lo, range);
            }
        }
    }

    /**
     * Uniform over lo .. hi - 1: {@code randint} and {@code random_(lo, hi)} of an int32, uint8 or bool tensor,
     * always one word a draw. {@code random_()} of those dtypes is this with lo = 0 and hi = 2^31, 256 or 2.
     *
     * @throws IllegalArgumentException unless {@code lo < hi} and both ends are int values
     */
    public void randomInts(int[] y, int off, int n, long lo, long hi) {
        Objects.checkFromIndexSize(off, n, y.length);
        checkRange(lo, hi);
        if (lo < Integer.MIN_VALUE || hi - 1 > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "randomInts: expected bounds of int32; got lo = " + lo + ", hi = " + hi + "; use an int64 array");
        }
        synchronized (words) {
            for (int i = off; i < off + n; i++) {
                y[i] = (int) (lo + (words.next32() & 0xffffffffL) % (hi - lo));
            }
        }
    }

    /**
     * A uniform permutation of 0 .. n - 1: {@code torch.randperm(n)}.
     *
     * @throws IllegalArgumentException if n is negative
     */
    public long[] permutation(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("permutation: expected n >= 0; got n = " + n);
        }
        long[] order = new long[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        synchronized (words) {
            for (int i = 0; i < n - 1; i++) {
                int j = i + Integer.remainderUnsigned(words.next32(), n - i);
                long kept = order[i];
                order[i] = order[j];
                order[j] = kept;
            }
        }
        return order;
    }

    // ---- draws under the lock ----

    private double drawNormal() {
        if (hasSpareNormal) {
            hasSpareNormal = false;
            return spareNormal;
        }
        double u1 = words.nextDouble();
        double u2 = words.nextDouble();
        double radius = Math.sqrt(-2.0 * StrictMath.log1p(-u2));
        double theta = 2.0 * Math.PI * u1;
        spareNormal = radius * StrictMath.sin(theta);
        hasSpareNormal = true;
        return radius * StrictMath.cos(theta);
    }

    private double drawExponential(double lambda) {
        return -1.0 / lambda * StrictMath.log1p(-words.nextDouble());
    }

    /** The range is unsigned: hi - lo may pass 2^63. */
    private long drawInt(long lo, long range) {
        if (Long.compareUnsigned(range, ONE_WORD_RANGE) < 0) {
            return lo + (words.next32() & 0xffffffffL) % range;
        }
        return lo + Long.remainderUnsigned(words.next64(), range);
    }

    /** 1 if u < p, else 0, by the sign of u - p: a branch here would be guessed wrong every other time. */
    private static int below(double u, double p) {
        return (int) (Double.doubleToRawLongBits(u - p) >>> 63);
    }

    // ---- checks ----

    private static void checkStd(String op, double std) {
        if (!(std >= 0)) {
            throw new IllegalArgumentException(op + ": expected std >= 0; got std = " + std);
        }
    }

    private static void checkProbability(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("bernoulli: expected a probability in [0, 1]; got p = " + p);
        }
    }

    private static void checkRange(long lo, long hi) {
        if (lo >= hi) {
            throw new IllegalArgumentException(
                    "randint: expected lo < hi (hi is exclusive); got lo = " + lo + ", hi = " + hi + "; raise hi");
        }
    }

    private static void check(boolean holds, String expected, Object... namesAndValues) {
        if (!holds) {
            StringBuilder message = new StringBuilder(expected);
            for (int i = 0; i < namesAndValues.length; i += 2) {
                message.append(i == 0 ? "; got " : ", ").append(namesAndValues[i]);
                message.append(" = ").append(namesAndValues[i + 1]);
            }
            throw new IllegalArgumentException(message.toString());
        }
    }
}
