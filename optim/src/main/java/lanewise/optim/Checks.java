package lanewise.optim;

/** What PyTorch refuses in the options of most optimizers. */
final class Checks {

    private Checks() {}

    static void notNegative(String optimizer, String name, double value) {
        if (!(value >= 0)) {
            throw new IllegalArgumentException(
                    optimizer + ": Invalid " + name + " value: " + value + "; it must not be negative");
        }
    }
}
