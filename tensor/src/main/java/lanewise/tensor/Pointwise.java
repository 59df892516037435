package lanewise.tensor;

import java.util.function.UnaryOperator;
import lanewise.autograd.GradMode;
import lanewise.autograd.Rule;
import lanewise.tensor.kernels.BinaryOp;
import lanewise.tensor.kernels.CompareOp;
import lanewise.tensor.kernels.Fused;
import lanewise.tensor.kernels.Kernels;
import lanewise.tensor.kernels.UnaryOp;

/**
 * Applies element-wise kernels to tensors: picks the dtype, broadcasts, and hands the kernel runs that lie side by
 * side.
 *
 * <p>Nothing here is recorded; the families do that.
 */
final class Pointwise {

    private Pointwise() {}

    /** {@code op} of every element, in {@code x}'s dtype. */
    static Tensor unary(UnaryOp op, Tensor x) {
        DType compute = x.dtype().arithmetic();
        Tensor in = x.compact(compute);
        Tensor y = Tensor.unfilled(compute, x.shape);
        compute.kernels().unary(op, in.storage.array, in.offset, y.storage.array, 0, y.numel());
        return y.compact(x.dtype());
    }

    /** {@code op} of every element; integers become the default float32 first. */
    static Tensor floatUnary(UnaryOp op, Tensor x) {
        return unary(op, x.compact(x.dtype().floating()));
    }

    /** {@code a op b}, broadcast, in the dtype both promote to. */
    static Tensor binary(BinaryOp op, String name, Tensor a, Tensor b) {
        return binary(op, name, a, b, DType.result(a, b));
    }

    /** {@code a op b}, broadcast, in the floating dtype both promote to. */
    static Tensor floatBinary(BinaryOp op, String name, Tensor a, Tensor b) {
        return binary(op, name, a, b, DType.result(a, b).floating());
    }

    /** {@code a op b}, broadcast, in that dtype. */
    static Tensor binary(BinaryOp op, String name, Tensor a, Tensor b, DType dtype) {
        DType compute = dtype.arithmetic();
        Tensor y = Tensor.unfilled(compute, Shape.broadcast(name, a.shape, b.shape));
        Kernels kernels = compute.kernels();
        int n = y.numel();
        if (isFlat(a, n) && isFlat(b, n)) {
            Object p = elements(a, compute);
            Object q = elements(b, compute);
            kernels.binary(op, p, offset(a, p), step(a, n), q, offset(b, q), step(b, n), y.storage.array, 0, n);
        } else {
            Tensor p = a.compact(compute);
            Tensor q = b.compact(compute);
            runs(
                    p,
                    q,
                    y,
                    (ao, as, bo, bs, yo, count) -> kernels.binary(
                            op, p.storage.array, ao, as, q.storage.array, bo, bs, y.storage.array, yo, count));
        }
        return y.compact(dtype);
    }

    /**
     * Writes {@code a op b} over {@code a}, which is contiguous and of the computing dtype; {@code b} broadcasts to it.
     */
    static void binaryInto(BinaryOp op, Tensor a, Tensor b) {
        DType compute = a.dtype();
        Kernels kernels = compute.kernels();
        Object into = a.storage.array;
        int n = a.numel();
        if (isFlat(b, n)) {
            Object q = elements(b, compute);
            kernels.binary(op, into, a.offset, 1, q, offset(b, q), step(b, n), into, a.offset, n);
        } else {
            Tensor q = b.compact(compute);
            runs(
                    a,
                    q,
                    a,
                    (ao, as, bo, bs, yo, count) ->
                            kernels.binary(op, into, ao, as, q.storage.array, bo, bs, into, yo, count));
        }
    }

    /** One of the functions of {@link Fused}: {@code f(a, x; p, q)} of two tensors of one shape and dtype. */
    static Tensor fused(int op, double p, double q, Tensor a, Tensor x) {
        Tensor y = Tensor.unfilled(x.dtype(), x.shape);
        Tensor in = x.compact(x.dtype());
        Tensor other = a == x ? in : a.compact(x.dtype());
        x.dtype()
                .kernels()
                .fused(
                        op,
                        p,
                        q,
                        other.storage.array,
                        other.offset,
                        in.storage.array,
                        in.offset,
                        y.storage.array,
                        0,
                        y.numel());
        return y;
    }

    /** The same of one tensor. */
    static Tensor fused(int op, double p, double q, Tensor x) {
        return fused(op, p, q, x, x);
    }

    /**
     * A rule that is one pass of a {@link Fused} function over gradient and {@code x}, except while gradients are
     * themselves recorded: then the formula gives operations that have derivatives.
     */
    static Rule<Tensor> rule(int op, double p, double q, Tensor x, UnaryOperator<Tensor> formula) {
        return g -> GradMode.isEnabled() ? formula.apply(g) : fused(op, p, q, g, x);
    }

    /** {@code x} within bounds given as plain numbers, in x's dtype. */
    static Tensor bounded(String name, Tensor x, Number min, Number max) {
        if (x.isFloatingPoint()) {
            return fused(Fused.CLAMP, min.doubleValue(), max.doubleValue(), x);
        }
        Tensor y = binary(BinaryOp.MAXIMUM, name, x, Tensor.number(min), x.dtype());
        return binary(BinaryOp.MINIMUM, name, y, Tensor.number(max), x.dtype());
    }

    /** {@code a op b}, broadcast, as truth values; compared in the dtype both promote to. */
    static Tensor compare(CompareOp op, String name, Tensor a, Tensor b) {
        DType compute = DType.result(a, b).arithmetic();
        Tensor y = Tensor.unfilled(DType.BOOL, Shape.broadcast(name, a.shape, b.shape));
        Kernels kernels = compute.kernels();
        boolean[] result = y.storage.booleans();
        int n = result.length;
        if (isFlat(a, n) && isFlat(b, n)) {
            Object p = elements(a, compute);
            Object q = elements(b, compute);
            kernels.compare(op, p, offset(a, p), step(a, n), q, offset(b, q), step(b, n), result, 0, n);
        } else {
            Tensor p = a.compact(compute);
            Tensor q = b.compact(compute);
            runs(
                    p,
                    q,
                    y,
                    (ao, as, bo, bs, yo, count) ->
                            kernels.compare(op, p.storage.array, ao, as, q.storage.array, bo, bs, result, yo, count));
        }
        return y;
    }

    /**
     * Whether a broadcast to {@code n} elements takes this operand in one run: it lies in one piece, or is one element.
     */
    private static boolean isFlat(Tensor t, int n) {
        int own = t.numel();
        return own == n && t.isContiguous() || own == 1;
    }

    private static int step(Tensor t, int n) {
        return t.numel() == n ? 1 : 0;
    }

    /** The array of a flat operand if it is of that dtype, else a converted copy that starts at 0. */
    private static Object elements(Tensor t, DType dtype) {
        return t.dtype() == dtype ? t.storage.array : t.storage.copy(dtype, t.offset, t.numel()).array;
    }

    private static int offset(Tensor t, Object elements) {
        return elements == t.storage.array ? t.offset : 0;
    }

    /** {@code condition ? a : b}, all three broadcast together. */
    static Tensor where(Tensor condition, Tensor a, Tensor b) {
        DType dtype = DType.result(a, b);
        DType compute = dtype.arithmetic();
        int[] shape = Shape.broadcast("where", condition.shape, Shape.broadcast("where", a.shape, b.shape));
        Tensor c = Shape.same(condition.shape, shape)
                ? condition.compact(DType.BOOL)
                : condition.compact(DType.BOOL).expand(shape).compact(DType.BOOL);
        Tensor y = Tensor.unfilled(compute, shape);
        Kernels kernels = compute.kernels();
        boolean[] chosen = c.storage.booleans();
        int n = y.numel();
        if (isFlat(a, n) && isFlat(b, n)) {
            Object p = elements(a, compute);
            Object q = elements(b, compute);
            kernels.where(
                    chosen, c.offset, p, offset(a, p), step(a, n), q, offset(b, q), step(b, n), y.storage.array, 0, n);
        } else {
            Tensor p = a.compact(compute);
            Tensor q = b.compact(compute);
            runs(
                    p,
                    q,
                    y,
                    (ao, as, bo, bs, yo, count) -> kernels.where(
                            chosen,
                            c.offset + yo,
                            p.storage.array,
                            ao,
                            as,
                            q.storage.array,
                            bo,
                            bs,
                            y.storage.array,
                            yo,
                            count));
        }
        return y.compact(dtype);
    }

    /** A stretch of a broadcast operation in which each operand either moves on or stands still. */
    @FunctionalInterface
    interface Run {
        void apply(int ao, int as, int bo, int bs, int yo, int n);
    }

    /**
     * Splits the broadcast of {@code a} and {@code b} over the contiguous {@code y} into runs as long as possible.
     *
     * <p>Operands must be contiguous unless one element or row by row; neighbouring dimensions in which both move on
     * alike, or stand still alike, are taken as one.
     */
    static void runs(Tensor a, Tensor b, Tensor y, Run run) {
        int n = y.numel();
        if (n == 0) {
            return;
        }
        boolean oneA = a.numel() == 1;
        boolean oneB = b.numel() == 1;
        if ((oneA || a.isContiguous() && a.numel() == n) && (oneB || b.isContiguous() && b.numel() == n)) {
            run.apply(a.offset, oneA ? 0 : 1, b.offset, oneB ? 0 : 1, y.offset, n);
            return;
        }
        int rank = y.shape.length;
        int[] sizes = new int[rank];
        int[] stepA = new int[rank];
        int[] stepB = new int[rank];
        int dims = 0;
        int[] alignedA = aligned(a, rank);
        int[] alignedB = aligned(b, rank);
        for (int d = 0; d < rank; d++) {
            int size = y.shape[d];
            if (size == 1) {
                continue;
            }
            int last = dims - 1;
            if (dims > 0 && stepA[last] == alignedA[d] * size && stepB[last] == alignedB[d] * size) {
                sizes[last] *= size;
                stepA[last] = alignedA[d];
                stepB[last] = alignedB[d];
            } else {
                sizes[dims] = size;
                stepA[dims] = alignedA[d];
                stepB[dims] = alignedB[d];
                dims++;
            }
        }
        int inner = dims - 1;
        int length = sizes[inner];
        int[] at = new int[dims];
        int ao = a.offset;
        int bo = b.offset;
        for (int yo = y.offset; yo < y.offset + n; yo += length) {
            run.apply(ao, stepA[inner], bo, stepB[inner], yo, length);
            for (int d = inner - 1; d >= 0; d--) {
                ao += stepA[d];
                bo += stepB[d];
                if (++at[d] < sizes[d]) {
                    break;
                }
                ao -= stepA[d] * sizes[d];
                bo -= stepB[d] * sizes[d];
                at[d] = 0;
            }
        }
    }

    /** Strides of a contiguous tensor when broadcast to {@code rank} dimensions: 0 where it is repeated. */
    private static int[] aligned(Tensor t, int rank) {
        int[] steps = new int[rank];
        int missing = rank - t.shape.length;
        for (int d = 0; d < t.shape.length; d++) {
            steps[missing + d] = t.shape[d] == 1 ? 0 : t.strides[d];
        }
        return steps;
    }
}
