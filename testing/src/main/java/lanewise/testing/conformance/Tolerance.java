package lanewise.testing.conformance;

/** How far a float may be off: {@code |got − expected| ≤ absolute + relative · |expected|}. */
record Tolerance(double relative, double absolute) {
    /** Values must be equal, apart from the sign of zero. */
    static final Tolerance EXACT = new Tolerance(0, 0);

    /** What float64 cases are held to. */
    static final Tolerance FLOAT64 = new Tolerance(1e-7, 1e-7);

    /** What float32 cases are held to: the defaults of {@code torch.testing.assert_close}. */
    static final Tolerance FLOAT32 = new Tolerance(1.3e-6, 1e-5);

    /** The same bound, relative and absolute. */
    static Tolerance both(double bound) {
        return new Tolerance(bound, bound);
    }

    /** What a case of this dtype is held to. */
    static Tolerance of(String dtype) {
        return switch (dtype) {
            case "float64" -> FLOAT64;
            case "float32" -> FLOAT32;
            default -> EXACT;
        };
    }

    /** Whether {@code got} is near enough; NaN equals NaN, infinities equal themselves only. */
    boolean accepts(double expected, double got) {
        if (expected == got) {
            return true;
        }
        if (Double.isNaN(expected) || Double.isNaN(got)) {
            return Double.isNaN(expected) && Double.isNaN(got);
        }
        if (Double.isInfinite(expected) || Double.isInfinite(got)) {
            return false;
        }
        return Math.abs(got - expected) <= absolute + relative * Math.abs(expected);
    }

    /** The looser of both. */
    Tolerance or(Tolerance other) {
        return new Tolerance(Math.max(relative, other.relative), Math.max(absolute, other.absolute));
    }
}
