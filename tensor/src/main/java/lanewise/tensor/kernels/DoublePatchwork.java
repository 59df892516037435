// Generated from FloatPatchwork.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The three products of a convolution without the matrix of patches: what the innermost loops need of it is packed
 * panel by panel from the image, or read there.
 *
 * <p>Every sum has one order, whatever the width of vectors and the number of threads: chains of fused multiply-adds
 * over blocks of at most {@value #BLOCK} (elements of a filter, filters, outputs), blocks added upwards.
 */
final class DoublePatchwork {
    /** Longest chain of multiply-adds: 16 channels of 3×3 filters. */
    private static final int BLOCK = 144;
    /** Outputs whose gradients are added to the image together. */
    private static final int COLUMNS = 32;
    /** Elements that the partial sums of a weight gradient may take together. */
    private static final int PARTIAL_SUMS = 1 << 22;
    /** Partial sums of a weight gradient: as many threads can work on it. */
    private static final int CHUNKS = 8;
    /** Pieces for each thread where there are fewer images. */
    private static final int PIECES = 4;
    /** What vectors may read or write behind an array's end. */
    private static final int SLACK = 16;
    /** Elements of a line of a cache. */
    private static final int LINE = 64 / Double.BYTES;

    private static final int MR = Simd.AVAILABLE ? VectorDoubleGemm.MR : 8;
    private static final int NR = Simd.AVAILABLE ? VectorDoubleGemm.NR : COLUMNS;

    private DoublePatchwork() {}

    private static int roundUp(int x, int step) {
        return (x + step - 1) / step * step;
    }

    /** Into how many pieces to cut an image, so that there is work for all threads. */
    private static int pieces(Lattice s, int most) {
        int images = s.batch * s.groups;
        int threads = Parallel.getNumThreads();
        return threads == 1 ? 1 : Math.clamp((PIECES * threads + images - 1) / images, 1, most);
    }

    /** The image itself, or its copy with zeros around. */
    private static double[] source(Patchwork m, double[] x, int xo, DoubleScratch scratch) {
        if (m.inPlace) {
            readAhead(x, xo, m.image(), scratch);
            return x;
        }
        double[] copy = scratch.c(m.image() + SLACK);
        Arrays.fill(copy, 0, m.image(), 0f);
        m.copy(m.s.channels, false, x, xo, copy);
        return copy;
    }

    /** Reads an image once from end to end: packing jumps from line to line, which memory is slow to follow. */
    private static void readAhead(double[] x, int from, int n, DoubleScratch scratch) {
        double sum = 0;
        for (int i = from; i < from + n; i += LINE) {
            sum += x[i];
        }
        scratch.tile[0] = sum; // for otherwise the loop would do nothing
    }

    // ---- outputs
    // --------------------------------------------------------------------------------------------------------

    /** y = W ∗ x (+ one bias per filter): the bias is a filter's first element and sees a one. */
    static void forward(
            Patchwork m, double[] x, int xo, double[] w, int wo, double @Nullable [] bias, int bo, double[] y) {
        Lattice s = m.s;
        int one = bias == null ? 0 : 1;
        int k = s.rows() + one;
        int filters = roundUp(s.filters, MR);
        DoubleScratch held = DoubleScratch.take();
        double[] packed = held.c(s.groups * filters * k);
        for (int g = 0; g < s.groups; g++) {
            double[] a = w;
            int ao = wo + g * s.filters * s.rows();
            if (bias != null) {
                a = new double[s.filters * k];
                for (int f = 0; f < s.filters; f++) {
                    a[f * k] = bias[bo + g * s.filters + f];
                    System.arraycopy(w, ao + f * (k - 1), a, f * k + 1, k - 1);
                }
                ao = 0;
            }
            packFilters(s.filters, k, a, ao, packed, g * filters * k);
        }
        int panels = (s.outputs() + NR - 1) / NR;
        int pieces = pieces(s, panels);
        Parallel.run(s.batch * s.groups * pieces, t -> {
            int image = t / pieces;
            int piece = t % pieces;
            DoubleScratch scratch = DoubleScratch.take();
            int at = xo + image * s.channels * s.inputs();
            double[] source = source(m, x, at, scratch);
            int from = (int) ((long) piece * panels / pieces);
            int to = (int) ((long) (piece + 1) * panels / pieces);
            for (int p = from; p < to; p++) {
                outputs(
                        m,
                        one,
                        source,
                        m.inPlace ? at : 0,
                        packed,
                        image % s.groups * filters * k,
                        p * NR,
                        y,
                        image * s.filters * s.outputs() + p * NR,
                        scratch);
            }
            scratch.give();
        });
        held.give();
    }

    /** One block of k after the other, in each the panels of {@link #MR} filters. */
    private static void packFilters(int filters, int k, double[] a, int ao, double[] to, int at) {
        for (int p = 0; p < k; p += BLOCK) {
            packA(filters, Math.min(BLOCK, k - p), a, ao + p, k, to, at + p * roundUp(filters, MR));
        }
    }

    private static void packA(int rows, int k, double[] a, int ao, int ars, double[] to, int at) {
        if (Simd.AVAILABLE) {
            VectorDoublePack.packA(rows, k, a, ao, ars, 1, to, at);
            return;
        }
        for (int i = 0; i < roundUp(rows, MR); i++) {
            for (int p = 0; p < k; p++) {
                to[at + i / MR * MR * k + p * MR + i % MR] = i < rows ? a[ao + i * ars + p] : 0f;
            }
        }
    }

    /** All filters at the outputs {@code from … from + NR} of an image. */
    private static void outputs(
            Patchwork m,
            int one,
            double[] x,
            int xo,
            double[] packed,
            int po,
            int from,
            double[] y,
            int yo,
            DoubleScratch scratch) {
        Lattice s = m.s;
        int k = s.rows() + one;
        int n = Math.min(NR, s.outputs() - from);
        MemorySegment panel = Simd.AVAILABLE ? scratch.panels(NR * BLOCK) : MemorySegment.NULL;
        double[] plain = scratch.b(NR * BLOCK);
        for (int p = 0; p < k; p += BLOCK) {
            int length = Math.min(BLOCK, k - p);
            int ones = p == 0 ? one : 0;
            packPatches(m, p + ones - one, length - ones, ones, x, xo, from, n, plain, panel);
            int at = po + p * roundUp(s.filters, MR);
            for (int f = 0; f < s.filters; f += MR) {
                tile(
                        Math.min(MR, s.filters - f),
                        n,
                        length,
                        packed,
                        at + f * length,
                        plain,
                        panel,
                        0,
                        p > 0,
                        y,
                        yo + f * s.outputs(),
                        s.outputs(),
                        scratch.tile);
            }
        }
    }

    /** Rows {@code p … p + k} of the patches of n outputs, behind {@code ones} rows of ones. */
    private static void packPatches(
            Patchwork m,
            int p,
            int k,
            int ones,
            double[] x,
            int xo,
            int from,
            int n,
            double[] plain,
            MemorySegment panel) {
        int width = m.s.outW;
        int most = m.rows[m.rows.length - 1] + xo;
        if (Simd.AVAILABLE) {
            int half = NR / 2;
            int line = from / width;
            int ow = from % width;
            int a0 = xo + m.line(line) + ow;
            int n0 = width - ow;
            int b0 = n0 < half && n0 < n ? xo + m.line(line + 1) - n0 : a0;
            int a1 = a0;
            int b1 = a0;
            int n1 = half;
            if (n > half) {
                line = (from + half) / width;
                ow = (from + half) % width;
                a1 = xo + m.line(line) + ow;
                n1 = width - ow;
                b1 = n1 < half && n1 < n - half ? xo + m.line(line + 1) - n1 : a1;
            }
            // No vector reads behind the end of the array: only the last outputs of all could.
            if (Math.max(Math.max(a0, b0), Math.max(a1, b1)) - xo + most + half <= x.length) {
                VectorDoublePatchwork.pack(m.rows, p, k, ones, x, a0, b0, n0, a1, b1, n1, panel);
                return;
            }
        }
        Arrays.fill(plain, 0, ones * NR, 1f);
        for (int j = 0; j < n; j++) {
            int at = xo + m.line((from + j) / width) + (from + j) % width;
            for (int i = 0; i < k; i++) {
                plain[(ones + i) * NR + j] = x[at + m.rows[p + i]];
            }
        }
        if (Simd.AVAILABLE) {
            MemorySegment.copy(MemorySegment.ofArray(plain), 0, panel, 0, (ones + k) * (long) NR * Double.BYTES);
        }
    }

    /** C (+)= A·B for a packed panel of rows of A and one of columns of B, of which mr and nr count. */
    private static void tile(
            int mr,
            int nr,
            int k,
            double[] a,
            int ao,
            double[] plain,
            MemorySegment b,
            int panel,
            boolean add,
            double[] c,
            int co,
            int ldc,
            double[] edge) {
        if (Simd.AVAILABLE) {
            VectorDoublePatchwork.tile(mr, nr, k, a, ao, b, panel * (long) NR * k * Double.BYTES, add, c, co, ldc,
                    edge);
        } else {
            ScalarDoubleGemm.block(mr, nr, k, a, ao, 1, MR, plain, panel * NR * k, NR, 1, add, c, co, ldc);
        }
    }

    // ---- inputs
    // ---------------------------------------------------------------------------------------------------------

    /** x = Wᵀ ∗ y: the gradients of the patches of {@link #COLUMNS} outputs at a time are added to the image. */
    static void input(Patchwork m, double[] y, int yo, double[] w, int wo, double[] x) {
        Lattice s = m.s;
        int taps = s.taps();
        int pieces = pieces(s, s.channels);
        int most = (s.channels + pieces - 1) / pieces;
        int room = roundUp(taps * most, MR) * s.filters;
        DoubleScratch held = DoubleScratch.take();
        double[] packed = held.c(s.groups * pieces * room);
        double[] turned = held.b(taps * most * s.filters);
        for (int p = 0; p < s.groups * pieces; p++) {
            int first = p % pieces * s.channels / pieces;
            int channels = (p % pieces + 1) * s.channels / pieces - first;
            // Row (tap, channel): neighbouring rows meet in no element of the image, see scatter.
            for (int tap = 0; tap < taps; tap++) {
                for (int c = 0; c < channels; c++) {
                    int from = wo + p / pieces * s.filters * s.rows() + (first + c) * taps + tap;
                    int to = (tap * channels + c) * s.filters;
                    for (int f = 0; f < s.filters; f++) {
                        turned[to + f] = w[from + f * s.rows()];
                    }
                }
            }
            packFilters(taps * channels, s.filters, turned, 0, packed, p * room);
        }
        Parallel.run(s.batch * s.groups * pieces, t -> {
            int image = t / pieces;
            int piece = t % pieces;
            int first = piece * s.channels / pieces;
            int channels = (piece + 1) * s.channels / pieces - first;
            DoubleScratch scratch = DoubleScratch.take();
            double[] sums = scratch.c(channels * m.plane + SLACK);
            Arrays.fill(sums, 0, channels * m.plane + SLACK, 0f);
            for (int from = 0; from < s.outputs(); from += COLUMNS) {
                patches(
                        m,
                        channels,
                        packed,
                        (image % s.groups * pieces + piece) * room,
                        y,
                        yo + image * s.filters * s.outputs() + from,
                        from,
                        sums,
                        scratch);
            }
            m.copy(channels, true, x, (image * s.channels + first) * s.inputs(), sums);
            scratch.give();
        });
        held.give();
    }

    /** Adds the gradients of the patches of outputs {@code from … from + COLUMNS}. */
    private static void patches(
            Patchwork m,
            int channels,
            double[] packed,
            int po,
            double[] y,
            int yo,
            int from,
            double[] sums,
            DoubleScratch scratch) {
        Lattice s = m.s;
        int rows = s.taps() * channels;
        int n = Math.min(COLUMNS, s.outputs() - from);
        double[] gradients = scratch.a(rows * COLUMNS + SLACK);
        MemorySegment panel = Simd.AVAILABLE ? scratch.panels(COLUMNS * BLOCK) : MemorySegment.NULL;
        double[] plain = scratch.b(COLUMNS * BLOCK);
        for (int p = 0; p < s.filters; p += BLOCK) {
            int k = Math.min(BLOCK, s.filters - p);
            if (Simd.AVAILABLE) {
                VectorDoublePack.packB(n, k, y, yo + p * s.outputs(), s.outputs(), 1, panel, scratch);
            } else {
                for (int i = 0; i < k; i++) {
                    System.arraycopy(y, yo + (p + i) * s.outputs(), plain, i * COLUMNS, n);
                }
            }
            for (int j = 0; j < n; j += NR) {
                for (int r = 0; r < rows; r += MR) {
                    tile(
                            Math.min(MR, rows - r),
                            Math.min(NR, n - j),
                            k,
                            packed,
                            po + p * roundUp(rows, MR) + r * k,
                            plain,
                            panel,
                            j / NR,
                            p > 0,
                            gradients,
                            r * COLUMNS + j,
                            COLUMNS,
                            scratch.tile);
                }
            }
        }
        scatter(m, channels, gradients, from, n, sums);
    }

    /**
     * Adds patches to the image, tap by tap and channel by channel: the next tap of the same channel writes where this
     * one did, and had to wait for it.
     */
    private static void scatter(Patchwork m, int channels, double[] gradients, int from, int n, double[] sums) {
        int width = m.s.outW;
        for (int tap = 0; tap < m.s.taps(); tap++) {
            for (int j = 0; j < n; ) {
                int ow = (from + j) % width;
                int run = Math.min(n - j, width - ow);
                int to = m.rows[tap] + m.line((from + j) / width) + ow;
                int row = tap * channels * COLUMNS + j;
                if (Simd.AVAILABLE) {
                    VectorDoublePatchwork.add(channels, run, gradients, row, COLUMNS, sums, to, m.plane);
                } else {
                    for (int c = 0; c < channels; c++) {
                        for (int i = 0; i < run; i++) {
                            sums[to + c * m.plane + i] += gradients[row + c * COLUMNS + i];
                        }
                    }
                }
                j += run;
            }
        }
    }

    // ---- weights
    // --------------------------------------------------------------------------------------------------------

    /** dW = Σ over images and outputs of y xᵀ, computed as its transpose: so the patches are read in the image. */
    static void weight(Patchwork m, double[] x, int xo, double[] y, int yo, double[] dw) {
        Lattice s = m.s;
        int ld = roundUp(s.filters, NR);
        int size = roundUp(s.rows(), MR) * ld;
        int chunks = Math.max(1, Math.min(s.batch, Math.min(CHUNKS, PARTIAL_SUMS / (s.groups * size))));
        int threads = Parallel.getNumThreads();
        int most = (s.rows() + MR - 1) / MR;
        int pieces =
                threads == 1 ? 1 : Math.clamp((PIECES * threads + chunks * s.groups - 1) / (chunks * s.groups), 1,
                        most);
        DoubleScratch held = DoubleScratch.take();
        double[] sums = held.c(chunks * s.groups * size);
        Parallel.run(chunks * s.groups * pieces, t -> {
            int part = t / pieces;
            int group = part % s.groups;
            int chunk = part / s.groups;
            int first = (int) ((long) chunk * s.batch / chunks);
            int last = (int) ((long) (chunk + 1) * s.batch / chunks);
            int fromRow = t % pieces * most / pieces * MR;
            int toRow = (t % pieces + 1) * most / pieces * MR;
            DoubleScratch scratch = DoubleScratch.take();
            for (int n = first; n < last; n++) {
                int image = n * s.groups + group;
                int at = xo + image * s.channels * s.inputs();
                weights(
                        m,
                        fromRow,
                        toRow,
                        source(m, x, at, scratch),
                        m.inPlace ? at : 0,
                        y,
                        yo + image * s.filters * s.outputs(),
                        n > first,
                        sums,
                        part * size,
                        ld,
                        scratch);
            }
            scratch.give();
        });
        for (int g = 0; g < s.groups; g++) {
            for (int f = 0; f < s.filters; f++) {
                int to = (g * s.filters + f) * s.rows();
                for (int chunk = 0; chunk < chunks; chunk++) {
                    int from = (chunk * s.groups + g) * size + f;
                    for (int r = 0; r < s.rows(); r++) {
                        dw[to + r] += sums[from + r * ld];
                    }
                }
            }
        }
        held.give();
    }

    /** The share of one image in the sums of some rows: of a few lines of outputs at a time, or of a part of a line. */
    private static void weights(
            Patchwork m,
            int fromRow,
            int toRow,
            double[] x,
            int xo,
            double[] y,
            int yo,
            boolean add,
            double[] sums,
            int so,
            int ld,
            DoubleScratch scratch) {
        Lattice s = m.s;
        int parts = (s.outW + BLOCK - 1) / BLOCK;
        int most = parts > 1 ? 1 : Math.min(s.outH, BLOCK / s.outW);
        double[] a = scratch.a(MR * (BLOCK + SLACK));
        MemorySegment panels = Simd.AVAILABLE ? scratch.panels(ld * BLOCK) : MemorySegment.NULL;
        double[] plain = scratch.b(ld * BLOCK);
        boolean more = add;
        readAhead(y, yo, s.filters * s.outputs(), scratch);
        for (int line = 0; line < m.lines; ) {
            int lines = Math.min(most, s.outH - line % s.outH);
            for (int part = 0; part < parts; part++) {
                int ow = (int) ((long) part * s.outW / parts);
                int run = (int) ((part + 1L) * s.outW / parts) - ow;
                int k = lines * run;
                packGradients(s, k, y, yo + line * s.outW + ow, plain, panels, scratch);
                for (int r = fromRow; r < toRow; r += MR) {
                    packRows(m, r, line, lines, run, x, xo + m.line(line) + ow, a);
                    for (int f = 0; f < s.filters; f += NR) {
                        tile(MR, NR, k, a, 0, plain, panels, f / NR, more, sums, so + r * ld + f, ld, scratch.tile);
                    }
                }
                more = true;
            }
            line += lines;
        }
    }

    /** The gradients of k outputs as panels of filters, zeros behind the last filter. */
    private static void packGradients(
            Lattice s, int k, double[] y, int yo, double[] plain, MemorySegment panels, DoubleScratch scratch) {
        if (Simd.AVAILABLE) {
            VectorDoublePack.packB(s.filters, k, y, yo, 1, s.outputs(), panels, scratch);
            return;
        }
        for (int f = 0; f < roundUp(s.filters, NR); f++) {
            for (int p = 0; p < k; p++) {
                plain[f / NR * NR * k + p * NR + f % NR] = f < s.filters ? y[yo + f * s.outputs() + p] : 0f;
            }
        }
    }

    /** Rows {@code r … r + MR} of the patches of some lines, as a panel; behind the last row it is repeated. */
    private static void packRows(
            Patchwork m, int r, int line, int lines, int run, double[] x, int xo, double[] to) {
        int last = m.rows.length - 1;
        int step = lines > 1 ? m.line(line + 1) - m.line(line) : 0;
        // No vector reads behind the end of the array: only the last lines of all could.
        if (Simd.AVAILABLE && xo + m.rows[last] + (lines - 1) * step + run + SLACK <= x.length) {
            VectorDoublePatchwork.zip(m.rows, r, lines, step, run, x, xo, to);
            return;
        }
        for (int i = 0; i < MR; i++) {
            int row = xo + m.rows[Math.min(r + i, last)];
            for (int p = 0; p < lines * run; p++) {
                to[p * MR + i] = x[row + p / run * step + p % run];
            }
        }
    }
}
