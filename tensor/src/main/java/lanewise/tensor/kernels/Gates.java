package lanewise.tensor.kernels;

import java.util.function.IntConsumer;

/**
 * The element-wise part of a step of gated recurrent networks, row by row: what lies between two matrix products. Each
 * row stays in the first-level cache from the first pass to the last. Arrays are {@code float[]} or {@code double[]}.
 */
public final class Gates {
    /** Gates that a thread should have to work on. */
    private static final int PIECE = 8192;

    private Gates() {}

    /** A matrix whose rows follow each other in an array from {@code offset}. */
    public record Rows(Object array, int offset, int columns) {

        private int at(int row, int column) {
            return offset + row * columns + column;
        }

        private void unary(Kernels kernels, UnaryOp op, int row, int column, int n) {
            kernels.unary(op, array, at(row, column), array, at(row, column), n);
        }

        private void set(
                Kernels kernels, int row, int column, BinaryOp op, Rows a, int aColumn, Rows b, int bColumn, int n) {
            kernels.binary(
                    op, a.array, a.at(row, aColumn), 1, b.array, b.at(row, bColumn), 1, array, at(row, column), n);
        }
    }

    /**
     * One step of an LSTM.
     *
     * @param s the sums of the gates i, f, g, o {@code (rows, 4 size)}; overwritten with what they become
     * @param c the cell state {@code (rows, size)}
     * @param next receives the new cell state
     * @param bent receives its tanh
     * @param y receives the output
     */
    public static void lstm(Kernels kernels, int rows, int size, Rows s, Rows c, Rows next, Rows bent, Rows y) {
        each(rows, 4 * size, r -> {
            s.unary(kernels, UnaryOp.SIGMOID, r, 0, 2 * size);
            s.unary(kernels, UnaryOp.TANH, r, 2 * size, size);
            s.unary(kernels, UnaryOp.SIGMOID, r, 3 * size, size);
            next.set(kernels, r, 0, BinaryOp.MUL, s, size, c, 0, size);
            y.set(kernels, r, 0, BinaryOp.MUL, s, 0, s, 2 * size, size);
            next.set(kernels, r, 0, BinaryOp.ADD, next, 0, y, 0, size);
            kernels.unary(UnaryOp.TANH, next.array, next.at(r, 0), bent.array, bent.at(r, 0), size);
            y.set(kernels, r, 0, BinaryOp.MUL, s, 3 * size, bent, 0, size);
        });
    }

    /**
     * The gradients of {@link #lstm} by the sums and by the cell state.
     *
     * @param s what the gates became
     * @param gy the gradient of the output
     * @param gc the gradient of the new cell state
     * @param ds receives the gradient by the sums
     * @param dc receives the gradient by the cell state; may be {@code gc}
     */
    public static void lstmBackward(
            Kernels kernels, int rows, int size, Rows s, Rows c, Rows bent, Rows gy, Rows gc, Rows ds, Rows dc) {
        each(rows, 4 * size, r -> {
            ds.set(kernels, r, 3 * size, BinaryOp.MUL, gy, 0, bent, 0, size);
            ds.set(kernels, r, 3 * size, BinaryOp.SIGMOID_BACKWARD, ds, 3 * size, s, 3 * size, size);
            // dc holds D = Gy o (1 − t²) + Gc until the end of the row.
            ds.set(kernels, r, 0, BinaryOp.MUL, gy, 0, s, 3 * size, size);
            ds.set(kernels, r, 0, BinaryOp.TANH_BACKWARD, ds, 0, bent, 0, size);
            dc.set(kernels, r, 0, BinaryOp.ADD, ds, 0, gc, 0, size);
            ds.set(kernels, r, 0, BinaryOp.MUL, dc, 0, s, 2 * size, size);
            ds.set(kernels, r, 0, BinaryOp.SIGMOID_BACKWARD, ds, 0, s, 0, size);
            ds.set(kernels, r, size, BinaryOp.MUL, dc, 0, c, 0, size);
            ds.set(kernels, r, size, BinaryOp.SIGMOID_BACKWARD, ds, size, s, size, size);
            ds.set(kernels, r, 2 * size, BinaryOp.MUL, dc, 0, s, 0, size);
            ds.set(kernels, r, 2 * size, BinaryOp.TANH_BACKWARD, ds, 2 * size, s, 2 * size, size);
            dc.set(kernels, r, 0, BinaryOp.MUL, dc, 0, s, size, size);
        });
    }

    private static void each(int rows, int gates, IntConsumer row) {
        int piece = Math.max(1, PIECE / Math.max(1, gates));
        int pieces = (rows + piece - 1) / piece;
        if (pieces == 1 || !Parallel.awake()) {
            for (int r = 0; r < rows; r++) {
                row.accept(r);
            }
            return;
        }
        Parallel.run(pieces, t -> {
            for (int r = t * piece; r < Math.min(rows, (t + 1) * piece); r++) {
                row.accept(r);
            }
        });
    }
}
