package lanewise.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Products with vectors, added products, chains, contractions over any dimensions: composed of mm and bmm. */
final class Products {

    private Products() {}

    /** A v of a matrix and a vector. */
    static Tensor mv(Tensor a, Tensor v) {
        if (a.dim() != 2 || v.dim() != 1 || a.shape[1] != v.shape[0]) {
            throw refused("mv", "expected a matrix (n, m) and a vector (m)", a, v);
        }
        Checks.sameDtype("mv", a, v);
        return LinearAlgebra.mm(a, v.unsqueeze(1)).squeeze(1);
    }

    /** Σ a b of two vectors. */
    static Tensor dot(String op, Tensor a, Tensor b) {
        if (a.dim() != 1 || b.dim() != 1 || a.shape[0] != b.shape[0]) {
            throw refused(op, "expected two vectors with the same number of elements", a, b);
        }
        Checks.sameDtype(op, a, b);
        return LinearAlgebra.mm(a.unsqueeze(0), b.unsqueeze(1)).reshape();
    }

    /** Sums of products over the last dimensions, of every row of a with every row of b. */
    static Tensor inner(Tensor a, Tensor b) {
        if (a.dim() == 0 || b.dim() == 0) {
            return a.mul(b);
        }
        if (a.size(-1) != b.size(-1)) {
            throw refused("inner", "the last dimensions must be equal", a, b);
        }
        return tensordot("inner", a, b, new int[] {-1}, new int[] {-1});
    }

    /** a bᵀ of two vectors. */
    static Tensor outer(Tensor a, Tensor b) {
        if (a.dim() != 1 || b.dim() != 1) {
            throw refused("outer", "expected two vectors", a, b);
        }
        return a.unsqueeze(1).mul(b);
    }

    /** Kronecker product: y[i p + k, j q + l] = a[i, j] b[k, l] for b of shape (p, q), in any number of dimensions. */
    static Tensor kron(Tensor a, Tensor b) {
        int rank = Math.max(a.dim(), b.dim());
        int[] apart = new int[2 * rank];
        int[] between = new int[2 * rank];
        int[] shape = new int[rank];
        for (int d = 0; d < rank; d++) {
            int before = d - rank + a.dim();
            int own = d - rank + b.dim();
            apart[2 * d] = before < 0 ? 1 : a.shape[before];
            apart[2 * d + 1] = 1;
            between[2 * d] = 1;
            between[2 * d + 1] = own < 0 ? 1 : b.shape[own];
            shape[d] = Shape.numel(apart[2 * d], between[2 * d + 1]);
        }
        return a.reshape(apart).mul(b.reshape(between)).reshape(shape);
    }

    /** β x + α A B. */
    static Tensor addmm(Tensor x, Tensor a, Tensor b, Number beta, Number alpha) {
        return plus("addmm", x, LinearAlgebra.mm(a, b), beta, alpha);
    }

    /** β x + α A v. */
    static Tensor addmv(Tensor x, Tensor a, Tensor v, Number beta, Number alpha) {
        return plus("addmv", x, mv(a, v), beta, alpha);
    }

    /** β x + α a bᵀ. */
    static Tensor addr(Tensor x, Tensor a, Tensor b, Number beta, Number alpha) {
        if (!x.isFloatingPoint() && (!Storage.isWhole(beta) || !Storage.isWhole(alpha))) {
            throw new IllegalArgumentException(
                    "addr: for integral input tensors, beta and alpha must not be floating point numbers," + " got "
                            + beta + " and " + alpha);
        }
        return plus("addr", x, outer(a, b), beta, alpha);
    }

    /** β x + α Σ Aᵢ Bᵢ. */
    static Tensor addbmm(Tensor x, Tensor a, Tensor b, Number beta, Number alpha) {
        needsStacks("addbmm", a, b);
        // One product of the matrices side by side: Σ Aᵢ Bᵢ = [A₁ A₂ …] [B₁; B₂; …].
        int k = a.shape[0] * a.shape[2];
        Tensor wide = a.transpose(0, 1).reshape(a.shape[1], k);
        return plus("addbmm", x, LinearAlgebra.mm(wide, b.reshape(k, b.shape[2])), beta, alpha);
    }

    /** β x + α A B of stacks. */
    static Tensor baddbmm(Tensor x, Tensor a, Tensor b, Number beta, Number alpha) {
        needsStacks("baddbmm", a, b);
        return plus("baddbmm", x, LinearAlgebra.bmm(a, b), beta, alpha);
    }

    private static void needsStacks(String op, Tensor a, Tensor b) {
        if (a.dim() != 3 || b.dim() != 3 || a.shape[0] != b.shape[0] || a.shape[2] != b.shape[1]) {
            throw refused(op, "expected two stacks of matrices (B, n, m) and (B, m, p)", a, b);
        }
    }

    /** β x + α y, where x broadcasts to y but not y to x; x is not even looked at for β = 0. */
    private static Tensor plus(String op, Tensor x, Tensor y, Number beta, Number alpha) {
        boolean fits = x.dim() <= y.dim() && Shape.same(Shape.broadcast(op, x.shape, y.shape), y.shape);
        if (!fits) {
            throw refused(op, "the first operand must broadcast to the shape of the product", x, y);
        }
        if (!op.equals("addr")) {
            Checks.sameDtype(op, x, y);
        }
        Tensor kept = beta.doubleValue() == 0 ? Where.zeroed(x, Tensor.tensor(true)) : scaled(x, beta);
        return scaled(y, alpha).add(kept);
    }

    private static Tensor scaled(Tensor x, Number factor) {
        if (x.isFloatingPoint()) {
            return factor.doubleValue() == 1 ? x : x.mul(factor);
        }
        // Integers are scaled by whole numbers, cut toward zero as PyTorch does.
        return x.mul(factor.longValue());
    }

    private static IllegalArgumentException refused(String op, String expected, Tensor a, Tensor b) {
        return new IllegalArgumentException(
                op + ": " + expected + ", got shapes " + Shape.show(a.shape) + " and " + Shape.show(b.shape));
    }

    /** Sums of products over the last {@code dims} dimensions of a and the first of b. */
    static Tensor tensordot(Tensor a, Tensor b, int dims) {
        if (dims < 0 || dims > a.dim() || dims > b.dim()) {
            throw refused("tensordot", "dims must be between 0 and the number of dimensions, not " + dims, a, b);
        }
        int[] left = new int[dims];
        int[] right = new int[dims];
        for (int i = 0; i < dims; i++) {
            left[i] = a.dim() - dims + i;
            right[i] = i;
        }
        return tensordot("tensordot", a, b, left, right);
    }

    /**
     * Sums of products over pairs of dimensions; the others of a, then of b, remain. A contracted size of 1 broadcasts.
     */
    static Tensor tensordot(String op, Tensor a, Tensor b, int[] dimsA, int[] dimsB) {
        if (dimsA.length != dimsB.length) {
            throw new IllegalArgumentException(op + ": both lists of dims must have the same length, got "
                    + Arrays.toString(dimsA) + " and " + Arrays.toString(dimsB));
        }
        Checks.sameDtype(op, a, b);
        boolean[] usedA = dimsA.length == 0 ? new boolean[a.dim()] : Shape.dimSet(op, dimsA, a.dim());
        boolean[] usedB = dimsB.length == 0 ? new boolean[b.dim()] : Shape.dimSet(op, dimsB, b.dim());
        int count = dimsA.length;
        int inner = 1;
        int[] orderA = new int[a.dim()];
        int[] orderB = new int[b.dim()];
        Tensor p = a;
        Tensor q = b;
        for (int i = 0; i < count; i++) {
            int da = Shape.dim(op, dimsA[i], a.dim());
            int db = Shape.dim(op, dimsB[i], b.dim());
            int sa = a.dim() == 0 ? 1 : a.shape[da];
            int sb = b.dim() == 0 ? 1 : b.shape[db];
            if (sa != sb && sa != 1 && sb != 1) {
                throw refused(
                        op,
                        "contracted dimensions need to match, but dimension " + da + " has size " + sa
                                + " and dimension " + db + " has size " + sb,
                        a,
                        b);
            }
            if (sa != sb) {
                p = sb == 1 ? p.sum(new int[] {da}, true) : p;
                q = sa == 1 ? q.sum(new int[] {db}, true) : q;
            }
            inner *= sa == sb ? sa : 1;
            if (a.dim() > 0) {
                orderA[a.dim() - count + i] = da;
            }
            if (b.dim() > 0) {
                orderB[i] = db;
            }
        }
        int[] shape = new int[a.dim() + b.dim() - (a.dim() == 0 ? 0 : count) - (b.dim() == 0 ? 0 : count)];
        int at = 0;
        int free = 0;
        for (int d = 0; d < a.dim(); d++) {
            if (!usedA[d]) {
                orderA[free++] = d;
                shape[at++] = a.shape[d];
            }
        }
        int rows = Shape.numel(Arrays.copyOf(shape, at));
        free = count;
        int split = at;
        for (int d = 0; d < b.dim(); d++) {
            if (!usedB[d]) {
                orderB[free++] = d;
                shape[at++] = b.shape[d];
            }
        }
        int columns = Shape.numel(Arrays.copyOfRange(shape, split, at));
        Tensor left = p.permute(orderA).reshape(rows, inner);
        Tensor right = q.permute(orderB).reshape(inner, columns);
        return LinearAlgebra.mm(left, right).reshape(shape);
    }

    /** Σ of the diagonal of a matrix. */
    static Tensor trace(Tensor x) {
        if (x.dim() != 2) {
            throw new IllegalArgumentException("trace: expected a matrix, got shape " + Shape.show(x.shape));
        }
        return x.diagonal(0, 0, 1).sum();
    }

    /** The product of a chain, in the order that needs the fewest multiplications (Cormen et al., 15.2). */
    static Tensor multiDot(List<Tensor> tensors) {
        int n = tensors.size();
        if (n < 2) {
            throw new IllegalArgumentException("multiDot: expected at least 2 tensors, got " + n);
        }
        List<Tensor> chain = new ArrayList<>(tensors);
        Tensor first = chain.getFirst();
        Tensor last = chain.getLast();
        for (int i = 0; i < n; i++) {
            Tensor each = tensors.get(i);
            Checks.sameDtype("multiDot", first, each);
            boolean end = i == 0 || i == n - 1;
            if (each.dim() != 2 && !(end && each.dim() == 1)) {
                throw new IllegalArgumentException("multiDot: tensor " + i + " must be a matrix"
                        + (end ? " or a vector" : "") + ", got shape " + Shape.show(each.shape));
            }
        }
        if (first.dim() == 1) {
            chain.set(0, first.unsqueeze(0));
        }
        if (last.dim() == 1) {
            chain.set(n - 1, last.unsqueeze(1));
        }
        for (int i = 1; i < n; i++) {
            if (chain.get(i - 1).shape[1] != chain.get(i).shape[0]) {
                throw refused(
                        "multiDot",
                        "tensors " + (i - 1) + " and " + i + " cannot be multiplied",
                        tensors.get(i - 1),
                        tensors.get(i));
            }
        }
        Tensor y = product(chain, splits(chain), 0, n - 1);
        if (first.dim() == 1) {
            y = y.squeeze(0);
        }
        return last.dim() == 1 ? y.squeeze(-1) : y;
    }

    private static int[][] splits(List<Tensor> chain) {
        int n = chain.size();
        double[][] cost = new double[n][n];
        int[][] split = new int[n][n];
        for (int length = 2; length <= n; length++) {
            for (int i = 0; i + length <= n; i++) {
                int j = i + length - 1;
                cost[i][j] = Double.POSITIVE_INFINITY;
                for (int k = i; k < j; k++) {
                    double here = cost[i][k]
                            + cost[k + 1][j]
                            + (double) chain.get(i).shape[0] * chain.get(k).shape[1] * chain.get(j).shape[1];
                    if (here < cost[i][j]) {
                        cost[i][j] = here;
                        split[i][j] = k;
                    }
                }
            }
        }
        return split;
    }

    private static Tensor product(List<Tensor> chain, int[][] split, int i, int j) {
        if (i == j) {
            return chain.get(i);
        }
        int k = split[i][j];
        return LinearAlgebra.mm(product(chain, split, i, k), product(chain, split, k + 1, j));
    }

    /** a × b = (a₂ b₃ − a₃ b₂, …) along one dimension of size 3. */
    static Tensor cross(Tensor a, Tensor b, int dim) {
        if (a.dim() != b.dim()) {
            throw refused("cross", "inputs must have the same number of dimensions", a, b);
        }
        int d = Shape.dim("cross", dim, a.dim());
        if (a.dim() == 0 || a.shape[d] != 3 || b.shape[d] != 3) {
            throw refused("cross", "inputs must have size 3 in dimension " + dim, a, b);
        }
        Shape.broadcast("cross", a.shape, b.shape);
        return a.roll(-1, d).mul(b.roll(-2, d)).sub(a.roll(-2, d).mul(b.roll(-1, d)));
    }

    /** As {@link #cross(Tensor, Tensor, int)} along the first dimension of size 3. */
    static Tensor cross(Tensor a, Tensor b) {
        int[] shape = Shape.broadcast("cross", a.shape, b.shape);
        for (int d = 0; d < shape.length; d++) {
            if (shape[d] == 3) {
                return cross(a.expand(shape), b.expand(shape), d);
            }
        }
        throw refused("cross", "no dimension has size 3", a, b);
    }

    /** Σ a b along one dimension, broadcast. */
    static Tensor vecdot(Tensor a, Tensor b, int dim) {
        Checks.floating("vecdot", a);
        Checks.sameDtype("vecdot", a, b);
        if (a.dim() == 1 && b.dim() == 1) {
            Shape.dim("vecdot", dim, 1);
            return dot("vecdot", a, b);
        }
        int[] shape = Shape.broadcast("vecdot", a.shape, b.shape);
        return a.mul(b).sum(Shape.dim("vecdot", dim, shape.length));
    }

    /** Powers 0 to {@code columns} − 1 of each element. Derivative of the running product. */
    static Tensor vander(Tensor x, @Nullable Integer columns) {
        if (columns == null && x.dim() == 0) {
            throw new IllegalArgumentException(
                    "vander: expected a vector, or the number of columns for a single number");
        }
        int n = columns == null ? x.size(-1) : columns;
        if (n < 2) {
            throw new IllegalArgumentException("vander: the number of columns must be greater than 1, got " + n);
        }
        Tensor in = x.isFloatingPoint() ? x : x.to(DType.INT64);
        Tensor base = in.dim() == 0 ? in.reshape(1) : in;
        int[] shape = Shape.insert(base.shape, base.dim(), n - 1);
        Tensor powers = base.unsqueeze(-1).expand(shape).cumprod(-1);
        Tensor ones = Tensor.ones(Shape.with(shape, base.dim(), 1), in.dtype());
        return Tensor.cat(List.of(ones, powers), -1);
    }

    static Tensor tensorinv(Tensor a, int ind) {
        Checks.floating("tensorinv", a);
        if (ind <= 0 || ind > a.dim()) {
            throw new IllegalArgumentException("tensorinv: expected ind between 1 and the number of dimensions, got "
                    + ind + " for shape " + Shape.show(a.shape));
        }
        int[] front = Arrays.copyOf(a.shape, ind);
        int[] back = Arrays.copyOfRange(a.shape, ind, a.dim());
        int n = Shape.numel(front);
        if (n != Shape.numel(back)) {
            throw new IllegalArgumentException(
                    "tensorinv: the product of the sizes before ind (" + n + ") must equal that of those" + " after ("
                            + Shape.numel(back) + "); got shape " + Shape.show(a.shape) + " and ind " + ind);
        }
        return Linalg.inv(a.reshape(n, n)).reshape(joined(back, front));
    }

    static Tensor tensorsolve(Tensor a, Tensor b, int @Nullable [] dims) {
        Checks.floating("tensorsolve", a);
        Tensor in = a;
        if (dims != null) {
            int[] ends = new int[dims.length];
            for (int i = 0; i < dims.length; i++) {
                ends[i] = a.dim() - dims.length + i;
            }
            in = a.movedim(dims, ends);
        }
        if (b.dim() > in.dim()) {
            throw refused("tensorsolve", "A must have at least the dimensions of B", a, b);
        }
        int[] shape = Arrays.copyOfRange(in.shape, b.dim(), in.dim());
        int n = Shape.numel(shape);
        if (n != b.numel() || in.numel() != (long) n * n) {
            throw refused(
                    "tensorsolve", "the sizes of A beyond those of B must multiply to B's number of elements", a, b);
        }
        return Linalg.solve(in.reshape(n, n), b.reshape(n)).reshape(shape);
    }

    private static int[] joined(int[] a, int[] b) {
        int[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    /**
     * (L Lᵀ)⁻¹ B, L upper with Lᵀ L if {@code upper}. dB = (L Lᵀ)⁻¹ G, dL = −(dB Xᵀ + X dBᵀ) L: of all elements of L,
     * as in PyTorch, though one triangle is read only.
     */
    static Tensor choleskySolve(Tensor b, Tensor l, boolean upper) {
        Tensor lower = (upper ? l.mT() : l).detach();
        Tensor y = Solving.triangular(lower.mT(), Solving.triangular(lower, b.detach(), false, false), true, false);
        Tensor.derivedJointly(
                "choleskySolve",
                List.of(y),
                List.of(b, l),
                gradients -> {
                    Tensor db = choleskySolve(gradients.get(0), l, upper);
                    if (!gradients.needs(1)) {
                        return Arrays.asList(db, null);
                    }
                    Tensor common = db.matmul(y.mT());
                    Tensor both = common.add(common.mT()).neg();
                    return List.of(db, upper ? l.matmul(both) : both.matmul(l));
                },
                l,
                y);
        return y;
    }
}
