package lanewise.tensor.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Convolutions of single channels: for each element of the filter, rows scaled and added; there is nothing to pack. */
final class FloatDepthwise {
    private FloatDepthwise() {}

    static void forward(Lattice s, float[] x, int xo, float[] w, int wo, float @Nullable [] bias, int bo, float[] y) {
        int outputs = s.outputs();
        int taps = s.taps();
        int planes = s.groups * s.filters;
        Parallel.run(s.batch * planes, t -> {
            int f = t % planes;
            Arrays.fill(y, t * outputs, (t + 1) * outputs, bias == null ? 0 : bias[bo + f]);
            int xAt = xo + t / s.filters * s.inputs();
            for (int tap = 0; tap < taps; tap++) {
                forwardTap(s, x, xAt, w[wo + f * taps + tap], tap, y, t * outputs);
            }
        });
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
        Parallel.run(planes, f -> {
            for (int tap = 0; tap < taps; tap++) {
                double sum = 0;
                for (int n = 0; n < s.batch; n++) {
                    int plane = n * planes + f;
                    sum += weightTap(s, x, xo + plane / s.filters * s.inputs(), y, yo + plane * s.outputs(), tap);
                }
                dw[f * taps + tap] = (float) sum;
            }
        });
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
