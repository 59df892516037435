package lanewise.tensor.kernels;

/**
 * Which elements of a plane each output of a pooling sees: per dimension (depth, height, width) the first one, one past
 * the last, the step between them, and what the dimension adds to the divisor of a mean. A window may be empty.
 */
public final class Windows {
    /** One dimension of a pooling. */
    public static final class Side {
        final int in;
        final int out;
        final int step;
        final int[] from;
        final int[] to;
        final int[] count;
        /** The distance of neighbouring windows; 0 where it is not always the same. */
        int stride;
        /** The outputs whose windows are whole, from this one … */
        int firstWhole;
        /** … to before this one. */
        int lastWhole;

        private Side(int in, int out, int step) {
            this.in = in;
            this.out = out;
            this.step = step;
            from = new int[out];
            to = new int[out];
            count = new int[out];
        }

        /**
         * Windows of one size that slide; elements outside do not exist.
         *
         * @param includePad whether a window counts for a mean what it has in the padding
         */
        public static Side sliding(int in, int out, int kernel, int stride, int pad, int dilation, boolean includePad) {
            // A single element has no distance to the next: a huge one must not overflow.
            int step = kernel == 1 ? 1 : dilation;
            Side side = new Side(in, out, step);
            side.stride = stride;
            long room = (long) in + pad - (kernel - 1L) * step - 1;
            side.lastWhole = room < 0 ? 0 : (int) Math.min(out, room / stride + 1);
            side.firstWhole = (int) Math.min(side.lastWhole, (pad + stride - 1L) / stride);
            for (int o = 0; o < out; o++) {
                long start = (long) o * stride - pad;
                long end = Math.min(start + (kernel - 1L) * step + 1, (long) in + pad);
                long first = start >= 0 ? start : start + (step - 1 - start) / step * step;
                side.from[o] = (int) Math.min(first, in);
                side.to[o] = (int) Math.min(end, in);
                side.count[o] = includePad ? (int) (end - start) : Math.max(0, side.to[o] - side.from[o]);
            }
            return side;
        }

        /**
         * Windows that cut {@code in} elements into {@code out} pieces, overlapping where it does not come out even.
         */
        public static Side adaptive(int in, int out) {
            Side side = new Side(in, out, 1);
            for (int o = 0; o < out; o++) {
                side.from[o] = (int) ((long) o * in / out);
                side.to[o] = (int) (((long) (o + 1) * in + out - 1) / out);
                side.count[o] = side.to[o] - side.from[o];
            }
            return side;
        }

        private long visits() {
            long visits = 0;
            for (int o = 0; o < out; o++) {
                visits += Math.max(0, (to[o] - from[o] + step - 1) / step);
            }
            return visits;
        }
    }

    final Side d;
    final Side h;
    final Side w;
    /** What sums are divided by; 0 for the windows' own counts. */
    final int divisor;

    /** Windows of three sides; {@code divisor} replaces their counts unless it is 0. */
    public Windows(Side d, Side h, Side w, int divisor) {
        this.d = d;
        this.h = h;
        this.w = w;
        this.divisor = divisor;
    }

    /** Elements of a plane. */
    public int inputs() {
        return d.in * h.in * w.in;
    }

    /** Outputs of a plane. */
    public int outputs() {
        return d.out * h.out * w.out;
    }

    /** Outputs along depth, height and width. */
    public int[] outputSizes() {
        return new int[] {d.out, h.out, w.out};
    }

    /** About how many elements a plane visits. */
    long work() {
        return d.visits() * h.visits() * w.visits() + outputs();
    }

    /** Whether vectors can walk along a line of outputs, with places in its plane that a float can hold. */
    boolean isRegular() {
        return (w.stride == 1 || w.stride == 2) && w.lastWhole > w.firstWhole && inputs() <= 1 << 24;
    }

    double divisor(int od, int oh, int ow) {
        return divisor != 0 ? divisor : (double) d.count[od] * h.count[oh] * w.count[ow];
    }
}
