package lanewise.tensor;

import java.util.Arrays;
import java.util.List;
import lanewise.autograd.GradMode;
import org.jspecify.annotations.Nullable;

/** Decompositions by orthogonal factors, the pseudo-inverse and the Cholesky factor, with their derivatives. */
final class Spectral {

    private Spectral() {}

    /** A = L Lᵀ. dA = L⁻ᵀ Φ(Lᵀ G) L⁻¹ with Φ(X) = (tril(X) + tril(X, −1)ᵀ) / 2, so symmetric. */
    static Tensor cholesky(Tensor a, boolean upper) {
        Tensor l = Factorizations.cholesky("cholesky", (upper ? a.mT() : a).detach())
                .op("cholesky");
        l.derivedFrom(
                a,
                g -> {
                    Tensor inner = l.mT().matmul(g.tril()).tril();
                    Tensor symmetric = inner.add(inner.tril(-1).mT()).mul(0.5);
                    Tensor left = Solving.triangular(l.mT(), symmetric, true, false);
                    return Solving.triangular(l.mT(), left.mT(), true, false).mT();
                },
                l);
        return upper ? l.mT() : l;
    }

    /**
     * A = Q R. dA = (G_Q + Q sym(triu(G_R Rᵀ − Qᵀ G_Q))) R⁻ᵀ with sym(X) = X + Xᵀ − diag(X). A wide matrix is its
     * leading square [A₁ A₂] = Q [R₁ Qᵀ A₂].
     */
    static Linalg.Qr qr(Tensor a, boolean complete, boolean needsQ) {
        int m = a.size(-2);
        int n = a.size(-1);
        boolean recording = a.requiresGrad() && GradMode.isEnabled();
        if (recording && m < n && needsQ) {
            Linalg.Qr square = qr(a.narrow(-1, 0, m), false, true);
            Tensor rest = square.q().mT().matmul(a.narrow(-1, m, n - m));
            return new Linalg.Qr(square.q(), Tensor.cat(List.of(square.r(), rest), -1));
        }
        Tensor[] factors = Factorizations.qr("qr", a.detach(), complete);
        Tensor q = factors[0];
        Tensor r = factors[1];
        if (recording && !needsQ) {
            r.op("qr")
                    .derivedFrom(
                            a,
                            Derivatives.refused("qr: the derivative depends on Q, which mode \"r\" does not return; use"
                                    + " mode \"reduced\""));
        } else if (recording && complete && m > n) {
            String reason =
                    "qr: not differentiable with mode \"complete\" and more rows than columns; use mode \"reduced\"";
            q.op("qr").derivedFrom(a, Derivatives.refused(reason));
            r.op("qr").derivedFrom(a, Derivatives.refused(reason));
        } else {
            Tensor.derivedJointly(
                    "qr",
                    List.of(q, r),
                    List.of(a),
                    gradients -> List.of(qrSlope(gradients.get(0), gradients.get(1), q, r)),
                    q,
                    r);
        }
        return new Linalg.Qr(q, r);
    }

    private static Tensor qrSlope(@Nullable Tensor gq, @Nullable Tensor gr, Tensor q, Tensor r) {
        Tensor inner = null;
        if (gr != null) {
            inner = gr.matmul(r.mT());
        }
        if (gq != null) {
            Tensor turned = q.mT().matmul(gq);
            inner = inner == null ? turned.neg() : inner.sub(turned);
        }
        Tensor half = inner.triu();
        Tensor sum = q.matmul(half.add(half.triu(1).mT()));
        Tensor whole = gq == null ? sum : sum.add(gq);
        return Solving.triangular(r, whole.mT(), true, false).mT();
    }

    /**
     * A = V diag(w) Vᵀ of a symmetric matrix, of which one triangle is read. dA = sym(V (Vᵀ G_V / E + diag(G_w)) Vᵀ)
     * with E_ij = w_j − w_i and sym(X) = (X + Xᵀ) / 2: a symmetric matrix, as in PyTorch.
     */
    static Linalg.Eigh eigh(Tensor a, boolean upper) {
        Tensor[] factors = Factorizations.eigh("eigh", a.detach(), upper);
        Tensor w = factors[0];
        Tensor v = factors[1];
        Tensor.derivedJointly(
                "eigh",
                List.of(w, v),
                List.of(a),
                gradients -> {
                    Tensor gw = gradients.get(0);
                    Tensor gv = gradients.get(1);
                    Tensor inner = gw == null ? null : gw.diagEmbed();
                    if (gv != null) {
                        Tensor turned =
                                offDiagonal(v.mT().matmul(gv), w.unsqueeze(-2).sub(w.unsqueeze(-1)));
                        inner = inner == null ? turned : inner.add(turned);
                    }
                    Tensor whole = v.matmul(inner).matmul(v.mT());
                    return List.of(gv == null ? whole : whole.add(whole.mT()).mul(0.5));
                },
                w,
                v);
        return new Linalg.Eigh(w, v);
    }

    /** x / e with zeros on the diagonal, where e is zero. */
    private static Tensor offDiagonal(Tensor x, Tensor e) {
        Tensor diagonal = Factories.eye(e.size(-1), e.size(-1), DType.BOOL);
        return Where.zeroed(x.div(Where.replaced(e, diagonal, 1)), diagonal);
    }

    /**
     * A = U diag(s) Vᵀ. dA = U (skew(Uᵀ G_U) / E · s + s · skew(Vᵀ G_V) / E + diag(G_s)) Vᵀ
     * + (1 − U Uᵀ) G_U s⁻¹ Vᵀ + U s⁻¹ G_Vᵀ (1 − V Vᵀ) with E_ij = s_j² − s_i² and skew(X) = X − Xᵀ.
     */
    static Linalg.Svd svd(String op, Tensor a, boolean full) {
        Tensor[] factors = Factorizations.svd(op, a.detach(), full);
        Tensor u = factors[0];
        Tensor s = factors[1];
        Tensor vh = factors[2].contiguous();
        Tensor.derivedJointly(
                op,
                List.of(u, s, vh),
                List.of(a),
                gradients -> {
                    int k = s.size(-1);
                    Tensor gu = gradients.get(0);
                    Tensor gvh = gradients.get(2);
                    return List.of(svdSlope(
                            gu == null ? null : gu.narrow(-1, 0, k),
                            gradients.get(1),
                            gvh == null ? null : gvh.narrow(-2, 0, k),
                            u.narrow(-1, 0, k),
                            s,
                            vh.narrow(-2, 0, k)));
                },
                u,
                s,
                vh);
        return new Linalg.Svd(u, s, vh);
    }

    private static Tensor svdSlope(
            @Nullable Tensor gu, @Nullable Tensor gs, @Nullable Tensor gvh, Tensor u, Tensor s, Tensor vh) {
        int m = u.size(-2);
        int n = vh.size(-1);
        int k = s.size(-1);
        if (gu == null && gvh == null) {
            return u.mul(gs.unsqueeze(-2)).matmul(vh);
        }
        Tensor squares = s.mul(s);
        Tensor e = squares.unsqueeze(-2).sub(squares.unsqueeze(-1));
        Tensor inner = gs == null ? Tensor.zeros(e.shape, e.dtype()) : gs.diagEmbed();
        Tensor outside = null;
        if (gu != null) {
            Tensor turned = u.mT().matmul(gu);
            inner = inner.add(offDiagonal(turned.sub(turned.mT()), e).mul(s.unsqueeze(-2)));
            if (m > k) {
                outside = gu.sub(u.matmul(turned)).div(s.unsqueeze(-2)).matmul(vh);
            }
        }
        if (gvh != null) {
            Tensor turned = vh.matmul(gvh.mT());
            inner = inner.add(offDiagonal(turned.sub(turned.mT()), e).mul(s.unsqueeze(-1)));
            if (n > k) {
                Tensor beside = gvh.sub(turned.mT().matmul(vh)).div(s.unsqueeze(-1));
                Tensor share = u.matmul(beside);
                outside = outside == null ? share : outside.add(share);
            }
        }
        Tensor inside = u.matmul(inner).matmul(vh);
        return outside == null ? inside : inside.add(outside);
    }

    /** The singular values, or the sizes of the eigenvalues of a symmetric matrix: no history. */
    private static Tensor sizes(String op, Tensor a, boolean hermitian) {
        return hermitian
                ? Factorizations.eigh(op, a.detach(), false)[0].abs()
                : Factorizations.svd(op, a.detach(), false)[1];
    }

    /** How many singular values are above the larger of the tolerances. */
    static Tensor rank(Tensor a, Linalg.RankOptions options) {
        int[] batch = Arrays.copyOf(a.shape, a.dim() - 2);
        if (a.numel() == 0) {
            return Tensor.zeros(batch, DType.INT64);
        }
        Tensor s = sizes("matrixRank", a, options.hermitian());
        return s.gt(tolerance(a, s, options)).sum(-1);
    }

    /** max(atol, rtol · largest), one for each matrix. */
    private static Tensor tolerance(Tensor a, Tensor s, Linalg.RankOptions options) {
        double precision = a.dtype() == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1d);
        double usual = precision * Math.max(a.size(-1), a.size(-2));
        Tensor atol = options.atol() == null
                ? Tensor.zeros(new int[0], s.dtype())
                : options.atol().detach();
        Tensor rtol = options.rtol();
        if (rtol == null) {
            Tensor absolute = atol.gt(0);
            rtol = Where.where(absolute, Tensor.zerosLike(atol, s.dtype()), Tensor.full(atol.shape, usual, s.dtype()));
        }
        return atol.unsqueeze(-1)
                .to(s.dtype())
                .maximum(rtol.detach().unsqueeze(-1).to(s.dtype()).mul(s.amax(new int[] {-1}, true)));
    }

    /**
     * A⁺, which ignores singular values not above the tolerance. dA at constant rank (Golub and Pereyra, 1973), with Y
     * = A⁺: −(Y Gᵀ Y)ᵀ + (1 − A Y) Gᵀ Y Yᵀ + Yᵀ Y Gᵀ (1 − Y A), in the order that keeps the products small.
     */
    static Tensor pinv(String op, Tensor a, Linalg.RankOptions options) {
        Tensor y;
        Tensor in = a.detach();
        int[] shape = Factorizations.matrix(a, a.size(-1), a.size(-2));
        if (a.numel() == 0) {
            y = Tensor.zeros(shape, a.dtype());
        } else {
            Tensor left;
            Tensor right;
            Tensor values;
            if (options.hermitian()) {
                Tensor[] eigen = Factorizations.eigh(op, in, false);
                values = eigen[0];
                left = eigen[1];
                right = left.mT();
            } else {
                Tensor[] singular = Factorizations.svd(op, in, false);
                values = singular[1];
                left = singular[2].mT();
                right = singular[0].mT();
            }
            Tensor size = values.abs();
            Tensor kept = size.gt(tolerance(in, size, options));
            Tensor inverse = Where.kept(values.reciprocal(), kept);
            y = left.mul(inverse.unsqueeze(-2)).matmul(right);
        }
        return y.op(op).derivedFrom(a, g -> pinvSlope(g, y, a), y, a);
    }

    private static Tensor pinvSlope(Tensor g, Tensor y, Tensor a) {
        Tensor gt = g.mT();
        Tensor yt = y.mT();
        if (a.size(-2) <= a.size(-1)) {
            Tensor k = gt.matmul(y);
            Tensor kyt = k.matmul(yt);
            return y.matmul(k)
                    .mT()
                    .neg()
                    .add(kyt)
                    .sub(a.matmul(y).matmul(kyt))
                    .add(yt.matmul(y).matmul(gt.sub(k.matmul(a))));
        }
        Tensor k = y.matmul(gt);
        Tensor ytk = yt.matmul(k);
        return k.matmul(y)
                .mT()
                .neg()
                .add(gt.sub(a.matmul(k)).matmul(y).matmul(yt))
                .add(ytk)
                .sub(ytk.matmul(y).matmul(a));
    }
}
