package lanewise.tensor;

import java.util.ArrayList;
import java.util.List;
import lanewise.tensor.kernels.Gather;

/** Elements picked by index tensors and masks. */
final class Gathering {

    private Gathering() {}

    /** The elements at those places. dx = zeros with G added at the places. */
    static Tensor pick(String op, Tensor x, Places places) {
        Tensor in = x.compact(x.dtype());
        Tensor y = Tensor.allocate(x.dtype(), places.shape());
        Gather.take(in.storage.array, in.offset, places.at(), places.block(), y.storage.array, 0);
        int[] from = x.shape;
        return y.op(op).derivedFrom(x, g -> Scattering.spread(g, places, from));
    }

    /** y[i][j][k] = x[index[i][j][k]][j][k] for dim 0. dx = zeros with G added there. */
    static Tensor gather(Tensor x, int dim, Tensor index) {
        return pick("gather", x, Places.along("gather", x.shape, dim, index));
    }

    /** The slices of {@code dim} that the vector {@code index} names. dx = zeros with G's slices added there. */
    static Tensor indexSelect(Tensor x, int dim, Tensor index) {
        return pick("indexSelect", x, Places.slices("indexSelect", x.shape, dim, index, false));
    }

    /** Elements counted row-major. dx = zeros with G added there. */
    static Tensor take(Tensor x, Tensor index) {
        return pick("take", x, Places.flat("take", x.shape, index));
    }

    /** Gather after both are broadcast against each other but for {@code dim}. */
    static Tensor takeAlongDim(Tensor x, Tensor index, int dim) {
        if (x.shape.length != index.shape.length) {
            throw new IllegalArgumentException(
                    "takeAlongDim: input and indices should have the same number of dimensions, but" + " got "
                            + Shape.show(x.shape) + " and " + Shape.show(index.shape));
        }
        if (index.dtype() != DType.INT64) {
            throw new IllegalArgumentException(
                    "takeAlongDim: dtype of indices should be int64 but got " + index.dtype());
        }
        if (x.shape.length == 0) {
            return gather(x, dim, index);
        }
        int d = Shape.dim("takeAlongDim", dim, x.shape.length);
        int[] sizes = Shape.broadcast("takeAlongDim", Shape.with(x.shape, d, 1), Shape.with(index.shape, d, 1));
        return gather(
                x.expand(Shape.with(sizes, d, x.shape[d])), d, index.expand(Shape.with(sizes, d, index.shape[d])));
    }

    /** The elements where {@code mask} is true, both broadcast. dx = zeros with G there. */
    static Tensor maskedSelect(Tensor x, Tensor mask) {
        checkMask("maskedSelect", mask);
        int[] shape = Shape.broadcast("maskedSelect", x.shape, mask.shape);
        return pick("maskedSelect", x.expand(shape), Places.where(mask.expand(shape)));
    }

    /** The coordinates of what is not zero, one row each. */
    static Tensor nonzero(Tensor x) {
        int[] places = Places.where(x).at();
        int rank = x.shape.length;
        long[] rows = new long[places.length * rank];
        for (int i = 0; i < places.length; i++) {
            int rest = places[i];
            for (int d = rank - 1; d >= 0; d--) {
                rows[i * rank + d] = rest % x.shape[d];
                rest /= x.shape[d];
            }
        }
        return Tensor.wrap(Storage.of(rows), places.length, rank).op("nonzero");
    }

    static void checkMask(String op, Tensor mask) {
        if (mask.dtype() != DType.BOOL && mask.dtype() != DType.UINT8) {
            throw new IllegalArgumentException(
                    op + ": expected a bool tensor for mask, got " + mask.dtype() + "; compare first, as in x.gt(0)");
        }
    }

    /** Coordinates of places in a row-major array: ⌊x / stride(d)⌋ mod size(d). No derivative. */
    static List<Tensor> unravelIndex(Tensor x, int... shape) {
        if (x.isFloatingPoint() || x.dtype() == DType.BOOL) {
            throw new IllegalArgumentException("unravelIndex: expected integer indices, but got " + x.dtype());
        }
        if (Shape.numel(shape) == 0) {
            throw new IllegalArgumentException(
                    "unravelIndex: there is no place in an array of shape " + Shape.show(shape));
        }
        int[] strides = Shape.strides(shape);
        List<Tensor> coordinates = new ArrayList<>();
        for (int d = 0; d < shape.length; d++) {
            coordinates.add(x.to(DType.INT64).detach().floorDivide(strides[d]).remainder(shape[d]));
        }
        return coordinates;
    }
}
