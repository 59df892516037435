package lanewise.tensor.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The kernels of {@code float[]}: splits what is large among threads, and leaves the loops to {@link FloatLoops},
 * {@link FloatRows} and {@link FloatUpdates}. Pieces are of fixed size, so that a result does not depend on the number
 * of threads; below a threshold (some ten microseconds of work) the caller does all.
 */
final class FloatKernels implements Kernels {
    /** Pieces of work per element about as cheap as a copy: some three microseconds each. */
    private static final int CHEAP_PIECE = 32_768;

    private static final int CHEAP_THRESHOLD = 4 * CHEAP_PIECE;
    /** Of optimizer steps, which read and write several arrays. */
    private static final int UPDATE_PIECE = 16_384;

    private static final int UPDATE_THRESHOLD = 4 * UPDATE_PIECE;
    /** Of exponentials and what else takes dozens of instructions. */
    private static final int PIECE = 8192;

    private static final int THRESHOLD = 4 * PIECE;
    /** Of what is computed one by one, through the definition. */
    private static final int COSTLY_PIECE = 512;

    private static final int COSTLY_THRESHOLD = 4 * COSTLY_PIECE;
    /** How many columns one task sums. */
    private static final int COLUMN_PIECE = 256;

    @Override
    public void unary(UnaryOp op, Object x, int xo, Object y, int yo, int n) {
        float[] from = (float[]) x;
        float[] to = (float[]) y;
        int threshold = !FloatMath.isFast(op) ? COSTLY_THRESHOLD : op.isCheap() ? CHEAP_THRESHOLD : THRESHOLD;
        if (alone(n, threshold)) {
            FloatLoops.unary(op, from, xo, to, yo, n);
        } else {
            int piece = threshold / 4;
            Parallel.run(pieces(n, piece), t -> {
                int i = t * piece;
                FloatLoops.unary(op, from, xo + i, to, yo + i, Math.min(piece, n - i));
            });
        }
    }

    @Override
    public void binary(BinaryOp op, Object a, int ao, int as, Object b, int bo, int bs, Object y, int yo, int n) {
        float[] left = (float[]) a;
        float[] right = (float[]) b;
        float[] to = (float[]) y;
        int threshold = op.isVectorized() ? CHEAP_THRESHOLD : FloatMath.isFast(op) ? THRESHOLD : COSTLY_THRESHOLD;
        if (alone(n, threshold)) {
            FloatLoops.binary(op, left, ao, as, right, bo, bs, to, yo, n);
        } else {
            int piece = threshold / 4;
            Parallel.run(pieces(n, piece), t -> {
                int i = t * piece;
                FloatLoops.binary(
                        op, left, ao + as * i, as, right, bo + bs * i, bs, to, yo + i, Math.min(piece, n - i));
            });
        }
    }

    @Override
    public void fused(int op, double p, double q, Object a, int ao, Object x, int xo, Object y, int yo, int n) {
        float[] left = (float[]) a;
        float[] right = (float[]) x;
        float[] to = (float[]) y;
        int threshold = op < Fused.COMPOSED ? CHEAP_THRESHOLD : THRESHOLD;
        if (alone(n, threshold)) {
            FloatFused.run(op, (float) p, (float) q, left, ao, right, xo, to, yo, n);
        } else {
            int piece = threshold / 4;
            Parallel.run(pieces(n, piece), t -> {
                int i = t * piece;
                FloatFused.run(
                        op, (float) p, (float) q, left, ao + i, right, xo + i, to, yo + i, Math.min(piece, n - i));
            });
        }
    }

    @Override
    public void compare(CompareOp op, Object a, int ao, int as, Object b, int bo, int bs, boolean[] y, int yo, int n) {
        float[] left = (float[]) a;
        float[] right = (float[]) b;
        if (alone(n, CHEAP_THRESHOLD)) {
            FloatLoops.compare(op, left, ao, as, right, bo, bs, y, yo, n);
        } else {
            Parallel.run(pieces(n, CHEAP_PIECE), t -> {
                int i = t * CHEAP_PIECE;
                FloatLoops.compare(
                        op, left, ao + as * i, as, right, bo + bs * i, bs, y, yo + i, Math.min(CHEAP_PIECE, n - i));
            });
        }
    }

    @Override
    public void reduce(ReduceOp op, Object x, int xo, int outer, int count, int inner, Object y, int yo) {
        Checks.reduce(op, outer, count, inner);
        float[] from = (float[]) x;
        float[] to = (float[]) y;
        int size = count * inner;
        if (outer == 1 || alone(outer * size, CHEAP_THRESHOLD)) {
            for (int o = 0; o < outer; o++) {
                reduceOne(op, from, xo + o * size, count, inner, to, yo + o * inner);
            }
        } else {
            int piece = Math.max(1, CHEAP_PIECE / size);
            Parallel.run(pieces(outer, piece), t -> {
                for (int o = t * piece; o < Math.min(outer, (t + 1) * piece); o++) {
                    reduceOne(op, from, xo + o * size, count, inner, to, yo + o * inner);
                }
            });
        }
    }

    private static void reduceOne(ReduceOp op, float[] x, int xo, int count, int inner, float[] y, int yo) {
        if (inner == 1) {
            if (op == ReduceOp.SUM) {
                y[yo] = (float) sum(x, xo, count);
            } else if (op == ReduceOp.PROD) {
                y[yo] = ScalarFloatReductions.product(x, xo, count);
            } else {
                y[yo] = extremum(op == ReduceOp.MAX, x, xo, count);
            }
        } else if (inner > 1) {
            if (count == 0) {
                Arrays.fill(y, yo, yo + inner, op == ReduceOp.SUM ? 0 : 1);
            } else if (op == ReduceOp.SUM) {
                sumOfColumns(x, xo, count, inner, y, yo);
            } else {
                foldRows(op, x, xo, count, inner, y, yo);
            }
        }
    }

    private static double sum(float[] x, int xo, int n) {
        if (alone(n, 4 * FloatLoops.CHUNK)) {
            return FloatLoops.sum(x, xo, n);
        }
        double[] sums = new double[pieces(n, FloatLoops.CHUNK)];
        Parallel.run(sums.length, t -> {
            int i = t * FloatLoops.CHUNK;
            sums[t] = FloatLoops.sumOfChunk(x, xo + i, Math.min(FloatLoops.CHUNK, n - i));
        });
        double sum = 0;
        for (double part : sums) {
            sum += part;
        }
        return sum;
    }

    private static float extremum(boolean largest, float[] x, int xo, int n) {
        if (alone(n, 4 * FloatLoops.CHUNK)) {
            return largest ? FloatLoops.max(x, xo, n) : FloatLoops.min(x, xo, n);
        }
        float[] parts = new float[pieces(n, FloatLoops.CHUNK)];
        Parallel.run(parts.length, t -> {
            int i = t * FloatLoops.CHUNK;
            int length = Math.min(FloatLoops.CHUNK, n - i);
            parts[t] = largest ? FloatLoops.max(x, xo + i, length) : FloatLoops.min(x, xo + i, length);
        });
        return largest ? FloatLoops.max(parts, 0, parts.length) : FloatLoops.min(parts, 0, parts.length);
    }

    /**
     * Long columns are summed in sections of rows, and the sections' sums then; so the order of a sum depends on its
     * length only. Different threads may do different sections, or different columns.
     */
    private static void sumOfColumns(float[] x, int xo, int rows, int columns, float[] y, int yo) {
        int section = Math.max(1024, FloatLoops.CHUNK / columns);
        int sections = pieces(rows, section);
        if (sections > 1) {
            float[] sums = new float[sections * columns];
            Parallel.run(sections, t -> {
                int first = t * section;
                FloatLoops.sumOfColumns(
                        x, xo + first * columns, Math.min(section, rows - first), columns, columns, sums, t * columns);
            });
            FloatLoops.sumOfColumns(sums, 0, sections, columns, columns, y, yo);
        } else if (columns < 2 * COLUMN_PIECE || alone(rows * columns, CHEAP_THRESHOLD)) {
            FloatLoops.sumOfColumns(x, xo, rows, columns, columns, y, yo);
        } else {
            Parallel.run(pieces(columns, COLUMN_PIECE), t -> {
                int first = t * COLUMN_PIECE;
                FloatLoops.sumOfColumns(
                        x, xo + first, rows, columns, Math.min(COLUMN_PIECE, columns - first), y, yo + first);
            });
        }
    }

    private static void foldRows(ReduceOp op, float[] x, int xo, int rows, int columns, float[] y, int yo) {
        System.arraycopy(x, xo, y, yo, columns);
        for (int i = 1; i < rows; i++) {
            FloatLoops.binary(op.fold, y, yo, x, xo + i * columns, y, yo, columns);
        }
    }

    @Override
    public void argReduce(
            ArgOp op,
            Object x,
            int xo,
            int outer,
            int count,
            int inner,
            @Nullable Object values,
            long[] indices,
            int yo) {
        Checks.argReduce(op, outer, count, inner);
        float[] from = (float[]) x;
        float[] best = (float[]) values;
        int size = count * inner;
        if (outer == 1 || alone(outer * size, CHEAP_THRESHOLD)) {
            argReduce(op, from, xo, outer, count, inner, best, indices, yo);
        } else {
            int piece = Math.max(1, CHEAP_PIECE / size);
            Parallel.run(pieces(outer, piece), t -> {
                int first = t * piece;
                argReduce(
                        op,
                        from,
                        xo + first * size,
                        Math.min(piece, outer - first),
                        count,
                        inner,
                        best,
                        indices,
                        yo + first * inner);
            });
        }
    }

    private static void argReduce(
            ArgOp op,
            float[] x,
            int xo,
            int outer,
            int count,
            int inner,
            float @Nullable [] values,
            long[] indices,
            int yo) {
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                int at = xo + o * count * inner + j;
                int place = inner == 1
                        ? FloatLoops.argExtremum(op == ArgOp.MAX, x, at, count)
                        : ScalarFloatReductions.argExtremum(op == ArgOp.MAX, x, at, count, inner);
                indices[yo + o * inner + j] = place;
                if (values != null) {
                    values[yo + o * inner + j] = x[at + place * inner];
                }
            }
        }
    }

    @Override
    public void softmax(boolean log, Object x, int xo, int outer, int count, int inner, Object y, int yo) {
        float[] from = (float[]) x;
        float[] to = (float[]) y;
        int size = count * inner;
        if (size == 0 || outer == 0) {
            return;
        }
        if (alone(outer * size, THRESHOLD) || outer == 1) {
            softmaxOfSome(log, from, xo, outer, count, inner, to, yo);
        } else {
            int piece = Math.max(1, PIECE / size);
            Parallel.run(pieces(outer, piece), t -> {
                int first = t * piece;
                softmaxOfSome(
                        log,
                        from,
                        xo + first * size,
                        Math.min(piece, outer - first),
                        count,
                        inner,
                        to,
                        yo + first * size);
            });
        }
    }

    private static void softmaxOfSome(
            boolean log, float[] x, int xo, int outer, int count, int inner, float[] y, int yo) {
        if (inner == 1) {
            FloatRows.softmax(log, x, xo, outer, count, y, yo);
        } else {
            for (int o = 0, at = 0; o < outer; o++, at += count * inner) {
                FloatRows.softmaxOfColumns(log, x, xo + at, count, inner, y, yo + at);
            }
        }
    }

    @Override
    public void softmaxBackward(
            boolean log, Object g, int go, Object y, int yo, int outer, int count, int inner, Object dx, int dxo) {
        float[] gradient = (float[]) g;
        float[] result = (float[]) y;
        float[] to = (float[]) dx;
        int size = count * inner;
        if (size == 0 || outer == 0) {
            return;
        }
        if (alone(outer * size, THRESHOLD) || outer == 1) {
            softmaxBackwardOfSome(log, gradient, go, result, yo, outer, count, inner, to, dxo);
        } else {
            int piece = Math.max(1, PIECE / size);
            Parallel.run(pieces(outer, piece), t -> {
                int at = t * piece * size;
                softmaxBackwardOfSome(
                        log,
                        gradient,
                        go + at,
                        result,
                        yo + at,
                        Math.min(piece, outer - t * piece),
                        count,
                        inner,
                        to,
                        dxo + at);
            });
        }
    }

    private static void softmaxBackwardOfSome(
            boolean log, float[] g, int go, float[] y, int yo, int outer, int count, int inner, float[] dx, int dxo) {
        if (inner == 1) {
            FloatRows.softmaxBackward(log, g, go, y, yo, outer, count, dx, dxo);
        } else {
            for (int o = 0, at = 0; o < outer; o++, at += count * inner) {
                FloatRows.softmaxBackwardOfColumns(log, g, go + at, y, yo + at, count, inner, dx, dxo + at);
            }
        }
    }

    @Override
    public void crossEntropy(
            Object x,
            int xo,
            long[] target,
            int to,
            long ignoreIndex,
            int rows,
            int classes,
            Object loss,
            int lo,
            @Nullable Object dx,
            int dxo) {
        Checks.targets(target, to, ignoreIndex, rows, classes);
        if (rows == 0 || classes == 0) {
            return;
        }
        float[] scores = (float[]) x;
        float[] losses = (float[]) loss;
        float[] gradient = (float[]) dx;
        if (alone(rows * classes, THRESHOLD)) {
            FloatRows.crossEntropy(scores, xo, target, to, ignoreIndex, rows, classes, losses, lo, gradient, dxo);
        } else {
            int piece = Math.max(1, PIECE / classes);
            Parallel.run(pieces(rows, piece), t -> {
                int r = t * piece;
                FloatRows.crossEntropy(
                        scores,
                        xo + r * classes,
                        target,
                        to + r,
                        ignoreIndex,
                        Math.min(piece, rows - r),
                        classes,
                        losses,
                        lo + r,
                        gradient,
                        dxo + r * classes);
            });
        }
    }

    @Override
    public void axpy(double alpha, Object x, int xo, Object y, int yo, int n) {
        float factor = (float) alpha;
        float[] from = (float[]) x;
        float[] to = (float[]) y;
        if (alone(n, CHEAP_THRESHOLD)) {
            FloatLoops.axpy(factor, from, xo, to, yo, n);
        } else {
            Parallel.run(pieces(n, CHEAP_PIECE), t -> {
                int i = t * CHEAP_PIECE;
                FloatLoops.axpy(factor, from, xo + i, to, yo + i, Math.min(CHEAP_PIECE, n - i));
            });
        }
    }

    @Override
    public void fill(Object y, int yo, int n, double value) {
        Arrays.fill((float[]) y, yo, yo + n, (float) value);
    }

    @Override
    public void fillLong(Object y, int yo, int n, long value) {
        Arrays.fill((float[]) y, yo, yo + n, value);
    }

    @Override
    public void where(
            boolean[] c, int co, Object a, int ao, int as, Object b, int bo, int bs, Object y, int yo, int n) {
        float[] yes = (float[]) a;
        float[] no = (float[]) b;
        float[] to = (float[]) y;
        if (alone(n, CHEAP_THRESHOLD)) {
            FloatLoops.where(c, co, yes, ao, as, no, bo, bs, to, yo, n);
        } else {
            Parallel.run(pieces(n, CHEAP_PIECE), t -> {
                int i = t * CHEAP_PIECE;
                FloatLoops.where(
                        c, co + i, yes, ao + as * i, as, no, bo + bs * i, bs, to, yo + i, Math.min(CHEAP_PIECE, n - i));
            });
        }
    }

    @Override
    public void addRow(Object x, int xo, Object b, int bo, int rows, int columns, Object y, int yo) {
        float[] from = (float[]) x;
        float[] row = (float[]) b;
        float[] to = (float[]) y;
        if (alone(rows * columns, CHEAP_THRESHOLD)) {
            for (int r = 0, at = 0; r < rows; r++, at += columns) {
                FloatLoops.binary(BinaryOp.ADD, from, xo + at, row, bo, to, yo + at, columns);
            }
        } else {
            int piece = Math.max(1, CHEAP_PIECE / columns);
            Parallel.run(pieces(rows, piece), t -> {
                int last = Math.min(rows, (t + 1) * piece);
                for (int r = t * piece, at = r * columns; r < last; r++, at += columns) {
                    FloatLoops.binary(BinaryOp.ADD, from, xo + at, row, bo, to, yo + at, columns);
                }
            });
        }
    }

    @Override
    public void sgd(SgdStep step, Object p, int po, Object g, int go, @Nullable Object buffer, int bo, int n) {
        float[] parameter = (float[]) p;
        float[] gradient = (float[]) g;
        float[] momentum = (float[]) buffer;
        if (alone(n, UPDATE_THRESHOLD)) {
            FloatUpdates.sgd(step, parameter, po, gradient, go, momentum, bo, n);
        } else {
            Parallel.run(pieces(n, UPDATE_PIECE), t -> {
                int i = t * UPDATE_PIECE;
                FloatUpdates.sgd(
                        step, parameter, po + i, gradient, go + i, momentum, bo + i, Math.min(UPDATE_PIECE, n - i));
            });
        }
    }

    @Override
    public void adam(
            AdamStep step,
            Object p,
            int po,
            Object g,
            int go,
            Object m,
            int mo,
            Object v,
            int vo,
            @Nullable Object vMax,
            int vMaxO,
            int n) {
        float[] parameter = (float[]) p;
        float[] gradient = (float[]) g;
        float[] mean = (float[]) m;
        float[] square = (float[]) v;
        float[] largest = (float[]) vMax;
        if (alone(n, UPDATE_THRESHOLD)) {
            FloatUpdates.adam(step, parameter, po, gradient, go, mean, mo, square, vo, largest, vMaxO, n);
        } else {
            Parallel.run(pieces(n, UPDATE_PIECE), t -> {
                int i = t * UPDATE_PIECE;
                FloatUpdates.adam(
                        step,
                        parameter,
                        po + i,
                        gradient,
                        go + i,
                        mean,
                        mo + i,
                        square,
                        vo + i,
                        largest,
                        vMaxO + i,
                        Math.min(UPDATE_PIECE, n - i));
            });
        }
    }

    /** Whether so little work is not worth a second thread, or not worth waking one that sleeps. */
    private static boolean alone(int n, int threshold) {
        return n < threshold || Parallel.getNumThreads() == 1 || n / 8 < threshold && !Parallel.awake();
    }

    private static int pieces(int n, int piece) {
        return (n + piece - 1) / piece;
    }
}
