package lanewise.nn;

import lanewise.tensor.Selection;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What adaptive max pooling of one, two and three dimensions has in common. */
public abstract sealed class AdaptiveMaxPoolNd extends Module
        permits AdaptiveMaxPool1d, AdaptiveMaxPool2d, AdaptiveMaxPool3d {

    /**
     * PyTorch's arguments.
     *
     * @param returnIndices what {@link #returnsIndices} tells; the indices themselves come from
     *     {@link #forwardWithIndices} (false)
     */
    public record Options(boolean returnIndices) {

        /** Telling callers to ask for indices too, or not. */
        public Options returnIndices(boolean returnIndices) {
            return new Options(returnIndices);
        }
    }

    private final @Nullable Integer[] outputSize;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(false);
    }

    AdaptiveMaxPoolNd(@Nullable Integer[] outputSize, Options options) {
        this.outputSize = outputSize.clone();
        this.options = options;
    }

    /** The sizes as the functions want them. */
    final int[] outputSize() {
        return Filters.outputSize(outputSize);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.onlyValues(forwardWithIndices(x)));
    }

    /** Returns the largest elements, and where in the plane of their channel they stand. */
    public abstract Selection forwardWithIndices(Tensor x);

    /** Whether callers that know no more than this layer shall ask for indices too. */
    public boolean returnsIndices() {
        return options.returnIndices();
    }

    @Override
    protected String extraRepr() {
        return "output_size=" + Filters.text(outputSize);
    }
}
