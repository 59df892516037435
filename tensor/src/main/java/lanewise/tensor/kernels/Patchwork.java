package lanewise.tensor.kernels;

import org.jspecify.annotations.Nullable;

/**
 * Where the patches of a convolution lie in memory, so that they need not be written out as a matrix: element r of the
 * patch of output {@code (line, ow)} is {@code rows[r] + line(line) + ow} after the start of an image. So a row of the
 * patch matrix is contiguous along a line of outputs.
 *
 * <p>That holds in the image itself where the filter takes steps of 1 and never leaves it. Otherwise it holds in a copy
 * with its zeros around, whose lines are sorted by their place in the stride: with steps of 2 all even columns stand
 * before all odd ones.
 */
final class Patchwork {
    /** Shorter lines than this are not worth it. */
    private static final int MIN_LINE = 4;

    final Lattice s;
    /** Whether the image can be read where it is. */
    final boolean inPlace;
    /** Elements of one channel. */
    final int plane;
    /** Where element {@code (channel, tap)} of a patch is from the patch's first. */
    final int[] rows;
    /** Lines of outputs in an image. */
    final int lines;

    private final int depth;
    private final int height;
    /** Elements of a line of one place in the stride, and of a line of all. */
    private final int phase;

    private final int width;

    private Patchwork(Lattice s, boolean inPlace, int depth, int height, int width) {
        this.s = s;
        this.inPlace = inPlace;
        this.depth = depth;
        this.height = height;
        this.width = width;
        phase = width / s.sW;
        plane = depth * height * width;
        lines = s.outD * s.outH;
        rows = new int[s.rows()];
        for (int r = 0; r < rows.length; r++) {
            int tap = r % s.taps();
            int at = tap % s.kW * s.dW;
            rows[r] = r / s.taps() * plane
                    + (tap / s.kW / s.kH * s.dD * height + tap / s.kW % s.kH * s.dH) * width
                    + at % s.sW * phase
                    + at / s.sW;
        }
    }

    /** The patches of these sizes, or null where packing them into a matrix is better. */
    static @Nullable Patchwork of(Lattice s) {
        return s.outW < MIN_LINE || s.taps() == 1 || s.isDepthwise() ? null : around(s);
    }

    /** The patches of these sizes, or null if they would have zeros without end around them. */
    static @Nullable Patchwork around(Lattice s) {
        long depth = (s.outD - 1L) * s.sD + (s.kD - 1L) * s.dD + 1;
        long height = (s.outH - 1L) * s.sH + (s.kH - 1L) * s.dH + 1;
        long width = (s.outW - 1L) * s.sW + (s.kW - 1L) * s.dW + 1;
        boolean inside = s.pD == 0 && s.pH == 0 && s.pW == 0 && depth <= s.inD && height <= s.inH && width <= s.inW;
        if (inside && s.sW == 1) {
            return new Patchwork(s, true, s.inD, s.inH, s.inW);
        }
        long line = (width + s.sW - 1) / s.sW * s.sW;
        // Division: products might overflow.
        long most = 4L * s.inputs() + 4096;
        if (line > most || height > most / line || depth > most / line / height) {
            return null;
        }
        return new Patchwork(s, false, (int) depth, (int) height, (int) line);
    }

    /** Elements of one image (of one group). */
    int image() {
        return s.channels * plane;
    }

    /** Where the patches of line {@code l} of outputs begin. */
    int line(int l) {
        return (l / s.outH * s.sD * height + l % s.outH * s.sH) * width;
    }

    /** Copies channels {@code 0 … channels} of an image, zeros around, or back from the copy without them. */
    void copy(int channels, boolean back, Object x, int xo, Object copy, int co) {
        if (inPlace) {
            System.arraycopy(back ? copy : x, back ? co : xo, back ? x : copy, back ? xo : co, channels * plane);
            return;
        }
        for (int p = 0; p < s.sW; p++) {
            int first = Lattice.first(p - s.pW, s.sW);
            int count = Lattice.last(p - s.pW, s.sW, s.inW, phase) - first;
            for (int c = 0; c < channels && count > 0; c++) {
                for (int d = 0; d < depth; d++) {
                    int id = d - s.pD;
                    for (int h = 0; h < height && id >= 0 && id < s.inD; h++) {
                        int ih = h - s.pH;
                        if (ih < 0 || ih >= s.inH) {
                            continue;
                        }
                        int to = co + c * plane + (d * height + h) * width + p * phase + first;
                        int from = xo + ((c * s.inD + id) * s.inH + ih) * s.inW + first * s.sW + p - s.pW;
                        if (s.sW == 1) {
                            // A copy between arrays of a known type skips the checks of the general one.
                            if (x instanceof float[] floats) {
                                float[] others = (float[]) copy;
                                System.arraycopy(
                                        back ? others : floats,
                                        back ? to : from,
                                        back ? floats : others,
                                        back ? from : to,
                                        count);
                            } else {
                                System.arraycopy(
                                        back ? copy : x, back ? to : from, back ? x : copy, back ? from : to, count);
                            }
                        } else if (x instanceof float[] floats) {
                            strided(count, s.sW, back, floats, from, (float[]) copy, to);
                        } else {
                            strided(count, s.sW, back, (double[]) x, from, (double[]) copy, to);
                        }
                    }
                }
            }
        }
    }

    private static void strided(int n, int step, boolean back, float[] x, int xo, float[] copy, int at) {
        if (back) {
            for (int i = 0; i < n; i++) {
                x[xo + i * step] = copy[at + i];
            }
        } else {
            for (int i = 0; i < n; i++) {
                copy[at + i] = x[xo + i * step];
            }
        }
    }

    private static void strided(int n, int step, boolean back, double[] x, int xo, double[] copy, int at) {
        if (back) {
            for (int i = 0; i < n; i++) {
                x[xo + i * step] = copy[at + i];
            }
        } else {
            for (int i = 0; i < n; i++) {
                copy[at + i] = x[xo + i * step];
            }
        }
    }
}
