package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * A tensor that belongs to a module's state without being learned, as a running mean; found by being a field of its
 * module.
 */
public final class Buffer extends Tensor {

    private final boolean persistent;

    /** Makes a buffer over the memory of {@code data} that is part of the state dict. */
    public Buffer(Tensor data) {
        this(data, true);
    }

    /**
     * Makes a buffer over the memory of {@code data}.
     *
     * @param persistent whether it is part of the state dict
     */
    public Buffer(Tensor data, boolean persistent) {
        super(data);
        this.persistent = persistent;
    }

    /** Whether the buffer is part of the state dict. */
    public boolean isPersistent() {
        return persistent;
    }
}
