package lanewise.tensor;

import java.util.function.BiFunction;
import lanewise.tensor.kernels.Gather;
import lanewise.tensor.kernels.ReduceOp;

/** Elements written, or added, at places that index tensors and masks name. */
final class Scattering {

    private Scattering() {}

    // ---- what the derivatives are made of ----

    /** Zeros of {@code shape} with {@code g} added at the places. dg = G at the places. */
    static Tensor spread(Tensor g, Places places, int[] shape) {
        Tensor y = Tensor.allocate(g.dtype().arithmetic(), shape);
        fold(ReduceOp.SUM, g, places, y);
        return y.compact(g.dtype()).op("spread").derivedFrom(g, h -> Gathering.pick("pick", h, places));
    }

    /** A copy with zeros at the places. dx = G with zeros there. */
    static Tensor erase(Tensor x, Places places) {
        Tensor y = Conversion.copy(x, x.dtype());
        Tensor zeros = Tensor.allocate(x.dtype(), places.shape());
        Gather.put(zeros.storage.array, 0, places.at(), places.block(), y.storage.array, 0);
        return y.op("erase").derivedFrom(x, g -> erase(g, places));
    }

    /** Folds {@code source} into {@code y}, row-major and of a dtype that can be computed in; unrecorded. */
    static void fold(ReduceOp op, Tensor source, Places places, Tensor y) {
        Tensor in = source.compact(y.dtype());
        Gather.fold(op, in.storage.array, in.offset, places.at(), places.block(), y.storage.array, y.offset);
    }

    // ---- writing and adding at places ----

    /** x with {@code source}, of the places' shape, written there. dx = G with zeros there, dsource = G there. */
    static Tensor write(String op, Tensor x, Places places, Tensor source) {
        Tensor y = Conversion.copy(x, x.dtype());
        Tensor in = source.compact(x.dtype());
        Gather.put(in.storage.array, in.offset, places.at(), places.block(), y.storage.array, 0);
        return y.op(op)
                .derivedFrom(x, g -> erase(g, places))
                .derivedFrom(source, g -> Gathering.pick("pick", g, places));
    }

    /** x with {@code source}, of the places' shape, added there. dx = G, dsource = G there. */
    static Tensor add(String op, Tensor x, Places places, Tensor source) {
        Tensor sum = Conversion.copy(x, x.dtype().arithmetic());
        fold(ReduceOp.SUM, source, places, sum);
        return sum.compact(x.dtype())
                .op(op)
                .derivedFrom(x, g -> g)
                .derivedFrom(source, g -> Gathering.pick("pick", g, places));
    }

    /** x[index[i][j]][j] = source[i][j] for dim 0. dx = G with zeros there, dsource = G there. */
    static Tensor scatter(Tensor x, int dim, Tensor index, Tensor source) {
        return scattered("scatter", x, dim, index, source, (places, part) -> write("scatter", x, places, part));
    }

    /** x[index[i][j]][j] += source[i][j] for dim 0. dx = G, dsource = G there. */
    static Tensor scatterAdd(Tensor x, int dim, Tensor index, Tensor source) {
        return scattered("scatterAdd", x, dim, index, source, (places, part) -> add("scatterAdd", x, places, part));
    }

    /**
     * Checks what all scatters ask for, and hands on the places with the part of {@code source} that the index covers.
     */
    static Tensor scattered(
            String op, Tensor x, int dim, Tensor index, Tensor source, BiFunction<Places, Tensor, Tensor> result) {
        if (source.dtype() != x.dtype()) {
            throw new IllegalArgumentException(op + ": expected self.dtype to be equal to src.dtype, got " + x.dtype()
                    + " and " + source.dtype() + "; convert one of them with to(...)");
        }
        Places places = Places.along(op, x.shape, dim, index);
        if (places.at().length == 0) {
            return Conversion.clone(x);
        }
        int[] sizes = index.shape;
        if (Math.max(source.shape.length, 1) != Math.max(sizes.length, 1)) {
            throw new IllegalArgumentException(
                    op + ": index tensor must have the same number of dimensions as src tensor;" + " index has shape "
                            + Shape.show(sizes) + ", src " + Shape.show(source.shape));
        }
        if (sizes.length == 0 || source.shape.length == 0) {
            return result.apply(places.shaped(sizes), source.reshape(sizes));
        }
        Tensor part = source;
        for (int d = 0; d < sizes.length; d++) {
            if (sizes[d] > source.shape[d]) {
                throw new IllegalArgumentException(op + ": expected index " + Shape.show(sizes)
                        + " to be smaller than src " + Shape.show(source.shape) + " in every dimension");
            }
            if (sizes[d] < source.shape[d]) {
                part = part.narrow(d, 0, sizes[d]);
            }
        }
        return result.apply(places, part);
    }

    /**
     * x plus alpha · source in the slices of {@code dim} that {@code index} names. dx = G, dsource = alpha · G there.
     */
    static Tensor indexAdd(Tensor x, int dim, Tensor index, Tensor source, Number alpha) {
        Places places = slices("indexAdd", x, dim, index, source);
        Tensor scaled = alpha.doubleValue() == 1 ? source : source.mul(alpha);
        return add("indexAdd", x, places, scaled.reshape(places.shape()));
    }

    /**
     * x with {@code source} in the slices of {@code dim} that {@code index} names. dx = G with zeros there, dsource = G
     * there.
     */
    static Tensor indexCopy(Tensor x, int dim, Tensor index, Tensor source) {
        Places places = slices("indexCopy", x, dim, index, source);
        return write("indexCopy", x, places, source.reshape(places.shape()));
    }

    /**
     * x with {@code value} in the slices of {@code dim} that {@code index} names. dx = G with zeros there, dvalue = Σ G
     * there.
     */
    static Tensor indexFill(Tensor x, int dim, Tensor index, Tensor value) {
        if (value.shape.length != 0) {
            throw new IllegalArgumentException(
                    "indexFill: only supports a 0-dimensional value tensor, but got one of shape "
                            + Shape.show(value.shape));
        }
        Places places = Places.slices("indexFill", x.shape, dim, index, true);
        return write("indexFill", x, places, value.detach().expand(places.shape()))
                .derivedFrom(value, g -> g.sub(erase(g, places)).sum());
    }

    /** The slices that {@code source} is to meet, with the checks of dtype and shape. */
    static Places slices(String op, Tensor x, int dim, Tensor index, Tensor source) {
        if (source.dtype() != x.dtype()) {
            throw new IllegalArgumentException(op + ": self (" + x.dtype() + ") and source (" + source.dtype()
                    + ") expected to have the same dtype");
        }
        Places places = Places.slices(op, x.shape, dim, index, false);
        int[] expected = places.shape();
        boolean oneElement =
                source.numel() == 1 && Shape.numel(expected) == 1 && source.shape.length + expected.length <= 1;
        if (!oneElement && !Shape.same(source.shape, expected)) {
            throw new IllegalArgumentException(
                    op + ": source of shape " + Shape.show(source.shape) + " must have shape "
                            + Shape.show(expected) + ": that of self " + Shape.show(x.shape) + " with " + index.numel()
                            + " slices in dimension " + dim);
        }
        return places;
    }

    /** x with {@code source} at places counted row-major, added if {@code accumulate}. dsource = G there. */
    static Tensor put(Tensor x, Tensor index, Tensor source, boolean accumulate) {
        if (source.dtype() != x.dtype()) {
            throw new IllegalArgumentException("put: expected source and self to have the same dtype, but got self "
                    + x.dtype() + " and source " + source.dtype());
        }
        if (source.numel() != index.numel()) {
            throw new IllegalArgumentException(
                    "put: expected source and index to have the same number of elements, but got " + source.numel()
                            + " and " + index.numel());
        }
        Places places = Places.flat("put", x.shape, index);
        Tensor values = source.reshape(index.shape);
        return accumulate ? add("put", x, places, values) : write("put", x, places, values);
    }

    /** x with {@code value} where the mask is true, both broadcast. dx = G with zeros there, dvalue = Σ G there. */
    static Tensor maskedFill(Tensor x, Tensor mask, Tensor value) {
        if (value.shape.length != 0) {
            throw new IllegalArgumentException(
                    "maskedFill: only supports a 0-dimensional value tensor, but got one of shape "
                            + Shape.show(value.shape));
        }
        Gathering.checkMask("maskedFill", mask);
        int[] shape = Shape.broadcast("maskedFill", x.shape, mask.shape);
        Tensor chosen = mask.to(DType.BOOL);
        Tensor y = Pointwise.where(chosen.expand(shape), value.compact(x.dtype()), x);
        return y.op("maskedFill")
                .derivedFrom(x, g -> g.maskedFill(chosen, 0), chosen)
                .derivedFrom(value, g -> g.maskedSelect(chosen).sum(), chosen);
    }

    /** x with the elements of {@code source}, in their order, where the mask is true. dx = G with zeros there. */
    static Tensor maskedScatter(Tensor x, Tensor mask, Tensor source) {
        Gathering.checkMask("maskedScatter", mask);
        if (source.dtype() != x.dtype()) {
            throw new IllegalArgumentException("maskedScatter: expected self and source to have same dtypes but got "
                    + x.dtype() + " and " + source.dtype());
        }
        int[] shape = Shape.broadcast("maskedScatter", x.shape, mask.shape);
        Places places = Places.where(mask.expand(shape));
        int count = places.at().length;
        if (count > source.numel()) {
            throw new IllegalArgumentException("maskedScatter: the mask has " + count + " true places, the source "
                    + Shape.show(source.shape) + " only " + source.numel() + " elements");
        }
        return write(
                "maskedScatter", x.expand(shape), places, source.reshape(-1).narrow(0, 0, count));
    }
}
