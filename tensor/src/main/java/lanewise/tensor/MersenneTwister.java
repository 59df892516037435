package lanewise.tensor;

/**
 * The 32-bit Mersenne Twister MT19937: the word stream under {@link Generator}.
 *
 * <p>Not thread-safe; {@link Generator} holds its lock around every use. Beside the 624 words, the state is a pair of
 * counters in the form in which PyTorch saves them: {@code left} words until the next twist (plus one) and {@code
 * next}, the place of the next word.
 *
 * <p>Source: Matsumoto and Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed uniform pseudo-random
 * number generator", ACM TOMACS 8(1), 1998.
 */
final class MersenneTwister {
    /** Words of state. */
    static final int N = 624;

    private static final int M = 397;
    private static final int MATRIX_A = 0x9908b0df;
    private static final int UPPER_BIT = 0x80000000;
    private static final int LOWER_BITS = 0x7fffffff;

    private final int[] state = new int[N];

    /** The state's words as they are handed out, all made at each twist: a loop that the JIT vectorises. */
    private final int[] tempered = new int[N];

    private int left;
    private int next;

    MersenneTwister(int seed) {
        seed(seed);
    }

    /** Starts the stream that belongs to a 32-bit seed. */
    void seed(int seed) {
        state[0] = seed;
        for (int i = 1; i < N; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
        left = 1;
        next = 0;
    }

    /** The next 32 bits of the stream. */
    int next32() {
        ensureWord();
        left--;
        return tempered[next++];
    }

    /** The next 64 bits: the earlier word is the upper half. */
    long next64() {
        long high = next32();
        return high << 32 | (next32() & 0xffffffffL);
    }

    /** A multiple of 2^-24 in [0, 1), from one word. */
    float nextFloat() {
        return (next32() & 0xffffff) * 0x1p-24f;
    }

    /** A multiple of 2^-53 in [0, 1), from two words. */
    double nextDouble() {
        return (next64() & ((1L << 53) - 1)) * 0x1p-53;
    }

    /** {@code n} times {@link #nextFloat}, in plain loops over the words at hand. */
    void uniform(float[] y, int off, int n) {
        int i = off;
        int end = off + n;
        while (i < end) {
            ensureWord();
            int run = Math.min(end - i, left - 1);
            for (int k = 0; k < run; k++) {
                y[i + k] = (tempered[next + k] & 0xffffff) * 0x1p-24f;
            }
            take(run);
            i += run;
        }
    }

    /** {@code n} times {@link #nextDouble}, in plain loops over the words at hand. */
    void uniform(double[] y, int off, int n) {
        int i = off;
        int end = off + n;
        while (i < end) {
            ensureWord();
            int run = Math.min(end - i, (left - 1) / 2);
            for (int k = 0; k < run; k++) {
                // The low 21 bits of the first word over the 32 of the second.
                long high = tempered[next + 2 * k] & 0x1fffff;
                long low = tempered[next + 2 * k + 1] & 0xffffffffL;
                y[i + k] = (high << 32 | low) * 0x1p-53;
            }
            take(2 * run);
            i += run;
            if (run == 0) {
                // The last word of one twist goes with the first of the next.
                y[i++] = nextDouble();
            }
        }
    }

    private void ensureWord() {
        if (left == 1) {
            twist();
        }
    }

    private void take(int count) {
        next += count;
        left -= count;
    }

    int left() {
        return left;
    }

    int next() {
        return next;
    }

    int word(int i) {
        return state[i];
    }

    /**
     * Continues from a saved state; the caller has checked that {@code 1 <= left <= N} and {@code next + left <= N +
     * 1}.
     */
    void restore(int[] words, int newLeft, int newNext) {
        System.arraycopy(words, 0, state, 0, N);
        left = newLeft;
        next = newNext;
        temper();
    }

    private void twist() {
        int[] s = state;
        int k = 0;
        for (; k < N - M; k++) {
            s[k] = s[k + M] ^ mix(s[k], s[k + 1]);
        }
        for (; k < N - 1; k++) {
            s[k] = s[k + M - N] ^ mix(s[k], s[k + 1]);
        }
        s[N - 1] = s[M - 1] ^ mix(s[N - 1], s[0]);
        temper();
        left = N + 1;
        next = 0;
    }

    private void temper() {
        for (int i = 0; i < N; i++) {
            int y = state[i];
            y ^= y >>> 11;
            y ^= (y << 7) & 0x9d2c5680;
            y ^= (y << 15) & 0xefc60000;
            tempered[i] = y ^ (y >>> 18);
        }
    }

    private static int mix(int a, int b) {
        int y = (a & UPPER_BIT) | (b & LOWER_BITS);
        return (y >>> 1) ^ (-(y & 1) & MATRIX_A);
    }
}
