package lanewise.tensor.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Convolutions as matrix products over packed patches, a tile of outputs at a time so that the packed matrix stays
 * small.
 *
 * <p>Large grid x {@code (N, G·C, D, H, W)}, small grid y {@code (N, G·F, D', H', W')}, weights {@code (G·F, C, taps)}.
 * Tiles and chunks depend on sizes alone, so the bits of a result do not depend on the number of threads.
 */
final class FloatConvolution {
    /** Elements of a packed tile: it stays in the second-level cache together with what the product packs. */
    private static final int TILE = 1 << 17;
    /** Elements that the partial sums of a weight gradient may take together. */
    private static final int PARTIAL_SUMS = 1 << 22;
    /** Partial sums of a weight gradient: as many threads can work on it. */
    private static final int CHUNKS = 8;

    private FloatConvolution() {}

    /** Outputs in a tile: as many as fit, in tiles of nearly one size. */
    private static int tile(Lattice s) {
        int outputs = s.outputs();
        if (s.isPointwise()) {
            return outputs;
        }
        int fits = Math.max(32, TILE / s.rows() / 32 * 32);
        int tiles = (outputs + fits - 1) / fits;
        return Math.min(outputs, (outputs + 32 * tiles - 1) / (32 * tiles) * 32);
    }

    /** y = W ∗ x (+ one bias per filter). */
    static void forward(Lattice s, float[] x, int xo, float[] w, int wo, float @Nullable [] bias, int bo, float[] y) {
        if (s.isDepthwise()) {
            FloatDepthwise.forward(s, x, xo, w, wo, bias, bo, y);
            return;
        }
        Patchwork patches = Patchwork.of(s);
        if (patches != null) {
            FloatPatchwork.forward(patches, x, xo, w, wo, bias, bo, y);
            return;
        }
        int rows = s.rows();
        int outputs = s.outputs();
        int tile = tile(s);
        int tiles = (outputs + tile - 1) / tile;
        boolean pointwise = s.isPointwise();
        Parallel.run(s.batch * s.groups * tiles, t -> {
            int image = t / tiles;
            int group = image % s.groups;
            int from = t % tiles * tile;
            int n = Math.min(tile, outputs - from);
            int xAt = xo + image * s.channels * s.inputs();
            int wAt = wo + group * s.filters * rows;
            int yAt = image * s.filters * outputs + from;
            if (pointwise) {
                Gemm.multiply(s.filters, n, rows, w, wAt, rows, 1, x, xAt, outputs, 1, 0, y, yAt, outputs);
            } else {
                FloatScratch scratch = FloatScratch.take();
                float[] cols = scratch.b(rows * n);
                FloatPatches.gather(s, x, xAt, from, from + n, cols, 0, n);
                Gemm.multiply(s.filters, n, rows, w, wAt, rows, 1, cols, 0, n, 1, 0, y, yAt, outputs);
                scratch.give();
            }
            for (int f = 0; f < s.filters && bias != null; f++) {
                float b = bias[bo + group * s.filters + f];
                int line = yAt + f * outputs;
                for (int i = line; i < line + n; i++) {
                    y[i] += b;
                }
            }
        });
    }

    /** x = Wᵀ ∗ y: the derivative by the input, and the transposed convolution. */
    static void input(Lattice s, float[] y, int yo, float[] w, int wo, float[] x) {
        if (s.isDepthwise()) {
            FloatDepthwise.input(s, y, yo, w, wo, x);
            return;
        }
        Patchwork patches = Patchwork.of(s);
        if (patches != null) {
            FloatPatchwork.input(patches, y, yo, w, wo, x);
            return;
        }
        int rows = s.rows();
        int outputs = s.outputs();
        int tile = tile(s);
        boolean pointwise = s.isPointwise();
        Parallel.run(s.batch * s.groups, image -> {
            int group = image % s.groups;
            int xAt = image * s.channels * s.inputs();
            int wAt = wo + group * s.filters * rows;
            int yAt = yo + image * s.filters * outputs;
            if (pointwise) {
                Gemm.multiply(rows, outputs, s.filters, w, wAt, 1, rows, y, yAt, outputs, 1, 0, x, xAt, outputs);
                return;
            }
            Arrays.fill(x, xAt, xAt + s.channels * s.inputs(), 0f);
            FloatScratch scratch = FloatScratch.take();
            float[] cols = scratch.b(rows * tile);
            for (int from = 0; from < outputs; from += tile) {
                int n = Math.min(tile, outputs - from);
                Gemm.multiply(rows, n, s.filters, w, wAt, 1, rows, y, yAt + from, outputs, 1, 0, cols, 0, n);
                FloatPatches.scatter(s, cols, 0, n, from, from + n, x, xAt);
            }
            scratch.give();
        });
    }

    /** dW = Σ over images and outputs of y xᵀ: the derivative by the weights. dw holds zeros. */
    static void weight(Lattice s, float[] x, int xo, float[] y, int yo, float[] dw) {
        if (s.isDepthwise()) {
            FloatDepthwise.weight(s, x, xo, y, yo, dw);
            return;
        }
        Patchwork patches = Patchwork.of(s);
        if (patches != null) {
            FloatPatchwork.weight(patches, x, xo, y, yo, dw);
            return;
        }
        int rows = s.rows();
        int size = s.filters * rows;
        int total = s.groups * size;
        int chunks = Math.max(1, Math.min(s.batch, Math.min(CHUNKS, PARTIAL_SUMS / total)));
        float[][] sums = new float[chunks][];
        sums[0] = dw;
        for (int c = 1; c < chunks; c++) {
            sums[c] = new float[total];
        }
        Parallel.run(chunks * s.groups, t -> {
            int chunk = t / s.groups;
            int group = t % s.groups;
            int first = (int) ((long) chunk * s.batch / chunks);
            int last = (int) ((long) (chunk + 1) * s.batch / chunks);
            for (int image = first; image < last; image++) {
                int plane = image * s.groups + group;
                weight(
                        s,
                        x,
                        xo + plane * s.channels * s.inputs(),
                        y,
                        yo + plane * s.filters * s.outputs(),
                        sums[chunk],
                        group * size);
            }
        });
        for (int c = 1; c < chunks; c++) {
            float[] part = sums[c];
            for (int i = 0; i < total; i++) {
                dw[i] += part[i];
            }
        }
    }

    private static void weight(Lattice s, float[] x, int xo, float[] y, int yo, float[] dw, int dwo) {
        int rows = s.rows();
        int outputs = s.outputs();
        if (s.isPointwise()) {
            Gemm.multiply(s.filters, rows, outputs, y, yo, outputs, 1, x, xo, 1, outputs, 1, dw, dwo, rows);
            return;
        }
        int tile = tile(s);
        FloatScratch scratch = FloatScratch.take();
        float[] cols = scratch.b(rows * tile);
        for (int from = 0; from < outputs; from += tile) {
            int n = Math.min(tile, outputs - from);
            FloatPatches.gather(s, x, xo, from, from + n, cols, 0, n);
            Gemm.multiply(s.filters, rows, n, y, yo + from, outputs, 1, cols, 0, 1, n, 1, dw, dwo, rows);
        }
        scratch.give();
    }

    /** The whole patch matrix of each image: {@code (N, C·taps, outputs)}. */
    static void unfold(Lattice s, float[] x, int xo, float[] cols) {
        int outputs = s.outputs();
        Parallel.run(
                s.batch,
                image -> FloatPatches.gather(
                        s,
                        x,
                        xo + image * s.channels * s.inputs(),
                        0,
                        outputs,
                        cols,
                        image * s.rows() * outputs,
                        outputs));
    }

    /** Patch matrices added back into images of zeros. */
    static void fold(Lattice s, float[] cols, int co, float[] x) {
        int outputs = s.outputs();
        Arrays.fill(x, 0f);
        Parallel.run(
                s.batch,
                image -> FloatPatches.scatter(
                        s,
                        cols,
                        co + image * s.rows() * outputs,
                        outputs,
                        0,
                        outputs,
                        x,
                        image * s.channels * s.inputs()));
    }
}
