package lanewise.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Sequences of different lengths without padding, step after step, as {@code torch.nn.utils.rnn.PackedSequence}: what
 * {@link RNN}, {@link LSTM} and {@link GRU} take for ragged batches.
 *
 * <p>{@snippet :
 * var packed = PackedSequence.packSequence(List.of(a, b, c));             // (La, D), (Lb, D), (Lc, D)
 * var result = lstm.forward(packed);
 * var padded = result.output().padPackedSequence(true, 0);                // (3, longest, H) and the lengths
 * }
 */
public final class PackedSequence {

    private final Tensor data;
    private final int[] batchSizes;
    /* Where the sequences of the packed order, longest first, were given, and back; null if the order is the same. */
    private final long @Nullable [] sortedIndices;
    private final long @Nullable [] unsortedIndices;

    private PackedSequence(
            Tensor data, int[] batchSizes, long @Nullable [] sortedIndices, long @Nullable [] unsortedIndices) {
        this.data = data;
        this.batchSizes = batchSizes;
        this.sortedIndices = sortedIndices;
        this.unsortedIndices = unsortedIndices;
    }

    /**
     * Padded sequences and their lengths.
     *
     * @param sequences {@code (L, N, *)}, or {@code (N, L, *)} if asked for
     * @param lengths the length of each sequence
     */
    public record Padded(Tensor sequences, int[] lengths) {}

    /**
     * Packs padded sequences, in any order of lengths.
     *
     * @param padded {@code (L, N, *)}, or {@code (N, L, *)}
     * @param lengths the length of each of the N sequences, from 1 to L
     * @param batchFirst whether N comes first
     * @throws IllegalArgumentException if lengths do not fit
     */
    public static PackedSequence packPaddedSequence(Tensor padded, int[] lengths, boolean batchFirst) {
        if (padded.dim() < 2) {
            throw new IllegalArgumentException(
                    "packPaddedSequence: expected (L, N, *) or (N, L, *), got " + Arrays.toString(padded.shape()));
        }
        Tensor steps = batchFirst ? padded.transpose(0, 1) : padded;
        if (lengths.length != steps.size(1) || lengths.length == 0) {
            throw new IllegalArgumentException("packPaddedSequence: expected lengths for all " + steps.size(1)
                    + " sequences of the batch, and at least one; got " + lengths.length);
        }
        for (int length : lengths) {
            if (length <= 0 || length > steps.size(0)) {
                throw new IllegalArgumentException("packPaddedSequence: lengths must be from 1 to " + steps.size(0)
                        + ", got " + Arrays.toString(lengths));
            }
        }
        int[] order = IntStream.range(0, lengths.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -lengths[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] sorted = null;
        long[] unsorted = null;
        if (!Arrays.equals(order, IntStream.range(0, order.length).toArray())) {
            sorted = new long[order.length];
            unsorted = new long[order.length];
            for (int i = 0; i < order.length; i++) {
                sorted[i] = order[i];
                unsorted[order[i]] = i;
            }
            steps = steps.indexSelect(1, Tensor.fromArray(sorted));
        }
        int[] sizes = new int[lengths[order[0]]];
        for (int length : lengths) {
            for (int t = 0; t < length; t++) {
                sizes[t]++;
            }
        }
        List<Tensor> parts = new ArrayList<>(sizes.length);
        for (int t = 0; t < sizes.length; t++) {
            parts.add(steps.select(0, t).narrow(0, 0, sizes[t]));
        }
        return new PackedSequence(Tensor.cat(parts, 0), sizes, sorted, unsorted);
    }

    /** Packs sequences {@code (Lᵢ, *)}, in any order of lengths. */
    public static PackedSequence packSequence(List<Tensor> sequences) {
        return packPaddedSequence(
                padSequence(sequences, false, 0),
                sequences.stream().mapToInt(sequence -> sequence.size(0)).toArray(),
                false);
    }

    /**
     * Returns sequences {@code (Lᵢ, *)} side by side, filled up with {@code value}: {@code (L, N, *)}, or
     * {@code (N, L, *)}.
     */
    public static Tensor padSequence(List<Tensor> sequences, boolean batchFirst, double value) {
        if (sequences.isEmpty()) {
            throw new IllegalArgumentException("padSequence: expected at least one sequence");
        }
        int longest =
                sequences.stream().mapToInt(sequence -> sequence.size(0)).max().orElseThrow();
        List<Tensor> padded = new ArrayList<>(sequences.size());
        for (Tensor sequence : sequences) {
            int missing = longest - sequence.size(0);
            int[] shape = sequence.shape();
            shape[0] = missing;
            padded.add(
                    missing == 0
                            ? sequence
                            : Tensor.cat(List.of(sequence, Tensor.full(shape, value, sequence.dtype())), 0));
        }
        return Tensor.stack(padded, batchFirst ? 0 : 1);
    }

    /**
     * Returns the sequences in their original order, filled up with {@code value}: {@code (L, N, *)}, or
     * {@code (N, L, *)}.
     */
    public Padded padPackedSequence(boolean batchFirst, double value) {
        int batch = batchSizes[0];
        int[] lengths = new int[batch];
        List<Tensor> steps = new ArrayList<>(batchSizes.length);
        int at = 0;
        for (int size : batchSizes) {
            Tensor step = data.narrow(0, at, size);
            at += size;
            if (size < batch) {
                int[] shape = data.shape();
                shape[0] = batch - size;
                step = Tensor.cat(List.of(step, Tensor.full(shape, value, data.dtype())), 0);
            }
            steps.add(step);
            for (int i = 0; i < size; i++) {
                lengths[i]++;
            }
        }
        Tensor padded = Tensor.stack(steps, batchFirst ? 1 : 0);
        if (unsortedIndices == null) {
            return new Padded(padded, lengths);
        }
        int[] ordered = new int[batch];
        for (int i = 0; i < batch; i++) {
            ordered[i] = lengths[(int) unsortedIndices[i]];
        }
        return new Padded(padded.indexSelect(batchFirst ? 0 : 1, Tensor.fromArray(unsortedIndices)), ordered);
    }

    /**
     * All steps {@code (ΣB, *)}: the first of all sequences, longest sequence first, then the second of all that have
     * one, …
     */
    public Tensor data() {
        return data;
    }

    /** How many sequences each step has. */
    public int[] batchSizes() {
        return batchSizes.clone();
    }

    /** Other data of the same form. */
    PackedSequence with(Tensor other) {
        return new PackedSequence(other, batchSizes, sortedIndices, unsortedIndices);
    }

    /** A state {@code (*, N, H)} in the packed order. */
    @Nullable
    Tensor sorted(@Nullable Tensor state) {
        return state == null || sortedIndices == null ? state : state.indexSelect(1, Tensor.fromArray(sortedIndices));
    }

    /** A state {@code (*, N, H)} in the original order. */
    Tensor unsorted(Tensor state) {
        return unsortedIndices == null ? state : state.indexSelect(1, Tensor.fromArray(unsortedIndices));
    }
}
