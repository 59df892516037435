package lanewise.datasets;

/**
 * Samples by index: {@code torch.utils.data.Dataset}. Two methods make one:
 *
 * <pre>{@code
 * class Squares implements Dataset {
 *     public int size() { return 100; }
 *     public Sample get(int i) { return new Sample(Tensor.of(i), Tensor.of(i * i)); }
 * }
 * }</pre>
 *
 * <p>A {@link DataLoader} with workers calls {@link #get} from several threads at once; a set that only reads needs no
 * care for that.
 */
public interface Dataset {
    /**
     * How many samples there are.
     *
     * @return the number, at least 0
     */
    int size();

    /**
     * One sample.
     *
     * @param index from 0 to {@code size() - 1}
     * @return the sample, its tensors the caller's own to change
     * @throws IndexOutOfBoundsException if there is no such sample
     */
    Sample get(int index);
}
