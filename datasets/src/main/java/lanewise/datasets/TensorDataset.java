package lanewise.datasets;

import java.util.Arrays;
import java.util.Objects;
import lanewise.tensor.Tensor;

/** Samples that lie in two tensors, one after the other along the first dimension: PyTorch's {@code TensorDataset}. */
public final class TensorDataset implements BatchedDataset {
    private final Tensor inputs;
    private final Tensor targets;

    /**
     * One sample per index of the first dimension.
     *
     * @param inputs {@code (N, ...)}
     * @param targets {@code (N, ...)}
     * @throws IllegalArgumentException if a tensor has no dimension or their first ones differ
     */
    public TensorDataset(Tensor inputs, Tensor targets) {
        if (inputs.dim() == 0 || targets.dim() == 0 || inputs.size(0) != targets.size(0)) {
            throw new IllegalArgumentException(
                    "TensorDataset: expected tensors with the same first dimension, got inputs "
                            + Arrays.toString(inputs.shape()) + " and targets " + Arrays.toString(targets.shape()));
        }
        this.inputs = inputs;
        this.targets = targets;
    }

    /** {@return all inputs, (N, ...)} */
    public Tensor inputs() {
        return inputs;
    }

    /** {@return all targets, (N, ...)} */
    public Tensor targets() {
        return targets;
    }

    @Override
    public int size() {
        return inputs.size(0);
    }

    /**
     * One sample: views of the two tensors, as in PyTorch.
     *
     * @throws IndexOutOfBoundsException if there is no such sample
     */
    @Override
    public Sample get(int index) {
        Objects.checkIndex(index, size());
        return new Sample(inputs.select(0, index), targets.select(0, index));
    }

    @Override
    public Batch getBatch(int... indices) {
        long[] rows = new long[indices.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Objects.checkIndex(indices[i], size());
        }
        Tensor index = Tensor.asTensor(rows, rows.length);
        return new Batch(inputs.indexSelect(0, index), targets.indexSelect(0, index));
    }
}
