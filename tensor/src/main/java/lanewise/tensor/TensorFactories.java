package lanewise.tensor;

import lanewise.tensor.kernels.Parallel;

/** Everything that makes a tensor from nothing: called as {@code Tensor.zeros(2, 3)}. */
public abstract sealed class TensorFactories permits Tensor {

    TensorFactories() {}

    /** Returns a tensor of that shape filled with {@code value}, in that element type. */
    public static Tensor full(int[] shape, Number value, DType dtype) {
        Tensor y = Tensor.allocate(dtype, shape.clone());
        return InPlace.fill("full", y, value);
    }

    /** Returns float32 zeros. */
    public static Tensor zeros(int... shape) {
        return Tensor.allocate(DType.FLOAT32, shape.clone());
    }

    /** Returns zeros. */
    public static Tensor zeros(int[] shape, DType dtype) {
        return Tensor.allocate(dtype, shape.clone());
    }

    /** Returns float32 ones. */
    public static Tensor ones(int... shape) {
        return full(shape, 1, DType.FLOAT32);
    }

    /** Returns ones. */
    public static Tensor ones(int[] shape, DType dtype) {
        return full(shape, 1, dtype);
    }

    /** Returns a float32 vector of the given numbers. */
    public static Tensor of(double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return Tensor.wrap(Storage.of(floats), values.length);
    }

    /** Seeds the default generator: the same numbers as {@code torch.manual_seed} follow. */
    public static Generator manualSeed(long seed) {
        return Generator.defaultGenerator().manualSeed(seed);
    }

    /** Sets how many threads an operation may use, this one included; results do not depend on it. */
    public static void setNumThreads(int threads) {
        Parallel.setNumThreads(threads);
    }

    /** How many threads an operation may use. */
    public static int getNumThreads() {
        return Parallel.getNumThreads();
    }
}
