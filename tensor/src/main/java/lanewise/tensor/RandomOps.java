package lanewise.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Filling with random numbers, in place, and drawing by probabilities that a tensor holds.
 *
 * <p>Everything here draws from the given {@link Generator}, or, without one or for null, from the default one that
 * {@code Tensor.manualSeed} seeds. Float distributions throw {@link IllegalArgumentException} on integer tensors, and
 * all do on parameters outside of their range.
 */
public sealed interface RandomOps permits Tensor {

    /** Fills with numbers uniform over [0, 1). */
    default Tensor uniform_() {
        return uniform_(0, 1);
    }

    /** Fills with numbers uniform over [{@code from}, {@code to}). */
    default Tensor uniform_(double from, double to) {
        return uniform_(from, to, null);
    }

    /** Fills with numbers uniform over [{@code from}, {@code to}). */
    default Tensor uniform_(double from, double to, @Nullable Generator generator) {
        return Sampling.uniform((Tensor) this, from, to, generator);
    }

    /** Fills with standard normal numbers. */
    default Tensor normal_() {
        return normal_(0, 1);
    }

    /** Fills with normal numbers. */
    default Tensor normal_(double mean, double std) {
        return normal_(mean, std, null);
    }

    /** Fills with normal numbers. */
    default Tensor normal_(double mean, double std, @Nullable Generator generator) {
        return Sampling.normal((Tensor) this, mean, std, generator);
    }

    /** Fills with exponentials of normal numbers. */
    default Tensor logNormal_(double mean, double std) {
        return logNormal_(mean, std, null);
    }

    /** Fills with exponentials of normal numbers. */
    default Tensor logNormal_(double mean, double std, @Nullable Generator generator) {
        return Sampling.logNormal((Tensor) this, mean, std, generator);
    }

    /** Fills with numbers of the exponential distribution of rate {@code lambda}. */
    default Tensor exponential_(double lambda) {
        return exponential_(lambda, null);
    }

    /** Fills with numbers of the exponential distribution of rate {@code lambda}. */
    default Tensor exponential_(double lambda, @Nullable Generator generator) {
        return Sampling.exponential((Tensor) this, lambda, generator);
    }

    /** Fills with numbers of the Cauchy distribution. */
    default Tensor cauchy_(double median, double sigma) {
        return cauchy_(median, sigma, null);
    }

    /** Fills with numbers of the Cauchy distribution. */
    default Tensor cauchy_(double median, double sigma, @Nullable Generator generator) {
        return Sampling.cauchy((Tensor) this, median, sigma, generator);
    }

    /** Fills with how many trials of probability {@code p} the first success took: 1, 2, …. */
    default Tensor geometric_(double p) {
        return geometric_(p, null);
    }

    /** Fills with how many trials of probability {@code p} the first success took: 1, 2, …. */
    default Tensor geometric_(double p, @Nullable Generator generator) {
        return Sampling.geometric((Tensor) this, p, generator);
    }

    /** Fills with 1 where a trial of probability {@code p} succeeds, else 0. */
    default Tensor bernoulli_(double p) {
        return bernoulli_(p, null);
    }

    /** Fills with 1 where a trial of probability {@code p} succeeds, else 0. */
    default Tensor bernoulli_(double p, @Nullable Generator generator) {
        return Sampling.bernoulli((Tensor) this, p, generator);
    }

    /** Fills with 1 where a trial succeeds, else 0; probabilities {@code p} broadcast to this shape. */
    default Tensor bernoulli_(Tensor p) {
        return bernoulli_(p, null);
    }

    /** Fills with 1 where a trial succeeds, else 0; probabilities {@code p} broadcast to this shape. */
    default Tensor bernoulli_(Tensor p, @Nullable Generator generator) {
        return Sampling.bernoulli((Tensor) this, p, generator);
    }

    /** Fills with whole numbers from 0 to the largest that this type holds exactly. */
    default Tensor random_() {
        return random_((Generator) null);
    }

    /** Fills with whole numbers from 0 to the largest that this type holds exactly. */
    default Tensor random_(@Nullable Generator generator) {
        return Sampling.random((Tensor) this, generator);
    }

    /** Fills with whole numbers from {@code from} to before {@code to}. */
    default Tensor random_(long from, long to) {
        return random_(from, to, null);
    }

    /** Fills with whole numbers from {@code from} to before {@code to}. */
    default Tensor random_(long from, long to, @Nullable Generator generator) {
        return Sampling.random((Tensor) this, from, to, generator);
    }

    /** Returns 1 where a trial of this tensor's probability succeeds, else 0, in this element type. */
    default Tensor bernoulli() {
        return bernoulli((Generator) null);
    }

    /** Returns 1 where a trial of this tensor's probability succeeds, else 0, in this element type. */
    default Tensor bernoulli(@Nullable Generator generator) {
        return Sampling.bernoulli(Tensor.zerosLike((Tensor) this), (Tensor) this, generator);
    }

    /**
     * Returns {@code samples} categories drawn by this vector of weights {@code (n)}, or by each row {@code (m, n)},
     * int64.
     */
    default Tensor multinomial(int samples, boolean replacement) {
        return multinomial(samples, replacement, null);
    }

    /**
     * Returns {@code samples} categories drawn by this vector of weights {@code (n)}, or by each row {@code (m, n)},
     * int64.
     */
    default Tensor multinomial(int samples, boolean replacement, @Nullable Generator generator) {
        return Sampling.multinomial((Tensor) this, samples, replacement, generator);
    }
}
