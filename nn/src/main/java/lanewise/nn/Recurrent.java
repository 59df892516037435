package lanewise.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import lanewise.tensor.DType;
import lanewise.tensor.LinearAlgebra;
import lanewise.tensor.Recurrence;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What {@link RNN}, {@link LSTM} and {@link GRU} share: layers and directions stacked over one kind of step.
 *
 * <p>Inputs are {@code (L, N, inputSize)}, or {@code (N, L, inputSize)} with {@code batchFirst}, or
 * {@code (L, inputSize)}, or a {@link PackedSequence} of sequences of different lengths. {@link #forward(Tensor)}
 * returns the outputs of the last layer, {@code (L, N, D·H)} for D directions; the methods with an initial state return
 * the final one too. Weights have PyTorch's names, {@code weight_ih_l0}, {@code weight_hh_l0}, … and start uniformly
 * between ±1/√hiddenSize.
 */
public abstract sealed class Recurrent extends Module permits OneStateRecurrent, LSTM {

    /** The arguments that all kinds share, by PyTorch's names. */
    record Config(
            int inputSize,
            int hiddenSize,
            int numLayers,
            boolean bias,
            boolean batchFirst,
            double dropout,
            boolean bidirectional,
            int projSize) {

        int directions() {
            return bidirectional ? 2 : 1;
        }

        /** The size of what is passed on. */
        int outputSize() {
            return projSize > 0 ? projSize : hiddenSize;
        }
    }

    /** The weights of one layer in one direction. */
    private record Part(Parameter inputWeight, @Nullable Parameter inputBias, Cells.Weights cell) {}

    /** Outputs of all steps, packed, and the final states {@code (layers · D, N, H)}. */
    record Run(Tensor data, Tensor hidden, @Nullable Tensor cell) {}

    final transient Config config;
    private final transient Cells.Step step;
    private final transient List<Part> parts = new ArrayList<>();

    Recurrent(Config config, int gates, Cells.Step step) {
        String name = getClass().getSimpleName();
        Sizes.positive(name, "inputSize", config.inputSize);
        Sizes.positive(name, "hiddenSize", config.hiddenSize);
        Sizes.positive(name, "numLayers", config.numLayers);
        Dropouts.check(name, config.dropout);
        if (config.projSize < 0 || config.projSize >= config.hiddenSize) {
            throw new IllegalArgumentException(name + ": projSize has to be a positive integer smaller than hiddenSize "
                    + config.hiddenSize + ", or zero to disable projections; got " + config.projSize);
        }
        this.config = config;
        this.step = step;
        for (int layer = 0; layer < config.numLayers; layer++) {
            int in = layer == 0 ? config.inputSize : config.outputSize() * config.directions();
            for (int direction = 0; direction < config.directions(); direction++) {
                parts.add(part("_l" + layer + (direction == 1 ? "_reverse" : ""), in, gates * config.hiddenSize));
            }
        }
        resetParameters();
    }

    private Part part(String suffix, int in, int rows) {
        Parameter inputWeight = weight("weight_ih" + suffix, rows, in);
        Parameter hidden = weight("weight_hh" + suffix, rows, config.outputSize());
        Parameter inputBias = config.bias ? weight("bias_ih" + suffix, rows) : null;
        Parameter hiddenBias = config.bias ? weight("bias_hh" + suffix, rows) : null;
        Parameter projection =
                config.projSize > 0 ? weight("weight_hr" + suffix, config.projSize, config.hiddenSize) : null;
        return new Part(inputWeight, inputBias, new Cells.Weights(hidden, hiddenBias, projection));
    }

    private Parameter weight(String name, int... shape) {
        return register(name, new Parameter(Tensor.empty(shape, DType.getDefault())));
    }

    /** Draws all weights anew. */
    public void resetParameters() {
        double bound = 1 / Math.sqrt(config.hiddenSize);
        parameters().forEach(parameter -> Init.uniform_(parameter, -bound, bound));
    }

    /** Returns the outputs of the last layer, in the layout of the input, from an initial state of zeros. */
    @Override
    public Tensor forward(Tensor x) {
        return seen(x, padded(x, null, null).data);
    }

    // ---- layouts ---------------------------------------------------------------------------------------------------

    /** Runs a tensor, whose sequences have one length; the data come back in its layout. */
    Run padded(Tensor x, @Nullable Tensor hidden, @Nullable Tensor cell) {
        String name = getClass().getSimpleName();
        if (x.dim() == 2) {
            Run run = padded(
                    x.unsqueeze(config.batchFirst ? 0 : 1),
                    hidden == null ? null : single(name, hidden),
                    cell == null ? null : single(name, cell));
            return new Run(
                    run.data.squeeze(config.batchFirst ? 0 : 1),
                    run.hidden.squeeze(1),
                    run.cell == null ? null : run.cell.squeeze(1));
        }
        if (x.dim() != 3 || x.size(2) != config.inputSize) {
            throw new IllegalArgumentException(name + ": expected " + (config.batchFirst ? "(N, L, " : "(L, N, ")
                    + config.inputSize + ") or (L, " + config.inputSize + "), got " + Arrays.toString(x.shape()));
        }
        Tensor steps = config.batchFirst ? x.transpose(0, 1) : x;
        int length = steps.size(0);
        int batch = steps.size(1);
        if (length == 0) {
            throw new IllegalArgumentException(name + ": expected sequence length to be larger than 0");
        }
        int[] sizes = new int[length];
        Arrays.fill(sizes, batch);
        Run run = run(steps.reshape(length * batch, config.inputSize), sizes, hidden, cell);
        Tensor y = run.data.reshape(length, batch, run.data.size(1));
        return new Run(config.batchFirst ? y.transpose(0, 1) : y, run.hidden, run.cell);
    }

    private static Tensor single(String name, Tensor state) {
        if (state.dim() != 2) {
            throw new IllegalArgumentException(
                    name + ": for an unbatched input (L, inputSize) the state must be 2-D too, got "
                            + Arrays.toString(state.shape()));
        }
        return state.unsqueeze(1);
    }

    /** Runs packed sequences; states are in the order in which the sequences were packed. */
    Run packed(PackedSequence x, @Nullable Tensor hidden, @Nullable Tensor cell) {
        if (x.data().dim() != 2 || x.data().size(1) != config.inputSize) {
            throw new IllegalArgumentException(getClass().getSimpleName() + ": expected packed steps (*, "
                    + config.inputSize + "), got " + Arrays.toString(x.data().shape()));
        }
        Run run = run(x.data(), x.batchSizes(), x.sorted(hidden), x.sorted(cell));
        return new Run(run.data, x.unsorted(run.hidden), run.cell == null ? null : x.unsorted(run.cell));
    }

    // ---- the recurrence --------------------------------------------------------------------------------------------

    /**
     * Runs all layers.
     *
     * @param data the inputs {@code (ΣB, in)}, step after step
     * @param sizes how many sequences each step has, not rising
     */
    private Run run(Tensor data, int[] sizes, @Nullable Tensor hidden, @Nullable Tensor cell) {
        int states = config.numLayers * config.directions();
        int batch = sizes[0];
        checkState("hidden", hidden, states, batch, config.outputSize());
        checkState("cell", cell, states, batch, config.hiddenSize);
        List<Tensor> finalHidden = new ArrayList<>();
        List<Tensor> finalCells = new ArrayList<>();
        Tensor x = data;
        for (int layer = 0; layer < config.numLayers; layer++) {
            List<Tensor> outputs = new ArrayList<>(2);
            for (int direction = 0; direction < config.directions(); direction++) {
                int index = layer * config.directions() + direction;
                Cells.State start = new Cells.State(
                        start(hidden, index, batch, config.outputSize(), data),
                        this instanceof LSTM ? start(cell, index, batch, config.hiddenSize, data) : null);
                outputs.add(oneDirection(parts.get(index), x, sizes, start, direction == 1, finalHidden, finalCells));
            }
            x = outputs.size() == 1 ? outputs.getFirst() : Tensor.cat(outputs, 1);
            if (config.dropout > 0 && layer < config.numLayers - 1) {
                x = Functional.dropout(x, config.dropout, isTraining());
            }
        }
        return new Run(x, Tensor.stack(finalHidden), finalCells.isEmpty() ? null : Tensor.stack(finalCells));
    }

    private static Tensor start(@Nullable Tensor state, int index, int batch, int size, Tensor data) {
        return state == null ? Tensor.zeros(new int[] {batch, size}, data.dtype()) : state.select(0, index);
    }

    private void checkState(String what, @Nullable Tensor state, int states, int batch, int size) {
        if (state != null && !Arrays.equals(state.shape(), new int[] {states, batch, size})) {
            throw new IllegalArgumentException(getClass().getSimpleName() + ": expected " + what + " state size ["
                    + states + ", " + batch + ", " + size + "], (layers · directions, N, size), got "
                    + Arrays.toString(state.shape()));
        }
    }

    private Tensor oneDirection(
            Part part,
            Tensor x,
            int[] sizes,
            Cells.State start,
            boolean reverse,
            List<Tensor> finalHidden,
            List<Tensor> finalCells) {
        if (this instanceof LSTM && sizes[0] > 0 && sizes[0] == sizes[sizes.length - 1] && config.projSize == 0) {
            List<Tensor> all = Recurrence.lstm(
                    new Recurrence.Lstm(
                            x,
                            start.hidden(),
                            Objects.requireNonNull(start.cell()),
                            part.inputWeight,
                            part.cell.hidden(),
                            part.inputBias,
                            part.cell.hiddenBias()),
                    reverse);
            finalHidden.add(all.get(1));
            finalCells.add(all.get(2));
            return all.get(0);
        }
        // One product for the inputs of all steps.
        List<Tensor> gates =
                LinearAlgebra.linear(x, part.inputWeight, part.inputBias).split(sizes, 0);
        int length = sizes.length;
        List<Tensor> outputs = new ArrayList<>(Collections.nCopies(length, gates.getFirst()));
        List<Cells.State> ended = new ArrayList<>();
        Cells.State state = reverse ? first(start, sizes[length - 1]) : start;
        for (int i = 0; i < length; i++) {
            int t = reverse ? length - 1 - i : i;
            int now = state.hidden().size(0);
            if (sizes[t] < now) {
                ended.add(rows(state, sizes[t], now));
                state = first(state, sizes[t]);
            } else if (sizes[t] > now) {
                state = joined(List.of(state, rows(start, now, sizes[t])));
            }
            state = step.next(gates.get(t), state, part.cell);
            outputs.set(t, state.hidden());
        }
        ended.add(state);
        // The longest sequences, which stand first, ended last.
        Cells.State end = joined(ended.reversed());
        finalHidden.add(end.hidden());
        if (end.cell() != null) {
            finalCells.add(end.cell());
        }
        return Tensor.cat(outputs, 0);
    }

    private static Cells.State first(Cells.State state, int count) {
        return state.hidden().size(0) == count ? state : rows(state, 0, count);
    }

    private static Cells.State rows(Cells.State state, int from, int to) {
        return new Cells.State(
                state.hidden().narrow(0, from, to - from),
                state.cell() == null ? null : state.cell().narrow(0, from, to - from));
    }

    private static Cells.State joined(List<Cells.State> states) {
        if (states.size() == 1) {
            return states.getFirst();
        }
        return new Cells.State(
                Tensor.cat(states.stream().map(Cells.State::hidden).toList(), 0),
                states.getFirst().cell() == null
                        ? null
                        : Tensor.cat(states.stream().map(Cells.State::cell).toList(), 0));
    }

    @Override
    protected String extraRepr() {
        return config.inputSize + ", " + config.hiddenSize
                + (config.projSize == 0 ? "" : ", proj_size=" + config.projSize)
                + (config.numLayers == 1 ? "" : ", num_layers=" + config.numLayers)
                + (config.bias ? "" : ", bias=False")
                + (config.batchFirst ? ", batch_first=True" : "")
                + (config.dropout == 0 ? "" : ", dropout=" + PyText.real(config.dropout))
                + (config.bidirectional ? ", bidirectional=True" : "");
    }
}
