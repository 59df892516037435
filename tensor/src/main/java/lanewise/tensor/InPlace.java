package lanewise.tensor;

import java.util.function.UnaryOperator;
import lanewise.autograd.Edge;
import lanewise.autograd.GradMode;
import lanewise.autograd.Node;
import lanewise.tensor.kernels.BinaryOp;
import lanewise.tensor.kernels.Cast;
import lanewise.tensor.kernels.Kernels;
import lanewise.tensor.kernels.Strided;
import lanewise.tensor.kernels.UnaryOp;

/**
 * Writing into existing memory without losing gradients.
 *
 * <p>While nothing is recorded, an in-place operation is a loop over the memory. While recording, it is computed beside
 * the old values, which rules may still need, then written over them, and the tensor takes over the result's history.
 * If the tensor is a view, its base gets a node that puts the view's part together with the rest, and other views of
 * the base are told to ask the base for their history when it is next needed; so a change through any view is seen by
 * the gradients of all.
 */
final class InPlace {

    private InPlace() {}

    /** Replaces the elements of {@code x} by {@code value(x)}, which must have x's shape; records it if needed. */
    static Tensor replace(String op, Tensor x, boolean othersRequireGrad, UnaryOperator<Tensor> value) {
        checkWritable(op, x);
        if (!records(op, x, othersRequireGrad)) {
            try (var _ = GradMode.noGrad()) {
                Tensor y = value.apply(x);
                checkFits(op, x, y);
                write(op, x, y);
            }
            return x;
        }
        Tensor old = Conversion.copy(x, x.dtype());
        if (x.requiresGrad()) {
            Edge<Tensor> edge = x.edge();
            old.setNode(edge.node(), edge.slot());
        }
        Tensor y = value.apply(old);
        checkFits(op, x, y);
        y = y.to(x.dtype());
        write(op, x, y);
        takeHistory(op, x, y);
        return x;
    }

    /** {@code x = x op b} over x's memory. */
    static Tensor binary(BinaryOp op, String name, Tensor x, Tensor b, UnaryOperator<Tensor> recorded) {
        DType result = DType.result(x, b);
        boolean direct = x.isContiguous()
                && result == x.dtype()
                && x.dtype().arithmetic() == x.dtype()
                && !(GradMode.isEnabled() && (x.requiresGrad() || b.requiresGrad()))
                && (b.storage != x.storage || b.numel() == x.numel() && b.offset == x.offset && b.isContiguous());
        if (!direct) {
            return replace(name, x, b.requiresGrad(), recorded);
        }
        if (!Shape.same(Shape.broadcast(name, x.shape, b.shape), x.shape)) {
            throw grows(name, x, Shape.broadcast(name, x.shape, b.shape));
        }
        Pointwise.binaryInto(op, x, b);
        x.storage.written(name);
        return x;
    }

    /** {@code x = op(x)} over x's memory. */
    static Tensor unary(UnaryOp op, String name, Tensor x, UnaryOperator<Tensor> recorded) {
        DType dtype = x.dtype();
        if (!x.isContiguous() || !dtype.isFloatingPoint() || GradMode.isEnabled() && x.requiresGrad()) {
            return replace(name, x, false, recorded);
        }
        dtype.kernels().unary(op, x.storage.array, x.offset, x.storage.array, x.offset, x.numel());
        x.storage.written(name);
        return x;
    }

    /** {@code x = x + alpha b} over x's memory. */
    static Tensor addScaled(String name, Tensor x, Tensor b, Number alpha, UnaryOperator<Tensor> recorded) {
        boolean direct = x.isContiguous()
                && b.isContiguous()
                && x.dtype().isFloatingPoint()
                && x.dtype() == b.dtype()
                && Shape.same(x.shape, b.shape)
                && !(GradMode.isEnabled() && (x.requiresGrad() || b.requiresGrad()))
                && (b.storage != x.storage || b.offset == x.offset);
        if (!direct) {
            return replace(name, x, b.requiresGrad(), recorded);
        }
        x.dtype().kernels().axpy(alpha.doubleValue(), b.storage.array, b.offset, x.storage.array, x.offset, x.numel());
        x.storage.written(name);
        return x;
    }

    /** Sets every element to {@code value}. */
    static Tensor fill(String op, Tensor x, Number value) {
        return replaceAll(op, x, () -> {
            DType dtype = x.dtype();
            if (x.isContiguous() && dtype.arithmetic() == dtype) {
                Kernels kernels = dtype.kernels();
                if (Storage.isWhole(value)) {
                    kernels.fillLong(x.storage.array, x.offset, x.numel(), value.longValue());
                } else {
                    kernels.fill(x.storage.array, x.offset, x.numel(), value.doubleValue());
                }
                x.storage.written(op);
            } else {
                Tensor one = Tensor.allocate(dtype);
                one.storage.set(0, value);
                write(op, x, one.expand(x.shape));
            }
        });
    }

    /**
     * What {@code old} becomes when {@code source}, which broadcasts to it, is copied over it. dold = 0, dsource = G.
     */
    static Tensor copied(String op, Tensor old, Tensor source) {
        int[] shape = old.shape;
        return source.detach()
                .expand(shape)
                .detach()
                .op(op)
                .derivedFrom(old, g -> Tensor.zeros(shape, g.dtype()))
                .derivedFrom(source, g -> g);
    }

    /** Runs a write that forgets all old values; while recording, the gradient of what x was before becomes zero. */
    static Tensor replaceAll(String op, Tensor x, Runnable write) {
        checkWritable(op, x);
        boolean records = records(op, x, false);
        write.run();
        if (records) {
            Tensor old = x.detach();
            Edge<Tensor> edge = x.edge();
            old.setNode(edge.node(), edge.slot());
            int[] shape = x.shape;
            takeHistory(op, x, x.detach().op(op).derivedFrom(old, g -> Tensor.zeros(shape, g.dtype())));
        }
        return x;
    }

    /** Copies {@code y}, of x's shape, into x's memory, converting the type. */
    static void write(String op, Tensor x, Tensor y) {
        int n = x.numel();
        if (x.isContiguous() && y.isContiguous()) {
            Cast.copy(y.storage.array, y.offset, x.storage.array, x.offset, n);
        } else {
            // What is read must not change while it is written, as in x.t().copy_(x).
            Tensor in = y.storage == x.storage ? Conversion.copy(y, x.dtype()) : y.compact(x.dtype());
            Strided.scatter(in.storage.array, in.offset, x.storage.array, x.offset, x.shape, x.strides);
        }
        x.storage.written(op);
    }

    private static void checkWritable(String op, Tensor x) {
        for (int d = 0; d < x.shape.length; d++) {
            if (x.strides[d] == 0 && x.shape[d] > 1) {
                throw new IllegalStateException(
                        op + ": unsupported operation: more than one element of the written-to tensor"
                                + " refers to a single memory location (it was expanded to " + Shape.show(x.shape)
                                + "). Please clone() the tensor before performing the operation.");
            }
        }
    }

    private static boolean records(String op, Tensor x, boolean othersRequireGrad) {
        if (!GradMode.isEnabled()) {
            return false;
        }
        boolean requires = x.requiresGrad();
        if (requires && x.isLeaf()) {
            throw new IllegalStateException(
                    op + ": a leaf Variable that requires grad is being used in an in-place operation;"
                            + " wrap it in try (var _ = noGrad()) if it is an update of a parameter");
        }
        Tensor base = x.base();
        if (base != null && base.requiresGrad() && base.isLeaf()) {
            throw new IllegalStateException(
                    op + ": a view of a leaf Variable that requires grad is being used in an in-place"
                            + " operation; wrap it in try (var _ = noGrad()) if it is an update of a parameter");
        }
        return x.isFloatingPoint() && (requires || othersRequireGrad);
    }

    private static void checkFits(String op, Tensor x, Tensor y) {
        if (!Shape.same(x.shape, y.shape)) {
            throw grows(op, x, y.shape);
        }
        if (!y.dtype().canCastTo(x.dtype())) {
            throw new IllegalArgumentException(
                    op + ": result type " + y.dtype() + " can't be cast to the desired output type " + x.dtype()
                            + "; use the form without the trailing underscore");
        }
    }

    private static IllegalArgumentException grows(String op, Tensor x, int[] shape) {
        return new IllegalArgumentException(op + ": output with shape " + Shape.show(x.shape)
                + " doesn't match the broadcast shape " + Shape.show(shape));
    }

    /** Gives {@code x}, just overwritten with the values of {@code y}, the history of {@code y}. */
    private static void takeHistory(String op, Tensor x, Tensor y) {
        Tensor base = x.base();
        if (base == null) {
            Edge<Tensor> edge = y.requiresGrad() ? y.edge() : null;
            x.setNode(edge == null ? null : edge.node(), edge == null ? 0 : edge.slot());
            x.historyChanged();
            return;
        }
        Places places = ViewGradients.shown(op, base, x);
        Node<Tensor> node = new Node<>("copySlices", base.type());
        if (base.requiresGrad()) {
            Edge<Tensor> before = base.edge();
            node.input(before.node(), before.slot(), g -> Scattering.erase(g, places));
        }
        if (y.requiresGrad()) {
            Edge<Tensor> part = y.edge();
            node.input(part.node(), part.slot(), g -> Gathering.pick("pick", g, places));
        }
        base.setNode(node, 0);
        base.historyChanged();
    }

    /** Derives a view's history anew from its base, after the base was changed in place. */
    static void refresh(Tensor view) {
        view.historySeen();
        Tensor base = view.base();
        if (base.requiresGrad()) {
            try (var _ = GradMode.enableGrad()) {
                Tensor again = Views.asStrided(base, view.shape, view.strides, view.offset);
                Edge<Tensor> edge = again.edge();
                view.setNode(edge.node(), edge.slot());
            }
        } else {
            view.setNode(null, 0);
        }
    }
}
