package lanewise.nn;

/** Checks of the numbers that layers are made with. */
final class Sizes {

    private Sizes() {}

    static void positive(String layer, String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(layer + ": " + name + " must be positive, got " + value);
        }
    }

    static void notNegative(String layer, String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(layer + ": " + name + " must not be negative, got " + value);
        }
    }
}
