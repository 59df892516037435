package lanewise.tensor.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Convolutions of single channels: for each element of the filter, rows scaled and added; there is nothing to pack. */
final class FloatDepthwise {
    private FloatDepthwise() {}

    /** Partial sums of a weight's gradient, whatever the width of vectors. */
    static final int LANES = 16;
    /** Elements of a filter whose gradients are computed together: one sum alone would wait for itself. */
    private static final int TOGETHER = 3;

    static void forward(Lattice s, float[] x, int xo, float[] w, int wo, float @Nullable [] bias, int bo, float[] y) {
        int outputs = s.outputs();
        int taps = s.taps();
        int planes = s.groups * s.filters;
        Patchwork m = Patchwork.around(s);
        Places places = m == null ? null : places(m);
        Planes.ranges(s.batch * planes, (long) outputs * taps / 4, (first, last) -> {
            FloatScratch scratch = FloatScratch.take();
            float[] copy = m == null ? x : zeros(m, scratch);
            for (int t = first; t < last; t++) {
                int f = t % planes;
                int xAt = xo + t / s.filters * s.inputs();
                float start = bias == null ? 0 : bias[bo + f];
                if (m == null) {
                    Arrays.fill(y, t * outputs, (t + 1) * outputs, start);
                    for (int tap = 0; tap < taps; tap++) {
                        forwardTap(s, x, xAt, w[wo + f * taps + tap], tap, y, t * outputs);
                    }
                } else {
                    boolean there = source(m, x, xAt, copy);
                    outputs(m, places, there ? x : copy, there ? xAt : 0, w, wo + f * taps, start, y, t * outputs);
                }
            }
            scratch.give();
        });
    }

    /** Room for a plane with zeros around: planes that are copied there leave the zeros as they are. */
    private static float[] zeros(Patchwork m, FloatScratch scratch) {
        float[] copy = scratch.image(m.plane + LANES);
        Arrays.fill(copy, 0, m.plane, 0f);
        return copy;
    }

    /** Whether a plane can be read where it is, by vectors that may see what is behind it; else copies it. */
    private static boolean source(Patchwork m, float[] x, int xo, float[] copy) {
        if (m.inPlace && xo + m.plane + LANES <= x.length) {
            return true;
        }
        m.copy(1, false, x, xo, copy, 0);
        return false;
    }

    /** Where vectors of outputs begin, in the plane that they look at and in their own. */
    private record Places(int[] from, int[] to) {}

    /**
     * The last vector of a line overlaps the one before; the last vector of all stands there to make a multiple of 4.
     */
    private static Places places(Patchwork m) {
        int width = m.s.outW;
        int lanes = Simd.AVAILABLE ? VectorFloatGemm.NR / 2 : width;
        int each = (width + lanes - 1) / lanes;
        int count = m.lines * each;
        int[] from = new int[(count + 3) / 4 * 4];
        int[] to = new int[from.length];
        for (int i = 0; i < from.length; i++) {
            int place = Math.min(i, count - 1);
            int ow = Math.min(place % each * lanes, Math.max(0, width - lanes));
            from[i] = m.line(place / each) + ow;
            to[i] = place / each * width + ow;
        }
        return new Places(from, to);
    }

    /** A plane of outputs: multiply-adds upwards from the bias. */
    private static void outputs(
            Patchwork m, Places places, float[] x, int xo, float[] w, int wo, float start, float[] y, int yo) {
        int[] taps = m.rows;
        int width = m.s.outW;
        if (Simd.AVAILABLE) {
            VectorFloatPatchwork.outputs(taps, places.from, places.to, width, x, xo, w, wo, start, y, yo);
            return;
        }
        for (int l = 0; l < m.lines; l++) {
            for (int i = 0; i < width; i++) {
                float sum = start;
                for (int tap = 0; tap < taps.length; tap++) {
                    sum = Math.fma(w[wo + tap], x[xo + m.line(l) + taps[tap] + i], sum);
                }
                y[yo + l * width + i] = sum;
            }
        }
    }

    private static void forwardTap(Lattice s, float[] x, int xo, float weight, int tap, float[] y, int yo) {
        int atW = tap % s.kW * s.dW - s.pW;
        int atH = tap / s.kW % s.kH * s.dH - s.pH;
        int atD = tap / s.kW / s.kH * s.dD - s.pD;
        int stride = s.sW;
        int first = Lattice.first(atW, stride);
        int last = Lattice.last(atW, stride, s.inW, s.outW);
        for (int od = 0; od < s.outD; od++) {
            for (int oh = 0; oh < s.outH; oh++) {
                int id = od * s.sD + atD;
                int ih = oh * s.sH + atH;
                if (id < 0 || id >= s.inD || ih < 0 || ih >= s.inH) {
                    continue;
                }
                int source = xo + (id * s.inH + ih) * s.inW + atW;
                int target = yo + (od * s.outH + oh) * s.outW;
                if (stride == 1) {
                    for (int ow = first; ow < last; ow++) {
                        y[target + ow] += weight * x[source + ow];
                    }
                } else {
                    for (int ow = first; ow < last; ow++) {
                        y[target + ow] += weight * x[source + ow * stride];
                    }
                }
            }
        }
    }

    static void input(Lattice s, float[] y, int yo, float[] w, int wo, float[] x) {
        int taps = s.taps();
        Lattice flipped = s.filters == 1 ? s.flipped() : null;
        if (flipped != null && Patchwork.around(flipped) != null) {
            float[] back = new float[s.groups * taps];
            for (int i = 0; i < back.length; i++) {
                back[i] = w[wo + i / taps * taps + taps - 1 - i % taps];
            }
            forward(flipped, y, yo, back, 0, null, 0, x);
            return;
        }
        Parallel.run(s.batch * s.groups, t -> {
            int group = t % s.groups;
            Arrays.fill(x, t * s.inputs(), (t + 1) * s.inputs(), 0f);
            for (int f = 0; f < s.filters; f++) {
                int yAt = yo + (t * s.filters + f) * s.outputs();
                int wAt = wo + (group * s.filters + f) * taps;
                for (int tap = 0; tap < taps; tap++) {
                    inputTap(s, y, yAt, w[wAt + tap], tap, x, t * s.inputs());
                }
            }
        });
    }

    private static void inputTap(Lattice s, float[] y, int yo, float weight, int tap, float[] x, int xo) {
        int atW = tap % s.kW * s.dW - s.pW;
        int atH = tap / s.kW % s.kH * s.dH - s.pH;
        int atD = tap / s.kW / s.kH * s.dD - s.pD;
        int stride = s.sW;
        int first = Lattice.first(atW, stride);
        int last = Lattice.last(atW, stride, s.inW, s.outW);
        for (int od = 0; od < s.outD; od++) {
            for (int oh = 0; oh < s.outH; oh++) {
                int id = od * s.sD + atD;
                int ih = oh * s.sH + atH;
                if (id < 0 || id >= s.inD || ih < 0 || ih >= s.inH) {
                    continue;
                }
                int target = xo + (id * s.inH + ih) * s.inW + atW;
                int source = yo + (od * s.outH + oh) * s.outW;
                if (stride == 1) {
                    for (int ow = first; ow < last; ow++) {
                        x[target + ow] += weight * y[source + ow];
                    }
                } else {
                    for (int ow = first; ow < last; ow++) {
                        x[target + ow * stride] += weight * y[source + ow];
                    }
                }
            }
        }
    }

    static void weight(Lattice s, float[] x, int xo, float[] y, int yo, float[] dw) {
        int taps = s.taps();
        int planes = s.groups * s.filters;
        int outputs = s.outputs();
        Patchwork m = Patchwork.around(s);
        Parallel.run(planes, f -> {
            double[] sums = new double[taps];
            FloatScratch scratch = FloatScratch.take();
            float[] copy = m == null ? x : zeros(m, scratch);
            for (int n = 0; n < s.batch; n++) {
                int plane = n * planes + f;
                int xAt = xo + plane / s.filters * s.inputs();
                int yAt = yo + plane * outputs;
                if (m == null) {
                    for (int tap = 0; tap < taps; tap++) {
                        sums[tap] += weightTap(s, x, xAt, y, yAt, tap);
                    }
                    continue;
                }
                boolean there = source(m, x, xAt, copy);
                float[] gradients = y;
                if (yAt + outputs + LANES > y.length) { // vectors may see what is behind it
                    gradients = scratch.a(outputs + LANES);
                    System.arraycopy(y, yAt, gradients, 0, outputs);
                    yAt = 0;
                }
                for (int tap = 0; tap < taps; tap += TOGETHER) {
                    products(m, tap, there ? x : copy, there ? xAt : 0, gradients, yAt, scratch.tile, sums);
                }
            }
            scratch.give();
            for (int tap = 0; tap < taps; tap++) {
                dw[f * taps + tap] = (float) sums[tap];
            }
        });
    }

    /** Adds Σ y·x over a plane of outputs for a few taps: every 16th output of a line in a sum of its own. */
    private static void products(
            Patchwork m, int tap, float[] x, int xo, float[] y, int yo, float[] lanes, double[] sums) {
        Lattice s = m.s;
        int step = m.lines > 1 ? m.line(1) - m.line(0) : 0;
        int last = m.rows.length - 1;
        int x0 = m.rows[tap];
        int x1 = m.rows[Math.min(tap + 1, last)];
        int x2 = m.rows[Math.min(tap + 2, last)];
        for (int d = 0; d < s.outD; d++) {
            int from = xo + m.line(d * s.outH);
            int at = yo + d * s.outH * s.outW;
            if (Simd.AVAILABLE) {
                VectorFloatPatchwork.products(s.outH, s.outW, step, x, from + x0, from + x1, from + x2, y, at, lanes);
            } else {
                Arrays.fill(lanes, 0, TOGETHER * LANES, 0f);
                for (int t = tap; t < Math.min(tap + TOGETHER, m.rows.length); t++) {
                    for (int l = 0; l < s.outH; l++) {
                        int line = from + m.rows[t] + l * step;
                        for (int i = 0; i < s.outW; i++) {
                            int lane = (t - tap) * LANES + i % LANES;
                            lanes[lane] = Math.fma(x[line + i], y[at + l * s.outW + i], lanes[lane]);
                        }
                    }
                }
            }
            for (int i = 0; i < TOGETHER * LANES && tap + i / LANES <= last; i++) {
                sums[tap + i / LANES] += lanes[i];
            }
        }
    }

    private static double weightTap(Lattice s, float[] x, int xo, float[] y, int yo, int tap) {
        int atW = tap % s.kW * s.dW - s.pW;
        int atH = tap / s.kW % s.kH * s.dH - s.pH;
        int atD = tap / s.kW / s.kH * s.dD - s.pD;
        int stride = s.sW;
        int first = Lattice.first(atW, stride);
        int last = Lattice.last(atW, stride, s.inW, s.outW);
        double sum = 0;
        for (int od = 0; od < s.outD; od++) {
            for (int oh = 0; oh < s.outH; oh++) {
                int id = od * s.sD + atD;
                int ih = oh * s.sH + atH;
                if (id < 0 || id >= s.inD || ih < 0 || ih >= s.inH) {
                    continue;
                }
                int source = xo + (id * s.inH + ih) * s.inW + atW;
                int target = yo + (od * s.outH + oh) * s.outW;
                float line = 0;
                for (int ow = first; ow < last; ow++) {
                    line += x[source + ow * stride] * y[target + ow];
                }
                sum += line;
            }
        }
        return sum;
    }
}
