package lanewise.testing.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Between recorded tensors and lanewise's: the only place that knows how either is made. */
final class Tensors {
    /** Gaps of a rebuilt storage hold these, so that a kernel that ignores strides gives itself away. */
    private static final long GAP = -77;
    /** Where a rebuilt view starts, so that a kernel that ignores the offset does too. */
    static final int OFFSET = 3;

    private Tensors() {}

    /**
     * Builds the tensors of one case and remembers those whose gradients the case records.
     *
     * <p>Those that PyTorch held non-contiguously become views with the same strides of a larger storage.
     */
    static final class Builder {
        private final List<@Nullable Tensor> marked = new ArrayList<>();
        private final List<Tensor> built = new ArrayList<>();
        private final List<TensorValue> values = new ArrayList<>();

        Tensor build(TensorValue value) {
            Tensor tensor = Tensors.build(value);
            if (value.requiresGrad()) {
                tensor.requiresGrad_(true);
                while (marked.size() <= value.grad()) {
                    marked.add(null);
                }
                marked.set(value.grad(), tensor);
            }
            built.add(tensor);
            values.add(value);
            return tensor;
        }

        /** The inputs that require a gradient, by their recorded number. */
        List<@Nullable Tensor> marked() {
            return marked;
        }

        /** Which input has other elements than it was built with, or null. */
        @Nullable
        String changedInput() {
            for (int i = 0; i < built.size(); i++) {
                TensorValue now = value(built.get(i).detach());
                String complaint = Comparison.complaint(values.get(i), now, Tolerance.EXACT, "input tensor " + i);
                if (complaint != null) {
                    return complaint;
                }
            }
            return null;
        }
    }

    /** A fresh leaf with these elements, strides and dtype. */
    static Tensor build(TensorValue value) {
        int[] strides = value.strides();
        if (strides == null || value.size() == 0) {
            return make(value, value.shape());
        }
        int last = OFFSET;
        for (int d = 0; d < strides.length; d++) {
            last += strides[d] * (value.shape()[d] - 1);
        }
        double[] reals = value.floating() ? new double[last + 1] : null;
        long[] integers = value.floating() ? null : new long[last + 1];
        if (reals != null) {
            Arrays.fill(reals, Double.NaN);
        } else {
            Arrays.fill(
                    integers, value.dtype().equals("bool") ? 1 : value.dtype().equals("uint8") ? 77 : GAP);
        }
        for (int i = 0; i < value.size(); i++) {
            int[] index = Comparison.index(i, value.shape());
            int at = OFFSET;
            for (int d = 0; d < index.length; d++) {
                at += index[d] * strides[d];
            }
            if (reals != null) {
                reals[at] = value.at(i);
            } else {
                integers[at] = value.integers()[i];
            }
        }
        int[] flat = {last + 1};
        Tensor storage = make(new TensorValue(value.dtype(), flat, reals, integers, null, -1), flat);
        return storage.asStrided(value.shape(), strides, OFFSET).detach();
    }

    private static Tensor make(TensorValue value, int[] shape) {
        DType dtype = DType.of(value.dtype());
        double[] reals = value.reals();
        // Without sizes, fromArray makes a vector; so that one is reshaped, possibly to no dimension at all.
        Tensor flat = reals != null ? Tensor.fromArray(reals) : Tensor.fromArray(value.integers());
        return flat.reshape(shape).detach().to(dtype);
    }

    /** What a result holds now: a {@link TensorValue} for a tensor, else the result itself. */
    static @Nullable Object read(@Nullable Object result) {
        return result instanceof Tensor tensor ? value(tensor) : result;
    }

    /** What a tensor holds now. */
    static TensorValue value(@Nullable Object result) {
        if (result instanceof TensorValue value) {
            return value;
        }
        Tensor tensor = ((Tensor) java.util.Objects.requireNonNull(result)).detach();
        String dtype = tensor.dtype().torchName();
        return tensor.dtype().isFloatingPoint()
                ? TensorValue.ofReals(dtype, tensor.shape(), tensor.toDoubleArray())
                : TensorValue.ofIntegers(
                        dtype, tensor.shape(), tensor.to(DType.INT64).toLongArray());
    }
}
