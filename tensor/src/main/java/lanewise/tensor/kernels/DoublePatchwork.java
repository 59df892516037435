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
    /** Longest chain of multiply-adds, the bias not counted: what it needs stays in the first-level cache. */
    private static final int BLOCK = 160;
    /** Outputs whose gradients are added to the image together. */
    private static final int COLUMNS = 32;
    /** Elements that the partial sums of a weight gradient may take together. */
    private static final int PARTIAL_SUMS = 1 << 22;
    /** Partial sums of a weight gradient: as many threads can work on it. */
    private static final int CHUNKS = 8;
    /** Pieces for each thread where there are fewer images. */
    private static final int PIECES = 4;
    /** Rows of the sums of a weight gradient that are turned together. */
    private static final int TURNED = 64;
    /** Outputs to take together at least. */
    private static final int TOGETHER = 512;
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
    static void forward(Patchwork m, double[] x, int xo, double[] w, int wo, double @Nullable [] bias, int bo,
            double[] y) {
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
            packFilters(s.filters, k, one, a, ao, packed, g * filters * k);
        }
        // Small images are taken together, so that few panels are not full; of large ones a task does a part.
        int together = together(s);
        int blocks = (s.batch + together - 1) / together;
        int panels = (together * s.outputs() + NR - 1) / NR;
        int pieces = together > 1 ? 1 : pieces(s, panels);
        Parallel.run(s.groups * blocks * pieces, t -> {
            int piece = t % pieces;
            int group = t / pieces % s.groups;
            int first = t / pieces / s.groups * together;
            int count = Math.min(together, s.batch - first);
            DoubleScratch scratch = DoubleScratch.take();
            Images images = images(m, x, xo, first, count, group, scratch);
            int from = (int) ((long) piece * panels / pieces) * NR;
            int to = Math.min((int) ((piece + 1L) * panels / pieces) * NR, count * s.outputs());
            for (int q = from; q < to; q += NR) {
                outputs(images, one, packed, group * filters * k, q, Math.min(NR, to - q), y, scratch);
            }
            scratch.give();
        });
        held.give();
    }

    /** How many images to take together. */
    private static int together(Lattice s) {
        int threads = Parallel.getNumThreads();
        int most = threads == 1 ? s.batch : Math.max(1, s.batch * s.groups / (PIECES * threads));
        return Math.clamp((TOGETHER + s.outputs() - 1) / s.outputs(), 1, Math.min(most, s.batch));
    }

    /** Some images of one group in an array, {@code step} apart, and the number of the first. */
    private record Images(Patchwork m, double[] x, int start, int step, int first, int group) {

        /** Where the patch of output q begins, counted through all images. */
        int place(int q) {
            int outputs = m.s.outputs();
            int width = m.s.outW;
            return start + q / outputs * step + m.line(q % outputs / width) + q % width;
        }

        /** Where the first filter's output q is in y. */
        int target(int q) {
            int outputs = m.s.outputs();
            return ((first + q / outputs) * m.s.groups + group) * m.s.filters * outputs + q % outputs;
        }
    }

    private static Images images(
            Patchwork m, double[] x, int xo, int first, int count, int group, DoubleScratch scratch) {
        Lattice s = m.s;
        int step = s.groups * s.channels * s.inputs();
        int start = xo + (first * s.groups + group) * s.channels * s.inputs();
        if (m.inPlace) {
            for (int i = 0; i < count; i++) {
                readAhead(x, start + i * step, m.image(), scratch);
            }
            return new Images(m, x, start, step, first, group);
        }
        double[] copy = scratch.image(count * m.image() + SLACK);
        Arrays.fill(copy, 0, count * m.image(), 0f);
        for (int i = 0; i < count; i++) {
            m.copy(s.channels, false, x, start + i * step, copy, i * m.image());
        }
        return new Images(m, copy, 0, m.image(), first, group);
    }

    /** One block of k after the other, in each the panels of {@link #MR} filters. */
    private static void packFilters(int filters, int k, int one, double[] a, int ao, double[] to, int at) {
        for (int p = 0; p < k; ) {
            int length = block(p, k, one);
            packA(filters, length, a, ao + p, k, to, at + p * roundUp(filters, MR));
            p += length;
        }
    }

    /**
     * How many of k multiply-adds form a chain from number p on, a bias before them or not: blocks are of nearly one
     * length, for a short one costs as much time at its ends as a long one.
     */
    private static int block(int p, int k, int one) {
        int blocks = (k - one + BLOCK - 1) / BLOCK;
        int length = (k - one + blocks - 1) / blocks;
        return Math.min(p == 0 ? length + one : length, k - p);
    }

    private static void packA(int rows, int k, double[] a, int ao, int ars, double[] to, int at) {
        if (Simd.AVAILABLE) {
            VectorDoublePack.packA(rows, k, a, ao, ars, 1, to, at, MR);
            return;
        }
        for (int i = 0; i < roundUp(rows, MR); i++) {
            for (int p = 0; p < k; p++) {
                to[at + i / MR * MR * k + p * MR + i % MR] = i < rows ? a[ao + i * ars + p] : 0f;
            }
        }
    }

    /** All filters at the outputs {@code q … q + n}. */
    private static void outputs(
            Images images, int one, double[] packed, int po, int q, int n, double[] y, DoubleScratch scratch) {
        Lattice s = images.m.s;
        int k = s.rows() + one;
        MemorySegment panel = Simd.AVAILABLE ? scratch.panels(NR * (BLOCK + 1) + SLACK) : MemorySegment.NULL;
        double[] plain = scratch.b(NR * (BLOCK + 1));
        // What does not lie in one image, or is no whole panel, comes to its place at the end.
        boolean straight = n == NR && q % s.outputs() + n <= s.outputs();
        double[] c = straight ? y : scratch.a(roundUp(s.filters, MR) * NR);
        int co = straight ? images.target(q) : 0;
        int ldc = straight ? s.outputs() : NR;
        int width = n <= NR / 2 ? NR / 2 : NR;
        for (int p = 0; p < k; ) {
            int length = block(p, k, one);
            int ones = p == 0 ? one : 0;
            packPatches(images, p + ones - one, length - ones, ones, q, n, plain, panel);
            int at = po + p * roundUp(s.filters, MR);
            for (int f = 0; f < s.filters; f += MR) {
                int rows = straight ? Math.min(MR, s.filters - f) : MR;
                tile(
                        rows,
                        width,
                        length,
                        packed,
                        at + f * length,
                        plain,
                        panel,
                        0,
                        p > 0,
                        c,
                        co + f * ldc,
                        ldc,
                        scratch.tile);
            }
            p += length;
        }
        for (int j = 0; j < n && !straight; ) {
            int run = Math.min(n - j, s.outputs() - (q + j) % s.outputs());
            int to = images.target(q + j);
            for (int f = 0; f < s.filters; f++) {
                System.arraycopy(c, f * NR + j, y, to + f * s.outputs(), run);
            }
            j += run;
        }
    }

    /** Rows {@code p … p + k} of the patches of outputs {@code q … q + n}, behind {@code ones} rows of ones. */
    private static void packPatches(
            Images images, int p, int k, int ones, int q, int n, double[] plain, MemorySegment panel) {
        int[] rows = images.m.rows;
        double[] x = images.x;
        int width = images.m.s.outW;
        // No vector reads behind the end of the array: only the last outputs of all could.
        boolean safe = Simd.AVAILABLE && images.place(q + n - 1) + rows[rows.length - 1] + SLACK <= x.length;
        int half = NR / 2;
        if (safe && width >= half) {
            int a0 = images.place(q);
            int n0 = width - q % width;
            int b0 = n0 < Math.min(half, n) ? images.place(q + n0) - n0 : a0;
            int a1 = a0;
            int b1 = a0;
            int n1 = half;
            if (n > half) {
                a1 = images.place(q + half);
                n1 = width - (q + half) % width;
                b1 = n1 < Math.min(half, n - half) ? images.place(q + half + n1) - n1 : a1;
            }
            VectorDoublePatchwork.pack(rows, p, k, ones, x, a0, b0, n0, a1, b1, n1, panel);
        } else if (safe) {
            int[] from = new int[NR];
            int[] to = new int[NR + 1];
            int pieces = 0;
            for (int j = 0; j < n; j = to[pieces]) {
                from[pieces] = images.place(q + j);
                to[++pieces] = Math.min(n, j + width - (q + j) % width);
            }
            int a1 = n > half ? images.place(q + half) : from[0];
            // Lines so near to each other that two vectors see all that one is made of
            double[] near = new double[NR];
            int farthest = 0;
            for (int i = 0; i < pieces; i++) {
                for (int j = to[i]; j < to[i + 1]; j++) {
                    int at = from[i] + j - to[i] - (j < half ? from[0] : a1);
                    near[j] = at;
                    farthest = Math.max(farthest, at);
                }
            }
            if (farthest < NR && a1 + rows[rows.length - 1] + NR <= x.length) {
                VectorDoublePatchwork.packNear(rows, p, k, ones, x, from[0], a1, near, panel);
            } else {
                VectorDoublePatchwork.packShort(rows, p, k, ones, x, from, to, pieces, panel);
            }
        } else {
            Arrays.fill(plain, 0, ones * NR, 1f);
            for (int j = 0; j < n; j++) {
                int at = images.place(q + j);
                for (int i = 0; i < k; i++) {
                    plain[(ones + i) * NR + j] = x[at + rows[p + i]];
                }
            }
            if (Simd.AVAILABLE) {
                MemorySegment.copy(MemorySegment.ofArray(plain), 0, panel, 0, (ones + k) * (long) NR * Double.BYTES);
            }
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
        Lattice transpose = s.flipped();
        Patchwork flipped = transpose == null ? null : Patchwork.of(transpose);
        if (flipped != null) {
            forward(flipped, y, yo, flip(s, w, wo), 0, null, 0, x);
            return;
        }
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
            packFilters(taps * channels, s.filters, 0, turned, 0, packed, p * room);
        }
        Parallel.run(s.batch * s.groups * pieces, t -> {
            int image = t / pieces;
            int piece = t % pieces;
            int first = piece * s.channels / pieces;
            int channels = (piece + 1) * s.channels / pieces - first;
            DoubleScratch scratch = DoubleScratch.take();
            double[] sums = scratch.image(channels * m.plane + SLACK);
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
            int to = (image * s.channels + first) * s.inputs();
            if (!m.inPlace) { // inputs that no filter sees
                Arrays.fill(x, to, to + channels * s.inputs(), 0f);
            }
            m.copy(channels, true, x, to, sums, 0);
            scratch.give();
        });
        held.give();
    }

    /** The filters of the transpose: channels and filters exchanged, taps from last to first. */
    private static double[] flip(Lattice s, double[] w, int wo) {
        int taps = s.taps();
        double[] flipped = new double[s.groups * s.filters * s.rows()];
        for (int g = 0; g < s.groups; g++) {
            for (int c = 0; c < s.channels; c++) {
                for (int f = 0; f < s.filters; f++) {
                    int from = wo + ((g * s.filters + f) * s.channels + c) * taps;
                    int last = ((g * s.channels + c) * s.filters + f) * taps + taps - 1;
                    for (int tap = 0; tap < taps; tap++) {
                        flipped[last - tap] = w[from + tap];
                    }
                }
            }
        }
        return flipped;
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
        for (int p = 0; p < s.filters; ) {
            int k = block(p, s.filters, 0);
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
            p += k;
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
        int pieces = threads == 1
                ? 1
                : Math.clamp((PIECES * threads + chunks * s.groups - 1) / (chunks * s.groups), 1, most);
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
                Images images = images(m, x, xo, n, 1, group, scratch);
                int at = yo + (n * s.groups + group) * s.filters * s.outputs();
                weights(images, fromRow, toRow, y, at, n > first, sums, part * size, ld, scratch);
            }
            scratch.give();
        });
        int parts = (s.rows() + TURNED - 1) / TURNED;
        Parallel.run(s.groups * parts, t -> {
            int group = t / parts;
            int first = t % parts * TURNED;
            int count = Math.min(TURNED, s.rows() - first);
            int from = group * size + first * ld;
            for (int chunk = 1; chunk < chunks; chunk++) {
                int more = from + chunk * s.groups * size;
                for (int i = 0; i < count * ld; i++) {
                    sums[from + i] += sums[more + i];
                }
            }
            int to = group * s.filters * s.rows() + first;
            if (Simd.AVAILABLE) {
                VectorDoubleTranspose.transpose(s.filters, count, sums, from, ld, dw, to, s.rows());
            } else {
                ScalarDoubleGemm.transpose(s.filters, count, sums, from, ld, dw, to, s.rows());
            }
        });
        held.give();
    }

    /** The share of one image in the sums of some rows: of a few lines of outputs at a time, or of a part of a line. */
    private static void weights(
            Images images,
            int fromRow,
            int toRow,
            double[] y,
            int yo,
            boolean add,
            double[] sums,
            int so,
            int ld,
            DoubleScratch scratch) {
        Patchwork m = images.m;
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
                    packRows(m, r, line, lines, run, images.x, images.start + m.line(line) + ow, a);
                    for (int f = 0; f < s.filters; f += NR) {
                        int width = s.filters - f <= NR / 2 ? NR / 2 : NR;
                        tile(MR, width, k, a, 0, plain, panels, f / NR, more, sums, so + r * ld + f, ld, scratch.tile);
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
    private static void packRows(Patchwork m, int r, int line, int lines, int run, double[] x, int xo, double[] to) {
        int last = m.rows.length - 1;
        int step = lines > 1 ? m.line(line + 1) - m.line(line) : 0;
        int[] rows = m.rows;
        int first = r;
        if (r + MR > rows.length) {
            first = 0;
            rows = new int[MR];
            for (int i = 0; i < MR; i++) {
                rows[i] = m.rows[Math.min(r + i, last)];
            }
        }
        // No vector reads behind the end of the array: only the last lines of all could.
        if (Simd.AVAILABLE && xo + m.rows[last] + (lines - 1) * step + run + SLACK <= x.length) {
            // What a vector brings beyond a line's end is overwritten by the next line.
            for (int l = 0; l < lines; l++) {
                for (int p = 0; p < run; p += VectorDoubleGemm.NR / 2) {
                    VectorDoublePack.zip(rows, first, xo + l * step + p, x, to, (l * run + p) * MR);
                }
            }
            return;
        }
        for (int i = 0; i < MR; i++) {
            for (int p = 0; p < lines * run; p++) {
                to[p * MR + i] = x[xo + rows[first + i] + p / run * step + p % run];
            }
        }
    }
}
