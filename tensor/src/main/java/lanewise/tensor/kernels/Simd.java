package lanewise.tensor.kernels;

/** Draft: whether vectors may be used, and how wide. */
final class Simd {
    static final int BITS;
    static final boolean AVAILABLE;

    static {
        int bits = 0;
        try {
            bits = jdk.incubator.vector.FloatVector.SPECIES_PREFERRED.vectorBitSize();
        } catch (LinkageError e) {
            // no module, no vectors
        }
        BITS = Math.min(bits, Integer.getInteger("lanewise.vectorBits", bits));
        AVAILABLE = BITS >= 128;
    }

    private Simd() {}
}
