package lanewise.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Everything that makes a tensor of random numbers: called as {@code Tensor.randn(2, 3)}.
 *
 * <p>Everything here draws from the given {@link Generator}, or, without one or for null, from the default one that
 * {@link Tensor#manualSeed} seeds; the numbers are those of PyTorch on a CPU.
 */
public abstract sealed class RandomFactories permits TensorFactories {

    RandomFactories() {}

    /** Returns float32 numbers uniform over [0, 1). */
    public static Tensor rand(int... shape) {
        return rand(shape, DType.FLOAT32, null);
    }

    /** Returns numbers uniform over [0, 1). */
    public static Tensor rand(int[] shape, DType dtype) {
        return rand(shape, dtype, null);
    }

    /** Returns numbers uniform over [0, 1). */
    public static Tensor rand(int[] shape, DType dtype, @Nullable Generator generator) {
        return Tensor.empty(shape, dtype).uniform_(0, 1, generator);
    }

    /** Returns float32 standard normal numbers. */
    public static Tensor randn(int... shape) {
        return randn(shape, DType.FLOAT32, null);
    }

    /** Returns standard normal numbers. */
    public static Tensor randn(int[] shape, DType dtype) {
        return randn(shape, dtype, null);
    }

    /** Returns standard normal numbers. */
    public static Tensor randn(int[] shape, DType dtype, @Nullable Generator generator) {
        return Tensor.empty(shape, dtype).normal_(0, 1, generator);
    }

    /** Returns int64 numbers from 0 to before {@code high}. */
    public static Tensor randint(long high, int[] shape) {
        return randint(0, high, shape);
    }

    /** Returns int64 numbers from {@code low} to before {@code high}. */
    public static Tensor randint(long low, long high, int[] shape) {
        return randint(low, high, shape, DType.INT64, null);
    }

    /** Returns whole numbers from {@code low} to before {@code high}. */
    public static Tensor randint(long low, long high, int[] shape, DType dtype, @Nullable Generator generator) {
        return Tensor.empty(shape, dtype).random_(low, high, generator);
    }

    /** Returns the int64 numbers 0 to {@code n - 1} in random order. */
    public static Tensor randperm(int n) {
        return randperm(n, null);
    }

    /** Returns the int64 numbers 0 to {@code n - 1} in random order. */
    public static Tensor randperm(int n, @Nullable Generator generator) {
        return Sampling.permutation(n, DType.INT64, generator);
    }

    /** Returns numbers uniform over [0, 1) in the shape and element type of {@code other}. */
    public static Tensor randLike(Tensor other) {
        return rand(other.shape, other.dtype(), null);
    }

    /** Returns standard normal numbers in the shape and element type of {@code other}. */
    public static Tensor randnLike(Tensor other) {
        return randn(other.shape, other.dtype(), null);
    }

    /** Returns whole numbers from {@code low} to before {@code high} in the shape and element type of {@code other}. */
    public static Tensor randintLike(Tensor other, long low, long high) {
        return randint(low, high, other.shape, other.dtype(), null);
    }

    /** Returns float32 normal numbers. */
    public static Tensor normal(double mean, double std, int[] shape) {
        return normal(mean, std, shape, null);
    }

    /** Returns float32 normal numbers. */
    public static Tensor normal(double mean, double std, int[] shape, @Nullable Generator generator) {
        return Tensor.empty(shape, DType.FLOAT32).normal_(mean, std, generator);
    }

    /** Returns normal numbers with a mean and a standard deviation each, broadcast. */
    public static Tensor normal(Tensor mean, Tensor std) {
        return normal(mean, std, null);
    }

    /** Returns normal numbers with a mean and a standard deviation each, broadcast. */
    public static Tensor normal(Tensor mean, Tensor std, @Nullable Generator generator) {
        return Sampling.normal(mean, std, generator);
    }
}
