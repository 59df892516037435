package lanewise.tensor;

import java.util.Arrays;
import java.util.List;
import lanewise.autograd.GradMode;
import lanewise.tensor.kernels.BinaryOp;
import lanewise.tensor.kernels.Gates;
import lanewise.tensor.kernels.Kernels;
import lanewise.tensor.kernels.UnaryOp;
import org.jspecify.annotations.Nullable;

/**
 * Steps of gated recurrent networks, the products left out: what {@code lanewise.nn}'s LSTM and GRU do between them.
 *
 * <p>Each is one node in the graph. Its first derivative is computed from the activated gates, row by row; higher ones
 * go through the formula.
 */
public final class GatedCells {

    private GatedCells() {}

    // ---- LSTM ------------------------------------------------------------------------------------------------------

    /**
     * i, f, o = σ(…), g = tanh(…) of the four parts of x + h in the order i, f, g, o; c′ = f c + i g, y = o tanh(c′)
     * (Hochreiter and Schmidhuber, 1997). With t = tanh(c′) and D = Gy o (1 − t²) + Gc: dx = dh = (D g i (1 − i),
     * D c f (1 − f), D i (1 − g²), Gy t o (1 − o)), dc = D f.
     *
     * @param x the input's part of the gates {@code (N, 4 H)}
     * @param h the state's part of the gates {@code (N, 4 H)}
     * @param c the cell state {@code (N, H)}
     * @return the output y and the new cell state c′, both {@code (N, H)}
     * @throws IllegalArgumentException if shapes or element types do not fit
     */
    public static List<Tensor> lstm(Tensor x, Tensor h, Tensor c) {
        check("lstm", 4, x, h, c);
        int rows = c.shape[0];
        int size = c.shape[1];
        DType dtype = c.dtype();
        Tensor gates = Pointwise.binary(BinaryOp.ADD, "lstm", x, h);
        Tensor cell = c.compact(dtype);
        Tensor next = Tensor.allocate(dtype, rows, size);
        Tensor bent = Tensor.allocate(dtype, rows, size);
        Tensor y = Tensor.allocate(dtype, rows, size);
        Gates.lstm(dtype.kernels(), rows, size, flat(gates), flat(cell), flat(next), flat(bent), flat(y));
        List<Tensor> results = List.of(y, next);
        Tensor.derivedJointly(
                "lstm",
                results,
                List.of(x, h, c),
                gradients -> GradMode.isEnabled()
                        ? lstmFormula(x, h, c, gradients.get(0), gradients.get(1))
                        : lstmBackward(gates, cell, bent, gradients.get(0), gradients.get(1)),
                x,
                h,
                c);
        return results;
    }

    private static List<@Nullable Tensor> lstmBackward(
            Tensor gates, Tensor cell, Tensor bent, @Nullable Tensor outputSlope, @Nullable Tensor cellSlope) {
        DType dtype = cell.dtype();
        int rows = cell.shape[0];
        int size = cell.shape[1];
        Tensor gy = outputSlope == null ? Tensor.allocate(dtype, rows, size) : outputSlope.compact(dtype);
        Tensor gc = cellSlope == null ? Tensor.allocate(dtype, rows, size) : cellSlope.compact(dtype);
        Tensor ds = Tensor.allocate(dtype, rows, 4 * size);
        Tensor dc = Tensor.allocate(dtype, rows, size);
        Gates.lstmBackward(
                dtype.kernels(),
                rows,
                size,
                flat(gates),
                flat(cell),
                flat(bent),
                flat(gy),
                flat(gc),
                flat(ds),
                flat(dc));
        return Arrays.asList(ds, ds, dc);
    }

    private static List<@Nullable Tensor> lstmFormula(
            Tensor x, Tensor h, Tensor c, @Nullable Tensor outputSlope, @Nullable Tensor cellSlope) {
        List<Tensor> parts = x.add(h).chunk(4, 1);
        Tensor i = parts.get(0).sigmoid();
        Tensor f = parts.get(1).sigmoid();
        Tensor g = parts.get(2).tanh();
        Tensor o = parts.get(3).sigmoid();
        Tensor t = f.mul(c).add(i.mul(g)).tanh();
        Tensor gy = outputSlope == null ? Tensor.zerosLike(c) : outputSlope;
        Tensor d = gy.mul(o).mul(t.square().rsub(1));
        if (cellSlope != null) {
            d = d.add(cellSlope);
        }
        Tensor ds = Tensor.cat(
                List.of(
                        d.mul(g).mul(i).mul(i.rsub(1)),
                        d.mul(c).mul(f).mul(f.rsub(1)),
                        d.mul(i).mul(g.square().rsub(1)),
                        gy.mul(t).mul(o).mul(o.rsub(1))),
                1);
        return Arrays.asList(ds, ds, d.mul(f));
    }

    // ---- GRU -------------------------------------------------------------------------------------------------------

    /**
     * r, z = σ(x + h) of the first two parts, n = tanh(xₙ + r hₙ) of the last; y = n + z (c − n) (Cho et al., 2014,
     * with r after the product as in PyTorch). With A = G (1 − z) (1 − n²): dx = (A hₙ r (1 − r), G (c − n) z (1 − z),
     * A), dh the same with A r at last, dc = G z.
     *
     * @param x the input's part of the gates {@code (N, 3 H)}
     * @param h the state's part of the gates {@code (N, 3 H)}
     * @param c the state {@code (N, H)}
     * @return the new state {@code (N, H)}
     * @throws IllegalArgumentException if shapes or element types do not fit
     */
    public static Tensor gru(Tensor x, Tensor h, Tensor c) {
        check("gru", 3, x, h, c);
        int rows = c.shape[0];
        int size = c.shape[1];
        DType dtype = c.dtype();
        Rows in = new Rows(x.compact(dtype), 3 * size);
        Rows state = new Rows(h.compact(dtype), 3 * size);
        Rows old = new Rows(c.compact(dtype), size);
        Rows s = new Rows(Tensor.allocate(dtype, rows, 3 * size), 3 * size);
        Rows y = new Rows(Tensor.allocate(dtype, rows, size), size);
        for (int r = 0; r < rows; r++) {
            s.set(r, 0, BinaryOp.ADD, in, 0, state, 0, 2 * size);
            s.unary(UnaryOp.SIGMOID, r, 0, 2 * size);
            s.set(r, 2 * size, BinaryOp.MUL, s, 0, state, 2 * size, size);
            s.set(r, 2 * size, BinaryOp.ADD, in, 2 * size, s, 2 * size, size);
            s.unary(UnaryOp.TANH, r, 2 * size, size);
            y.set(r, 0, BinaryOp.SUB, old, 0, s, 2 * size, size);
            y.set(r, 0, BinaryOp.MUL, y, 0, s, size, size);
            y.set(r, 0, BinaryOp.ADD, y, 0, s, 2 * size, size);
        }
        Tensor.derivedJointly(
                "gru",
                List.of(y.tensor),
                List.of(x, h, c),
                gradients -> GradMode.isEnabled()
                        ? gruFormula(x, h, c, gradients.get(0))
                        : gruBackward(s, state, old, gradients.get(0)),
                x,
                h,
                c);
        return y.tensor;
    }

    private static List<@Nullable Tensor> gruBackward(Rows s, Rows state, Rows old, Tensor slope) {
        int size = old.columns;
        int rows = old.tensor.shape[0];
        DType dtype = old.tensor.dtype();
        Rows g = new Rows(slope.compact(dtype), size);
        Rows dx = new Rows(Tensor.allocate(dtype, rows, 3 * size), 3 * size);
        Rows dh = new Rows(Tensor.allocate(dtype, rows, 3 * size), 3 * size);
        Rows dc = new Rows(Tensor.allocate(dtype, rows, size), size);
        for (int r = 0; r < rows; r++) {
            dc.set(r, 0, BinaryOp.MUL, g, 0, s, size, size);
            dx.set(r, 2 * size, BinaryOp.SUB, g, 0, dc, 0, size);
            dx.set(r, 2 * size, BinaryOp.TANH_BACKWARD, dx, 2 * size, s, 2 * size, size);
            dx.set(r, size, BinaryOp.SUB, old, 0, s, 2 * size, size);
            dx.set(r, size, BinaryOp.MUL, dx, size, g, 0, size);
            dx.set(r, size, BinaryOp.SIGMOID_BACKWARD, dx, size, s, size, size);
            dx.set(r, 0, BinaryOp.MUL, dx, 2 * size, state, 2 * size, size);
            dx.set(r, 0, BinaryOp.SIGMOID_BACKWARD, dx, 0, s, 0, size);
            dh.copy(r, dx, 2 * size);
            dh.set(r, 2 * size, BinaryOp.MUL, dx, 2 * size, s, 0, size);
        }
        return Arrays.asList(dx.tensor, dh.tensor, dc.tensor);
    }

    private static List<@Nullable Tensor> gruFormula(Tensor x, Tensor h, Tensor c, Tensor g) {
        List<Tensor> in = x.chunk(3, 1);
        List<Tensor> state = h.chunk(3, 1);
        Tensor r = in.get(0).add(state.get(0)).sigmoid();
        Tensor z = in.get(1).add(state.get(1)).sigmoid();
        Tensor n = in.get(2).add(r.mul(state.get(2))).tanh();
        Tensor a = g.mul(z.rsub(1)).mul(n.square().rsub(1));
        Tensor dr = a.mul(state.get(2)).mul(r).mul(r.rsub(1));
        Tensor dz = g.mul(c.sub(n)).mul(z).mul(z.rsub(1));
        return Arrays.asList(Tensor.cat(List.of(dr, dz, a), 1), Tensor.cat(List.of(dr, dz, a.mul(r)), 1), g.mul(z));
    }

    private static Gates.Rows flat(Tensor x) {
        return new Gates.Rows(x.storage.array, x.offset, x.shape[1]);
    }

    // ---- parts -----------------------------------------------------------------------------------------------------

    /** A contiguous matrix whose rows are worked on in pieces. */
    private record Rows(Tensor tensor, int columns) {

        Object array() {
            return tensor.storage.array;
        }

        Kernels kernels() {
            return tensor.dtype().kernels();
        }

        private int at(int row, int column) {
            return tensor.offset + row * columns + column;
        }

        void unary(UnaryOp op, int row, int column, int n) {
            kernels().unary(op, array(), at(row, column), array(), at(row, column), n);
        }

        void set(int row, int column, BinaryOp op, Rows a, int aColumn, Rows b, int bColumn, int n) {
            kernels()
                    .binary(
                            op,
                            a.array(),
                            a.at(row, aColumn),
                            1,
                            b.array(),
                            b.at(row, bColumn),
                            1,
                            array(),
                            at(row, column),
                            n);
        }

        @SuppressWarnings("SuspiciousSystemArraycopy")
        void copy(int row, Rows from, int n) {
            System.arraycopy(from.array(), from.at(row, 0), array(), at(row, 0), n);
        }
    }

    private static void check(String op, int gates, Tensor x, Tensor h, Tensor c) {
        if (c.dim() != 2
                || !Shape.same(x.shape, new int[] {c.shape[0], gates * c.shape[1]})
                || !Shape.same(x.shape, h.shape)) {
            throw new IllegalArgumentException(
                    op + ": expected gates (N, " + gates + " H), twice, and a state (N, H), got " + Shape.show(x.shape)
                            + ", " + Shape.show(h.shape) + " and " + Shape.show(c.shape));
        }
        if (!c.isFloatingPoint() || x.dtype() != c.dtype() || h.dtype() != c.dtype()) {
            throw new IllegalArgumentException(op + ": expected gates and state of one floating dtype, got " + x.dtype()
                    + ", " + h.dtype() + " and " + c.dtype() + "; convert with to(...)");
        }
    }
}
