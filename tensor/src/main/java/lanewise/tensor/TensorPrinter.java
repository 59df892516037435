package lanewise.tensor;

/** Prints tensors. */
final class TensorPrinter {
    private TensorPrinter() {}

    static String print(Tensor x) {
        return "tensor(" + java.util.Arrays.toString(x.toDoubleArray()) + ", shape=" + Shape.show(x.shape) + ", dtype=" + x.dtype() + ")";
    }
}
