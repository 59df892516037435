package lanewise.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The three products of a convolution against seven nested loops, and the same bits for any number of threads. */
class ConvolutionsTest {

    private final int threads = Parallel.getNumThreads();

    @AfterEach
    void restore() {
        Parallel.setNumThreads(threads);
    }

    /** A random problem with sizes and the naive answers. */
    private static final class Problem {
        final Lattice s;
        final int xs;
        final int ws;
        final int ys;
        final double[] x;
        final double[] w;
        final double[] bias;
        final double[] y;

        Problem(
                int batch,
                int groups,
                int channels,
                int filters,
                int[] in,
                int[] kernel,
                int[] stride,
                int[] pad,
                int[] dilation) {
            int[] out = new int[3];
            for (int d = 0; d < 3; d++) {
                out[d] = (in[d] + 2 * pad[d] - dilation[d] * (kernel[d] - 1) - 1) / stride[d] + 1;
            }
            s = new Lattice(batch, groups, channels, filters, in, kernel, stride, pad, dilation, out);
            xs = batch * groups * channels * s.inputs();
            ws = groups * filters * s.rows();
            ys = batch * groups * filters * s.outputs();
            SplittableRandom r = new SplittableRandom(xs + 31L * ys);
            x = r.doubles(xs, -1, 1).map(v -> (float) v).toArray();
            w = r.doubles(ws, -1, 1).map(v -> (float) v).toArray();
            y = r.doubles(ys, -1, 1).map(v -> (float) v).toArray();
            bias = r.doubles(groups * filters, -1, 1).map(v -> (float) v).toArray();
        }

        interface Meeting {
            void at(int x, int w, int y);
        }

        /** Calls {@code body} for every product of an input and a weight that goes into an output. */
        void meetings(Meeting body) {
            int plane = s.groups * s.filters;
            for (int yi = 0; yi < ys; yi++) {
                int ow = yi % s.outW;
                int oh = yi / s.outW % s.outH;
                int od = yi / s.outW / s.outH % s.outD;
                int f = yi / s.outputs() % plane;
                int n = yi / s.outputs() / plane;
                for (int k = 0; k < s.rows(); k++) {
                    int iw = ow * s.sW + k % s.kW * s.dW - s.pW;
                    int ih = oh * s.sH + k / s.kW % s.kH * s.dH - s.pH;
                    int id = od * s.sD + k / s.kW / s.kH % s.kD * s.dD - s.pD;
                    if (iw >= 0 && iw < s.inW && ih >= 0 && ih < s.inH && id >= 0 && id < s.inD) {
                        int c = (n * s.groups + f / s.filters) * s.channels + k / s.taps();
                        body.at(((c * s.inD + id) * s.inH + ih) * s.inW + iw, f * s.rows() + k, yi);
                    }
                }
            }
        }

        double[] forward() {
            double[] sums = new double[ys];
            meetings((i, j, k) -> sums[k] += x[i] * w[j]);
            for (int k = 0; k < ys; k++) {
                sums[k] += bias[k / s.outputs() % bias.length];
            }
            return sums;
        }

        double[] input() {
            double[] sums = new double[xs];
            meetings((i, j, k) -> sums[i] += y[k] * w[j]);
            return sums;
        }

        double[] weight() {
            double[] sums = new double[ws];
            meetings((i, j, k) -> sums[j] += x[i] * y[k]);
            return sums;
        }

        /** The three results one after the other, inputs lying behind an offset. */
        double[][] inDouble() {
            double[] a = new double[ys];
            double[] b = new double[xs];
            double[] c = new double[ws];
            Convolutions.forward(s, behind(x), 3, behind(w), 3, behind(bias), 3, a);
            Convolutions.input(s, behind(y), 3, behind(w), 3, b);
            Convolutions.weight(s, behind(x), 3, behind(y), 3, c);
            return new double[][] {a, b, c};
        }

        float[][] inFloat() {
            float[] a = new float[ys];
            float[] b = new float[xs];
            float[] c = new float[ws];
            Convolutions.forward(s, narrow(x), 3, narrow(w), 3, narrow(bias), 3, a);
            Convolutions.input(s, narrow(y), 3, narrow(w), 3, b);
            Convolutions.weight(s, narrow(x), 3, narrow(y), 3, c);
            return new float[][] {a, b, c};
        }

        private static double[] behind(double[] values) {
            double[] all = new double[values.length + 3];
            System.arraycopy(values, 0, all, 3, values.length);
            return all;
        }

        private static float[] narrow(double[] values) {
            float[] all = new float[values.length + 3];
            for (int i = 0; i < values.length; i++) {
                all[i + 3] = (float) values[i];
            }
            return all;
        }
    }

    private static int[] of(int... sizes) {
        return sizes;
    }

    private static List<Problem> problems() {
        int[] one = {1, 1, 1};
        int[] none = {0, 0, 0};
        return List.of(
                new Problem(2, 1, 3, 4, of(1, 7, 9), of(1, 3, 2), one, of(0, 1, 1), one),
                new Problem(1, 2, 2, 3, of(1, 8, 8), of(1, 3, 3), of(1, 2, 3), of(0, 2, 1), of(1, 2, 1)),
                new Problem(3, 1, 2, 2, of(4, 3, 5), of(2, 2, 3), of(2, 1, 1), of(1, 0, 2), of(1, 1, 2)),
                // pointwise, with and without a stride
                new Problem(2, 2, 5, 3, of(1, 6, 7), one, one, none, one),
                new Problem(2, 1, 5, 3, of(1, 6, 7), one, of(1, 2, 2), none, one),
                // single channels
                new Problem(2, 6, 1, 1, of(1, 9, 8), of(1, 3, 3), one, of(0, 1, 1), one),
                new Problem(2, 3, 1, 2, of(3, 5, 8), of(2, 3, 3), of(1, 2, 2), of(1, 1, 1), one),
                new Problem(3, 6, 1, 1, of(1, 20, 37), of(1, 3, 3), one, of(0, 1, 1), one),
                new Problem(3, 6, 1, 2, of(1, 20, 37), of(1, 3, 5), of(1, 2, 2), of(0, 1, 2), one),
                new Problem(2, 3, 1, 1, of(3, 9, 17), of(2, 3, 3), one, of(1, 1, 1), of(1, 2, 2)),
                // padding wider than the input, so that some taps see nothing
                new Problem(1, 1, 1, 1, of(1, 1, 2), of(1, 1, 5), one, of(0, 0, 4), one),
                // several tiles of outputs, and several chunks of images
                new Problem(9, 1, 140, 2, of(1, 1, 62), of(1, 1, 20), one, none, one),
                new Problem(1, 1, 40, 2, of(1, 14, 15), of(1, 5, 5), one, of(0, 2, 2), one),
                // lines long enough for patches that are read in the image, or in its copy with zeros around
                new Problem(2, 1, 3, 5, of(1, 7, 19), of(1, 3, 3), one, none, one),
                new Problem(1, 1, 33, 9, of(1, 3, 17), of(1, 3, 3), one, of(0, 1, 1), one),
                new Problem(3, 2, 9, 17, of(1, 9, 40), of(1, 3, 5), of(1, 2, 2), of(0, 1, 2), one),
                new Problem(2, 1, 2, 33, of(1, 9, 60), of(1, 2, 3), of(1, 2, 3), of(0, 0, 1), of(1, 2, 2)),
                new Problem(2, 1, 5, 7, of(3, 6, 24), of(2, 3, 3), of(2, 1, 1), of(1, 0, 1), one),
                // short lines, and small images that are taken together
                new Problem(5, 1, 12, 20, of(1, 7, 7), of(1, 3, 3), one, of(0, 1, 1), one),
                new Problem(5, 2, 5, 11, of(1, 14, 13), of(1, 3, 3), one, of(0, 1, 1), one),
                new Problem(3, 1, 7, 16, of(4, 5, 6), of(3, 3, 3), one, of(1, 1, 1), one),
                new Problem(7, 1, 16, 40, of(1, 14, 14), of(1, 4, 4), of(1, 2, 2), of(0, 1, 1), one),
                // lines of several blocks, and filters and channels of several
                new Problem(2, 1, 2, 9, of(1, 1, 700), of(1, 1, 5), of(1, 1, 2), of(0, 0, 2), of(1, 1, 3)),
                new Problem(1, 1, 20, 150, of(1, 4, 18), of(1, 3, 3), one, of(0, 0, 1), one));
    }

    @Test
    void productsAreTheNaiveSums() {
        for (Problem p : problems()) {
            double[][] expected = {p.forward(), p.input(), p.weight()};
            double[][] wide = p.inDouble();
            float[][] narrow = p.inFloat();
            for (int k = 0; k < 3; k++) {
                assertEquals(expected[k].length, wide[k].length);
                assertArrayEquals(expected[k], wide[k], 1e-10);
                for (int i = 0; i < expected[k].length; i++) {
                    assertEquals(expected[k][i], narrow[k][i], 1e-3, "element " + i + " of product " + k);
                }
            }
        }
    }

    @Test
    void bitsDoNotDependOnThreads() {
        for (Problem p : problems()) {
            Parallel.setNumThreads(1);
            float[][] alone = p.inFloat();
            for (int t = 2; t <= 3; t++) {
                Parallel.setNumThreads(t);
                float[][] shared = p.inFloat();
                for (int k = 0; k < 3; k++) {
                    assertArrayEquals(alone[k], shared[k], 0);
                }
            }
        }
    }

    /** These tests run with vectors of each width, and without: all must find the same number. */
    @Test
    void bitsDoNotDependOnTheWidthOfVectors() {
        int hash = 0;
        for (Problem p : problems()) {
            hash = Patchwork.of(p.s) == null && !p.s.isDepthwise()
                    ? hash
                    : 31 * hash + Arrays.deepHashCode(p.inFloat());
        }
        assertEquals(1791537871, hash);
    }

    @Test
    void patchesAndBack() {
        Problem p = problems().get(1);
        Lattice s =
                new Lattice(2, 1, 2, 1, of(1, 5, 4), of(1, 2, 3), of(1, 2, 1), of(0, 1, 1), of(1, 1, 1), of(1, 3, 4));
        double[] x = p.x;
        double[] cols = new double[2 * s.rows() * s.outputs()];
        Convolutions.unfold(s, x, 0, cols);
        assertEquals(0, cols[0], "the first tap of the first output lies in the padding");
        assertEquals(x[0], cols[(3 + 1) * s.outputs()], "the second row of taps begins in the first line");
        double[] back = new double[2 * 2 * 20];
        double[] ones = new double[cols.length];
        Arrays.fill(ones, 1);
        Convolutions.fold(s, ones, 0, back);
        double sum = Arrays.stream(back).sum();
        double[] all = new double[cols.length];
        double[] unit = new double[back.length];
        Arrays.fill(unit, 1);
        Convolutions.unfold(s, unit, 0, all);
        assertEquals(Arrays.stream(all).sum(), sum, 0, "as many elements are read as are added back");
    }
}
