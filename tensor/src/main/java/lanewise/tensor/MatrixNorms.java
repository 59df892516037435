package lanewise.tensor;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Norms of matrices, the condition number, and the choice between norms of vectors and matrices. */
final class MatrixNorms {

    private MatrixNorms() {}

    /** The norm of vectors or matrices, as {@code torch.linalg.norm} chooses: order null, a number, "fro" or "nuc". */
    static Tensor norm(Tensor x, @Nullable Object ord, int @Nullable [] dims, boolean keepdim) {
        if (ord == null) {
            return vector(x, 2, dims == null ? new int[0] : dims, keepdim);
        }
        if (dims == null && x.dim() != 1 && x.dim() != 2) {
            throw new IllegalArgumentException(
                    "norm: input must be 1- or 2-dimensional if an order is given without dims, got" + " shape "
                            + Shape.show(x.shape) + "; name the dims");
        }
        if (dims != null && dims.length != 1 && dims.length != 2) {
            throw new IllegalArgumentException(
                    "norm: dims must be one (vectors) or two (matrices) if an order is given, got "
                            + Arrays.toString(dims));
        }
        int[] over = dims != null ? dims : x.dim() == 1 ? new int[] {0} : new int[] {0, 1};
        if (over.length == 2) {
            return matrix("norm", x, ord, over, keepdim);
        }
        if (!(ord instanceof Number order)) {
            throw new IllegalArgumentException(
                    "norm: order \"" + ord + "\" is defined for matrices (two dims) only, got dims "
                            + Arrays.toString(over) + " of shape " + Shape.show(x.shape));
        }
        return vector(x, order.doubleValue(), over, keepdim);
    }

    /** (Σ |x|ᵖ)^(1/p). Derivative of {@link Norms#norm}. */
    static Tensor vector(Tensor x, double p, int[] dims, boolean keepdim) {
        Checks.floating("vectorNorm", x);
        return Norms.norm(x, p, dims, keepdim);
    }

    /**
     * The norm of matrices in two dims: "fro", "nuc", ±1 (columns), ±2 (singular values), ±∞ (rows). Composed of sums,
     * extrema and singular values, whose derivatives it has.
     */
    static Tensor matrix(String op, Tensor x, Object ord, int[] dims, boolean keepdim) {
        Checks.floating(op, x);
        if (dims.length != 2) {
            throw new IllegalArgumentException(op + ": dims must be two, got " + Arrays.toString(dims));
        }
        if (x.dim() < 2) {
            throw new IllegalArgumentException(
                    op + ": the input must have at least 2 dimensions, got shape " + Shape.show(x.shape));
        }
        int row = Shape.dim(op, dims[0], x.dim());
        int column = Shape.dim(op, dims[1], x.dim());
        if (row == column) {
            throw new IllegalArgumentException(op + ": dims must be different, got " + Arrays.toString(dims));
        }
        if (ord instanceof String name) {
            return switch (name) {
                case "fro" -> Norms.norm(x, 2, new int[] {row, column}, keepdim);
                case "nuc" -> ofSingularValues(x, row, column, keepdim, s -> s.sum(-1));
                default -> throw unknown(op, ord);
            };
        }
        double p = ord instanceof Number number ? number.doubleValue() : Double.NaN;
        if (Math.abs(p) == 2) {
            return ofSingularValues(x, row, column, keepdim, s -> p > 0 ? s.amax(-1) : s.amin(-1));
        }
        int summed = Math.abs(p) == 1 ? row : column;
        int compared = Math.abs(p) == 1 ? column : row;
        if (Math.abs(p) != 1 && !Double.isInfinite(p)) {
            throw unknown(op, ord);
        }
        Tensor sums = x.abs().sum(new int[] {summed}, true);
        Tensor y = p > 0 ? sums.amax(new int[] {compared}, true) : sums.amin(new int[] {compared}, true);
        return keepdim ? y : y.squeeze(row, column);
    }

    private static IllegalArgumentException unknown(String op, Object ord) {
        return new IllegalArgumentException(op + ": order " + ord
                + " is not supported for matrices; use \"fro\", \"nuc\", ±1, ±2" + " or ±infinity");
    }

    private static Tensor ofSingularValues(Tensor x, int row, int column, boolean keepdim, UnaryOperator<Tensor> fold) {
        Tensor y = fold.apply(Linalg.svdvals(x.movedim(new int[] {row, column}, new int[] {-2, -1})));
        if (!keepdim) {
            return y;
        }
        int[] shape = x.shape.clone();
        shape[row] = 1;
        shape[column] = 1;
        return y.reshape(shape);
    }

    /** ‖A‖ ‖A⁻¹‖; of singular values for orders null, 2 and −2. Infinite for singular A. Derivatives of the norms. */
    static Tensor cond(Tensor a, @Nullable Object ord) {
        Checks.matrices("cond", a);
        int[] batch = Arrays.copyOf(a.shape, a.dim() - 2);
        double p = ord instanceof Number number ? number.doubleValue() : ord == null ? 2 : Double.NaN;
        if (Math.abs(p) == 2) {
            if (a.numel() == 0) {
                return Tensor.zeros(batch, a.dtype());
            }
            Tensor s = Linalg.svdvals(a);
            Tensor largest = s.select(-1, 0);
            Tensor smallest = s.select(-1, -1);
            Tensor y = p > 0 ? largest.div(smallest) : smallest.div(largest);
            return Where.replaced(y, y.detach().isnan(), Double.POSITIVE_INFINITY);
        }
        Checks.square("cond", a);
        if (a.numel() == 0) {
            return Tensor.zeros(batch, a.dtype());
        }
        Object order = ord == null ? (Object) 2 : ord;
        Tensor size = matrix("cond", a, order, new int[] {-2, -1}, false);
        Tensor singular = Factorizations.lu("cond", a.detach())
                .packed()
                .diagonal(0, -2, -1)
                .eq(0)
                .any(-1);
        Tensor regular =
                Where.where(singular.unsqueeze(-1).unsqueeze(-1), Factories.eye(a.size(-1), a.size(-1), a.dtype()), a);
        Tensor y = size.mul(matrix("cond", Linalg.inv(regular), order, new int[] {-2, -1}, false));
        return Where.replaced(y, singular, Double.POSITIVE_INFINITY);
    }
}
