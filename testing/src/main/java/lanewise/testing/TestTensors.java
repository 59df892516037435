package lanewise.testing;

import lanewise.tensor.DType;
import lanewise.tensor.Tensor;

/** Tensors from plain numbers, contiguous or spread out in a larger storage. */
final class TestTensors {
    private TestTensors() {}

    /** A leaf with these elements, row-major. */
    static Tensor of(double[] values, int[] shape, DType dtype) {
        return Tensor.fromArray(values).reshape(shape).detach().to(dtype);
    }

    /** Where the element number {@code flat}, counted row by row, stands in a tensor of that shape. */
    static int[] index(int flat, int[] shape) {
        int[] index = new int[shape.length];
        int rest = flat;
        for (int d = shape.length - 1; d >= 0; d--) {
            index[d] = rest % shape[d];
            rest /= shape[d];
        }
        return index;
    }

    /** A view with the elements of {@code source} at these strides of a storage that holds {@code gap} elsewhere. */
    static Tensor strided(Tensor source, int[] strides, int offset, Number gap) {
        int[] shape = source.shape();
        int last = offset;
        for (int d = 0; d < shape.length; d++) {
            last += Math.max(shape[d] - 1, 0) * strides[d];
        }
        Tensor storage = Tensor.full(new int[] {last + 1}, gap, source.dtype());
        Tensor view = storage.asStrided(shape, strides, offset);
        view.copy_(source.detach());
        return view.detach();
    }
}
