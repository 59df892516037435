package lanewise.tensor;

import java.util.function.UnaryOperator;
import lanewise.autograd.GradMode;
import lanewise.tensor.kernels.BinaryOp;
import lanewise.tensor.kernels.ReduceOp;
import org.jspecify.annotations.Nullable;

/** Losses that are one pass over their input: what {@code lanewise.nn.Functional} builds on. */
public final class Losses {

    private Losses() {}

    /**
     * The cross-entropy of each row of raw scores with its class: log Σⱼ eˣʲ − x_t. dx = G (softmax x − onehot t).
     *
     * <p>While recording, the gradient is computed in the same pass as the loss. A second derivative goes through the
     * formula.
     *
     * @param x scores, floating (N, C)
     * @param target classes, int64 (N)
     * @param ignoreIndex a class whose rows count nothing: loss and gradient are 0
     * @return (N)
     * @throws IllegalArgumentException if shapes or element types do not fit
     * @throws IndexOutOfBoundsException if a target is no class
     */
    public static Tensor crossEntropyRows(Tensor x, Tensor target, long ignoreIndex) {
        Rows rows = Rows.of(x, target, ignoreIndex);
        return rows.derived(rows.losses(), g -> g.unsqueeze(1));
    }

    /**
     * The mean of {@link #crossEntropyRows} over the rows that count, in one operation.
     *
     * @param counted how many rows count; without any the mean is NaN
     * @return ()
     */
    public static Tensor crossEntropyMean(Tensor x, Tensor target, long ignoreIndex, int counted) {
        Rows rows = Rows.of(x, target, ignoreIndex);
        Storage losses = rows.losses().storage;
        Storage sum = Storage.allocate(losses.dtype, 1);
        losses.dtype.kernels().reduce(ReduceOp.SUM, losses.array, 0, 1, losses.length, 1, sum.array, 0);
        return rows.derived(
                quotient(sum, 0, counted),
                g -> GradMode.isEnabled() ? g.div(counted) : quotient(g.storage, g.offset, counted));
    }

    /** One element divided by a number, as a tensor: half the work of an operation, where the batch is small. */
    private static Tensor quotient(Storage x, int at, int by) {
        return Tensor.single(x.getDouble(at) / by, x.dtype, Shape.SCALAR); // rounded twice, to the same float
    }

    /**
     * Losses of rows with what their derivative needs.
     *
     * @param slope softmax x − onehot t, or null if nothing is recorded
     */
    private record Rows(
            Tensor x,
            Tensor target,
            long ignoreIndex,
            Tensor losses,
            @Nullable Tensor slope) {

        static Rows of(Tensor x, Tensor target, long ignoreIndex) {
            if (x.dim() != 2 || target.dim() != 1 || x.shape[0] != target.shape[0]) {
                throw new IllegalArgumentException("crossEntropy: expected scores (N, C) and classes (N), got "
                        + Shape.show(x.shape) + " and " + Shape.show(target.shape));
            }
            if (!x.isFloatingPoint() || target.dtype() != DType.INT64) {
                throw new IllegalArgumentException("crossEntropy: expected floating scores and int64 classes, got "
                        + x.dtype() + " and " + target.dtype() + "; convert the classes with toLong()");
            }
            int rows = x.shape[0];
            int classes = x.shape[1];
            Tensor in = x.compact(x.dtype());
            Tensor t = target.compact(DType.INT64);
            Tensor y = Tensor.unfilled(x.dtype(), rows);
            Tensor slope = x.requiresGrad() && GradMode.isEnabled() ? Tensor.unfilled(x.dtype(), rows, classes) : null;
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
            return new Rows(x, t, ignoreIndex, y, slope);
        }

        /** Records {@code y}; {@code share} tells from its gradient what the gradient of each row's loss is. */
        Tensor derived(Tensor y, UnaryOperator<Tensor> share) {
            y.op("crossEntropy");
            if (slope != null) {
                y.derivedFrom(
                        x,
                        g -> GradMode.isEnabled()
                                ? slopeByFormula(x, target, ignoreIndex).mul(share.apply(g))
                                : Pointwise.binary(BinaryOp.MUL, "crossEntropy", slope, share.apply(g)),
                        x,
                        target,
                        slope);
                SpareMemory.leave(slope);
            }
            return y;
        }
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

    /**
     * The cross-entropy of each probability with its target, −(t ln x + (1 − t) ln(1 − x)), logarithms not below −100.
     * dx = G (x − t) / (x (1 − x)), dt = G (ln(1 − x) − ln x).
     *
     * @param x probabilities, floating
     * @param t of the same shape and element type
     * @throws IllegalArgumentException if an x is not between 0 and 1, or shapes or element types do not fit
     */
    public static Tensor binaryCrossEntropy(Tensor x, Tensor t) {
        if (!x.isFloatingPoint() || x.dtype() != t.dtype() || !Shape.same(x.shape, t.shape)) {
            throw new IllegalArgumentException(
                    "binaryCrossEntropy: expected floating probabilities and targets of one shape and"
                            + " element type, got " + x.dtype() + " " + Shape.show(x.shape) + " and " + t.dtype() + " "
                            + Shape.show(t.shape));
        }
        Tensor y;
        try (var _ = GradMode.noGrad()) {
            if (x.lt(0).logicalOr(x.gt(1)).sum().itemLong() > 0) {
                throw new IllegalArgumentException(
                        "binaryCrossEntropy: all elements of the input should be between 0 and 1;"
                                + " pass it through a sigmoid, or use binaryCrossEntropyWithLogits");
            }
            Tensor no = x.neg().log1p().clampMin(-100).mul(t.rsub(1));
            y = x.log().clampMin(-100).mul(t).add(no).neg();
        }
        return y.op("binaryCrossEntropy")
                .derivedFrom(x, g -> g.mul(x.sub(t)).div(x.rsub(1).mul(x).clampMin(1e-12)), x, t)
                .derivedFrom(t, g -> g.mul(x.neg().log1p().sub(x.log())), x);
    }
}
