package lanewise.tensor;

import lanewise.autograd.GradMode;

/** Losses that are one pass over their input: what {@code lanewise.nn.Functional} builds on. */
public final class Losses {

    private Losses() {}

    /**
     * The cross-entropy of each row of raw scores with its class: log Σⱼ eˣʲ − x_t. dx = G (softmax x − onehot t).
     *
     * <p>While recording, the gradient is computed in the same pass as the loss. A second derivative goes through the formula.
     *
     * @param x scores, floating (N, C)
     * @param target classes, int64 (N)
     * @param ignoreIndex a class whose rows count nothing: loss and gradient are 0
     * @return (N)
     * @throws IllegalArgumentException if shapes or element types do not fit
     * @throws IndexOutOfBoundsException if a target is no class
     */
    public static Tensor crossEntropyRows(Tensor x, Tensor target, long ignoreIndex) {
        if (x.dim() != 2 || target.dim() != 1 || x.shape[0] != target.shape[0]) {
            throw new IllegalArgumentException("crossEntropy: expected scores (N, C) and classes (N), got "
                    + Shape.show(x.shape) + " and " + Shape.show(target.shape));
        }
        if (!x.isFloatingPoint() || target.dtype() != DType.INT64) {
            throw new IllegalArgumentException("crossEntropy: expected floating scores and int64 classes, got " + x.dtype()
                    + " and " + target.dtype() + "; convert the classes with toLong()");
        }
        int rows = x.shape[0];
        int classes = x.shape[1];
        Tensor in = x.compact(x.dtype());
        Tensor t = target.compact(DType.INT64);
        Tensor y = Tensor.allocate(x.dtype(), rows);
        Tensor slope = x.requiresGrad() && GradMode.isEnabled() ? Tensor.allocate(x.dtype(), rows, classes) : null;
        x.dtype()
                .kernels()
                .crossEntropy(
                        in.storage.array,
                        in.offset,
                        t.storage.longs(),
                        t.offset,
                        ignoreIndex,
                        rows,
                        classes,
                        y.storage.array,
                        0,
                        slope == null ? null : slope.storage.array,
                        0);
        return y.op("crossEntropy")
                .derivedFrom(
                        x,
                        g -> GradMode.isEnabled()
                                ? slopeByFormula(x, t, ignoreIndex).mul(g.unsqueeze(1))
                                : slope.mul(g.unsqueeze(1)),
                        x);
    }

    /** softmax x − onehot t, zero in ignored rows, as recorded operations. */
    private static Tensor slopeByFormula(Tensor x, Tensor target, long ignoreIndex) {
        Tensor hot = Tensor.allocate(x.dtype(), x.shape);
        Tensor counts = Tensor.allocate(x.dtype(), x.shape[0], 1);
        for (int i = 0; i < x.shape[0]; i++) {
            long t = target.storage.getLong(target.offset + i);
            if (t != ignoreIndex) {
                hot.storage.set(i * x.shape[1] + (int) t, 1);
                counts.storage.set(i, 1);
            }
        }
        return x.softmax(1).sub(hot).mul(counts);
    }
}
