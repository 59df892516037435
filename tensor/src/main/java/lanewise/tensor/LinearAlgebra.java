package lanewise.tensor;

import java.util.Arrays;
import lanewise.autograd.GradMode;
import lanewise.tensor.kernels.Gemm;
import org.jspecify.annotations.Nullable;

/** Products of vectors, matrices and stacks of matrices. */
public final class LinearAlgebra {

    private LinearAlgebra() {}

    /** A B of two matrices. dA = G Bᵀ, dB = Aᵀ G. */
    static Tensor mm(Tensor a, Tensor b) {
        if (a.dim() != 2 || b.dim() != 2 || a.shape[1] != b.shape[0]) {
            throw mismatch("mm", a, b);
        }
        return multiply("mm", a, false, b, false, null)
                .derivedFrom(a, g -> slope(g, false, b, true), b)
                .derivedFrom(b, g -> slope(a, true, g, false), a);
    }

    /** A B in a rule, each turned if so said, with no look at who takes part unless rules are recorded. */
    private static Tensor slope(Tensor a, boolean turnA, Tensor b, boolean turnB) {
        return GradMode.isEnabled()
                ? mm(turnA ? a.transpose(0, 1) : a, turnB ? b.transpose(0, 1) : b)
                : multiply("mm", a, turnA, b, turnB, null);
    }

    /** Σ G over the rows in a rule; one row is its own sum. */
    private static Tensor sumOfRows(Tensor g) {
        int n = g.shape[1];
        return g.shape[0] == 1 && g.isContiguous() && !GradMode.isEnabled()
                ? Tensor.wrap(g.storage.copy(g.dtype(), g.offset, n), n)
                : g.sum(0);
    }

    /** x Wᵀ + b of a stack of rows (…, in), W (out, in), b (out). dx = G W, dW = Gᵀ x, db = Σ G. */
    public static Tensor linear(Tensor x, Tensor weight, @Nullable Tensor bias) {
        if (weight.dim() != 2 || x.dim() == 0 || x.shape[x.dim() - 1] != weight.shape[1]) {
            throw new IllegalArgumentException("linear: input " + Shape.show(x.shape) + " has last dimension "
                    + (x.dim() == 0 ? "none" : x.shape[x.dim() - 1]) + ", weight " + Shape.show(weight.shape)
                    + " expects "
                    + (weight.dim() == 2 ? weight.shape[1] : "to be a matrix (out, in)")
                    + ": check the layer's input size, or reshape the input before");
        }
        if (x.dim() != 2) {
            int[] shape = Shape.with(x.shape, x.dim() - 1, weight.shape[0]);
            return linear(x.reshape(Shape.product(x.shape, 0, x.dim() - 1), weight.shape[1]), weight, bias)
                    .reshape(shape);
        }
        if (bias != null && !Shape.same(bias.shape, new int[] {weight.shape[0]})) {
            throw new IllegalArgumentException("linear: bias " + Shape.show(bias.shape)
                    + " must have one element per row of the" + " weight " + Shape.show(weight.shape));
        }
        Tensor y = multiply("linear", x, false, weight, true, bias)
                .derivedFrom(x, g -> slope(g, false, weight, false), weight)
                .derivedFrom(weight, g -> slope(g, true, x, false), x);
        return bias == null ? y : y.derivedFrom(bias, LinearAlgebra::sumOfRows);
    }

    /**
     * A B (+ a row) of two matrices of one dtype, each turned if so said, read in place whatever their strides;
     * unrecorded.
     */
    private static Tensor multiply(String op, Tensor a, boolean turnA, Tensor b, boolean turnB, @Nullable Tensor row) {
        DType dtype = product(op, a, b);
        if (row != null && row.dtype() != dtype) {
            throw mixed(op, a, row);
        }
        DType compute = dtype.arithmetic();
        Tensor p = a.dtype() == compute ? a : a.compact(compute);
        Tensor q = b.dtype() == compute ? b : b.compact(compute);
        int down = turnA ? 1 : 0;
        int across = turnB ? 0 : 1;
        int m = a.shape[down];
        int n = b.shape[across];
        int k = a.shape[1 - down];
        int ars = p.strides[down];
        int acs = p.strides[1 - down];
        int brs = q.strides[1 - across];
        int bcs = q.strides[across];
        Tensor y = Tensor.unfilled(compute, m, n);
        // Integers add the row afterwards.
        Tensor add = row == null || !compute.isFloatingPoint() ? null : row.compact(compute);
        Gemm.multiply(
                m,
                n,
                k,
                p.storage.array,
                p.offset,
                ars,
                acs,
                q.storage.array,
                q.offset,
                brs,
                bcs,
                0,
                y.storage.array,
                0,
                n,
                add == null ? null : add.storage.array,
                add == null ? 0 : add.offset);
        if (row != null && add == null) {
            y = y.detach().add(row.detach().to(compute));
        }
        return y.compact(dtype).op(op);
    }

    /** A B of two stacks (B, n, m) and (B, m, p). dA = G Bᵀ, dB = Aᵀ G. */
    static Tensor bmm(Tensor a, Tensor b) {
        if (a.dim() != 3 || b.dim() != 3 || a.shape[0] != b.shape[0] || a.shape[2] != b.shape[1]) {
            throw mismatch("bmm", a, b);
        }
        DType dtype = product("bmm", a, b);
        DType compute = dtype.arithmetic();
        Tensor p = a.dtype() == compute ? a : a.compact(compute);
        Tensor q = b.dtype() == compute ? b : b.compact(compute);
        int batch = a.shape[0];
        int m = a.shape[1];
        int n = b.shape[2];
        int k = a.shape[2];
        Tensor y = Tensor.unfilled(compute, batch, m, n);
        Gemm.batched(
                batch,
                m,
                n,
                k,
                p.storage.array,
                p.offset,
                p.strides[1],
                p.strides[2],
                q.storage.array,
                q.offset,
                q.strides[1],
                q.strides[2],
                0,
                y.storage.array,
                0,
                n,
                p.strides[0],
                q.strides[0],
                m * n);
        return y.compact(dtype)
                .op("bmm")
                .derivedFrom(a, g -> g.bmm(b.transpose(1, 2)), b)
                .derivedFrom(b, g -> a.transpose(1, 2).bmm(g), a);
    }

    /**
     * The product of vectors, matrices or broadcast stacks of matrices, by rank as {@code torch.matmul}: composed of
     * {@link #mm} and {@link #bmm}, so its derivative is theirs.
     */
    static Tensor matmul(Tensor a, Tensor b) {
        if (a.dim() == 0 || b.dim() == 0) {
            throw new IllegalArgumentException("matmul: both arguments need to be at least 1D, but they are " + a.dim()
                    + "D and " + b.dim() + "D; use mul for numbers");
        }
        int ka = a.shape[a.dim() - 1];
        int kb = b.shape[Math.max(b.dim() - 2, 0)];
        if (ka != kb) {
            throw mismatch("matmul", a, b);
        }
        if (a.dim() == 2 && b.dim() == 2) {
            return mm(a, b);
        }
        if (a.dim() == 1) {
            Tensor y = matmul(a.unsqueeze(0), b.dim() == 1 ? b.unsqueeze(1) : b);
            return b.dim() == 1 ? y.reshape() : y.squeeze(-2);
        }
        if (b.dim() == 1) {
            return matmul(a, b.unsqueeze(1)).squeeze(-1);
        }
        if (b.dim() == 2) {
            int[] shape = Shape.with(a.shape, a.dim() - 1, b.shape[1]);
            return mm(a.reshape(Shape.product(a.shape, 0, a.dim() - 1), ka), b).reshape(shape);
        }
        int[] batch =
                Shape.broadcast("matmul", Arrays.copyOf(a.shape, a.dim() - 2), Arrays.copyOf(b.shape, b.dim() - 2));
        int rows = a.shape[a.dim() - 2];
        int columns = b.shape[b.dim() - 1];
        int count = Shape.numel(batch);
        Tensor p = a.expand(append(batch, rows, ka)).reshape(count, rows, ka);
        Tensor q = b.expand(append(batch, ka, columns)).reshape(count, ka, columns);
        return bmm(p, q).reshape(append(batch, rows, columns));
    }

    private static int[] append(int[] values, int... more) {
        int[] result = Arrays.copyOf(values, values.length + more.length);
        System.arraycopy(more, 0, result, values.length, more.length);
        return result;
    }

    private static DType product(String op, Tensor a, Tensor b) {
        if (a.dtype() != b.dtype()) {
            throw mixed(op, a, b);
        }
        if (a.dtype() == DType.BOOL) {
            throw new IllegalArgumentException(
                    op + ": is not defined for bool; convert with to(DType.FLOAT32) or INT64");
        }
        return a.dtype();
    }

    private static IllegalArgumentException mixed(String op, Tensor a, Tensor b) {
        return new IllegalArgumentException(op + ": expected both arguments to have the same dtype, but got "
                + a.dtype() + " " + Shape.show(a.shape) + " and " + b.dtype() + " " + Shape.show(b.shape)
                + "; convert one with to(...)");
    }

    private static IllegalArgumentException mismatch(String op, Tensor a, Tensor b) {
        return new IllegalArgumentException(op + ": shapes cannot be multiplied (" + Shape.show(a.shape) + " and "
                + Shape.show(b.shape) + "): the last dimension of the first must equal the "
                + (b.dim() == 1 ? "size" : "second-to-last dimension") + " of the second"
                + (op.equals("matmul")
                        ? ""
                        : ", and " + op + " takes "
                                + (op.equals("mm") ? "matrices" : "stacks of matrices (3D) of one batch size")));
    }
}
