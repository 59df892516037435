package lanewise.tensor.kernels;

import jdk.incubator.vector.VectorShape;

/** Asks the vector module; apart from {@link Simd}, so that the question can be put off. */
final class VectorWidth {
    private VectorWidth() {}

    static int preferredBits() {
        return VectorShape.preferredShape().vectorBitSize();
    }
}
