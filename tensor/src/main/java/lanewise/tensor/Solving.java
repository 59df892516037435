package lanewise.tensor;

import java.util.Arrays;
import java.util.List;
import lanewise.tensor.Factorizations.Lu;
import lanewise.tensor.kernels.Triangular;

/** Systems of linear equations, by triangular and LU factors. */
final class Solving {

    private Solving() {}

    /**
     * A X = B with triangular A, of one batch shape. dB = A⁻ᵀ G, dA = −dB Xᵀ in that triangle, without the diagonal
     * where it counts as ones.
     */
    static Tensor triangular(Tensor a, Tensor b, boolean upper, boolean unit) {
        Tensor y = substituted(a, b, upper, unit);
        Tensor.derivedJointly(
                "solveTriangular",
                List.of(y),
                List.of(a, b),
                gradients -> {
                    Tensor db = triangular(a.mT(), gradients.get(0), !upper, unit);
                    if (!gradients.needs(0)) {
                        return Arrays.asList(null, db);
                    }
                    Tensor da = db.matmul(y.mT()).neg();
                    int off = unit ? 1 : 0;
                    return List.of(upper ? da.triu(off) : da.tril(-off), db);
                },
                a,
                y);
        return y;
    }

    private static Tensor substituted(Tensor a, Tensor b, boolean upper, boolean unit) {
        DType dtype = b.dtype();
        Tensor in = a.compact(dtype);
        Tensor y = Conversion.copy(b, dtype);
        int n = b.size(-2);
        int k = b.size(-1);
        for (int i = 0, count = y.numel() == 0 ? 0 : y.numel() / (n * k); i < count; i++) {
            if (dtype == DType.FLOAT32) {
                Triangular.solve(
                        in.storage.floats(), in.offset + i * n * n, y.storage.floats(), i * n * k, n, k, upper, unit);
            } else {
                Triangular.solve(
                        in.storage.doubles(), in.offset + i * n * n, y.storage.doubles(), i * n * k, n, k, upper, unit);
            }
        }
        return y;
    }

    /** A X = B (Aᵀ X = B) by the LU factors of A, of one batch shape. dB = A⁻ᵀ G (A⁻¹ G), dA = −dB Xᵀ (−X dBᵀ). */
    static Tensor solve(String op, Tensor a, Lu lu, Tensor b, boolean adjoint) {
        Tensor y = byFactors(lu, b.detach(), adjoint);
        Tensor.derivedJointly(
                op,
                List.of(y),
                List.of(a, b),
                gradients -> {
                    Tensor db = solve(op, a, lu, gradients.get(0), !adjoint);
                    if (!gradients.needs(0)) {
                        return Arrays.asList(null, db);
                    }
                    return List.of((adjoint ? y.matmul(db.mT()) : db.matmul(y.mT())).neg(), db);
                },
                a,
                y);
        return y;
    }

    /** A⁻¹ B or A⁻ᵀ B. Composed of triangular systems, whose derivatives it has by L U and B. */
    static Tensor byFactors(Lu lu, Tensor b, boolean adjoint) {
        Tensor packed = lu.packed();
        if (!adjoint) {
            return triangular(packed, triangular(packed, rows(b, lu.rows()), false, true), true, false);
        }
        Tensor upper = triangular(packed.mT(), b, false, false);
        return rows(triangular(packed.mT(), upper, true, true), inverse(lu.rows()));
    }

    /** The rows of stacked matrices in another order each. */
    static Tensor rows(Tensor x, Tensor order) {
        return x.gather(-2, order.unsqueeze(-1).expand(x.shape));
    }

    /** The orders that undo these. */
    static Tensor inverse(Tensor order) {
        long[] from = order.toLongArray();
        long[] to = new long[from.length];
        int n = order.size(-1);
        for (int i = 0; i < from.length; i++) {
            to[i - i % n + (int) from[i]] = i % n;
        }
        return Tensor.wrap(Storage.of(to), order.shape);
    }

    /** Row swaps counted from 1, as LAPACK has them, from the orders in which they end. */
    static Tensor pivots(Tensor order, int count) {
        long[] from = order.toLongArray();
        int m = order.size(-1);
        int[] shape = Shape.with(order.shape, order.dim() - 1, count);
        int[] swaps = new int[Shape.numel(shape)];
        int[] now = new int[m];
        for (int b = 0; count > 0 && b < swaps.length / count; b++) {
            Arrays.setAll(now, i -> i);
            for (int i = 0; i < count; i++) {
                int at = i;
                while (now[at] != from[b * m + i]) {
                    at++;
                }
                swaps[b * count + i] = at + 1;
                now[at] = now[i];
            }
        }
        return Tensor.wrap(Storage.of(swaps), shape);
    }

    /** The orders in which {@code m} rows end after swaps counted from 1. */
    static Tensor order(String op, Tensor pivots, int m) {
        int count = pivots.size(-1);
        long[] swaps = pivots.toLongArray();
        int[] shape = Shape.with(pivots.shape, pivots.dim() - 1, m);
        long[] order = new long[Shape.numel(shape)];
        for (int b = 0; m > 0 && b < order.length / m; b++) {
            for (int i = 0; i < m; i++) {
                order[b * m + i] = i;
            }
            for (int i = 0; i < count; i++) {
                long swap = swaps[b * count + i];
                if (swap < 1 || swap > m) {
                    throw new IllegalArgumentException(
                            op + ": pivots must be between 1 and " + m + " (the number of rows), got " + swap
                                    + "; they are counted from 1, as luFactor returns them");
                }
                int from = b * m + i;
                int to = b * m + (int) swap - 1;
                long kept = order[from];
                order[from] = order[to];
                order[to] = kept;
            }
        }
        return Tensor.wrap(Storage.of(order), shape);
    }

    /** Refuses a matrix with a zero on the diagonal of U. */
    static void needsInverse(String op, Lu lu) {
        Tensor zero = lu.packed().diagonal(0, -2, -1).eq(0);
        if (zero.numel() == 0 || zero.sum().itemLong() == 0) {
            return;
        }
        int[] at = zero.nonzero().toIntArray();
        String batch =
                zero.dim() > 1 ? "(batch element " + Arrays.toString(Arrays.copyOf(at, zero.dim() - 1)) + ") " : "";
        throw new ArithmeticException(op + ": " + batch + "the matrix is singular: diagonal element "
                + (at[zero.dim() - 1] + 1) + " of U is zero, it has no inverse; got shape "
                + Shape.show(lu.packed().shape) + ". Use pinv or lstsq");
    }

    /** P, and L and U in one matrix: A = P L U. */
    static Linalg.LuFactor factor(Tensor a) {
        Lu lu = Factorizations.lu("luFactor", a.detach());
        int m = a.size(-2);
        int n = a.size(-1);
        int k = Math.min(m, n);
        Tensor pivots = pivots(lu.rows(), k);
        Tensor packed =
                a.requiresGrad() && lanewise.autograd.GradMode.isEnabled() ? recorded(a, lu, m, n) : lu.packed();
        return new Linalg.LuFactor(packed, pivots);
    }

    /**
     * The leading square is recorded as {@link #square}; what is right of it or below follows: U₂ = L⁻¹ A₂, L₂ = A₂
     * U⁻¹.
     */
    private static Tensor recorded(Tensor a, Lu lu, int m, int n) {
        int k = Math.min(m, n);
        Tensor sorted = rows(a, lu.rows());
        Tensor values = lu.packed().narrow(-2, 0, k).narrow(-1, 0, k).contiguous();
        Tensor square = square(sorted.narrow(-2, 0, k).narrow(-1, 0, k), values);
        if (n > k) {
            return Tensor.cat(List.of(square, triangular(square, sorted.narrow(-1, k, n - k), false, true)), -1);
        }
        if (m > k) {
            Tensor below = triangular(square.mT(), sorted.narrow(-2, k, m - k).mT(), false, false)
                    .mT();
            return Tensor.cat(List.of(square, below), -2);
        }
        return square;
    }

    /** A = L U. dA = L⁻ᵀ (tril(Lᵀ G, −1) + triu(G Uᵀ)) U⁻ᵀ, with G's lower and upper parts. */
    private static Tensor square(Tensor a, Tensor packed) {
        Tensor y = packed.op("luFactor");
        return y.derivedFrom(
                a,
                g -> {
                    Tensor l = unitLower(y);
                    Tensor u = y.triu();
                    Tensor inner = l.mT().matmul(g.tril(-1))
                            .tril(-1)
                            .add(g.triu().matmul(u.mT()).triu());
                    Tensor left = triangular(l.mT(), inner, true, true);
                    return triangular(u, left.mT(), true, false).mT();
                },
                y);
    }

    /** L of a packed L U, with its ones. */
    static Tensor unitLower(Tensor packed) {
        Tensor ones = Factories.eye(packed.size(-2), packed.size(-1), packed.dtype());
        return packed.tril(-1).add(ones);
    }
}
