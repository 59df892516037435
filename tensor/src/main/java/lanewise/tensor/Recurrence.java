package lanewise.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.autograd.GradMode;
import lanewise.autograd.JointRule;
import lanewise.tensor.kernels.BinaryOp;
import lanewise.tensor.kernels.Factor;
import lanewise.tensor.kernels.Gates;
import lanewise.tensor.kernels.Gemm;
import lanewise.tensor.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * An LSTM over all steps of a batch of equally long sequences as one operation: what {@code lanewise.nn}'s LSTM does in
 * a layer and direction.
 *
 * <p>One product takes the inputs of all steps to their gates, one per step the state; backward, the weights' gradients
 * are each one product over all steps. That is the first derivative; higher ones go through the formula, step by step.
 */
public final class Recurrence {
    private Recurrence() {}

    /**
     * The parts that an LSTM layer computes from.
     *
     * @param x the inputs, step after step {@code (L · N, in)}
     * @param h the initial output {@code (N, H)}
     * @param c the initial cell state {@code (N, H)}
     * @param inputWeight {@code (4 H, in)}, the gates in the order i, f, g, o
     * @param stateWeight {@code (4 H, H)}
     * @param inputBias {@code (4 H)}, or null
     * @param stateBias {@code (4 H)}; null if and only if the other is
     */
    public record Lstm(
            Tensor x,
            Tensor h,
            Tensor c,
            Tensor inputWeight,
            Tensor stateWeight,
            @Nullable Tensor inputBias,
            @Nullable Tensor stateBias) {

        private List<Tensor> inputs() {
            return inputBias == null || stateBias == null
                    ? List.of(x, h, c, inputWeight, stateWeight)
                    : List.of(x, h, c, inputWeight, stateWeight, inputBias, stateBias);
        }

        private static Lstm of(List<Tensor> all) {
            boolean bias = all.size() > 5;
            return new Lstm(
                    all.get(0),
                    all.get(1),
                    all.get(2),
                    all.get(3),
                    all.get(4),
                    bias ? all.get(5) : null,
                    bias ? all.get(6) : null);
        }
    }

    /** What an operation over all steps keeps for its derivative: gates, cell states, their tanh, outputs. */
    private record Kept(Tensor gates, Tensor cells, Tensor bent, Tensor outputs) {}

    /**
     * Runs {@link GatedCells#lstm} over all steps, the last first if {@code reverse}.
     *
     * @return the outputs {@code (L · N, H)}, the final output and the final cell state {@code (N, H)}
     * @throws IllegalArgumentException if shapes or element types do not fit
     */
    public static List<Tensor> lstm(Lstm in, boolean reverse) {
        check(in);
        int batch = in.h.shape[0];
        int size = in.h.shape[1];
        int length = in.x.shape[0] / batch;
        DType dtype = in.x.dtype();
        Kernels kernels = dtype.kernels();
        Tensor bias = in.inputBias == null || in.stateBias == null
                ? null
                : in.inputBias.detach().add(in.stateBias.detach());
        Kept kept = new Kept(
                LinearAlgebra.linear(in.x.detach(), in.inputWeight.detach(), bias),
                Tensor.unfilled(dtype, length * batch, size),
                Tensor.unfilled(dtype, length * batch, size),
                Tensor.unfilled(dtype, length * batch, size));
        Tensor start = in.h.compact(dtype);
        Tensor startCell = in.c.compact(dtype);
        Tensor weight = in.stateWeight.detach().transpose(0, 1);
        try (Factor factor = factor(weight)) {
            for (int i = 0; i < length; i++) {
                int t = reverse ? length - 1 - i : i;
                int before = reverse ? t + 1 : t - 1;
                Tensor state = i == 0 ? start : step(kept.outputs, before, batch);
                add(state, factor, true, step(kept.gates, t, batch));
                Gates.lstm(
                        kernels,
                        batch,
                        size,
                        rows(step(kept.gates, t, batch)),
                        rows(i == 0 ? startCell : step(kept.cells, before, batch)),
                        rows(step(kept.cells, t, batch)),
                        rows(step(kept.bent, t, batch)),
                        rows(step(kept.outputs, t, batch)));
            }
        }
        int last = reverse ? 0 : length - 1;
        List<Tensor> results = List.of(
                kept.outputs,
                step(kept.outputs, last, batch).clone(),
                step(kept.cells, last, batch).clone());
        List<Tensor> inputs = in.inputs();
        List<Tensor> saved = new ArrayList<>(inputs);
        saved.addAll(List.of(kept.outputs, kept.gates, kept.cells, kept.bent));
        Kept detached = new Kept(kept.gates, kept.cells, kept.bent, kept.outputs.detach());
        Tensor.derivedJointly(
                "lstm",
                results,
                inputs,
                gradients -> GradMode.isEnabled()
                        ? Derivatives.composed(
                                again -> formula(Lstm.of(again), reverse),
                                inputs,
                                Arrays.asList(gradients.get(0), gradients.get(1), gradients.get(2)))
                        : backward(in, detached, start, startCell, reverse, gradients),
                saved.toArray(Tensor[]::new));
        // Only the outputs belong to the caller too.
        for (Tensor own : List.of(kept.gates, kept.cells, kept.bent)) {
            SpareMemory.leave(own);
        }
        return results;
    }

    private static List<@Nullable Tensor> backward(
            Lstm in,
            Kept kept,
            Tensor start,
            Tensor startCell,
            boolean reverse,
            JointRule.Gradients<Tensor> gradients) {
        int batch = start.shape[0];
        int size = start.shape[1];
        int length = in.x.shape[0] / batch;
        DType dtype = start.dtype();
        Kernels kernels = dtype.kernels();
        Tensor gy = gradients.get(0) == null ? null : gradients.get(0).compact(dtype);
        Tensor dh = own(gradients.get(1), start);
        Tensor dc = own(gradients.get(2), start);
        Tensor ds = Tensor.unfilled(dtype, length * batch, 4 * size);
        try (Factor factor = factor(in.stateWeight)) {
            for (int i = length - 1; i >= 0; i--) {
                int t = reverse ? length - 1 - i : i;
                int before = reverse ? t + 1 : t - 1;
                if (gy != null) {
                    int from = gy.offset + t * batch * size;
                    kernels.binary(
                            BinaryOp.ADD,
                            dh.storage.array,
                            dh.offset,
                            1,
                            gy.storage.array,
                            from,
                            1,
                            dh.storage.array,
                            dh.offset,
                            batch * size);
                }
                Tensor slopes = step(ds, t, batch);
                Gates.lstmBackward(
                        kernels,
                        batch,
                        size,
                        rows(step(kept.gates, t, batch)),
                        rows(i == 0 ? startCell : step(kept.cells, before, batch)),
                        rows(step(kept.bent, t, batch)),
                        rows(dh),
                        rows(dc),
                        rows(slopes),
                        rows(dc));
                if (i > 0 || gradients.needs(1)) {
                    add(slopes, factor, false, dh);
                }
            }
        }
        List<@Nullable Tensor> shares = new ArrayList<>();
        shares.add(gradients.needs(0) ? ds.mm(in.inputWeight.detach()) : null);
        shares.add(dh);
        shares.add(dc);
        shares.add(gradients.needs(3) ? ds.transpose(0, 1).mm(in.x.detach()) : null);
        shares.add(gradients.needs(4) ? stateWeight(ds, kept.outputs, start, reverse) : null);
        if (in.inputBias != null) {
            Tensor sum = gradients.needs(5) || gradients.needs(6) ? ds.sum(0) : null;
            shares.add(sum);
            shares.add(sum);
        }
        SpareMemory.leave(ds);
        return shares;
    }

    /** Σ of the outer products of each step's gradient with the output before, in one product but for the first. */
    private static Tensor stateWeight(Tensor ds, Tensor outputs, Tensor start, boolean reverse) {
        int batch = start.shape[0];
        int size = start.shape[1];
        int rest = ds.shape[0] - batch;
        Tensor first = ds.narrow(0, reverse ? rest : 0, batch);
        Tensor dw = first.transpose(0, 1).mm(start.detach());
        Tensor later = ds.narrow(0, reverse ? 0 : batch, rest);
        Tensor earlier = outputs.narrow(0, reverse ? batch : 0, rest);
        add(4 * size, size, rest, later, 1, 4 * size, earlier, size, 1, true, dw);
        return dw;
    }

    private static List<Tensor> formula(Lstm in, boolean reverse) {
        int batch = in.h.shape[0];
        List<Tensor> gates =
                LinearAlgebra.linear(in.x, in.inputWeight, in.inputBias).split(batch, 0);
        Tensor[] outputs = new Tensor[gates.size()];
        Tensor h = in.h;
        Tensor c = in.c;
        for (int i = 0; i < outputs.length; i++) {
            int t = reverse ? outputs.length - 1 - i : i;
            List<Tensor> next = GatedCells.lstm(gates.get(t), LinearAlgebra.linear(h, in.stateWeight, in.stateBias), c);
            h = next.get(0);
            c = next.get(1);
            outputs[t] = h;
        }
        return List.of(Tensor.cat(List.of(outputs), 0), h, c);
    }

    // ---- parts -----------------------------------------------------------------------------------------------------

    private static Gates.Rows rows(Tensor x) {
        return new Gates.Rows(x.storage.array, x.offset, x.shape[1]);
    }

    /** The rows of a step of a contiguous matrix. */
    private static Tensor step(Tensor x, int t, int batch) {
        return new Tensor(x.storage, x.offset + t * batch * x.shape[1], new int[] {batch, x.shape[1]}, x.strides);
    }

    private static Tensor own(@Nullable Tensor g, Tensor like) {
        Tensor copy = Tensor.allocate(like.dtype(), like.shape);
        return g == null ? copy : copy.copy_(g);
    }

    private static Factor factor(Tensor weight) {
        int[] shape = weight.shape;
        int[] strides = weight.strides;
        return Factor.of(shape[1], shape[0], weight.storage.array, weight.offset, strides[0], strides[1]);
    }

    /** C = A B, or C += A B, for contiguous A and C. */
    private static void add(Tensor a, Factor b, boolean more, Tensor c) {
        int columns = c.shape[1];
        b.multiply(a.shape[0], a.storage.array, a.offset, a.shape[1], 1, more, c.storage.array, c.offset, columns);
    }

    /** C = A B, or C += A B, of m rows and n columns with k products each; the rows of C follow each other. */
    private static void add(
            int m, int n, int k, Tensor a, int ars, int acs, Tensor b, int brs, int bcs, boolean more, Tensor c) {
        Gemm.multiply(
                m,
                n,
                k,
                a.storage.array,
                a.offset,
                ars,
                acs,
                b.storage.array,
                b.offset,
                brs,
                bcs,
                more ? 1 : 0,
                c.storage.array,
                c.offset,
                n,
                null,
                0);
    }

    private static void check(Lstm in) {
        boolean fits = in.x.dim() == 2
                && in.h.dim() == 2
                && in.h.shape[0] > 0
                && in.x.shape[0] > 0
                && in.x.shape[0] % in.h.shape[0] == 0
                && Shape.same(in.h.shape, in.c.shape)
                && Shape.same(in.inputWeight.shape, new int[] {4 * in.h.shape[1], in.x.shape[1]})
                && Shape.same(in.stateWeight.shape, new int[] {4 * in.h.shape[1], in.h.shape[1]});
        if (!fits || (in.inputBias == null) != (in.stateBias == null)) {
            throw new IllegalArgumentException(
                    "lstm: expected inputs (L N, in), states (N, H) and weights (4 H, in) and"
                            + " (4 H, H), with both biases or none; got " + Shape.show(in.x.shape) + ", "
                            + Shape.show(in.h.shape)
                            + " and " + Shape.show(in.c.shape) + ", " + Shape.show(in.inputWeight.shape) + " and "
                            + Shape.show(in.stateWeight.shape));
        }
        for (Tensor each : in.inputs()) {
            if (!each.isFloatingPoint() || each.dtype() != in.x.dtype()) {
                throw new IllegalArgumentException(
                        "lstm: expected inputs, states and weights of one floating dtype, got " + in.x.dtype() + " and "
                                + each.dtype() + "; convert with to(...)");
            }
        }
    }
}
