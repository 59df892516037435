package lanewise.nn;

import java.util.Arrays;
import lanewise.tensor.Tensor;

/** Channels and pixels in another order. */
final class Shuffles {

    private Shuffles() {}

    static Tensor pixelShuffle(Tensor x, int r) {
        int[] shape = x.shape();
        int rank = shape.length;
        long square = (long) r * r;
        if (r <= 0 || rank < 3 || shape[rank - 3] % square != 0) {
            throw new IllegalArgumentException("pixelShuffle: expected (*, C·r², H, W) with r = " + r
                    + " positive, its channels divisible by r² = " + square + "; got " + Arrays.toString(shape));
        }
        int[] lead = Arrays.copyOf(shape, rank - 3);
        int c = (int) (shape[rank - 3] / square);
        int h = shape[rank - 2];
        int w = shape[rank - 1];
        return x.reshape(join(lead, c, r, r, h, w))
                .permute(order(rank - 3, 0, 3, 1, 4, 2))
                .reshape(join(lead, c, h * r, w * r));
    }

    static Tensor pixelUnshuffle(Tensor x, int r) {
        int[] shape = x.shape();
        int rank = shape.length;
        if (r <= 0 || rank < 3 || shape[rank - 2] % r != 0 || shape[rank - 1] % r != 0) {
            throw new IllegalArgumentException(
                    "pixelUnshuffle: expected (*, C, H·r, W·r), height and width divisible by r = " + r + "; got "
                            + Arrays.toString(shape));
        }
        int[] lead = Arrays.copyOf(shape, rank - 3);
        int c = shape[rank - 3];
        int h = shape[rank - 2] / r;
        int w = shape[rank - 1] / r;
        return x.reshape(join(lead, c, h, r, w, r))
                .permute(order(rank - 3, 0, 2, 4, 1, 3))
                .reshape(join(lead, c * r * r, h, w));
    }

    static Tensor channelShuffle(Tensor x, int groups) {
        int[] shape = x.shape();
        if (groups <= 0 || shape.length < 3 || shape[1] % groups != 0) {
            throw new IllegalArgumentException(
                    "channelShuffle: expected (N, C, *) with more than 2 dimensions and channels"
                            + " divisible by groups = " + groups + "; got " + Arrays.toString(shape));
        }
        int[] rest = Arrays.copyOfRange(shape, 2, shape.length);
        int[] split = new int[rest.length + 3];
        split[0] = shape[0];
        split[1] = groups;
        split[2] = shape[1] / groups;
        System.arraycopy(rest, 0, split, 3, rest.length);
        return x.reshape(split).transpose(1, 2).reshape(shape);
    }

    private static int[] join(int[] lead, int... sizes) {
        int[] shape = Arrays.copyOf(lead, lead.length + sizes.length);
        System.arraycopy(sizes, 0, shape, lead.length, sizes.length);
        return shape;
    }

    /** {@code lead} dimensions as they are, then the given ones. */
    private static int[] order(int lead, int... dims) {
        int[] order = new int[lead + dims.length];
        for (int d = 0; d < order.length; d++) {
            order[d] = d < lead ? d : lead + dims[d - lead];
        }
        return order;
    }
}
