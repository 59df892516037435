package lanewise.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import lanewise.tensor.Attention;
import lanewise.tensor.DType;
import lanewise.tensor.SpareMemory;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Attention in several subspaces at once, as {@code torch.nn.MultiheadAttention} (Vaswani et al., 2017).
 *
 * <p>{@snippet :
 * var attention = new MultiheadAttention(64, 8, MultiheadAttention.options().batchFirst(true));
 * Tensor y = attention.forward(x, x, x, MultiheadAttention.arguments().attnMask(mask).needWeights(false)).output();
 * }
 */
public final class MultiheadAttention extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param dropout the probability with which a weight is dropped in training (0)
     * @param bias whether projections add something learned (true)
     * @param addBiasKv whether a learned key and value are added to each sequence (false)
     * @param addZeroAttn whether a key and value of zeros are added to each sequence (false)
     * @param kdim the size of keys (null: embedDim)
     * @param vdim the size of values (null: embedDim)
     * @param batchFirst whether the batch is the first dimension of inputs and outputs (false)
     */
    public record Options(
            double dropout,
            boolean bias,
            boolean addBiasKv,
            boolean addZeroAttn,
            @Nullable Integer kdim,
            @Nullable Integer vdim,
            boolean batchFirst) {

        /** With this dropout of weights. */
        public Options dropout(double dropout) {
            return new Options(dropout, bias, addBiasKv, addZeroAttn, kdim, vdim, batchFirst);
        }

        /** With biases, or without. */
        public Options bias(boolean bias) {
            return new Options(dropout, bias, addBiasKv, addZeroAttn, kdim, vdim, batchFirst);
        }

        /** With a learned key and value added, or not. */
        public Options addBiasKv(boolean addBiasKv) {
            return new Options(dropout, bias, addBiasKv, addZeroAttn, kdim, vdim, batchFirst);
        }

        /** With a key and value of zeros added, or not. */
        public Options addZeroAttn(boolean addZeroAttn) {
            return new Options(dropout, bias, addBiasKv, addZeroAttn, kdim, vdim, batchFirst);
        }

        /** With keys of this size. */
        public Options kdim(@Nullable Integer kdim) {
            return new Options(dropout, bias, addBiasKv, addZeroAttn, kdim, vdim, batchFirst);
        }

        /** With values of this size. */
        public Options vdim(@Nullable Integer vdim) {
            return new Options(dropout, bias, addBiasKv, addZeroAttn, kdim, vdim, batchFirst);
        }

        /** With the batch as first dimension, or the steps. */
        public Options batchFirst(boolean batchFirst) {
            return new Options(dropout, bias, addBiasKv, addZeroAttn, kdim, vdim, batchFirst);
        }
    }

    /**
     * PyTorch's arguments of a call.
     *
     * @param keyPaddingMask {@code (N, S)}, or {@code (S)}: bool, true for keys that are padding; or floating, added
     *     (null)
     * @param needWeights whether the weights are wanted too (true)
     * @param attnMask {@code (L, S)} or {@code (N·heads, L, S)}: bool, true where a query must not see a key; or
     *     floating, added to the scores (null)
     * @param averageAttnWeights whether weights are averaged over heads (true)
     */
    public record Arguments(
            @Nullable Tensor keyPaddingMask,
            boolean needWeights,
            @Nullable Tensor attnMask,
            boolean averageAttnWeights) {

        /** With this mask of padding. */
        public Arguments keyPaddingMask(@Nullable Tensor keyPaddingMask) {
            return new Arguments(keyPaddingMask, needWeights, attnMask, averageAttnWeights);
        }

        /** With weights in the result, or without. */
        public Arguments needWeights(boolean needWeights) {
            return new Arguments(keyPaddingMask, needWeights, attnMask, averageAttnWeights);
        }

        /** With this mask of pairs. */
        public Arguments attnMask(@Nullable Tensor attnMask) {
            return new Arguments(keyPaddingMask, needWeights, attnMask, averageAttnWeights);
        }

        /** With weights averaged over heads, or each head's. */
        public Arguments averageAttnWeights(boolean averageAttnWeights) {
            return new Arguments(keyPaddingMask, needWeights, attnMask, averageAttnWeights);
        }
    }

    /**
     * What attention returns.
     *
     * @param output {@code (L, N, embedDim)}, in the layout of the query
     * @param weights {@code (N, L, S)}, or {@code (N, heads, L, S)} if not averaged; null if not wanted
     */
    public record Output(Tensor output, @Nullable Tensor weights) {}

    /**
     * The projections of queries, keys and values {@code (3 · embedDim, embedDim)}; null if keys or values have another
     * size.
     */
    public final @Nullable Parameter inProjWeight;
    /** The projection of queries, if it is one of its own. */
    public final @Nullable Parameter qProjWeight;
    /** The projection of keys, if it is one of its own. */
    public final @Nullable Parameter kProjWeight;
    /** The projection of values, if it is one of its own. */
    public final @Nullable Parameter vProjWeight;
    /** Added to all projections {@code (3 · embedDim)}, or null. */
    public final @Nullable Parameter inProjBias;
    /** A key added to each sequence, or null. */
    public final @Nullable Parameter biasK;
    /** A value added to each sequence, or null. */
    public final @Nullable Parameter biasV;
    /** The last projection. */
    public final Linear outProj;

    private final int embedDim;
    private final int numHeads;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(0, true, false, false, null, null, false);
    }

    /** PyTorch's defaults of a call: no masks, averaged weights. */
    public static Arguments arguments() {
        return new Arguments(null, true, null, true);
    }

    /** Attention with biases, keys and values of size {@code embedDim}. */
    public MultiheadAttention(int embedDim, int numHeads) {
        this(embedDim, numHeads, options());
    }

    /** Attention with these options. @throws IllegalArgumentException if embedDim is not divisible by numHeads */
    public MultiheadAttention(int embedDim, int numHeads, Options options) {
        Sizes.positive("MultiheadAttention", "embedDim", embedDim);
        Sizes.positive("MultiheadAttention", "numHeads", numHeads);
        Dropouts.check("MultiheadAttention", options.dropout());
        if (embedDim % numHeads != 0) {
            throw new IllegalArgumentException(
                    "MultiheadAttention: embedDim must be divisible by numHeads, got " + embedDim + " and " + numHeads);
        }
        this.embedDim = embedDim;
        this.numHeads = numHeads;
        this.options = options;
        int kdim = options.kdim() == null ? embedDim : options.kdim();
        int vdim = options.vdim() == null ? embedDim : options.vdim();
        boolean same = kdim == embedDim && vdim == embedDim;
        inProjWeight = same ? weight(3 * embedDim, embedDim) : null;
        qProjWeight = same ? null : weight(embedDim, embedDim);
        kProjWeight = same ? null : weight(embedDim, kdim);
        vProjWeight = same ? null : weight(embedDim, vdim);
        inProjBias = options.bias() ? weight(3 * embedDim) : null;
        outProj = new Linear(embedDim, embedDim, Linear.options().bias(options.bias()));
        biasK = options.addBiasKv() ? weight(1, 1, embedDim) : null;
        biasV = options.addBiasKv() ? weight(1, 1, embedDim) : null;
        resetParameters();
    }

    private static Parameter weight(int... shape) {
        return new Parameter(Tensor.zeros(shape, DType.getDefault()));
    }

    private void resetParameters() {
        for (Parameter weight : Arrays.asList(inProjWeight, qProjWeight, kProjWeight, vProjWeight)) {
            if (weight != null) {
                Init.xavierUniform_(weight);
            }
        }
        if (outProj.bias != null) {
            Init.zeros_(outProj.bias);
        }
        if (biasK != null && biasV != null) {
            Init.xavierNormal_(biasK);
            Init.xavierNormal_(biasV);
        }
    }

    /** Attends without masks. */
    public Output forward(Tensor query, Tensor key, Tensor value) {
        return forward(query, key, value, arguments());
    }

    /** Returns the output of self-attention without masks. */
    @Override
    public Tensor forward(Tensor x) {
        return forward(x, x, x, arguments().needWeights(false)).output();
    }

    /**
     * Attends.
     *
     * @param query {@code (L, N, embedDim)}, or {@code (N, L, embedDim)} with {@code batchFirst}, or
     *     {@code (L, embedDim)}
     * @param key {@code (S, N, kdim)}, in the same layout
     * @param value {@code (S, N, vdim)}, in the same layout
     * @throws IllegalArgumentException if shapes do not fit
     */
    public Output forward(Tensor query, Tensor key, Tensor value, Arguments arguments) {
        if (query.dim() == 2) {
            int batch = options.batchFirst() ? 0 : 1;
            Tensor padding = arguments.keyPaddingMask();
            List<Tensor> batched = turned(query, key, value, x -> x.unsqueeze(batch));
            Output one = forward(
                    batched.get(0),
                    batched.get(1),
                    batched.get(2),
                    arguments.keyPaddingMask(padding == null ? null : padding.unsqueeze(0)));
            return new Output(one.output.squeeze(batch), one.weights == null ? null : one.weights.squeeze(0));
        }
        check(query, key, value);
        boolean dropped = options.dropout() > 0 && isTraining();
        boolean learned = requiresGrad(arguments.attnMask()) || requiresGrad(arguments.keyPaddingMask());
        if (!arguments.needWeights() && !dropped && !learned && biasK == null && !options.addZeroAttn()) {
            return new Output(fused(query, key, value, arguments), null);
        }
        // Rows are (steps, batch); with the batch first this is only a view.
        List<Tensor> steps = turned(query, key, value, x -> options.batchFirst() ? x.transpose(0, 1) : x);
        Tensor q = steps.get(0);
        Tensor k = steps.get(1);
        Tensor v = steps.get(2);
        int length = q.size(0);
        int batch = q.size(1);
        List<Tensor> projected = project(q, k, v);
        Tensor keys = projected.get(1);
        Tensor values = projected.get(2);
        int added = 0;
        if (biasK != null && biasV != null) {
            keys = Tensor.cat(List.of(keys, biasK.expand(1, batch, embedDim)), 0);
            values = Tensor.cat(List.of(values, biasV.expand(1, batch, embedDim)), 0);
            added++;
        }
        if (options.addZeroAttn()) {
            Tensor zeros = Tensor.zeros(new int[] {1, batch, embedDim}, keys.dtype());
            keys = Tensor.cat(List.of(keys, zeros), 0);
            values = Tensor.cat(List.of(values, zeros), 0);
            added++;
        }
        Tensor mask = mask(arguments, batch, length, k.size(0), added, q.dtype());
        Attentions.Result result = Attentions.attend(
                heads(projected.get(0)), heads(keys), heads(values), mask, options.dropout(), isTraining());
        Tensor y = outProj.forward(result.output().permute(2, 0, 1, 3).reshape(length, batch, embedDim));
        Tensor weights = !arguments.needWeights()
                ? null
                : arguments.averageAttnWeights() ? result.weights().mean(1) : result.weights();
        return new Output(options.batchFirst() ? y.transpose(0, 1) : y, weights);
    }

    /** All three in another layout; what was one tensor stays one, since one needs but one projection. */
    private static List<Tensor> turned(Tensor query, Tensor key, Tensor value, UnaryOperator<Tensor> layout) {
        Tensor q = layout.apply(query);
        Tensor k = key == query ? q : layout.apply(key);
        Tensor v = value == query ? q : value == key ? k : layout.apply(value);
        return List.of(q, k, v);
    }

    private static boolean requiresGrad(@Nullable Tensor mask) {
        return mask != null && mask.requiresGrad();
    }

    /** Without the matrix of weights, in the layout of the inputs. */
    private Tensor fused(Tensor query, Tensor key, Tensor value, Arguments arguments) {
        int n = options.batchFirst() ? 0 : 1;
        Tensor mask = mask(arguments, query.size(n), query.size(1 - n), key.size(1 - n), 0, query.dtype());
        List<Tensor> projected = inProjWeight != null && query == key && key == value
                ? List.of(Functional.linear(query, inProjWeight, inProjBias))
                : project(query, key, value);
        Tensor y = Attention.attend(projected, mask, numHeads, options.batchFirst());
        projected.forEach(SpareMemory::leave);
        return after(y, outProj.forward(y));
    }

    /** (steps, N, E) as (N, heads, steps, E / heads). */
    private Tensor heads(Tensor x) {
        return x.reshape(x.size(0), x.size(1), numHeads, embedDim / numHeads).permute(1, 2, 0, 3);
    }

    private List<Tensor> project(Tensor q, Tensor k, Tensor v) {
        if (inProjWeight != null && q == k && k == v) {
            return Functional.linear(q, inProjWeight, inProjBias).chunk(3, 2);
        }
        List<? extends Tensor> weights =
                inProjWeight != null ? inProjWeight.chunk(3, 0) : Arrays.asList(qProjWeight, kProjWeight, vProjWeight);
        List<Tensor> biases = inProjBias == null ? null : inProjBias.chunk(3, 0);
        List<Tensor> inputs = List.of(q, k, v);
        List<Tensor> projected = new ArrayList<>(3);
        for (int i = 0; i < 3; i++) {
            projected.add(Functional.linear(inputs.get(i), weights.get(i), biases == null ? null : biases.get(i)));
        }
        return projected;
    }

    /** Both masks together, to be added to scores (N, heads, L, S); added keys are always seen. */
    private @Nullable Tensor mask(Arguments a, int batch, int length, int keys, int added, DType dtype) {
        Tensor mask = null;
        if (a.attnMask() != null) {
            Tensor pairs = Attentions.additive(a.attnMask(), true, dtype);
            if (Arrays.equals(pairs.shape(), new int[] {length, keys})) {
                mask = pairs;
            } else if (Arrays.equals(pairs.shape(), new int[] {batch * numHeads, length, keys})) {
                mask = pairs.reshape(batch, numHeads, length, keys);
            } else {
                throw new IllegalArgumentException(
                        "MultiheadAttention: the shape of attnMask should be [" + length + ", " + keys
                                + "] or [" + batch * numHeads + ", " + length + ", " + keys + "], got "
                                + Arrays.toString(a.attnMask().shape()));
            }
        }
        if (a.keyPaddingMask() != null) {
            Tensor padding = Attentions.additive(a.keyPaddingMask(), true, dtype);
            if (!Arrays.equals(padding.shape(), new int[] {batch, keys})) {
                throw new IllegalArgumentException(
                        "MultiheadAttention: the shape of keyPaddingMask should be [" + batch + ", " + keys + "], got "
                                + Arrays.toString(a.keyPaddingMask().shape()));
            }
            Tensor rows = padding.reshape(batch, 1, 1, keys);
            mask = mask == null ? rows : mask.add(rows);
        }
        return mask == null || added == 0 ? mask : Functional.pad(mask, 0, added);
    }

    private void check(Tensor query, Tensor key, Tensor value) {
        int batch = options.batchFirst() ? 0 : 1;
        if (query.dim() != 3
                || key.dim() != 3
                || value.dim() != 3
                || query.size(2) != embedDim
                || key.size(batch) != query.size(batch)
                || key.size(0) != value.size(0)
                || key.size(1) != value.size(1)) {
            throw new IllegalArgumentException(
                    "MultiheadAttention: expected query " + (options.batchFirst() ? "(N, L, " : "(L, N, ")
                            + embedDim + ") or (L, " + embedDim
                            + ") and keys and values of the same batch and as many steps; got "
                            + Arrays.toString(query.shape()) + ", " + Arrays.toString(key.shape()) + " and "
                            + Arrays.toString(value.shape()));
        }
    }
}
