package lanewise.testing.conformance;

import java.util.Arrays;
import java.util.List;
import lanewise.tensor.DType;
import lanewise.tensor.Linalg;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The rows of the linear-algebra family: products, decompositions, norms. */
final class LinalgAdapters {
    private LinalgAdapters() {}

    private static final double LOOSE = 1e-5;

    static void register(OpTable table) {
        products(table);
        sums(table);
        contractions(table);
        factors(table);
        spectra(table);
        solving(table);
        functions(table);
        inverses(table);
        norms(table);
    }

    private static void products(OpTable table) {
        table.binary("matmul", Tensor::matmul);
        table.op("__rmatmul__", "input, other", a -> a.tensor("other").matmul(a.tensor("input")));
        table.op("mm", "input, mat2", a -> a.tensor("input").mm(a.tensor("mat2")));
        table.op("bmm", "input, mat2", a -> a.tensor("input").bmm(a.tensor("mat2")));
        table.op("mv", "input, vec", a -> a.tensor("input").mv(a.tensor("vec")));
        table.op("dot", "input, tensor", a -> a.tensor("input").dot(a.tensor("tensor")));
        table.op("vdot", "input, other", a -> a.tensor("input").vdot(a.tensor("other")));
        table.binary("inner", Tensor::inner);
        table.op("outer", "input, vec2", a -> a.tensor("input").outer(a.tensor("vec2")));
        table.op("ger", "input, vec2", a -> a.tensor("input").ger(a.tensor("vec2")));
        table.binary("kron", Tensor::kron);
        table.unary("trace", Tensor::trace);
        table.op(
                "linalg.vecdot", "x, y, *, dim=-1", a -> Linalg.vecdot(a.tensor("x"), a.tensor("y"), a.integer("dim")));
        table.op(
                "linalg.cross",
                "input, other, *, dim=-1",
                a -> Linalg.cross(a.tensor("input"), a.tensor("other"), a.integer("dim")));
        table.op("cross", "input, other, dim=None", a -> {
            Tensor x = a.tensor("input");
            Tensor y = a.tensor("other");
            return a.isNone("dim") ? x.cross(y) : x.cross(y, a.integer("dim"));
        });
    }

    private static void sums(OpTable table) {
        table.op(
                "addmm",
                "input, mat1, mat2, *, beta=1, alpha=1",
                a -> a.tensor("input").addmm(a.tensor("mat1"), a.tensor("mat2"), a.number("beta"), a.number("alpha")));
        table.op(
                "addmv",
                "input, mat, vec, *, beta=1, alpha=1",
                a -> a.tensor("input").addmv(a.tensor("mat"), a.tensor("vec"), a.number("beta"), a.number("alpha")));
        table.op(
                "addr",
                "input, vec1, vec2, *, beta=1, alpha=1",
                a -> a.tensor("input").addr(a.tensor("vec1"), a.tensor("vec2"), a.number("beta"), a.number("alpha")));
        table.op(
                "addbmm",
                "input, batch1, batch2, *, beta=1, alpha=1",
                a -> a.tensor("input")
                        .addbmm(a.tensor("batch1"), a.tensor("batch2"), a.number("beta"), a.number("alpha")));
        table.op(
                "baddbmm",
                "input, batch1, batch2, *, beta=1, alpha=1",
                a -> a.tensor("input")
                        .baddbmm(a.tensor("batch1"), a.tensor("batch2"), a.number("beta"), a.number("alpha")));
    }

    private static void contractions(OpTable table) {
        // The recorded calls give the operands first; torch.einsum takes them after the equation, or all in one list.
        table.op("einsum", "operands, equation:str", a -> Tensor.einsum(a.text("equation"), a.tensorArray("operands")));
        table.op("einsum", "equation:str, operands", a -> Tensor.einsum(a.text("equation"), a.tensorArray("operands")));
        table.op("tensordot", "input, other, dims=2", a -> {
            Tensor x = a.tensor("input");
            Tensor y = a.tensor("other");
            if (!a.isList("dims")) {
                return x.tensordot(y, a.integer("dims"));
            }
            List<@Nullable Object> dims = a.list("dims");
            return x.tensordot(y, ints(dims.get(0)), ints(dims.get(1)));
        });
        table.op("linalg.multi_dot", "tensors", a -> Linalg.multiDot(a.tensors("tensors")));
        table.op("chain_matmul", "tensors", a -> Linalg.multiDot(a.tensors("tensors")));
        table.op(
                "linalg.vander",
                "x, *, N=None",
                a -> a.isNone("N") ? Linalg.vander(a.tensor("x")) : Linalg.vander(a.tensor("x"), a.integer("N")));
    }

    private static int[] ints(@Nullable Object list) {
        List<@Nullable Object> items = Py.items(list);
        return items == null
                ? new int[] {((Long) list).intValue()}
                : items.stream().mapToInt(item -> ((Long) item).intValue()).toArray();
    }

    private static void factors(OpTable table) {
        for (String name : List.of("cholesky", "linalg.cholesky")) {
            table.op(name, "input, *, upper=False", a -> Linalg.cholesky(a.tensor("input"), a.bool("upper")))
                    .tolerance(LOOSE);
        }
        table.op("qr", "input, some=True", a -> Linalg.qr(a.tensor("input"), a.bool("some") ? "reduced" : "complete"))
                .alignment(Alignments::qr)
                .tolerance(LOOSE);
        table.op("linalg.qr", "A, mode='reduced'", a -> Linalg.qr(a.tensor("A"), a.text("mode")))
                .alignment(Alignments::qr)
                .tolerance(LOOSE);
        table.op("linalg.lu_factor", "A, *, pivot=True", a -> Linalg.luFactor(pivoted(a)))
                .tolerance(LOOSE);
        table.op("linalg.lu", "A, *, pivot=True", a -> Linalg.lu(pivoted(a))).tolerance(LOOSE);
        table.op(
                "lu_unpack",
                "LU_data, LU_pivots, unpack_data=True, unpack_pivots=True",
                a -> Linalg.luUnpack(a.tensor("LU_data"), a.tensor("LU_pivots")));
    }

    private static Tensor pivoted(Args a) {
        if (!a.bool("pivot")) {
            throw new NotYetSupported("factors without pivoting");
        }
        return a.tensor("A");
    }

    private static void spectra(OpTable table) {
        table.op("linalg.svd", "A, full_matrices=True", a -> Linalg.svd(a.tensor("A"), a.bool("full_matrices")))
                .alignment(Alignments::svdh)
                .tolerance(LOOSE);
        table.op("svd", "input, some=True, compute_uv=True", a -> {
                    Tensor x = a.tensor("input");
                    if (a.bool("compute_uv")) {
                        Linalg.Svd svd = Linalg.svd(x, !a.bool("some"));
                        return List.of(svd.u(), svd.s(), svd.vh().mT());
                    }
                    int[] u = x.shape();
                    u[u.length - 1] = u[u.length - 2];
                    int[] v = x.shape();
                    v[v.length - 2] = v[v.length - 1];
                    return List.of(x.newZeros(u), Linalg.svdvals(x), x.newZeros(v));
                })
                .alignment(Alignments::svd)
                .tolerance(LOOSE);
        table.op("linalg.svdvals", "A", a -> Linalg.svdvals(a.tensor("A"))).tolerance(LOOSE);
        table.op("linalg.eigh", "A, UPLO='L'", a -> Linalg.eigh(a.tensor("A"), a.text("UPLO")))
                .alignment(Alignments::eigh)
                .tolerance(LOOSE);
        table.op("linalg.eigvalsh", "A, UPLO='L'", a -> Linalg.eigvalsh(a.tensor("A"), a.text("UPLO")))
                .tolerance(LOOSE);
    }

    private static void solving(OpTable table) {
        table.op("linalg.solve", "A, B, *, left=True", a -> Linalg.solve(a.tensor("A"), a.tensor("B"), a.bool("left")))
                .tolerance(LOOSE);
        table.op(
                        "linalg.solve_triangular",
                        "A, B, *, upper, left=True, unitriangular=False",
                        a -> Linalg.solveTriangular(
                                a.tensor("A"), a.tensor("B"), a.bool("upper"), a.bool("left"), a.bool("unitriangular")))
                .tolerance(LOOSE);
        table.op("triangular_solve", "b, A, upper=True, transpose=False, unitriangular=False", a -> {
                    Tensor m = a.tensor("A");
                    boolean turned = a.bool("transpose");
                    Tensor x = Linalg.solveTriangular(
                            turned ? m.mT() : m,
                            a.tensor("b"),
                            a.bool("upper") != turned,
                            true,
                            a.bool("unitriangular"));
                    return List.of(x, m.clone());
                })
                .tolerance(LOOSE);
        table.op(
                        "linalg.lu_solve",
                        "LU, pivots, B, *, left=True, adjoint=False",
                        a -> Linalg.luSolve(
                                a.tensor("LU"), a.tensor("pivots"), a.tensor("B"), a.bool("left"), a.bool("adjoint")))
                .tolerance(LOOSE);
        table.op(
                        "lu_solve",
                        "b, LU_data, LU_pivots",
                        a -> Linalg.luSolve(a.tensor("LU_data"), a.tensor("LU_pivots"), a.tensor("b")))
                .tolerance(LOOSE);
        table.op(
                        "cholesky_solve",
                        "B, L, upper=False",
                        a -> Linalg.choleskySolve(a.tensor("B"), a.tensor("L"), a.bool("upper")))
                .tolerance(LOOSE);
        table.op(
                        "cholesky_inverse",
                        "input, upper=False",
                        a -> Linalg.choleskyInverse(a.tensor("input"), a.bool("upper")))
                .tolerance(LOOSE);
        table.op("linalg.lstsq", "A, B, rcond=None, *, driver=None", LinalgAdapters::lstsq)
                .tolerance(LOOSE);
        table.op("linalg.lstsq|grad_oriented", "A, B, rcond=None, *, driver=None", a -> lstsq(a).solution())
                .tolerance(LOOSE);
        table.op(
                        "linalg.tensorsolve",
                        "A, B, dims=None",
                        a -> Linalg.tensorsolve(a.tensor("A"), a.tensor("B"), a.intsOrNull("dims")))
                .tolerance(LOOSE);
    }

    private static Linalg.Lstsq lstsq(Args a) {
        Double rcond = a.isNone("rcond") ? null : (Double) a.real("rcond");
        return Linalg.lstsq(a.tensor("A"), a.tensor("B"), rcond, a.textOrNull("driver"));
    }

    private static void functions(OpTable table) {
        table.op("linalg.det", "A", a -> Linalg.det(a.tensor("A"))).tolerance(LOOSE);
        table.op("det", "A", a -> Linalg.det(a.tensor("A"))).tolerance(LOOSE);
        table.op("linalg.slogdet", "A", a -> Linalg.slogdet(a.tensor("A"))).tolerance(LOOSE);
        table.op("slogdet", "A", a -> Linalg.slogdet(a.tensor("A"))).tolerance(LOOSE);
        table.op("logdet", "input", a -> a.tensor("input").logdet()).tolerance(LOOSE);
        for (String name : List.of("linalg.matrix_power", "matrix_power")) {
            table.op(name, "input, n", a -> a.tensor("input").matrixPower(a.integer("n")))
                    .tolerance(LOOSE);
        }
        for (String name : List.of("linalg.matrix_exp", "matrix_exp")) {
            table.op(name, "input", a -> a.tensor("input").matrixExp()).tolerance(LOOSE);
        }
        table.op(
                "linalg.matrix_rank",
                "A, *, atol=None, rtol=None, hermitian=False",
                a -> Linalg.matrixRank(a.tensor("A"), rank(a)));
        table.op(
                "linalg.matrix_rank",
                "A, tol, hermitian=False",
                a -> Linalg.matrixRank(
                        a.tensor("A"),
                        Linalg.rankOptions().atol(tolerance(a, "tol")).rtol(0).hermitian(a.bool("hermitian"))));
        table.op("linalg.cond", "A, p=None", a -> switch (a.value("p")) {
                    case Number p -> Linalg.cond(a.tensor("A"), p);
                    case String p -> Linalg.cond(a.tensor("A"), p);
                    case null, default -> Linalg.cond(a.tensor("A"));
                })
                .tolerance(LOOSE);
    }

    private static Linalg.RankOptions rank(Args a) {
        return Linalg.rankOptions()
                .atol(tolerance(a, "atol"))
                .rtol(tolerance(a, "rtol"))
                .hermitian(a.bool("hermitian"));
    }

    private static @Nullable Tensor tolerance(Args a, String name) {
        return a.isNone(name)
                ? null
                : a.either(name, tensor -> tensor, number -> Tensor.tensor(number.doubleValue(), DType.FLOAT64));
    }

    private static void inverses(OpTable table) {
        table.op("linalg.inv", "A", a -> Linalg.inv(a.tensor("A"))).tolerance(LOOSE);
        table.op("inverse", "input", a -> a.tensor("input").inverse()).tolerance(LOOSE);
        table.op("linalg.pinv", "A, *, atol=None, rtol=None, hermitian=False", a -> Linalg.pinv(a.tensor("A"), rank(a)))
                .tolerance(LOOSE);
        table.op(
                "linalg.pinv",
                "A, rcond, hermitian=False",
                a -> Linalg.pinv(
                        a.tensor("A"),
                        Linalg.rankOptions().rtol(tolerance(a, "rcond")).hermitian(a.bool("hermitian"))));
        // A matrix of low rank, made from two thin ones.
        table.op(
                        "linalg.pinv|singular",
                        "a, b",
                        a -> Linalg.pinv(a.tensor("a").matmul(a.tensor("b").mT())))
                .tolerance(LOOSE);
        table.op(
                        "pinverse",
                        "input, rcond=1e-15",
                        a -> Linalg.pinv(a.tensor("input"), Linalg.rankOptions().rtol(a.real("rcond"))))
                .tolerance(LOOSE);
        table.op("linalg.tensorinv", "A, ind=2", a -> Linalg.tensorinv(a.tensor("A"), a.integer("ind")))
                .tolerance(LOOSE);
    }

    private static void norms(OpTable table) {
        table.op(
                "linalg.vector_norm",
                "x, ord=2, dim=None, keepdim=False, *, dtype=None",
                a -> Linalg.vectorNorm(cast(a, "x"), a.number("ord"), dims(a, new int[0]), a.bool("keepdim")));
        table.op("linalg.matrix_norm", "A, ord='fro', dim=(-2, -1), keepdim=False, *, dtype=None", a -> {
                    int[] dims = a.ints("dim");
                    return a.value("ord") instanceof String ord
                            ? Linalg.matrixNorm(cast(a, "A"), ord, dims, a.bool("keepdim"))
                            : Linalg.matrixNorm(cast(a, "A"), a.number("ord"), dims, a.bool("keepdim"));
                })
                .tolerance(LOOSE);
        table.op("linalg.norm", "A, ord=None, dim=None, keepdim=False, *, dtype=None", a -> {
                    int[] dims = dims(a, null);
                    return a.value("ord") instanceof String ord
                            ? Linalg.norm(cast(a, "A"), ord, dims, a.bool("keepdim"))
                            : Linalg.norm(cast(a, "A"), a.numberOrNull("ord"), dims, a.bool("keepdim"));
                })
                .tolerance(LOOSE);
    }

    private static int @Nullable [] dims(Args a, int @Nullable [] all) {
        int[] dims = a.intsOrNull("dim");
        return dims == null ? all : Arrays.copyOf(dims, dims.length);
    }

    private static Tensor cast(Args a, String name) {
        DType dtype = a.dtypeOrNull("dtype");
        return dtype == null ? a.tensor(name) : a.tensor(name).to(dtype);
    }
}
