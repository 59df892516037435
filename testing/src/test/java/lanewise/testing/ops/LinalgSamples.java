package lanewise.testing.ops;

import static lanewise.testing.ops.OpSample.binary;
import static lanewise.testing.ops.OpSample.of;
import static lanewise.testing.ops.OpSample.op;
import static lanewise.testing.ops.OpSample.unary;

import java.util.List;
import java.util.stream.Stream;
import lanewise.tensor.Linalg;
import lanewise.tensor.Tensor;

/** Products of several tensors, decompositions, solutions and norms. */
final class LinalgSamples {

    private LinalgSamples() {}

    static List<OpSample> rows() {
        return Stream.of(products(), contractions(), solutions(), factors(), functions(), norms())
                .flatMap(List::stream)
                .toList();
    }

    private static List<OpSample> products() {
        return List.of(
                binary("mv", Tensor::mv).on(of(3, 4), of(4)).on(of(0, 4), of(4)).on(of(3, 0), of(0)),
                binary("dot", Tensor::dot).on(of(4), of(4)).on(of(0), of(0)),
                binary("vdot", Tensor::vdot).on(of(4), of(4)),
                binary("inner", Tensor::inner)
                        .on(of(4), of(4))
                        .on(of(2, 4), of(3, 4))
                        .on(of(), of(2, 2)),
                binary("outer", Tensor::outer).on(of(2), of(3)).on(of(0), of(3)),
                binary("kron", Tensor::kron).on(of(2, 3), of(3, 2)).on(of(2), of(2, 1, 2)).on(of(), of(2)).on(of(0), of(3)),
                binary("ger", Tensor::ger).on(of(2), of(3)),
                op("addmm", in -> in.get(0).addmm(in.get(1), in.get(2), 0.6, 0.2))
                        .on(of(2, 4), of(2, 3), of(3, 4))
                        .on(of(4), of(2, 3), of(3, 4))
                        .on(of(), of(2, 0), of(0, 4)),
                op("addmv", in -> in.get(0).addmv(in.get(1), in.get(2), 0.6, 0.2))
                        .on(of(2), of(2, 3), of(3))
                        .on(of(), of(2, 3), of(3)),
                op("addr", in -> in.get(0).addr(in.get(1), in.get(2), 0.6, 0.2))
                        .on(of(2, 3), of(2), of(3))
                        .on(of(1), of(2), of(3)),
                op("addbmm", in -> in.get(0).addbmm(in.get(1), in.get(2), 0.6, 0.2))
                        .on(of(2, 4), of(2, 2, 3), of(2, 3, 4))
                        .on(of(), of(2, 2, 3), of(2, 3, 4)),
                op("baddbmm", in -> in.get(0).baddbmm(in.get(1), in.get(2), 0.6, 0.2))
                        .on(of(2, 2, 4), of(2, 2, 3), of(2, 3, 4))
                        .on(of(2, 1), of(2, 2, 3), of(2, 3, 4)),
                unary("trace", Tensor::trace).on(of(3, 3)).on(of(2, 4)).on(of(0, 0)),
                binary("cross", Tensor::cross).on(of(3, 2), of(3, 2)).on(of(2, 3), of(1, 3)),
                binary("linalg.cross", Linalg::cross).on(of(2, 3), of(1, 3)),
                binary("vecdot", (a, b) -> Linalg.vecdot(a, b, 1))
                        .on(of(2, 3), of(2, 3))
                        .on(of(1, 2, 3), of(2, 1, 3)),
                op("multiDot", Linalg::multiDot)
                        .on(of(2, 3), of(3, 4), of(4, 2))
                        .on(of(3), of(3, 2), of(2, 4), of(4)),
                unary("vander", Linalg::vander).on(of(3)).on(of(2, 3)),
                unary("vander columns", x -> Linalg.vander(x, 4)).on(of(3)).on(of()));
    }

    private static List<OpSample> contractions() {
        return List.of(
                einsum("i->").on(of(3)),
                einsum("ij,jk->ik").on(of(2, 3), of(3, 4)),
                einsum("bij,bjk->bik").on(of(2, 2, 3), of(2, 3, 2)),
                einsum("ii->i").on(of(3, 3)),
                einsum("iji->j").on(of(2, 3, 2)),
                einsum("...ij,...jk").on(of(2, 1, 2, 3), of(3, 3, 2)),
                einsum("i,j,k->kji").on(of(2), of(3), of(2)),
                einsum("ij,kj,lk->il").on(of(2, 3), of(4, 3), of(2, 4)),
                einsum("ab,bc->").on(of(2, 1), of(3, 2)),
                binary("tensordot", (a, b) -> a.tensordot(b, 2))
                        .on(of(2, 3, 4), of(3, 4, 2))
                        .on(of(3, 4), of(3, 4)),
                binary("tensordot dims", (a, b) -> a.tensordot(b, new int[] {2, 0}, new int[] {0, 1}))
                        .on(of(2, 3, 4), of(4, 2, 3))
                        .on(of(1, 3, 4), of(4, 2)));
    }

    private static OpSample einsum(String equation) {
        return op("einsum " + equation, in -> Tensor.einsum(equation, in.toArray(Tensor[]::new)));
    }

    private static List<OpSample> solutions() {
        return List.of(
                batches(unary("inv", x -> Linalg.inv(regular(x)))),
                binary("solve", (a, b) -> Linalg.solve(regular(a), b))
                        .on(of(3, 3), of(3, 2))
                        .on(of(3, 3), of(3))
                        .on(of(2, 3, 3), of(2, 3))
                        .on(of(2, 1, 2, 2), of(3, 2, 1))
                        .on(of(0, 0), of(0, 2)),
                binary("solve right", (a, b) -> Linalg.solve(regular(a), b, false))
                        .on(of(3, 3), of(2, 3)),
                triangular("lower", false, true, false),
                triangular("upper", true, true, false),
                triangular("upper ones", true, true, true),
                triangular("lower right", false, false, false),
                binary("choleskySolve", (b, l) -> Linalg.choleskySolve(b, Linalg.cholesky(definite(l)), false))
                        .on(of(3, 2), of(3, 3))
                        .on(of(3, 2), of(2, 3, 3)),
                binary(
                                "choleskySolve upper",
                                (b, l) -> Linalg.choleskySolve(b, Linalg.cholesky(definite(l), true), true))
                        .on(of(3, 2), of(3, 3)),
                batches(unary("choleskyInverse", x -> Linalg.choleskyInverse(Linalg.cholesky(definite(x)), false))),
                binary("luSolve", (a, b) -> luSolve(a, b, true, false))
                        .on(of(3, 3), of(3, 2))
                        .on(of(2, 2, 2), of(2, 1)),
                binary("luSolve right", (a, b) -> luSolve(a, b, false, false)).on(of(3, 3), of(2, 3)),
                binary("luSolve adjoint", (a, b) -> luSolve(a, b, true, true)).on(of(3, 3), of(3, 2)),
                leastSquares("gels"),
                leastSquares("gelsd"),
                unary("tensorinv", x -> Linalg.tensorinv(regular(x).reshape(2, 2, 4), 2))
                        .on(of(4, 4)),
                binary("tensorsolve", (a, b) -> Linalg.tensorsolve(regular(a).reshape(2, 2, 4), b))
                        .on(of(4, 4), of(2, 2)));
    }

    private static Tensor luSolve(Tensor a, Tensor b, boolean left, boolean adjoint) {
        Linalg.LuFactor factor = Linalg.luFactor(regular(a));
        return Linalg.luSolve(factor.lu(), factor.pivots(), b, left, adjoint);
    }

    private static OpSample triangular(String name, boolean upper, boolean left, boolean unit) {
        OpSample row =
                binary("solveTriangular " + name, (a, b) -> Linalg.solveTriangular(regular(a), b, upper, left, unit));
        return left
                ? row.on(of(3, 3), of(3, 2)).on(of(2, 1, 2, 2), of(3, 2, 1)).on(of(0, 0), of(0, 2))
                : row.on(of(3, 3), of(2, 3)).on(of(2, 2), of(3, 1, 2));
    }

    private static OpSample leastSquares(String driver) {
        return binary(
                        "lstsq " + driver,
                        (a, b) -> Linalg.lstsq(tall(a), b, null, driver).solution())
                .on(of(4, 2), of(4, 3))
                .on(of(2, 4), of(2, 1))
                .on(of(2, 3, 3), of(2, 3));
    }

    private static List<OpSample> factors() {
        return List.of(
                batches(unary("cholesky", x -> Linalg.cholesky(definite(x)))),
                unary("cholesky upper", x -> Linalg.cholesky(definite(x), true)).on(of(3, 3)),
                op("qr", in -> pair(Linalg.qr(tall(in.get(0)))))
                        .on(of(3, 3))
                        .on(of(4, 2))
                        .on(of(2, 4))
                        .on(of(2, 3, 2)),
                op("qr complete", in -> pair(Linalg.qr(tall(in.get(0)), "complete")))
                        .on(of(3, 3))
                        .on(of(2, 4)),
                // Products that do not depend on the signs of the vectors.
                op("svd", in -> {
                            Linalg.Svd svd = Linalg.svd(tall(in.get(0)), false);
                            return svd.s()
                                    .sum()
                                    .add(svd.u()
                                            .select(-1, 0)
                                            .unsqueeze(-1)
                                            .matmul(svd.vh().select(-2, 0).unsqueeze(-2))
                                            .mul(weights(in.get(0)))
                                            .sum());
                        })
                        .on(of(3, 3))
                        .on(of(4, 2))
                        .on(of(2, 4)),
                unary("svdvals", x -> Linalg.svdvals(tall(x)))
                        .on(of(3, 3))
                        .on(of(4, 2))
                        .on(of(2, 2, 3)),
                op("eigh", in -> {
                            Linalg.Eigh eigh = Linalg.eigh(symmetric(in.get(0)));
                            Tensor v = eigh.eigenvectors().square();
                            return eigh.eigenvalues()
                                    .sum()
                                    .add(v.mul(weights(v)).sum());
                        })
                        .on(of(3, 3))
                        .on(of(2, 2, 2)),
                unary("eigvalsh", x -> Linalg.eigvalsh(symmetric(x), "U"))
                        .on(of(3, 3))
                        .on(of(2, 2, 2)),
                unary("luFactor", x -> Linalg.luFactor(tall(x)).lu())
                        .on(of(3, 3))
                        .on(of(4, 2))
                        .on(of(2, 4))
                        .on(of(2, 3, 3)),
                op("lu", in -> {
                            Linalg.PLU lu = Linalg.lu(tall(in.get(0)));
                            return Tensor.cat(List.of(lu.l().flatten(), lu.u().flatten()));
                        })
                        .on(of(3, 3))
                        .on(of(4, 2)));
    }

    private static Tensor pair(Linalg.Qr qr) {
        return Tensor.cat(List.of(qr.q().flatten(), qr.r().flatten()));
    }

    private static List<OpSample> functions() {
        return List.of(
                batches(unary("det", x -> Linalg.det(regular(x)))),
                unary(
                                "det singular",
                                x -> Linalg.det(x.unsqueeze(-1)
                                        .mul(x.unsqueeze(-2))
                                        .narrow(-1, 0, 2)
                                        .narrow(-2, 0, 2)))
                        .on(of(3)),
                op("slogdet", in -> Linalg.slogdet(regular(in.get(0))).logabsdet())
                        .on(of(3, 3))
                        .on(of(2, 2, 2)),
                batches(unary("logdet", x -> Linalg.logdet(definite(x)))),
                unary("matrixPower 3", x -> x.matrixPower(3)).on(of(2, 2)).on(of(2, 3, 3)),
                unary("matrixPower 0", x -> x.matrixPower(0)).on(of(2, 2)),
                unary("matrixPower -2", x -> regular(x).matrixPower(-2)).on(of(2, 2)),
                unary("matrixExp", Tensor::matrixExp)
                        .on(of(2, 2))
                        .on(of(2, 3, 3))
                        .on(of(0, 0)),
                unary("pinv", x -> Linalg.pinv(tall(x)))
                        .on(of(3, 3))
                        .on(of(4, 2))
                        .on(of(2, 2, 4))
                        .on(of(0, 2)),
                binary("pinv of low rank", (a, b) -> Linalg.pinv(a.matmul(b.mT())))
                        .on(of(3, 1), of(4, 1))
                        .on(of(4, 2), of(3, 2)),
                unary(
                                "pinv hermitian",
                                x -> Linalg.pinv(
                                        symmetric(x), Linalg.rankOptions().hermitian(true)))
                        .on(of(3, 3)),
                unary("matrixRank", Linalg::matrixRank)
                        .on(of(3, 2))
                        .on(of(2, 2, 2))
                        .notDifferentiable(),
                unary("cond", x -> Linalg.cond(regular(x))).on(of(3, 3)).on(of(2, 2, 2)),
                unary("cond fro", x -> Linalg.cond(regular(x), "fro")).on(of(3, 3)),
                unary("cond 1", x -> Linalg.cond(regular(x), 1)).on(of(3, 3)));
    }

    private static List<OpSample> norms() {
        int[] matrix = {-2, -1};
        return List.of(
                unary("matrixNorm", Linalg::matrixNorm).on(of(2, 3)).on(of(2, 2, 2)),
                unary("matrixNorm nuc", x -> Linalg.matrixNorm(tall(x), "nuc", matrix, true))
                        .on(of(2, 3))
                        .on(of(2, 2, 2)),
                unary("matrixNorm 1", x -> Linalg.matrixNorm(x, 1, matrix, false))
                        .on(of(2, 3)),
                unary("matrixNorm -inf", x -> Linalg.matrixNorm(x, Double.NEGATIVE_INFINITY, new int[] {0, 2}, false))
                        .on(of(2, 3, 2)),
                unary("matrixNorm 2", x -> Linalg.matrixNorm(tall(x), 2, matrix, false))
                        .on(of(2, 3)),
                unary("vectorNorm 3", x -> Linalg.vectorNorm(x, 3, new int[] {-1}, true))
                        .on(of(2, 3))
                        .on(of()),
                unary("linalg.norm", Linalg::norm).on(of(2, 3)).on(of(3)),
                unary("linalg.norm -2", x -> Linalg.norm(tall(x), -2, null, false))
                        .on(of(3, 2)));
    }

    private static OpSample batches(OpSample row) {
        return row.on(of(3, 3)).on(of(2, 2, 2)).on(of(1, 1)).on(of(0, 0)).on(of(0, 2, 2));
    }

    /** Far from singular: the identity weighs more than what is drawn. */
    private static Tensor regular(Tensor x) {
        return x.add(Tensor.eye(x.size(-1), x.size(-1), x.dtype()).mul(6));
    }

    /** Of full rank, and with singular values well apart. */
    private static Tensor tall(Tensor x) {
        int k = Math.min(x.size(-2), x.size(-1));
        Tensor diagonal = Tensor.eye(x.size(-2), x.size(-1), x.dtype());
        Tensor scale = Tensor.arange(1, x.size(-1) + 1, 1, x.dtype()).mul(6);
        return k == 0 ? x : x.add(diagonal.mul(scale));
    }

    private static Tensor symmetric(Tensor x) {
        return x.add(x.mT())
                .add(Tensor.arange(0, x.size(-1), 1, x.dtype()).mul(8).diagEmbed());
    }

    private static Tensor definite(Tensor x) {
        return x.matmul(x.mT())
                .add(Tensor.eye(x.size(-1), x.size(-1), x.dtype()).mul(2));
    }

    private static Tensor weights(Tensor like) {
        return Tensor.arange(0, like.numel(), 1, like.dtype())
                .reshape(like.shape())
                .mul(0.3);
    }
}
