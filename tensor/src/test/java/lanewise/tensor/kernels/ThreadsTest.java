package lanewise.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same bits for any number of threads, for every kernel that splits its work. */
class ThreadsTest {
    private static final int N = 300_000;
    private final int before = Parallel.getNumThreads();

    @AfterEach
    void restore() {
        Parallel.setNumThreads(before);
    }

    private static void check(Supplier<float[]> work) {
        Parallel.setNumThreads(1);
        float[] expected = work.get();
        for (int threads = 2; threads <= 4; threads++) {
            Parallel.setNumThreads(threads);
            assertArrayEquals(expected, work.get());
        }
    }

    @Test
    void elementwise() {
        float[] a = Samples.ordinary(N, 1);
        float[] b = Samples.ordinary(N, 2);
        for (UnaryOp op : new UnaryOp[] {UnaryOp.NEG, UnaryOp.EXP, UnaryOp.LGAMMA}) {
            check(() -> {
                float[] y = new float[N];
                Kernels.FLOAT32.unary(op, a, 0, y, 0, N);
                return y;
            });
        }
        for (BinaryOp op : new BinaryOp[] {BinaryOp.ADD, BinaryOp.POW}) {
            check(() -> {
                float[] y = new float[N];
                Kernels.FLOAT32.binary(op, a, 0, 1, b, 0, 1, y, 0, N);
                return y;
            });
        }
        check(() -> {
            float[] y = b.clone();
            Kernels.FLOAT32.axpy(0.3, a, 0, y, 0, N);
            return y;
        });
    }

    @Test
    void largeCopies() {
        float[] x = Samples.ordinary(2 * N, 1);
        float[] whole = Arrays.copyOfRange(x, 1, 2 * N);
        check(() -> {
            float[] y = new float[2 * N + 5];
            Cast.copy(x, 1, y, 3, 2 * N - 1);
            assertArrayEquals(whole, Arrays.copyOfRange(y, 3, 2 * N + 2));
            assertArrayEquals(new float[3], Arrays.copyOfRange(y, 2 * N + 2, 2 * N + 5));
            return y;
        });
    }

    @Test
    void reductions() {
        float[] x = Samples.ordinary(N, 1);
        for (ReduceOp op : ReduceOp.values()) {
            for (int[] shape :
                    new int[][] {{1, N, 1}, {300, 1000, 1}, {1, 100_000, 3}, {1, 300, 1000}, {30, 100, 100}}) {
                check(() -> {
                    float[] y = new float[shape[0] * shape[2]];
                    Kernels.FLOAT32.reduce(op, x, 0, shape[0], shape[1], shape[2], y, 0);
                    return y;
                });
            }
        }
    }

    @Test
    void rows() {
        float[] x = Samples.ordinary(N, 1);
        float[] g = Samples.ordinary(N, 2);
        long[] target = new long[N / 10];
        for (int[] shape : new int[][] {{N / 10, 10, 1}, {300, 1000, 1}, {100, 30, 100}}) {
            check(() -> {
                float[] y = new float[N];
                Kernels.FLOAT32.softmax(true, x, 0, shape[0], shape[1], shape[2], y, 0);
                Kernels.FLOAT32.softmaxBackward(true, g, 0, y, 0, shape[0], shape[1], shape[2], y, 0);
                return y;
            });
        }
        check(() -> {
            float[] loss = new float[N / 10];
            float[] dx = new float[N];
            Kernels.FLOAT32.crossEntropy(x, 0, target, 0, -1, N / 10, 10, loss, 0, dx, 0);
            return dx;
        });
    }

    @Test
    void updates() {
        float[] g = Samples.ordinary(N, 1);
        check(() -> {
            float[] p = Samples.ordinary(N, 2);
            float[] m = new float[N];
            float[] v = new float[N];
            Kernels.FLOAT32.sgd(new Kernels.SgdStep(0.1, 0.9, 0, 0.1, true, false, true), p, 0, g, 0, m, 0, N);
            Kernels.FLOAT32.adam(
                    new Kernels.AdamStep(0.1, 0.9, 0.99, 1e-8, 0, false, false, 3), p, 0, g, 0, m, 0, v, 0, null, 0, N);
            return p;
        });
    }
}
