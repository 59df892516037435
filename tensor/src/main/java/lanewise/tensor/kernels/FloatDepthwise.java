package lanewise.tensor.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Convolutions of single channels: for each element of the filter, rows scaled and added; there is nothing to pack. */
final class FloatDepthwise {
    private FloatDepthwise() {}

    /** Partial sums of a weight's gradient, whatever the width of vectors. */
    static final int LANES = 16;

    static void forward(Lattice s, float[] x, int xo, float[] w, int wo, float @Nullable [] bias, int bo, float[] y) {
        int outputs = s.outputs();
        int taps = s.taps();
        int planes = s.groups * s.filters;
        Patchwork m = Patchwork.around(s);
        Planes.run(s.batch * planes, (long) outputs * taps / 4, t -> {
            int f = t % planes;
            int xAt = xo + t / s.filters * s.inputs();
            float start = bias == null ? 0 : bias[bo + f];
            if (m == null) {
                Arrays.fill(y, t * outputs, (t + 1) * outputs, start);
                for (int tap = 0; tap < taps; tap++) {
                    forwardTap(s, x, xAt, w[wo + f * taps + tap], tap, y, t * outputs);
                }
                return;
            }
            FloatScratch scratch = FloatScratch.take();
            float[] source = source(m, x, xAt, scratch);
            int from = m.inPlace ? xAt : 0;
            for (int l = 0; l < m.lines; l++) {
                line(m, source, from + m.line(l), w, wo + f * taps, start, y, t * outputs + l * s.outW);
            }
            scratch.give();
        });
    }

    private static float[] source(Patchwork m, float[] x, int xo, FloatScratch scratch) {
        if (m.inPlace) {
            return x;
        }
        float[] copy = scratch.c(m.plane + LANES);
        Arrays.fill(copy, 0, m.plane, 0f);
        m.copy(1, false, x, xo, copy, 0);
        return copy;
    }

    /** A line of outputs: multiply-adds upwards from the bias. */
    private static void line(Patchwork m, float[] x, int xo, float[] w, int wo, float start, float[] y, int yo) {
        int[] taps = m.rows;
        int width = m.s.outW;
        if (Simd.AVAILABLE && xo + taps[taps.length - 1] + width + LANES <= x.length) {
            VectorFloatPatchwork.line(taps, width, x, xo, w, wo, start, y, yo);
            return;
        }
        for (int i = 0; i < width; i++) {
            float sum = start;
            for (int tap = 0; tap < taps.length; tap++) {
                sum = Math.fma(w[wo + tap], x[xo + taps[tap] + i], sum);
            }
            y[yo + i] = sum;
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
        Patchwork m = Patchwork.around(s);
        Parallel.run(planes, f -> {
            double[] sums = new double[taps];
            FloatScratch scratch = FloatScratch.take();
            for (int n = 0; n < s.batch; n++) {
                int plane = n * planes + f;
                int xAt = xo + plane / s.filters * s.inputs();
                int yAt = yo + plane * s.outputs();
                float[] source = m == null ? x : source(m, x, xAt, scratch);
                for (int tap = 0; tap < taps; tap++) {
                    if (m == null) {
                        sums[tap] += weightTap(s, x, xAt, y, yAt, tap);
                    } else {
                        sums[tap] += products(m, source, (m.inPlace ? xAt : 0) + m.rows[tap], y, yAt, scratch.tile);
                    }
                }
            }
            scratch.give();
            for (int tap = 0; tap < taps; tap++) {
                dw[f * taps + tap] = (float) sums[tap];
            }
        });
    }

    /** Σ y·x over a plane of outputs: every 16th output of a line in a sum of its own. */
    private static double products(Patchwork m, float[] x, int xo, float[] y, int yo, float[] lanes) {
        Lattice s = m.s;
        int step = m.lines > 1 ? m.line(1) - m.line(0) : 0;
        double sum = 0;
        for (int d = 0; d < s.outD; d++) {
            int from = xo + m.line(d * s.outH);
            int at = yo + d * s.outH * s.outW;
            int last = (s.outH - 1) * step + s.outW + LANES;
            Arrays.fill(lanes, 0, LANES, 0f);
            if (Simd.AVAILABLE && from + last <= x.length && at + s.outH * s.outW + LANES <= y.length) {
                VectorFloatPatchwork.products(s.outH, s.outW, step, x, from, y, at, lanes);
            } else {
                for (int l = 0; l < s.outH; l++) {
                    for (int i = 0; i < s.outW; i++) {
                        lanes[i % LANES] = Math.fma(x[from + l * step + i], y[at + l * s.outW + i], lanes[i % LANES]);
                    }
                }
            }
            for (int i = 0; i < LANES; i++) {
                sum += lanes[i];
            }
        }
        return sum;
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
