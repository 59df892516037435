package lanewise.tensor;

import lanewise.autograd.ValueSpace;

/** Tensors as values of a differentiation graph. */
final class TensorSpace implements ValueSpace<Tensor> {

    static final TensorSpace INSTANCE = new TensorSpace();

    private TensorSpace() {}

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return a.add(b);
    }

    @Override
    public Tensor addInto(Tensor sum, Tensor b) {
        return sum.isContiguous() ? sum.add_(b) : sum.add(b);
    }

    @Override
    public Tensor conform(Tensor gradient, Object type, String op) {
        TensorType to = (TensorType) type;
        Tensor g = gradient;
        if (!Shape.same(g.shape, to.shape())) {
            if (g.numel() != 1 && g.dim() < to.shape().length) {
                throw misfit(g, to, op);
            }
            try {
                g = g.dim() < to.shape().length ? g.expand(to.shape()) : g.sumToSize(to.shape());
            } catch (IllegalArgumentException e) {
                throw (IllegalStateException) misfit(g, to, op).initCause(e);
            }
        }
        return g.dtype() == to.dtype() ? g : g.to(to.dtype());
    }

    private static IllegalStateException misfit(Tensor g, TensorType to, String op) {
        return new IllegalStateException("backward: the derivative of " + op + " returned a gradient of shape "
                + Shape.show(g.shape) + " for an input of shape " + Shape.show(to.shape()));
    }

    @Override
    public boolean sharesMemory(Tensor a, Tensor b) {
        return a.storage == b.storage;
    }

    @Override
    public void saved(Tensor value) {
        value.storage.read();
    }

    @Override
    public void freed(Tensor value) {
        if (value.storage.unread()) {
            SpareMemory.give(value.storage);
        }
    }

    @Override
    public void release(Tensor value) {
        if (!value.storage.isRead()) {
            SpareMemory.give(value.storage);
        }
    }

    @Override
    public int version(Tensor value) {
        return value.version();
    }

    @Override
    public String describe(Tensor value) {
        return "a " + value.dtype() + " tensor " + Shape.show(value.shape) + " (last changed by "
                + value.storage.writer() + ")";
    }

    @Override
    public boolean hasNaN(Tensor value) {
        return value.isFloatingPoint() && value.detach().isnan().sum().itemLong() > 0;
    }
}
