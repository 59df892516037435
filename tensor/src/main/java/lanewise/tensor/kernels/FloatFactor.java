package lanewise.tensor.kernels;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** A {@link Factor} of {@code float}: for each block of the sum the panels of {@link VectorFloatPack#packB}. */
final class FloatFactor implements Factor {
    private final int n;
    private final int k;
    private final float[] b;
    private final int bo;
    private final int brs;
    private final int bcs;
    private @Nullable FloatScratch scratch;
    private MemorySegment panels = MemorySegment.NULL;

    FloatFactor(int n, int k, float[] b, int bo, int brs, int bcs) {
        this.n = n;
        this.k = k;
        this.b = b;
        this.bo = bo;
        this.brs = brs;
        this.bcs = bcs;
    }

    @Override
    public void multiply(int m, Object a, int ao, int ars, int acs, boolean add, Object c, int co, int ldc) {
        float[] x = (float[]) a;
        float[] y = (float[]) c;
        int plan = FloatGemm.factorPlan(m, n, k, ars, acs, brs, bcs);
        if (FloatGemm.takesPanels(plan, m, n, k)) {
            panels(FloatGemm.threads((long) m * n * k), m, x, ao, ars, acs, add, y, co, ldc);
        } else {
            int beta = add ? 1 : 0;
            FloatGemm.multiply(plan, m, n, k, x, ao, ars, acs, b, bo, brs, bcs, beta, y, co, ldc, null, 0);
        }
    }

    /** The same, all on this thread: for callers that share out work themselves. */
    void alone(int m, float[] a, int ao, int ars, int acs, float[] c, int co, int ldc) {
        if (FloatGemm.takesPanels(FloatGemm.factorPlan(m, n, k, ars, acs, brs, bcs), m, n, k)) {
            panels(1, m, a, ao, ars, acs, false, c, co, ldc);
        } else {
            FloatGemm.alone(m, n, k, a, ao, ars, acs, b, bo, brs, bcs, 0, c, co, ldc);
        }
    }

    private void panels(
            int pieces, int m, float[] a, int ao, int ars, int acs, boolean add, float[] c, int co, int ldc) {
        if (scratch == null) {
            pack();
        }
        int step = FloatGemm.step(k);
        int width = VectorFloatGemm.NR;
        int columns = (n + width - 1) / width;
        Parallel.run(pieces, t -> {
            int from = (int) ((long) t * columns / pieces) * width;
            int to = Math.min((int) ((t + 1L) * columns / pieces) * width, n);
            for (int p = 0; p < k; p += step) {
                int kp = Math.min(k - p, step);
                long at = ((long) columns * width * p + (long) from * kp) * Float.BYTES;
                boolean more = add || p > 0;
                VectorFloatGemm.panels(
                        m, to - from, kp, a, ao + p * acs, ars, acs, panels, at, more, c, co + from, ldc);
            }
        });
    }

    private void pack() {
        FloatScratch own = FloatScratch.take();
        int width = VectorFloatGemm.NR;
        long padded = (n + width - 1) / width * width;
        MemorySegment to = own.panels((int) (padded * k));
        int step = FloatGemm.step(k);
        for (int p = 0; p < k; p += step) {
            MemorySegment block = to.asSlice(padded * p * Float.BYTES);
            VectorFloatPack.packB(n, Math.min(k - p, step), b, bo + p * brs, brs, bcs, block, own);
        }
        scratch = own;
        panels = to;
    }

    @Override
    public void close() {
        if (scratch != null) {
            scratch.give();
            scratch = null;
        }
    }
}
