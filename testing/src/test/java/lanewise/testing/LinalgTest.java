package lanewise.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import lanewise.tensor.Autograd;
import lanewise.tensor.DType;
import lanewise.tensor.Linalg;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decompositions of larger and of degenerate matrices, einsum against its definition, and what is refused. */
class LinalgTest {

    private static Tensor random(int... shape) {
        Tensor.manualSeed(7);
        return Tensor.randn(shape, DType.FLOAT64);
    }

    private static void assertNear(Tensor expected, Tensor actual) {
        TensorAssertions.assertClose(actual, expected, TensorAssertions.tolerances(1e-9, 1e-9));
    }

    private static void assertOrthonormal(Tensor columns) {
        int n = columns.size(-1);
        Tensor one = Tensor.eye(n, n, DType.FLOAT64);
        Tensor products = columns.mT().matmul(columns);
        assertNear(one.expand(products.shape()), products);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,4", "4,1", "7,3", "3,7", "60,60", "130,40", "40,130"})
    void factorsRebuildTheMatrix(int m, int n) {
        Tensor a = random(2, m, n);
        Linalg.Qr qr = Linalg.qr(a);
        assertNear(a, qr.q().matmul(qr.r()));
        assertOrthonormal(qr.q());
        Linalg.Qr complete = Linalg.qr(a, "complete");
        assertEquals(m, complete.q().size(-1));
        assertNear(a, complete.q().matmul(complete.r()));
        assertOrthonormal(complete.q());
        Linalg.PLU lu = Linalg.lu(a);
        assertNear(a, lu.p().matmul(lu.l()).matmul(lu.u()));
        assertTrue(lu.l().abs().max().item() <= 1, "partial pivoting keeps L small");
        rebuilt(a, Linalg.svd(a, false));
        Linalg.Svd full = Linalg.svd(a);
        assertOrthonormal(full.u());
        assertOrthonormal(full.vh().mT());
        assertNear(a.matmul(Linalg.pinv(a)).matmul(a), a);
    }

    private static void rebuilt(Tensor a, Linalg.Svd svd) {
        assertNear(a, svd.u().mul(svd.s().unsqueeze(-2)).matmul(svd.vh()));
        assertOrthonormal(svd.u());
        assertOrthonormal(svd.vh().mT());
        Tensor s = svd.s();
        assertTrue(s.diff().le(0).all().item() == 1 && s.ge(0).all().item() == 1, "descending, not negative: " + s);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 40, 160})
    void definiteMatrices(int n) {
        Tensor x = random(n, n);
        Tensor a = x.matmul(x.mT()).add(Tensor.eye(n, n, DType.FLOAT64));
        Tensor l = Linalg.cholesky(a);
        assertNear(a, l.matmul(l.mT()));
        assertNear(l, l.tril());
        assertNear(l.mT(), Linalg.cholesky(a, true));
        Linalg.Eigh eigh = Linalg.eigh(a);
        assertOrthonormal(eigh.eigenvectors());
        assertNear(
                a,
                eigh.eigenvectors()
                        .mul(eigh.eigenvalues().unsqueeze(-2))
                        .matmul(eigh.eigenvectors().mT()));
        assertTrue(n == 1 || eigh.eigenvalues().diff().ge(0).all().item() == 1);
        assertNear(x, a.matmul(Linalg.solve(a, x)));
        assertNear(x, Linalg.solve(a, x, false).matmul(a));
        assertNear(Linalg.inv(a), Linalg.choleskyInverse(l, false));
        assertNear(Linalg.solve(a, x), Linalg.choleskySolve(x, l, false));
        assertNear(Linalg.logdet(a), l.diagonal().log().sum().mul(2));
    }

    @Test
    void degenerateMatricesHaveOrthonormalFactors() {
        Tensor thin = random(6, 2);
        Tensor low = thin.matmul(thin.mT());
        for (Tensor a : List.of(
                low,
                Tensor.zeros(new int[] {4, 3}, DType.FLOAT64),
                Tensor.eye(5, 5, DType.FLOAT64),
                Tensor.ones(new int[] {3, 5}, DType.FLOAT64))) {
            rebuilt(a, Linalg.svd(a, false));
            assertOrthonormal(Linalg.svd(a).u());
            Linalg.Qr qr = Linalg.qr(a);
            assertNear(a, qr.q().matmul(qr.r()));
            assertOrthonormal(qr.q());
        }
        assertOrthonormal(Linalg.eigh(low).eigenvectors());
        assertOrthonormal(Linalg.eigh(Tensor.eye(4, 4, DType.FLOAT64)).eigenvectors());
        assertEquals(2, Linalg.matrixRank(low).itemLong());
        assertEquals(
                0,
                Linalg.matrixRank(Tensor.zeros(new int[] {4, 3}, DType.FLOAT64)).itemLong());
        assertNear(low, low.matmul(Linalg.pinv(low)).matmul(low));
    }

    @Test
    void leastSquaresOfEveryDriverAgree() {
        for (int[] shape : new int[][] {{5, 3}, {3, 5}, {4, 4}}) {
            Tensor a = random(shape);
            Tensor b = Tensor.randn(new int[] {shape[0], 2}, DType.FLOAT64);
            Tensor expected = Linalg.pinv(a).matmul(b);
            for (String driver : List.of("gels", "gelsy", "gelsd", "gelss")) {
                Linalg.Lstsq found = Linalg.lstsq(a, b, null, driver);
                assertNear(expected, found.solution());
                assertEquals(driver.equals("gels") ? 0 : 1, found.rank().numel());
                boolean residuals = shape[0] > shape[1] && !driver.equals("gelsy");
                assertEquals(residuals ? 2 : 0, found.residuals().numel());
            }
        }
    }

    @Test
    void determinantsAtSingularMatricesHaveTheirCofactorsAsGradient() {
        Tensor a =
                Tensor.fromArray(new double[] {1, 2, 3, 2, 4, 6, 1, 0, 1}, 3, 3).requiresGrad_();
        Tensor det = Linalg.det(a);
        assertEquals(0, det.item(), 1e-12);
        List<Tensor> first = Autograd.grad(List.of(det), List.of(a), null, true, false, false);
        Tensor cofactors = Tensor.fromArray(new double[] {4, 4, -4, -2, -2, 2, 0, 0, 0}, 3, 3);
        assertNear(cofactors, first.getFirst());
        assertTrue(Gradcheck.gradgradcheck(in -> Linalg.det(in.getFirst()), List.of(a)));
    }

    @Test
    void exponentialsOfLargeAndNilpotentMatrices() {
        Tensor turn = Tensor.fromArray(new double[] {0, -30, 30, 0}, 2, 2);
        double c = Math.cos(30);
        double s = Math.sin(30);
        assertNear(Tensor.fromArray(new double[] {c, -s, s, c}, 2, 2), turn.matrixExp());
        Tensor shift = Tensor.fromArray(new double[] {0, 1, 0, 0}, 2, 2);
        assertNear(Tensor.fromArray(new double[] {1, 1, 0, 1}, 2, 2), shift.matrixExp());
    }

    @Test
    void einsumIsTheSumOfProducts() {
        Tensor a = random(2, 3, 4);
        Tensor b = random(4, 2, 3);
        Tensor sum = Tensor.einsum("i j k, kim -> m j", a, b);
        for (int m = 0; m < 3; m++) {
            for (int j = 0; j < 3; j++) {
                double expected = 0;
                for (int i = 0; i < 2; i++) {
                    for (int k = 0; k < 4; k++) {
                        expected += a.select(0, i).select(0, j).select(0, k).item()
                                * b.select(0, k).select(0, i).select(0, m).item();
                    }
                }
                assertEquals(expected, sum.select(0, m).select(0, j).item(), 1e-12);
            }
        }
        Tensor square = random(3, 3);
        assertNear(square.trace(), Tensor.einsum("ii", square));
        assertNear(square.mT(), Tensor.einsum("ba", square));
        assertNear(square.mT(), Tensor.einsum("ba->ab", square));
        assertNear(a.permute(2, 0, 1), Tensor.einsum("...c->c...", a));
        assertNear(a.sum(), Tensor.einsum("...->", a));
        assertNear(a.matmul(b.permute(1, 0, 2)), Tensor.einsum("...ij,...jk->...ik", a, b.permute(1, 0, 2)));
        assertNear(square.mul(2), Tensor.einsum(",ij->ij", Tensor.tensor(2.0, DType.FLOAT64), square));
        assertNear(a.sum(0).mul(3), Tensor.einsum("ij,bij->ij", Tensor.full(new int[] {1, 4}, 3, DType.FLOAT64), a));
    }

    @Test
    void refusals() {
        Tensor a = random(3, 3);
        Tensor wide = random(2, 3);
        Tensor singular = Tensor.ones(new int[] {2, 2}, DType.FLOAT64);
        Tensor whole = Tensor.ones(new int[] {2, 2}, DType.INT64);
        Tensor nan = Tensor.full(new int[] {2, 2}, Double.NaN, DType.FLOAT64);
        refused(ArithmeticException.class, "the matrix is singular", () -> Linalg.inv(singular));
        refused(ArithmeticException.class, "the matrix is singular", () -> Linalg.solve(singular, singular));
        refused(ArithmeticException.class, "not positive-definite", () -> Linalg.cholesky(singular.neg()));
        refused(ArithmeticException.class, "not positive-definite", () -> Linalg.cholesky(nan));
        refused(ArithmeticException.class, "non-finite", () -> Linalg.svd(nan));
        refused(ArithmeticException.class, "non-finite", () -> Linalg.eigh(nan));
        List<Executable> wrong = new ArrayList<>(List.of(
                () -> Linalg.inv(wide),
                () -> Linalg.det(wide),
                () -> Linalg.det(random(3)),
                () -> Linalg.det(whole),
                () -> Linalg.svd(whole),
                () -> Linalg.eigh(a, "X"),
                () -> Linalg.qr(a, "thin"),
                () -> Linalg.solve(a, wide),
                () -> Linalg.solve(a, Tensor.tensor(1.0, DType.FLOAT64)),
                () -> Linalg.solve(a, a.to(DType.FLOAT32)),
                () -> Linalg.solveTriangular(a, wide, true),
                () -> Linalg.lstsq(a, wide),
                () -> Linalg.lstsq(a, a, null, "best"),
                () -> Linalg.lstsq(a, Tensor.tensor(1.0, DType.FLOAT64)),
                () -> Linalg.luSolve(a, Tensor.zeros(new int[] {3}, DType.INT32), a),
                () -> Linalg.luSolve(a, Tensor.zeros(new int[] {2}, DType.INT32), a),
                () -> Linalg.matrixNorm(a, 3, new int[] {0, 1}, false),
                () -> Linalg.matrixNorm(a, "max", new int[] {0, 1}, false),
                () -> Linalg.matrixNorm(a, "fro", new int[] {0, -2}, false),
                () -> Linalg.norm(random(2, 2, 2), 2, null, false),
                () -> Linalg.norm(random(2), "nuc", null, false),
                () -> Linalg.cross(wide, random(2, 2)),
                () -> Linalg.vander(a, 1),
                () -> Linalg.tensorinv(random(2, 3, 4), 1),
                () -> Linalg.tensorsolve(random(2, 3, 4), wide),
                () -> Linalg.multiDot(List.of(a)),
                () -> Linalg.multiDot(List.of(a, wide)),
                () -> a.mv(random(2)),
                () -> a.dot(a),
                () -> a.addmm(wide, wide),
                () -> random(4, 4).addmm(a, a),
                () -> random(2, 3, 3).addmm(a, a),
                () -> a.addbmm(a, a),
                () -> a.tensordot(wide, 3),
                () -> a.tensordot(wide, 2),
                () -> a.tensordot(wide, new int[] {0, 0}, new int[] {0, 1}),
                () -> wide.unsqueeze(0).trace(),
                () -> Tensor.einsum("ij", random(3)),
                () -> Tensor.einsum("ij,jk", a),
                () -> Tensor.einsum("i1", a),
                () -> Tensor.einsum("i..j", a),
                () -> Tensor.einsum("ii", wide),
                () -> Tensor.einsum("ij->k", a),
                () -> Tensor.einsum("ij->ii", a),
                () -> Tensor.einsum("ij,ij", a, wide),
                () -> Tensor.einsum("")));
        for (int i = 0; i < wrong.size(); i++) {
            String message = assertThrows(IllegalArgumentException.class, wrong.get(i), "call " + i)
                    .getMessage();
            assertTrue(message.matches("(?s)\\w+: .{10,}"), message);
        }
    }

    private static void refused(Class<? extends Exception> type, String message, Executable call) {
        String said = assertThrows(type, call).getMessage();
        assertTrue(said.contains(message), said);
    }
}
