// Generated from FloatPatches.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import java.util.Arrays;

/**
 * Patches of an image as the columns of a matrix (im2col), and such a matrix added back to an image (col2im).
 *
 * <p>Row {@code (channel, tap)}, column output: {@code cols[row·ld + output − from]}. Both walk the matrix along output
 * rows, so that with a stride of 1 whole runs are copied or added.
 */
final class DoublePatches {
    private DoublePatches() {}

    /** The columns of outputs {@code from … to}, of one group of channels that starts at {@code xo}. */
    static void gather(Lattice s, double[] x, int xo, int from, int to, double[] cols, int co, int ld) {
        int plane = s.inputs();
        int row = co;
        for (int c = 0; c < s.channels; c++) {
            for (int kd = 0; kd < s.kD; kd++) {
                for (int kh = 0; kh < s.kH; kh++) {
                    for (int kw = 0; kw < s.kW; kw++) {
                        gatherRow(
                                s,
                                x,
                                xo + c * plane,
                                kd * s.dD - s.pD,
                                kh * s.dH - s.pH,
                                kw * s.dW - s.pW,
                                from,
                                to,
                                cols,
                                row);
                        row += ld;
                    }
                }
            }
        }
    }

    private static void gatherRow(
            Lattice s, double[] x, int xo, int atD, int atH, int atW, int from, int to, double[] cols, int co) {
        int outW = s.outW;
        int stride = s.sW;
        int first = Lattice.first(atW, stride);
        int last = Lattice.last(atW, stride, s.inW, outW);
        int line = from / outW;
        int oh = line % s.outH;
        int od = line / s.outH;
        for (int p = from; p < to; ) {
            int start = p % outW;
            int end = Math.min(outW, start + to - p);
            int id = od * s.sD + atD;
            int ih = oh * s.sH + atH;
            int lo = Math.clamp(first, start, end);
            int hi = Math.clamp(last, lo, end);
            if (id < 0 || id >= s.inD || ih < 0 || ih >= s.inH) {
                lo = end;
                hi = end;
            }
            int at = co + p - from - start;
            if (lo > start) {
                Arrays.fill(cols, at + start, at + lo, 0f);
            }
            if (hi > lo) {
                int source = xo + (id * s.inH + ih) * s.inW + atW;
                if (stride == 1) {
                    System.arraycopy(x, source + lo, cols, at + lo, hi - lo);
                } else {
                    for (int ow = lo; ow < hi; ow++) {
                        cols[at + ow] = x[source + ow * stride];
                    }
                }
            }
            if (end > hi) {
                Arrays.fill(cols, at + hi, at + end, 0f);
            }
            p += end - start;
            if (++oh == s.outH) {
                oh = 0;
                od++;
            }
        }
    }

    /** Adds the columns of outputs {@code from … to} to one group of channels that starts at {@code xo}. */
    static void scatter(Lattice s, double[] cols, int co, int ld, int from, int to, double[] x, int xo) {
        int plane = s.inputs();
        int row = co;
        for (int c = 0; c < s.channels; c++) {
            for (int kd = 0; kd < s.kD; kd++) {
                for (int kh = 0; kh < s.kH; kh++) {
                    for (int kw = 0; kw < s.kW; kw++) {
                        scatterRow(
                                s,
                                cols,
                                row,
                                kd * s.dD - s.pD,
                                kh * s.dH - s.pH,
                                kw * s.dW - s.pW,
                                from,
                                to,
                                x,
                                xo + c * plane);
                        row += ld;
                    }
                }
            }
        }
    }

    private static void scatterRow(
            Lattice s, double[] cols, int co, int atD, int atH, int atW, int from, int to, double[] x, int xo) {
        int outW = s.outW;
        int stride = s.sW;
        int first = Lattice.first(atW, stride);
        int last = Lattice.last(atW, stride, s.inW, outW);
        int line = from / outW;
        int oh = line % s.outH;
        int od = line / s.outH;
        for (int p = from; p < to; ) {
            int start = p % outW;
            int end = Math.min(outW, start + to - p);
            int id = od * s.sD + atD;
            int ih = oh * s.sH + atH;
            if (id >= 0 && id < s.inD && ih >= 0 && ih < s.inH) {
                int lo = Math.clamp(first, start, end);
                int hi = Math.clamp(last, lo, end);
                int at = co + p - from - start;
                int target = xo + (id * s.inH + ih) * s.inW + atW;
                if (stride == 1) {
                    for (int ow = lo; ow < hi; ow++) {
                        x[target + ow] += cols[at + ow];
                    }
                } else {
                    for (int ow = lo; ow < hi; ow++) {
                        x[target + ow * stride] += cols[at + ow];
                    }
                }
            }
            p += end - start;
            if (++oh == s.outH) {
                oh = 0;
                od++;
            }
        }
    }
}
