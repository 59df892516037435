package lanewise.tensor;

import java.util.Arrays;

/** Filling with random numbers. */
public sealed interface RandomOps permits Tensor {

    /**
     * Draws {@code numSamples} categories for each row of this tensor of weights, which need not sum to one.
     *
     * <p>(K) gives (numSamples), (N, K) gives (N, numSamples), of type int64.
     *
     * @throws IllegalArgumentException if this is no floating-point tensor of one or two dimensions, a weight is
     *     negative or not finite, a row has only zeros, or without replacement there are fewer categories than samples
     */
    default Tensor multinomial(int numSamples, boolean replacement, Generator generator) {
        Tensor x = (Tensor) this;
        if (x.dim() < 1 || x.dim() > 2 || !x.isFloatingPoint()) {
            throw new IllegalArgumentException("multinomial: expected floating-point weights (K) or (N, K); got "
                    + x.dtype() + " " + Shape.show(x.shape));
        }
        int categories = x.size(-1);
        int rows = x.dim() == 1 ? 1 : x.size(0);
        long[] drawn = Multinomial.sample(
                x.toDoubleArray(), rows, categories, numSamples, replacement, x.dtype() == DType.FLOAT32, generator);
        int[] shape = Arrays.copyOf(x.shape, x.dim());
        shape[shape.length - 1] = numSamples;
        return Tensor.asTensor(drawn, shape);
    }

    /** Draws as {@link #multinomial(int, boolean, Generator)} from the default generator. */
    default Tensor multinomial(int numSamples, boolean replacement) {
        return multinomial(numSamples, replacement, Generator.defaultGenerator());
    }
}
