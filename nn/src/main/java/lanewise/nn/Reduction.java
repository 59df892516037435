package lanewise.nn;

import java.util.Locale;
import lanewise.tensor.Tensor;

/** What becomes of the losses of single elements. */
public enum Reduction {
    /** They are returned as they are. */
    NONE,
    /** Their mean: the default of all losses. */
    MEAN,
    /** Their sum. */
    SUM,
    /**
     * Their sum divided by the batch size, the first dimension: the mathematical mean of {@link KLDivLoss}, which alone
     * takes it.
     */
    BATCHMEAN;

    /** The reduction of PyTorch's name, as {@code "mean"}. @throws IllegalArgumentException if there is none */
    public static Reduction of(String name) {
        for (Reduction each : values()) {
            if (each.torchName().equals(name)) {
                return each;
            }
        }
        throw new IllegalArgumentException(
                "Reduction.of: " + name + " is not a valid value for reduction; expected none, mean, sum or batchmean");
    }

    /** PyTorch's name, as {@code "mean"}. */
    public String torchName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reduces the losses of an operation of that name. */
    Tensor apply(String op, Tensor losses) {
        return switch (this) {
            case NONE -> losses;
            case SUM -> losses.sum();
            case MEAN -> losses.mean();
            case BATCHMEAN ->
                throw new IllegalArgumentException(
                        op + ": batchmean is not a valid value for reduction here; only klDiv takes it");
        };
    }
}
