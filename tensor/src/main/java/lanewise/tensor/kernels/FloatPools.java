package lanewise.tensor.kernels;

import java.util.Arrays;

/** Largest elements and means of windows of planes, and gradients on their way back. */
final class FloatPools {
    private FloatPools() {}

    /** The largest element of each window, the first of equals, the last NaN before all, and where it stands. */
    static void max(Windows s, int planes, float[] x, int xo, float[] y, long[] indices) {
        Planes.run(planes, s.work(), plane -> maxOf(s, x, xo + plane * s.inputs(), y, indices, plane * s.outputs()));
    }

    private static void maxOf(Windows s, float[] x, int xo, float[] y, long[] indices, int yo) {
        Windows.Side d = s.d;
        Windows.Side h = s.h;
        int at = yo;
        for (int od = 0; od < d.out; od++) {
            for (int oh = 0; oh < h.out; oh++) {
                maxOfRow(s, x, xo, d.from[od], d.to[od], h.from[oh], h.to[oh], y, indices, at);
                at += s.w.out;
            }
        }
    }

    private static void maxOfRow(
            Windows s, float[] x, int xo, int d0, int d1, int h0, int h1, float[] y, long[] indices, int yo) {
        int[] from = s.w.from;
        int[] to = s.w.to;
        int dStep = s.d.step;
        int hStep = s.h.step;
        int step = s.w.step;
        int height = s.h.in;
        int width = s.w.in;
        for (int o = 0; o < from.length; o++) {
            int w0 = from[o];
            int w1 = to[o];
            if (d0 >= d1 || h0 >= h1 || w0 >= w1) {
                y[yo + o] = Float.NEGATIVE_INFINITY;
                indices[yo + o] = -1;
                continue;
            }
            int place = xo + (d0 * height + h0) * width + w0;
            float sum = 0;
            for (int id = d0; id < d1; id += dStep) {
                for (int ih = h0; ih < h1; ih += hStep) {
                    int line = xo + (id * height + ih) * width;
                    for (int i = line + w0; i < line + w1; i += step) {
                        float value = x[i];
                        sum += value;
                        // Choosing the place alone is a conditional move;
                        // choosing the value too is a branch, and no processor can guess it.
                        place = value > x[place] ? i : place;
                    }
                }
            }
            if (sum != sum) {
                place = placeAmongNaN(s, x, xo, d0, d1, h0, h1, w0, w1);
            }
            y[yo + o] = x[place];
            indices[yo + o] = place - xo;
        }
    }

    /** Where the last NaN stands, else the largest element. */
    private static int placeAmongNaN(Windows s, float[] x, int xo, int d0, int d1, int h0, int h1, int w0, int w1) {
        int place = xo + (d0 * s.h.in + h0) * s.w.in + w0;
        for (int id = d0; id < d1; id += s.d.step) {
            for (int ih = h0; ih < h1; ih += s.h.step) {
                int line = xo + (id * s.h.in + ih) * s.w.in;
                for (int i = line + w0; i < line + w1; i += s.w.step) {
                    if (x[i] > x[place] || x[i] != x[i]) {
                        place = i;
                    }
                }
            }
        }
        return place;
    }

    /** The mean of each window. */
    static void mean(Windows s, int planes, float[] x, int xo, float[] y) {
        Planes.run(planes, s.work(), plane -> meanOf(s, x, xo + plane * s.inputs(), y, plane * s.outputs()));
    }

    private static void meanOf(Windows s, float[] x, int xo, float[] y, int yo) {
        Windows.Side d = s.d;
        Windows.Side h = s.h;
        Windows.Side w = s.w;
        int at = yo;
        for (int od = 0; od < d.out; od++) {
            for (int oh = 0; oh < h.out; oh++) {
                for (int ow = 0; ow < w.out; ow++) {
                    float sum = 0;
                    boolean any = false;
                    int w0 = w.from[ow];
                    int w1 = w.to[ow];
                    for (int id = d.from[od]; id < d.to[od]; id++) {
                        for (int ih = h.from[oh]; ih < h.to[oh]; ih++) {
                            int line = xo + (id * h.in + ih) * w.in;
                            any |= w1 > w0;
                            for (int i = w0; i < w1; i++) {
                                sum += x[line + i];
                            }
                        }
                    }
                    y[at++] = any ? sum / (float) s.divisor(od, oh, ow) : 0;
                }
            }
        }
    }

    /** The transpose of {@link #mean}: each gradient shared among the elements of its window. {@code x} holds zeros. */
    static void spread(Windows s, int planes, float[] y, int yo, float[] x) {
        Planes.run(planes, s.work(), plane -> spreadOf(s, y, yo + plane * s.outputs(), x, plane * s.inputs()));
    }

    private static void spreadOf(Windows s, float[] y, int yo, float[] x, int xo) {
        Windows.Side d = s.d;
        Windows.Side h = s.h;
        Windows.Side w = s.w;
        int at = yo;
        for (int od = 0; od < d.out; od++) {
            for (int oh = 0; oh < h.out; oh++) {
                for (int ow = 0; ow < w.out; ow++) {
                    float share = y[at++] / (float) s.divisor(od, oh, ow);
                    int w0 = w.from[ow];
                    int w1 = w.to[ow];
                    for (int id = d.from[od]; id < d.to[od]; id++) {
                        for (int ih = h.from[oh]; ih < h.to[oh]; ih++) {
                            int line = xo + (id * h.in + ih) * w.in;
                            for (int i = w0; i < w1; i++) {
                                x[line + i] += share;
                            }
                        }
                    }
                }
            }
        }
    }

    /** {@code y[i] = x[indices[i]]} in each plane; 0 where the index is negative. */
    static void take(int planes, int inputs, int outputs, float[] x, int xo, long[] indices, int io, float[] y) {
        Planes.run(planes, outputs, plane -> {
            int from = xo + plane * inputs;
            int at = plane * outputs;
            for (int i = at; i < at + outputs; i++) {
                int place = (int) indices[io + i];
                y[i] = place < 0 ? 0 : x[from + place];
            }
        });
    }

    /**
     * {@code x[indices[i]] += y[i]} in each plane, or without adding: the last one stays. Negative indices count
     * nothing.
     */
    static void put(
            int planes, int inputs, int outputs, float[] y, int yo, long[] indices, int io, boolean add, float[] x) {
        Arrays.fill(x, 0f);
        Planes.run(planes, outputs, plane -> {
            int to = plane * inputs;
            int at = plane * outputs;
            for (int i = at; i < at + outputs; i++) {
                int place = (int) indices[io + i];
                if (place >= 0) {
                    x[to + place] = add ? x[to + place] + y[yo + i] : y[yo + i];
                }
            }
        });
    }
}
