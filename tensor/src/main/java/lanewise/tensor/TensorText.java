package lanewise.tensor;

/**
 * A tensor's elements as the printer asks for them.
 *
 * @param x a contiguous tensor
 */
record TensorText(Tensor x) implements TensorPrinter.Values {

    /** Writes {@code x} as PyTorch does, under the current {@link PrintOptions}. */
    static String of(Tensor x) {
        return TensorPrinter.print(
                new TensorText(x.compact(x.dtype())),
                x.dtype().torchName(),
                DType.getDefault().torchName(),
                x.requiresGrad() && x.isLeaf(),
                x.gradFn() == null ? null : x.gradFn().toString(),
                PrintOptions.get());
    }

    @Override
    public int[] shape() {
        return x.shape();
    }

    @Override
    public TensorPrinter.Kind kind() {
        return x.isFloatingPoint()
                ? TensorPrinter.Kind.FLOATING
                : x.dtype().isInteger() ? TensorPrinter.Kind.INTEGER : TensorPrinter.Kind.BOOL;
    }

    @Override
    public double doubleAt(int i) {
        return x.storage.getDouble(x.offset + i);
    }

    @Override
    public long longAt(int i) {
        return x.storage.getLong(x.offset + i);
    }
}
