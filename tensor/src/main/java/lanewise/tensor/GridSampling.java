package lanewise.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Images read at given places, and the places of affine transforms (Jaderberg et al., 2015): what
 * {@code lanewise.nn.Functional} builds on.
 *
 * <p>Composed of recorded operations: places and weights follow from the grid, elements are gathered; so there are
 * derivatives of any order by both inputs.
 */
public final class GridSampling {

    private GridSampling() {}

    /** Along one dimension: which elements are read, and how much each counts; all {@code (N, 1, P)}. */
    private record Tap(Tensor at, Tensor weight) {}

    /**
     * Reads x at the places of a grid.
     *
     * @param x floating {@code (N, C, H, W)} or {@code (N, C, D, H, W)}
     * @param grid {@code (N, H', W', 2)} or {@code (N, D', H', W', 3)}: places (x, y) or (x, y, z) from −1 to 1
     * @param mode {@code "bilinear"}, {@code "nearest"} or, for 4D, {@code "bicubic"}
     * @param paddingMode what lies outside: {@code "zeros"}, {@code "border"} or {@code "reflection"}
     * @param alignCorners whether −1 and 1 are the centres of the corner pixels rather than their outer edges
     * @return {@code (N, C, H', W')} or {@code (N, C, D', H', W')}
     * @throws IllegalArgumentException if sizes, element types or modes do not fit
     */
    public static Tensor gridSample(Tensor x, Tensor grid, String mode, String paddingMode, boolean alignCorners) {
        check(x, grid, mode, paddingMode);
        int dims = x.dim() - 2;
        int batch = x.shape[0];
        int channels = x.shape[1];
        int[] shape = x.shape.clone();
        System.arraycopy(grid.shape, 1, shape, 2, dims);
        int places = Shape.product(shape, 2, shape.length);
        Tensor flat = x.reshape(batch, channels, Shape.product(x.shape, 2, x.dim()));
        List<List<Tap>> taps = new ArrayList<>();
        for (int d = 0; d < dims; d++) {
            // The last coordinate of the grid belongs to the first dimension.
            Tensor c = grid.select(-1, dims - 1 - d).reshape(batch, 1, places);
            taps.add(taps(c, x.shape[2 + d], mode, paddingMode, alignCorners));
        }
        Tensor y = null;
        int[] chosen = new int[dims];
        int combinations = taps.stream().mapToInt(List::size).reduce(1, (a, b) -> a * b);
        for (int i = 0; i < combinations; i++) {
            Tensor at = null;
            Tensor weight = null;
            for (int d = 0; d < dims; d++) {
                Tap tap = taps.get(d).get(chosen[d]);
                at = at == null ? tap.at : at.mul(x.shape[2 + d]).add(tap.at);
                weight = weight == null ? tap.weight : weight.mul(tap.weight);
            }
            Tensor part = flat.gather(2, at.expand(batch, channels, places)).mul(weight);
            y = y == null ? part : y.add(part);
            for (int d = dims - 1; d >= 0 && ++chosen[d] == taps.get(d).size(); d--) {
                chosen[d] = 0;
            }
        }
        return y.reshape(shape);
    }

    private static List<Tap> taps(Tensor c, int size, String mode, String padding, boolean alignCorners) {
        Tensor place = alignCorners
                ? c.add(1).mul((size - 1) / 2.0)
                : c.add(1).mul(size).sub(1).div(2);
        if (mode.equals("bicubic")) {
            Tensor low = place.detach().floor();
            Tensor t = place.sub(low);
            List<Tap> taps = new ArrayList<>();
            for (int k = 0; k < 4; k++) {
                taps.add(tap(inside(low.add(k - 1), size, padding, alignCorners), cubic(t, k), size));
            }
            return taps;
        }
        Tensor padded = inside(place, size, padding, alignCorners);
        if (mode.equals("nearest")) {
            Tensor nearest = padded.detach().round();
            Tensor one = Tensor.onesLike(nearest).op("gridSample").derivedFrom(place, Derivatives.ZERO);
            return List.of(tap(nearest, one, size));
        }
        Tensor low = padded.detach().floor();
        Tensor beyond = padded.sub(low);
        return List.of(tap(low, beyond.rsub(1), size), tap(low.add(1), beyond, size));
    }

    /** Elements outside count 0. */
    private static Tap tap(Tensor at, Tensor weight, int size) {
        Tensor known = at.ge(0).logicalAnd(at.le(size - 1));
        return new Tap(at.clamp(0, size - 1).toLong(), weight.maskedFill(known.logicalNot(), 0));
    }

    /**
     * Places moved to where the padding mode finds them; past the edge the derivative is that of what is done there.
     */
    private static Tensor inside(Tensor place, int size, String padding, boolean alignCorners) {
        if (padding.equals("zeros")) {
            return place;
        }
        Tensor moved = padding.equals("border") ? place : reflected(place, size, alignCorners);
        Tensor p = moved.detach();
        Tensor free = p.gt(0).logicalAnd(p.lt(size - 1));
        return Tensor.where(free, moved, p.clamp(0, size - 1));
    }

    /** Places mirrored at the edges until they are between them: ± place + constant. */
    private static Tensor reflected(Tensor place, int size, boolean alignCorners) {
        double low = alignCorners ? 0 : -0.5;
        double span = alignCorners ? size - 1 : size;
        if (span == 0) {
            return place.mul(0);
        }
        Tensor p = place.detach();
        Tensor from = p.sub(low);
        Tensor distance = from.abs();
        Tensor extra = distance.fmod(span);
        Tensor odd = distance.div(span).floor().fmod(2);
        Tensor side = from.lt(0).to(p.dtype()).mul(-2).add(1);
        Tensor slope = odd.mul(-2).add(1).mul(side);
        Tensor value = Tensor.where(odd.eq(0), extra, extra.rsub(span)).add(low);
        return place.mul(slope).add(value.sub(p.mul(slope)));
    }

    /** The weight of tap k of 4 at distance t behind the second: Keys' cubic convolution with a = −0.75. */
    private static Tensor cubic(Tensor t, int k) {
        double a = -0.75;
        Tensor x = switch (k) {
            case 0 -> t.add(1);
            case 1 -> t;
            case 2 -> t.rsub(1);
            default -> t.rsub(2);
        };
        return k == 1 || k == 2
                ? x.mul(a + 2).sub(a + 3).mul(x).mul(x).add(1)
                : x.mul(a).sub(5 * a).mul(x).add(8 * a).mul(x).sub(4 * a);
    }

    private static void check(Tensor x, Tensor grid, String mode, String padding) {
        Convolution.floating("gridSample", x);
        int dims = x.dim() - 2;
        if (dims != 2 && dims != 3
                || grid.dim() != x.dim()
                || grid.shape[0] != x.shape[0]
                || grid.shape[dims + 1] != dims
                || Shape.product(x.shape, 2, x.dim()) == 0) {
            throw new IllegalArgumentException(
                    "gridSample: expected 4D (N, C, H, W) or 5D (N, C, D, H, W) input with non-empty spatial"
                        + " dimensions and a grid (N, H', W', 2) or (N, D', H', W', 3) of the same batch size, but got"
                        + " input "
                            + Shape.show(x.shape) + " and grid " + Shape.show(grid.shape));
        }
        if (grid.dtype() != x.dtype()) {
            throw new IllegalArgumentException("gridSample: expected input and grid to have same dtype, but input has "
                    + x.dtype() + " and grid has " + grid.dtype());
        }
        if (!List.of("bilinear", "nearest", "bicubic").contains(mode) || mode.equals("bicubic") && dims == 3) {
            throw new IllegalArgumentException(
                    "gridSample: expected mode to be bilinear, nearest or (4D only) bicubic, but got " + mode + " for "
                            + x.dim() + "D input");
        }
        if (!List.of("zeros", "border", "reflection").contains(padding)) {
            throw new IllegalArgumentException(
                    "gridSample: expected padding_mode to be zeros, border or reflection, but got " + padding);
        }
    }

    /**
     * The grid that {@link #gridSample} reads to transform an image by a matrix.
     *
     * @param theta {@code (N, 2, 3)} or {@code (N, 3, 4)}
     * @param size the result's size {@code (N, C, H, W)} or {@code (N, C, D, H, W)}
     * @return {@code (N, H, W, 2)} or {@code (N, D, H, W, 3)}
     * @throws IllegalArgumentException if sizes do not fit
     */
    public static Tensor affineGrid(Tensor theta, int[] size, boolean alignCorners) {
        Convolution.floating("affineGrid", theta);
        int dims = size.length - 2;
        if (dims != 2 && dims != 3 || !Shape.same(theta.shape, new int[] {size[0], dims, dims + 1})) {
            throw new IllegalArgumentException(
                    "affineGrid: expected a batch of 2x3 matrices (N, 2, 3) for size (N, C, H, W), or of"
                            + " 3x4 matrices (N, 3, 4) for size (N, C, D, H, W), but got " + Shape.show(theta.shape)
                            + " and size "
                            + Shape.show(size));
        }
        for (int s : size) {
            if (s <= 0) {
                throw new IllegalArgumentException(
                        "affineGrid: expected non-zero, positive output size, got " + Shape.show(size));
            }
        }
        int places = Shape.numel(Arrays.copyOfRange(size, 2, size.length));
        Shape.numel(size[0], places, dims + 1);
        double[] base = new double[places * (dims + 1)];
        for (int p = 0; p < places; p++) {
            int rest = p;
            for (int d = dims - 1; d >= 0; d--) {
                int n = size[2 + d];
                int i = rest % n;
                rest /= n;
                double place = n == 1 ? 0 : 2.0 * i / (n - 1) - 1;
                base[p * (dims + 1) + dims - 1 - d] = alignCorners ? place : place * (n - 1) / n;
            }
            base[p * (dims + 1) + dims] = 1;
        }
        int[] shape = new int[dims + 2];
        shape[0] = size[0];
        System.arraycopy(size, 2, shape, 1, dims);
        shape[dims + 1] = dims;
        Tensor points = Tensor.fromArray(base, places, dims + 1).to(theta.dtype());
        return points.unsqueeze(0)
                .expand(size[0], places, dims + 1)
                .matmul(theta.transpose(1, 2))
                .reshape(shape);
    }
}
