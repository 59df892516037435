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
        int out = s.w.out;
        float[] places = new float[out];
        int at = yo;
        for (int od = 0; od < d.out; od++) {
            int d0 = d.from[od];
            int d1 = d.to[od];
            for (int oh = 0; oh < h.out; oh++) {
                int h0 = h.from[oh];
                int h1 = h.to[oh];
                int rows = (h1 - h0 + h.step - 1) / h.step;
                if (d1 - d0 == 1 && vector(s, x, xo, d0, h0, rows)) {
                    int first = s.w.firstWhole;
                    int last = s.w.lastWhole;
                    maxOfRow(s, x, xo, d0, d1, h0, h1, 0, first, y, indices, at);
                    int place = (d0 * h.in + h0) * s.w.in + s.w.from[first];
                    wholeMaxOfRow(s, x, xo, place, rows, y, indices, at + first, places);
                    maxOfRow(s, x, xo, d0, d1, h0, h1, last, out, y, indices, at);
                } else {
                    maxOfRow(s, x, xo, d0, d1, h0, h1, 0, out, y, indices, at);
                }
                at += out;
            }
        }
    }

    /** Whether the whole windows of a line of outputs can be read by vectors, that none leaves the array. */
    private static boolean vector(Windows s, float[] x, int xo, int id, int ih, int rows) {
        if (!Simd.AVAILABLE || rows < 1 || !s.isRegular()) {
            return false;
        }
        Windows.Side w = s.w;
        // the outputs that vectors of up to 16 would see
        long outputs = (w.lastWhole - w.firstWhole + 15) / 16 * 16;
        long last = w.from[w.firstWhole] + outputs * w.stride + w.to[w.firstWhole] - w.from[w.firstWhole];
        return xo + ((long) id * s.h.in + ih + (rows - 1L) * s.h.step) * w.in + last <= x.length;
    }

    private static void wholeMaxOfRow(
            Windows s, float[] x, int xo, int place, int rows, float[] y, long[] indices, int yo, float[] places) {
        Windows.Side w = s.w;
        int n = w.lastWhole - w.firstWhole;
        int span = w.to[w.firstWhole] - w.from[w.firstWhole];
        if (w.stride == 1) {
            VectorFloatPools.max1(rows, s.h.step * w.in, span, w.step, x, xo, place, n, y, yo, places);
        } else {
            VectorFloatPools.max2(rows, s.h.step * w.in, span, w.step, x, xo, place, n, y, yo, places);
        }
        for (int i = 0; i < n; i++) {
            indices[yo + i] = (long) places[i];
        }
    }

    private static void maxOfRow(
            Windows s,
            float[] x,
            int xo,
            int d0,
            int d1,
            int h0,
            int h1,
            int first,
            int last,
            float[] y,
            long[] indices,
            int yo) {
        int[] from = s.w.from;
        int[] to = s.w.to;
        int dStep = s.d.step;
        int hStep = s.h.step;
        int step = s.w.step;
        int height = s.h.in;
        int width = s.w.in;
        for (int o = first; o < last; o++) {
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
                int d0 = d.from[od];
                int h0 = h.from[oh];
                int rows = h.to[oh] - h0;
                if (d.to[od] - d0 == 1 && vector(s, x, xo, d0, h0, rows)) {
                    int first = w.firstWhole;
                    int n = w.lastWhole - first;
                    int from = xo + (d0 * h.in + h0) * w.in + w.from[first];
                    float divisor = (float) s.divisor(od, oh, first);
                    meanOfRow(s, x, xo, od, oh, 0, first, y, at);
                    if (w.stride == 1) {
                        VectorFloatPools.mean1(
                                rows, w.in, w.to[first] - w.from[first], x, from, divisor, n, y, at + first);
                    } else {
                        VectorFloatPools.mean2(
                                rows, w.in, w.to[first] - w.from[first], x, from, divisor, n, y, at + first);
                    }
                    meanOfRow(s, x, xo, od, oh, w.lastWhole, w.out, y, at);
                } else {
                    meanOfRow(s, x, xo, od, oh, 0, w.out, y, at);
                }
                at += w.out;
            }
        }
    }

    private static void meanOfRow(
            Windows s, float[] x, int xo, int od, int oh, int first, int last, float[] y, int yo) {
        Windows.Side d = s.d;
        Windows.Side h = s.h;
        Windows.Side w = s.w;
        for (int ow = first; ow < last; ow++) {
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
            y[yo + ow] = any ? sum / (float) s.divisor(od, oh, ow) : 0;
        }
    }

    /** The transpose of {@link #mean}: each gradient shared among the elements of its window. */
    static void spread(Windows s, int planes, float[] y, int yo, float[] x) {
        Planes.run(planes, s.work(), plane -> spreadOf(s, y, yo + plane * s.outputs(), x, plane * s.inputs()));
    }

    private static void spreadOf(Windows s, float[] y, int yo, float[] x, int xo) {
        Windows.Side d = s.d;
        Windows.Side h = s.h;
        Windows.Side w = s.w;
        Arrays.fill(x, xo, xo + s.inputs(), 0f);
        float[] shares = new float[w.out];
        int at = yo;
        for (int od = 0; od < d.out; od++) {
            for (int oh = 0; oh < h.out; oh++) {
                for (int ow = 0; ow < w.out; ow++) {
                    shares[ow] = y[at++] / (float) s.divisor(od, oh, ow);
                }
                for (int id = d.from[od]; id < d.to[od]; id++) {
                    for (int ih = h.from[oh]; ih < h.to[oh]; ih++) {
                        int line = xo + (id * h.in + ih) * w.in;
                        spreadRow(w, shares, x, line);
                    }
                }
            }
        }
    }

    /**
     * The windows that are cut off one by one; of the whole ones all last elements, then all before them, and so on.
     */
    private static void spreadRow(Windows.Side w, float[] shares, float[] x, int line) {
        int first = w.firstWhole;
        int last = w.lastWhole;
        spreadEach(w, 0, first, shares, x, line);
        if (first < last) {
            int start = w.from[first];
            int stride = w.stride;
            for (int i = w.to[first] - 1; i >= start; i--) {
                int at = line + i;
                for (int ow = first; ow < last; ow++) {
                    x[at] += shares[ow];
                    at += stride;
                }
            }
        }
        spreadEach(w, last, w.out, shares, x, line);
    }

    private static void spreadEach(Windows.Side w, int first, int last, float[] shares, float[] x, int line) {
        for (int ow = first; ow < last; ow++) {
            float share = shares[ow];
            for (int i = line + w.from[ow]; i < line + w.to[ow]; i++) {
                x[i] += share;
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
     * nothing; what has none is 0.
     */
    static void put(
            int planes, int inputs, int outputs, float[] y, int yo, long[] indices, int io, boolean add, float[] x) {
        Planes.run(planes, outputs, plane -> {
            int to = plane * inputs;
            Arrays.fill(x, to, to + inputs, 0f);
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
