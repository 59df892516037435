package lanewise.nn;

import java.util.Locale;

/** What is put around a tensor. */
public enum PaddingMode {
    /** A constant. */
    CONSTANT,
    /** What lies inside, mirrored at the border, which itself is not repeated. */
    REFLECT,
    /** The border, repeated. */
    REPLICATE,
    /** What lies at the other end. */
    CIRCULAR;

    /** The mode of PyTorch's name, as {@code "reflect"}. @throws IllegalArgumentException if there is none */
    public static PaddingMode of(String name) {
        for (PaddingMode mode : values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(name)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("PaddingMode.of: unrecognised padding mode " + name
                + "; expected constant, reflect, replicate or circular");
    }
}
