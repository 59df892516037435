package lanewise.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tensors made larger or smaller at their edges, and channels rearranged: what {@code lanewise.nn.Functional} builds on.
 *
 * <p>Everything here moves elements; derivatives are those of the views and index operations it is made of.
 */
public final class Padding {

    private Padding() {}

    /**
     * Adds elements before and after the last dimensions, or cuts them off where {@code pad} is negative.
     *
     * @param pad pairs (before, after), the last dimension first
     * @param mode {@code "constant"}, {@code "reflect"}, {@code "replicate"} or {@code "circular"}; all but the first take x as
     *     {@code (N, C, *)} or {@code (C, *)} and pad all of {@code *}, up to three dimensions
     * @param value what is added by {@code "constant"}; null for 0
     * @throws IllegalArgumentException if sizes or the mode do not fit
     */
    public static Tensor pad(Tensor x, int[] pad, String mode, @Nullable Number value) {
        if (pad.length % 2 != 0) {
            throw new IllegalArgumentException("pad: padding length must be divisible by 2, got " + Shape.show(pad));
        }
        if (pad.length / 2 > x.dim()) {
            throw new IllegalArgumentException("pad: padding length too large: " + Shape.show(pad) + " for an input of "
                    + x.dim() + " dimensions, " + Shape.show(x.shape));
        }
        return switch (mode) {
            case "constant" -> constant(x, pad, value == null ? 0 : value);
            case "reflect", "replicate", "circular" -> {
                if (value != null && value.doubleValue() != 0) {
                    throw new IllegalArgumentException("pad: padding mode \"" + mode + "\" doesn't take in value argument");
                }
                yield indexed(x, pad, mode);
            }
            default -> throw new IllegalArgumentException("pad: unrecognised padding mode " + mode
                    + "; expected constant, reflect, replicate or circular");
        };
    }

    /** x amid {@code value}. dx = the part of G where x stands. */
    private static Tensor constant(Tensor x, int[] pad, Number value) {
        int[] shape = x.shape.clone();
        int[] start = new int[x.dim()];
        int[] cut = new int[x.dim()];
        Tensor inner = x;
        for (int i = 0; i < pad.length / 2; i++) {
            int d = x.dim() - 1 - i;
            int before = pad[2 * i];
            int after = pad[2 * i + 1];
            long size = (long) x.shape[d] + before + after;
            if (size < 0) {
                throw new IllegalArgumentException("pad: the input size " + x.shape[d] + ", plus negative padding " + before
                        + " and " + after + " resulted in a negative output size, in dimension " + d + " of "
                        + Shape.show(x.shape));
            }
            shape[d] = Convolution.size("pad", size);
            start[d] = Math.max(before, 0);
            cut[d] = Math.max(-before, 0);
            int from = Math.min(cut[d], x.shape[d]);
            int length = Math.max(0, x.shape[d] - cut[d] - Math.max(-after, 0));
            if (from > 0 || length < x.shape[d]) {
                inner = inner.narrow(d, from, length);
            }
        }
        Tensor part = inner;
        Tensor y = Tensor.full(shape, value, x.dtype());
        int[] size = part.shape;
        if (part.numel() > 0) {
            InPlace.write("pad", inside(y, start, size), part.detach());
        }
        return y.op("pad").derivedFrom(part, g -> {
            Tensor own = g;
            for (int d = 0; d < start.length; d++) {
                own = own.narrow(d, start[d], size[d]);
            }
            return own;
        });
    }

    private static Tensor inside(Tensor y, int[] start, int[] size) {
        int offset = y.offset;
        for (int d = 0; d < start.length; d++) {
            offset += start[d] * y.strides[d];
        }
        return new Tensor(y.storage, offset, size, y.strides);
    }

    private static Tensor indexed(Tensor x, int[] pad, String mode) {
        int dims = pad.length / 2;
        if (dims > 3 || x.dim() != dims + 1 && x.dim() != dims + 2) {
            throw new IllegalArgumentException("pad: only 2D, 3D, 4D, 5D padding with non-constant padding are supported, with"
                    + " padding for all but the first one or two dimensions: got input " + Shape.show(x.shape) + " and padding "
                    + Shape.show(pad));
        }
        for (int d = x.dim() - dims - 1; d < x.dim(); d++) {
            if (x.shape[d] == 0) {
                throw new IllegalArgumentException("pad: expected " + (dims + 1) + "D or " + (dims + 2)
                        + "D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for input, but got: "
                        + Shape.show(x.shape));
            }
        }
        Tensor y = x;
        for (int i = 0; i < dims; i++) {
            int d = x.dim() - 1 - i;
            int before = pad[2 * i];
            int after = pad[2 * i + 1];
            int size = x.shape[d];
            int limit = mode.equals("reflect") ? size - 1 : mode.equals("circular") ? size : Integer.MAX_VALUE;
            if (before > limit || after > limit) {
                throw new IllegalArgumentException(mode.equals("reflect")
                        ? "pad: padding size should be less than the corresponding input dimension, but got: padding (" + before
                                + ", " + after + ") at dimension " + d + " of input " + Shape.show(x.shape)
                        : "pad: padding value causes wrapping around more than once: padding (" + before + ", " + after
                                + ") at dimension " + d + " of input " + Shape.show(x.shape));
            }
            long length = (long) size + before + after;
            if (length < 1 && !(mode.equals("circular") && length == 0)) {
                throw new IllegalArgumentException("pad: input " + Shape.show(x.shape) + " is too small for padding ("
                        + before + ", " + after + ") at dimension " + d + ": calculated output size " + length);
            }
            if (before != 0 || after != 0) {
                y = y.indexSelect(d, places(mode, size, before, Convolution.size("pad", length)));
            }
        }
        return y == x ? x.mul(1) : y;
    }

    /** Where each element of a padded dimension comes from. */
    private static Tensor places(String mode, int size, int before, int length) {
        long[] at = new long[length];
        for (int o = 0; o < length; o++) {
            int i = o - before;
            at[o] = switch (mode) {
                case "reflect" -> i < 0 ? -i : i >= size ? 2 * (size - 1) - i : i;
                case "replicate" -> Math.clamp(i, 0, size - 1);
                default -> Math.floorMod(i, size);
            };
        }
        return Tensor.fromArray(at);
    }

    // ---- channels -------------------------------------------------------------------------------------------------------

    /**
     * Turns r² channels into r × r pixels: {@code (*, C r², H, W)} to {@code (*, C, H r, W r)} (Shi et al., 2016).
     *
     * @throws IllegalArgumentException if the sizes do not fit
     */
    public static Tensor pixelShuffle(Tensor x, int upscaleFactor) {
        int lead = images("pixelShuffle", "upscale_factor", x, upscaleFactor);
        int r = upscaleFactor;
        int c = x.shape[lead];
        if (c % ((long) r * r) != 0) {
            throw new IllegalArgumentException("pixelShuffle: expects its input's 'channel' dimension to be divisible by the square"
                    + " of upscale_factor, but input.size(-3)=" + c + " is not divisible by " + (long) r * r);
        }
        int h = x.shape[lead + 1];
        int w = x.shape[lead + 2];
        int[] split = with(x.shape, lead, c / (r * r), r, r, h, w);
        int[] order = order(lead, 0, 3, 1, 4, 2);
        return x.reshape(split).permute(order).reshape(with(x.shape, lead, c / (r * r), h * r, w * r));
    }

    /**
     * Turns r × r pixels into r² channels: {@code (*, C, H r, W r)} to {@code (*, C r², H, W)}.
     *
     * @throws IllegalArgumentException if the sizes do not fit
     */
    public static Tensor pixelUnshuffle(Tensor x, int downscaleFactor) {
        int lead = images("pixelUnshuffle", "downscale_factor", x, downscaleFactor);
        int r = downscaleFactor;
        int c = x.shape[lead];
        int h = x.shape[lead + 1];
        int w = x.shape[lead + 2];
        if (h % r != 0 || w % r != 0) {
            throw new IllegalArgumentException("pixelUnshuffle: expects height and width to be divisible by downscale_factor, but"
                    + " input " + Shape.show(x.shape) + " is not by " + r);
        }
        int[] split = with(x.shape, lead, c, h / r, r, w / r, r);
        int[] order = order(lead, 0, 2, 4, 1, 3);
        return x.reshape(split).permute(order).reshape(with(x.shape, lead, c * r * r, h / r, w / r));
    }

    /**
     * Deals the channels of {@code (N, C, *)} out anew: from {@code groups} groups one of each in turn (Zhang et al., 2018).
     *
     * @throws IllegalArgumentException if groups do not divide the channels
     */
    public static Tensor channelShuffle(Tensor x, int groups) {
        if (x.dim() < 3 || groups <= 0 || x.shape[1] % groups != 0) {
            throw new IllegalArgumentException("channelShuffle: expected an input (N, C, *) of more than 2 dimensions with channels"
                    + " divisible by groups, got " + Shape.show(x.shape) + " and groups=" + groups);
        }
        int inner = Shape.product(x.shape, 2, x.dim());
        return x.reshape(x.shape[0], groups, x.shape[1] / groups, inner).transpose(1, 2).reshape(x.shape);
    }

    private static int images(String op, String name, Tensor x, int factor) {
        if (x.dim() < 3) {
            throw new IllegalArgumentException(op + ": expects input to have at least 3 dimensions (*, C, H, W), but got input"
                    + " with " + x.dim() + " dimension(s)");
        }
        if (factor <= 0) {
            throw new IllegalArgumentException(op + ": expects a positive " + name + ", but got " + factor);
        }
        return x.dim() - 3;
    }

    private static int[] with(int[] shape, int lead, int... more) {
        int[] result = Arrays.copyOf(shape, lead + more.length);
        System.arraycopy(more, 0, result, lead, more.length);
        return result;
    }

    private static int[] order(int lead, int... rest) {
        int[] order = new int[lead + rest.length];
        for (int d = 0; d < order.length; d++) {
            order[d] = d < lead ? d : lead + rest[d - lead];
        }
        return order;
    }
}
