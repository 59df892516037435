package lanewise.tensor.kernels;

import org.jspecify.annotations.Nullable;

/**
 * The sizes of a convolution: where each element of its small grid (the outputs of a convolution) looks in its large
 * grid (the inputs). Output {@code o} meets through kernel element {@code k} the input
 * {@code o·stride + k·dilation − pad}, per dimension; what lies outside is zero. Fewer than three dimensions stand
 * behind leading ones of size 1.
 */
public final class Lattice {
    /** Number of images. */
    final int batch;
    /** Groups of channels that know nothing of each other. */
    final int groups;
    /** Channels of one group in the large grid. */
    final int channels;
    /** Channels of one group in the small grid: the number of filters. */
    final int filters;

    final int inD;
    final int inH;
    final int inW;
    final int kD;
    final int kH;
    final int kW;
    final int sD;
    final int sH;
    final int sW;
    final int pD;
    final int pH;
    final int pW;
    final int dD;
    final int dH;
    final int dW;
    final int outD;
    final int outH;
    final int outW;

    /**
     * Makes the sizes; arrays hold depth, height, width.
     *
     * @param batch number of images
     * @param groups number of groups
     * @param channels channels of one group in the large grid
     * @param filters channels of one group in the small grid
     * @param in sizes of the large grid
     * @param kernel sizes of a filter
     * @param stride steps
     * @param pad zeros before the large grid
     * @param dilation steps inside a filter
     * @param out sizes of the small grid
     */
    public Lattice(
            int batch,
            int groups,
            int channels,
            int filters,
            int[] in,
            int[] kernel,
            int[] stride,
            int[] pad,
            int[] dilation,
            int[] out) {
        // What never moves needs no distance: a huge one must not overflow.
        this.batch = batch;
        this.groups = groups;
        this.channels = channels;
        this.filters = filters;
        inD = in[0];
        inH = in[1];
        inW = in[2];
        kD = kernel[0];
        kH = kernel[1];
        kW = kernel[2];
        sD = out[0] == 1 ? 1 : stride[0];
        sH = out[1] == 1 ? 1 : stride[1];
        sW = out[2] == 1 ? 1 : stride[2];
        pD = pad[0];
        pH = pad[1];
        pW = pad[2];
        dD = kernel[0] == 1 ? 1 : dilation[0];
        dH = kernel[1] == 1 ? 1 : dilation[1];
        dW = kernel[2] == 1 ? 1 : dilation[2];
        outD = out[0];
        outH = out[1];
        outW = out[2];
    }

    /** Elements of one channel in the large grid. */
    int inputs() {
        return inD * inH * inW;
    }

    /** Elements of one channel in the small grid. */
    int outputs() {
        return outD * outH * outW;
    }

    /** Elements of one filter for one channel. */
    int taps() {
        return kD * kH * kW;
    }

    /** Elements of one filter: the rows of a patch matrix. */
    int rows() {
        return channels * taps();
    }

    /** Whether the patch matrix is the large grid itself, as in a 1×1 convolution. */
    boolean isPointwise() {
        return taps() == 1 && sD == 1 && sH == 1 && sW == 1 && pD == 0 && pH == 0 && pW == 0 && inputs() == outputs();
    }

    /** Whether a filter sees one channel only and its products are too small for a matrix product. */
    boolean isDepthwise() {
        return channels == 1 && groups > 1 && filters <= 4;
    }

    /**
     * The convolution that takes gradients back to this one's inputs, by the same filters with their taps from last to
     * first, channels and filters exchanged. Null where there is none, because of steps larger than 1, or where it
     * would compute much that is not needed, because there are fewer outputs than inputs.
     */
    @Nullable
    Lattice flipped() {
        int d = dD * (kD - 1) - pD;
        int h = dH * (kH - 1) - pH;
        int w = dW * (kW - 1) - pW;
        if (sD != 1 || sH != 1 || sW != 1 || d < 0 || h < 0 || w < 0 || inputs() > outputs() * 1.15) {
            return null;
        }
        int[] ones = {1, 1, 1};
        int[] in = {inD, inH, inW};
        int[] out = {outD, outH, outW};
        int[] kernel = {kD, kH, kW};
        return new Lattice(
                batch, groups, filters, channels, out, kernel, ones, new int[] {d, h, w}, new int[] {dD, dH, dW}, in);
    }

    /**
     * The first output whose input through a tap that starts at {@code at} (tap·dilation − pad) is not before the grid.
     */
    static int first(int at, int stride) {
        return at >= 0 ? 0 : (int) ((stride - 1L - at) / stride);
    }

    /** One past the last output whose input through a tap that starts at {@code at} is inside a grid of {@code in}. */
    static int last(int at, int stride, int in, int out) {
        return at >= in ? 0 : (int) Math.min(out, (in - 1L - at) / stride + 1);
    }
}
