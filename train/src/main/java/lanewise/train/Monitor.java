package lanewise.train;

import java.util.Map;
import lanewise.optim.ReduceLROnPlateau;

/** Looks one value up among those of an epoch, and knows which direction is better. */
record Monitor(String who, String name, ReduceLROnPlateau.Mode mode, double minDelta) {

    double value(Map<String, Double> values) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(who + ": there is no '" + name + "' to look at; measured were "
                    + values.keySet() + (name.startsWith("val_") ? "; does fit get a validation set?" : ""));
        }
        return value;
    }

    /** A best value that anything beats. */
    double worst() {
        return mode == ReduceLROnPlateau.Mode.MIN ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }

    /** Whether {@code value} is better than {@code best} by more than the least difference; NaN never is. */
    boolean better(double value, double best) {
        return mode == ReduceLROnPlateau.Mode.MIN ? value < best - minDelta : value > best + minDelta;
    }
}
