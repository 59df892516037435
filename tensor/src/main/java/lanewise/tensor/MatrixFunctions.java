package lanewise.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import lanewise.autograd.GradMode;
import lanewise.tensor.Factorizations.Lu;

/** Determinants, powers and the exponential of square matrices. */
final class MatrixFunctions {

    private MatrixFunctions() {}

    /** |A|. dA = G · cofactors(A), which for invertible A is G |A| A⁻ᵀ. */
    static Tensor det(Tensor a) {
        Lu lu = Factorizations.lu("det", a.detach());
        Tensor y = diagonal(lu).prod(-1).mul(parity(lu));
        Tensor.derivedJointly(
                "det",
                List.of(y),
                List.of(a),
                // As in PyTorch, a matrix without elements gets no gradient.
                gradients -> Collections.singletonList(
                        a.numel() == 0
                                ? null
                                : gradients.get(0).unsqueeze(-1).unsqueeze(-1).mul(cofactors(a, lu, y))),
                a,
                y);
        return y;
    }

    private static Tensor diagonal(Lu lu) {
        return lu.packed().diagonal(0, -2, -1);
    }

    /** 1 or −1: the determinant of the reordering of rows. */
    private static Tensor parity(Lu lu) {
        long[] rows = lu.rows().toLongArray();
        int n = lu.rows().size(-1);
        int[] shape = Shape.remove(lu.rows().shape, lu.rows().dim() - 1);
        double[] signs = new double[Shape.numel(shape)];
        boolean[] seen = new boolean[n];
        for (int b = 0; b < signs.length; b++) {
            Arrays.fill(seen, false);
            signs[b] = 1;
            for (int i = 0; i < n; i++) {
                // A cycle of even length is an odd permutation.
                for (int at = (int) rows[b * n + i], length = 1; !seen[i]; length++, at = (int) rows[b * n + at]) {
                    if (at == i) {
                        signs[b] *= length % 2 == 0 ? -1 : 1;
                        seen[i] = true;
                    } else {
                        seen[at] = true;
                    }
                }
            }
        }
        return Tensor.wrap(Storage.of(signs), shape).compact(lu.packed().dtype());
    }

    private static Tensor cofactors(Tensor a, Lu lu, Tensor det) {
        Tensor eye = identity(a);
        if (!GradMode.isEnabled()) {
            // Zero pivots are moved by a rounding error: the cofactors are continuous, so they move as little.
            Tensor u = diagonal(lu);
            double tiny = a.dtype() == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1d);
            Tensor nudge = u.eq(0).to(a.dtype()).mul(tiny);
            Lu regular = new Lu(lu.packed().add(nudge.diagEmbed()), lu.rows());
            Tensor near = diagonal(regular).prod(-1).mul(parity(lu));
            return Solving.byFactors(regular, eye.mul(near.unsqueeze(-1).unsqueeze(-1)), true);
        }
        if (isRegular(lu)) {
            return Solving.solve("det", a, lu, eye.mul(det.unsqueeze(-1).unsqueeze(-1)), true);
        }
        Linalg.Svd svd = Spectral.svd("det", a, false);
        int n = a.size(-1);
        Tensor s = svd.s().unsqueeze(-2);
        Tensor others = Where.replaced(s.expand(a.shape), Factories.eye(n, n, DType.BOOL), 1)
                .prod(-1);
        Tensor turn = det(svd.u().detach()).mul(det(svd.vh().detach())).round();
        return svd.u().mul(others.mul(turn.unsqueeze(-1)).unsqueeze(-2)).matmul(svd.vh());
    }

    private static boolean isRegular(Lu lu) {
        Tensor u = diagonal(lu).abs();
        if (u.numel() == 0) {
            return true;
        }
        double precision = lu.packed().dtype() == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1d);
        Tensor bound = u.amax(new int[] {-1}, true).mul(10 * precision * u.size(-1));
        return u.le(bound).sum().itemLong() == 0;
    }

    private static Tensor identity(Tensor a) {
        return Factories.eye(a.size(-1), a.size(-1), a.dtype()).expand(a.shape);
    }

    /** The sign of |A| and log ‖A‖. dA = G A⁻ᵀ of the logarithm; the sign is constant. */
    static Linalg.SlogDet slogdet(Tensor a) {
        Lu lu = Factorizations.lu("slogdet", a.detach());
        Tensor u = diagonal(lu);
        Tensor sign = u.sign().prod(-1).mul(parity(lu));
        Tensor log = u.abs().log().sum(-1);
        Tensor.derivedJointly(
                "slogdet",
                List.of(sign, log),
                List.of(a),
                gradients -> {
                    Tensor g = gradients.get(1);
                    return List.of(
                            g == null
                                    ? Tensor.zerosLike(a)
                                    : Solving.solve(
                                            "slogdet",
                                            a,
                                            lu,
                                            identity(a).mul(g.unsqueeze(-1).unsqueeze(-1)),
                                            true));
                },
                a);
        return new Linalg.SlogDet(sign, log);
    }

    /** A ᵏ by repeated squaring; of the inverse for negative k. Derivative of the products. */
    static Tensor power(Tensor a, int k) {
        if (k == 0) {
            return Where.where(Tensor.tensor(true), identity(a), a);
        }
        Tensor base = k < 0 ? Linalg.inv(a) : a;
        Tensor y = null;
        for (long left = Math.abs((long) k); left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                y = y == null ? base : y.matmul(base);
            }
            if (left > 1) {
                base = base.matmul(base);
            }
        }
        return y == a ? a.clone() : y;
    }

    /**
     * eᴬ by scaling, a Taylor polynomial of degree 18 and squaring (Bader, Blanes and Casas, 2019, by its idea). dA is
     * the upper right block of e of [[Aᵀ, G], [0, Aᵀ]].
     */
    static Tensor exp(Tensor a) {
        Tensor y = exponentials(a.detach()).op("matrixExp");
        return y.derivedFrom(
                a,
                g -> {
                    Tensor at = a.mT();
                    Tensor top = Tensor.cat(List.of(at, g), -1);
                    Tensor bottom = Tensor.cat(List.of(Tensor.zerosLike(a), at), -1);
                    int n = a.size(-1);
                    return exp(Tensor.cat(List.of(top, bottom), -2))
                            .narrow(-2, 0, n)
                            .narrow(-1, n, n);
                },
                a);
    }

    private static Tensor exponentials(Tensor a) {
        if (a.numel() == 0) {
            return a.clone();
        }
        int n = a.size(-1);
        Tensor stack = a.reshape(-1, n, n);
        List<Tensor> results = new ArrayList<>();
        for (int b = 0; b < stack.size(0); b++) {
            results.add(exponential(stack.select(0, b)));
        }
        return Tensor.stack(results).reshape(a.shape);
    }

    private static Tensor exponential(Tensor a) {
        double norm = a.abs().sum(0).max().item();
        if (!Double.isFinite(norm)) {
            return Tensor.full(a.shape, Double.NaN, a.dtype());
        }
        int halvings = norm <= 1 ? 0 : Math.getExponent(norm) + 1;
        Tensor scaled = a.mul(Math.scalb(1.0, -halvings));
        Tensor one = identity(a);
        // Paterson-Stockmeyer: the polynomial in A³ whose coefficients are polynomials in A.
        Tensor square = scaled.mm(scaled);
        Tensor cube = square.mm(scaled);
        double[] factorial = new double[19];
        factorial[0] = 1;
        for (int i = 1; i < factorial.length; i++) {
            factorial[i] = factorial[i - 1] * i;
        }
        Tensor sum = one.mul(1 / factorial[18]);
        for (int i = 15; i >= 0; i -= 3) {
            Tensor part = one.mul(1 / factorial[i])
                    .add(scaled.mul(1 / factorial[i + 1]))
                    .add(square.mul(1 / factorial[i + 2]));
            sum = sum.mm(cube).add(part);
        }
        for (int i = 0; i < halvings; i++) {
            sum = sum.mm(sum);
        }
        return sum;
    }
}
