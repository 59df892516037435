package lanewise.optim;

/** What PyTorch refuses in the options of Adam and its kin. */
final class AdamChecks {

    private AdamChecks() {}

    static void check(String optimizer, double lr, double beta1, double beta2, double eps, double weightDecay) {
        require(lr >= 0, optimizer, "Invalid learning rate: ", lr);
        require(eps >= 0, optimizer, "Invalid epsilon value: ", eps);
        require(beta1 >= 0 && beta1 < 1, optimizer, "Invalid beta parameter at index 0: ", beta1);
        require(beta2 >= 0 && beta2 < 1, optimizer, "Invalid beta parameter at index 1: ", beta2);
        require(weightDecay >= 0, optimizer, "Invalid weight_decay value: ", weightDecay);
    }

    private static void require(boolean valid, String optimizer, String message, double value) {
        if (!valid) {
            throw new IllegalArgumentException(optimizer + ": " + message + value);
        }
    }
}
