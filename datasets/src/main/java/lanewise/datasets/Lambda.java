package lanewise.datasets;

import java.util.function.UnaryOperator;
import lanewise.tensor.Tensor;

/** A transform made of a function: {@code torchvision.transforms.Lambda}. */
public final class Lambda implements Transform {
    private final UnaryOperator<Tensor> function;
    private final boolean deterministic;

    /**
     * A function of which nothing is known: it runs for each sample each time.
     *
     * @param function from a sample to a sample
     */
    public Lambda(UnaryOperator<Tensor> function) {
        this(function, false);
    }

    private Lambda(UnaryOperator<Tensor> function, boolean deterministic) {
        this.function = function;
        this.deterministic = deterministic;
    }

    /**
     * A function that gives equal results for equal samples: a set may keep them.
     *
     * @param function from a sample to a sample; draws no random numbers
     * @return the transform
     */
    public static Lambda deterministic(UnaryOperator<Tensor> function) {
        return new Lambda(function, true);
    }

    @Override
    public Tensor apply(Tensor x) {
        return function.apply(x);
    }

    @Override
    public boolean deterministic() {
        return deterministic;
    }

    @Override
    public String toString() {
        return "Lambda()";
    }
}
