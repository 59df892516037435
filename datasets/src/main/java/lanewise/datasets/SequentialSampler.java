package lanewise.datasets;

import java.util.PrimitiveIterator;
import java.util.stream.IntStream;

/** Every sample once, from first to last: {@code torch.utils.data.SequentialSampler}. */
public final class SequentialSampler implements Sampler {
    private final Dataset source;

    /**
     * A sampler of the whole set.
     *
     * @param source the set; only its size is asked for
     */
    public SequentialSampler(Dataset source) {
        this.source = source;
    }

    @Override
    public PrimitiveIterator.OfInt iterator() {
        return IntStream.range(0, source.size()).iterator();
    }

    @Override
    public int size() {
        return source.size();
    }
}
