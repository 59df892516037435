package lanewise.nn;

import java.util.Arrays;
import lanewise.tensor.Activation;
import lanewise.tensor.Convolution;
import lanewise.tensor.DType;
import lanewise.tensor.Generator;
import lanewise.tensor.LinearAlgebra;
import lanewise.tensor.Normalization;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Layers without state, as {@code torch.nn.functional}: what modules compute, called as {@code Functional.relu(x)}.
 *
 * <p>Losses come from {@link LossFunctions}, which this class extends. Optional arguments that a module has too are
 * that module's options: {@code Functional.crossEntropy(x, target, CrossEntropyLoss.options().labelSmoothing(0.1))}.
 */
public final class Functional extends LossFunctions {

    private Functional() {}

    // ---- linear ----------------------------------------------------------------------------------------------------

    /**
     * Returns x Wᵀ + b.
     *
     * @param x {@code (*, in)}
     * @param weight {@code (out, in)}
     * @param bias {@code (out)}, or null
     * @return {@code (*, out)}
     * @throws IllegalArgumentException if sizes or element types do not fit
     */
    public static Tensor linear(Tensor x, Tensor weight, @Nullable Tensor bias) {
        return LinearAlgebra.linear(x, weight, bias);
    }

    /** Returns x Wᵀ. */
    public static Tensor linear(Tensor x, Tensor weight) {
        return LinearAlgebra.linear(x, weight, null);
    }

    /**
     * Returns y with y_k = Σᵢⱼ aᵢ W_kij bⱼ + bias_k.
     *
     * @param a {@code (*, in1)}
     * @param b {@code (*, in2)}
     * @param weight {@code (out, in1, in2)}
     * @param bias {@code (out)}, or null
     * @return {@code (*, out)}
     * @throws IllegalArgumentException if sizes do not fit
     */
    public static Tensor bilinear(Tensor a, Tensor b, Tensor weight, @Nullable Tensor bias) {
        int[] lead = a.dim() == 0 ? new int[0] : Arrays.copyOf(a.shape(), a.dim() - 1);
        if (weight.dim() != 3
                || a.dim() == 0
                || a.dim() != b.dim()
                || !Arrays.equals(lead, Arrays.copyOf(b.shape(), b.dim() - 1))
                || a.size(-1) != weight.size(1)
                || b.size(-1) != weight.size(2)) {
            throw new IllegalArgumentException(
                    "bilinear: expected inputs (*, in1) and (*, in2) with equal leading dimensions and a"
                            + " weight (out, in1, in2); got " + Arrays.toString(a.shape()) + ", "
                            + Arrays.toString(b.shape()) + " and "
                            + Arrays.toString(weight.shape()));
        }
        int out = weight.size(0);
        int in1 = weight.size(1);
        int in2 = weight.size(2);
        Tensor x = a.reshape(-1, in1);
        Tensor z = b.reshape(-1, in2);
        // x W is (rows, out * in2): one product for all outputs, then each output's row against z.
        Tensor xw = x.matmul(weight.permute(1, 0, 2).reshape(in1, out * in2)).reshape(x.size(0), out, in2);
        Tensor y = xw.matmul(z.unsqueeze(2)).squeeze(2);
        if (bias != null) {
            y = y.add(bias);
        }
        int[] shape = Arrays.copyOf(lead, lead.length + 1);
        shape[lead.length] = out;
        return y.reshape(shape);
    }

    // ---- activations -----------------------------------------------------------------------------------------------

    /** Returns max(x, 0). */
    public static Tensor relu(Tensor x) {
        return Activation.relu(x);
    }

    /** Returns min(max(x, 0), 6). */
    public static Tensor relu6(Tensor x) {
        return Activation.relu6(x);
    }

    /** Returns x where x > 0, else 0.01 x. */
    public static Tensor leakyRelu(Tensor x) {
        return leakyRelu(x, 0.01);
    }

    /** Returns x where x > 0, else {@code negativeSlope} x. */
    public static Tensor leakyRelu(Tensor x, double negativeSlope) {
        return Activation.leakyRelu(x, negativeSlope);
    }

    /** Returns x where x > 0, else weight x, with one weight or one per channel of x {@code (N, C, *)}. */
    public static Tensor prelu(Tensor x, Tensor weight) {
        return Activation.prelu(x, weight);
    }

    /** Returns x where x > 0, else x times a slope drawn between the bounds in training, their mean otherwise. */
    public static Tensor rrelu(Tensor x, double lower, double upper, boolean training) {
        return Activation.rrelu(x, lower, upper, training, Generator.defaultGenerator());
    }

    /** Returns x where x > 0, else eˣ − 1. */
    public static Tensor elu(Tensor x) {
        return elu(x, 1);
    }

    /** Returns x where x > 0, else {@code alpha} (eˣ − 1). */
    public static Tensor elu(Tensor x, double alpha) {
        return Activation.elu(x, alpha);
    }

    /** Returns the scaled exponential linear unit, which keeps mean 0 and variance 1. */
    public static Tensor selu(Tensor x) {
        return Activation.selu(x);
    }

    /** Returns x where x > 0, else {@code alpha} (e^(x/alpha) − 1). */
    public static Tensor celu(Tensor x, double alpha) {
        return Activation.celu(x, alpha);
    }

    /** Returns x Φ(x), Φ being the distribution function of the standard normal distribution. */
    public static Tensor gelu(Tensor x) {
        return gelu(x, "none");
    }

    /** Returns x Φ(x), exactly ({@code "none"}) or by its approximation ({@code "tanh"}). */
    public static Tensor gelu(Tensor x, String approximate) {
        return Activation.gelu(x, approximate);
    }

    /** Returns x σ(x). */
    public static Tensor silu(Tensor x) {
        return Activation.silu(x);
    }

    /** Returns x tanh(softplus(x)). */
    public static Tensor mish(Tensor x) {
        return Activation.mish(x);
    }

    /** Returns 1 / (1 + e⁻ˣ). */
    public static Tensor sigmoid(Tensor x) {
        return Activation.sigmoid(x);
    }

    /** Returns the hyperbolic tangent. */
    public static Tensor tanh(Tensor x) {
        return Activation.tanh(x);
    }

    /** Returns ln(σ(x)). */
    public static Tensor logsigmoid(Tensor x) {
        return Activation.logsigmoid(x);
    }

    /** Returns ln(1 + eˣ). */
    public static Tensor softplus(Tensor x) {
        return softplus(x, 1, 20);
    }

    /** Returns ln(1 + e^(beta x)) / beta, and x where beta x > threshold. */
    public static Tensor softplus(Tensor x, double beta, double threshold) {
        return Activation.softplus(x, beta, threshold);
    }

    /** Returns x / (1 + |x|). */
    public static Tensor softsign(Tensor x) {
        return Activation.softsign(x);
    }

    /** Returns x − tanh(x). */
    public static Tensor tanhshrink(Tensor x) {
        return Activation.tanhshrink(x);
    }

    /** Returns x moved by {@code lambd} towards 0, and 0 in between. */
    public static Tensor softshrink(Tensor x, double lambd) {
        return Activation.softshrink(x, lambd);
    }

    /** Returns x where |x| > {@code lambd}, else 0. */
    public static Tensor hardshrink(Tensor x, double lambd) {
        return Activation.hardshrink(x, lambd);
    }

    /** Returns x limited to [−1, 1]. */
    public static Tensor hardtanh(Tensor x) {
        return hardtanh(x, -1.0, 1.0);
    }

    /** Returns x limited to [minVal, maxVal]. */
    public static Tensor hardtanh(Tensor x, Number minVal, Number maxVal) {
        return Activation.hardtanh(x, minVal, maxVal);
    }

    /** Returns min(max(x + 3, 0), 6) / 6. */
    public static Tensor hardsigmoid(Tensor x) {
        return Activation.hardsigmoid(x);
    }

    /** Returns x min(max(x + 3, 0), 6) / 6. */
    public static Tensor hardswish(Tensor x) {
        return Activation.hardswish(x);
    }

    /** Returns x where x > threshold, else {@code value}. */
    public static Tensor threshold(Tensor x, Number threshold, Number value) {
        return Activation.threshold(x, threshold, value);
    }

    /** Returns a σ(b), where a and b are the halves of x along {@code dim}. */
    public static Tensor glu(Tensor x, int dim) {
        return Activation.glu(x, dim);
    }

    /** Returns eˣ divided by its sum along {@code dim}. */
    public static Tensor softmax(Tensor x, int dim) {
        return x.softmax(dim);
    }

    /** Returns the softmax of −x along {@code dim}. */
    public static Tensor softmin(Tensor x, int dim) {
        return x.neg().softmax(dim);
    }

    /** Returns the softmax over the channels of images {@code (N, C, H, W)} or {@code (C, H, W)}. */
    public static Tensor softmax2d(Tensor x) {
        if (x.dim() != 3 && x.dim() != 4) {
            throw new IllegalArgumentException(
                    "softmax2d: expected images (N, C, H, W) or (C, H, W), got " + Arrays.toString(x.shape()));
        }
        return x.softmax(-3);
    }

    /** Returns 1 where x > 0, else 0, in the element type of x; the derivative is 0. */
    public static Tensor step(Tensor x) {
        return x.sign().clampMin(0);
    }

    /** Returns the logarithm of the softmax along {@code dim}. */
    public static Tensor logSoftmax(Tensor x, int dim) {
        return x.logSoftmax(dim);
    }

    // ---- dropout ---------------------------------------------------------------------------------------------------

    /**
     * In training, zeroes each element with probability {@code p} and scales the others by 1 / (1 − p); else returns x.
     *
     * @throws IllegalArgumentException if p is no probability
     */
    public static Tensor dropout(Tensor x, double p, boolean training) {
        return Dropouts.dropout("dropout", x, p, training);
    }

    /**
     * In training, zeroes whole channels of {@code (N, C, L)} or {@code (C, L)} and scales the others by 1 / (1 − p).
     */
    public static Tensor dropout1d(Tensor x, double p, boolean training) {
        if (x.dim() != 2 && x.dim() != 3) {
            throw new IllegalArgumentException(
                    "dropout1d: expected (N, C, L) or (C, L), got " + Arrays.toString(x.shape()));
        }
        return Dropouts.channels("dropout1d", x, p, training, 2);
    }

    /** In training, zeroes whole channels of {@code (N, C, H, W)} and scales the others by 1 / (1 − p). */
    public static Tensor dropout2d(Tensor x, double p, boolean training) {
        return Dropouts.channels("dropout2d", x, p, training, -1);
    }

    /**
     * In training, zeroes whole channels of {@code (N, C, D, H, W)} or {@code (C, D, H, W)}, scales others by 1 / (1 −
     * p).
     */
    public static Tensor dropout3d(Tensor x, double p, boolean training) {
        return Dropouts.channels("dropout3d", x, p, training, 4);
    }

    /** In training, drops elements and keeps mean 0 and variance 1, for networks of {@link #selu}. */
    public static Tensor alphaDropout(Tensor x, double p, boolean training) {
        return Dropouts.alpha("alphaDropout", x, p, training, false);
    }

    /** {@link #alphaDropout} of whole channels {@code (N, C, *)}. */
    public static Tensor featureAlphaDropout(Tensor x, double p, boolean training) {
        return Dropouts.alpha("featureAlphaDropout", x, p, training, true);
    }

    // ---- distances -------------------------------------------------------------------------------------------------

    /** Returns x divided by its Euclidean norm along dimension 1. */
    public static Tensor normalize(Tensor x) {
        return normalize(x, 2, 1, 1e-12);
    }

    /** Returns x divided by its p-norm along {@code dim}, or by {@code eps} if that is larger. */
    public static Tensor normalize(Tensor x, double p, int dim, double eps) {
        return Distances.normalize(x, p, dim, eps);
    }

    /** Returns the cosines of the angles between the vectors of a and b along dimension 1. */
    public static Tensor cosineSimilarity(Tensor a, Tensor b) {
        return cosineSimilarity(a, b, 1, 1e-8);
    }

    /** Returns the cosines of the angles between vectors along {@code dim}; norms count at least {@code eps}. */
    public static Tensor cosineSimilarity(Tensor a, Tensor b, int dim, double eps) {
        return Distances.cosine(a, b, dim, eps);
    }

    /** Returns the Euclidean distances between the vectors of a and b {@code (*, D)}. */
    public static Tensor pairwiseDistance(Tensor a, Tensor b) {
        return pairwiseDistance(a, b, 2, 1e-6, false);
    }

    /** Returns the p-norm of a − b + eps over the last dimension. */
    public static Tensor pairwiseDistance(Tensor a, Tensor b, double p, double eps, boolean keepdim) {
        return Distances.pairwise(a, b, p, eps, keepdim);
    }

    /** Returns the distances of all pairs of rows of x {@code (N, M)}, as {@code (N (N − 1) / 2)}. */
    public static Tensor pdist(Tensor x, double p) {
        return Distances.pdist(x, p);
    }

    // ---- embeddings ------------------------------------------------------------------------------------------------

    /** Returns the rows of {@code weight (V, D)} at {@code indices (*)}, as {@code (*, D)}. */
    public static Tensor embedding(Tensor indices, Tensor weight) {
        return embedding(indices, weight, Embedding.options());
    }

    /**
     * Returns the rows of {@code weight (V, D)} at {@code indices (*)}, as {@code (*, D)}.
     *
     * @throws IllegalArgumentException if weight is no matrix or indices are no integers
     * @throws IndexOutOfBoundsException if an index is no row
     */
    public static Tensor embedding(Tensor indices, Tensor weight, Embedding.Options options) {
        return Embeddings.embedding(indices, weight, options);
    }

    /** As {@link EmbeddingBag#forward(Tensor, Tensor, Tensor)}, with the table {@code weight (V, D)}. */
    public static Tensor embeddingBag(
            Tensor indices,
            Tensor weight,
            @Nullable Tensor offsets,
            @Nullable Tensor perSampleWeights,
            EmbeddingBag.Options options) {
        return Embeddings.bag(indices, weight, offsets, perSampleWeights, options);
    }

    // ---- attention -------------------------------------------------------------------------------------------------

    /**
     * Returns softmax(Q Kᵀ / √E + mask) V (Vaswani et al., 2017).
     *
     * @param query {@code (*, L, E)}
     * @param key {@code (*, S, E)}
     * @param value {@code (*, S, Ev)}
     * @param attnMask broadcast to {@code (*, L, S)}: bool, true where a query may see a key, or floating and added; or
     *     null
     * @param dropoutP the probability with which a weight is dropped
     * @param isCausal whether queries see only keys up to their own place; then without a mask
     * @return {@code (*, L, Ev)}
     */
    public static Tensor scaledDotProductAttention(
            Tensor query, Tensor key, Tensor value, @Nullable Tensor attnMask, double dropoutP, boolean isCausal) {
        if (isCausal && attnMask != null) {
            throw new IllegalArgumentException(
                    "scaledDotProductAttention: explicit attnMask should not be set when isCausal is true");
        }
        Tensor mask = isCausal
                ? Attentions.causal(query.size(-2), key.size(-2), query.dtype())
                : attnMask == null ? null : Attentions.additive(attnMask, false, query.dtype());
        return Attentions.output(query, key, value, mask, dropoutP);
    }

    /** Returns softmax(Q Kᵀ / √E) V without masks. */
    public static Tensor scaledDotProductAttention(Tensor query, Tensor key, Tensor value) {
        return scaledDotProductAttention(query, key, value, null, 0, false);
    }

    // ---- normalization ---------------------------------------------------------------------------------------------

    /**
     * Returns (x − mean) / √(variance + eps) over the last dimensions, times weight, plus bias.
     *
     * @param normalizedShape the sizes of those dimensions
     * @param weight in that shape, or null
     * @param bias in that shape, or null
     */
    public static Tensor layerNorm(
            Tensor x, int[] normalizedShape, @Nullable Tensor weight, @Nullable Tensor bias, double eps) {
        return Normalization.layerNorm(x, normalizedShape, weight, bias, eps);
    }

    // ---- shapes ----------------------------------------------------------------------------------------------------

    /** Puts zeros around x: (before, after) of the last dimension, then of the one before it, and so on. */
    public static Tensor pad(Tensor x, int... pad) {
        return pad(x, pad, PaddingMode.CONSTANT, 0);
    }

    /** Puts what {@code mode} says around x; {@code value} is the constant. */
    public static Tensor pad(Tensor x, int[] pad, PaddingMode mode, double value) {
        return Padding.pad(x, pad, mode, value);
    }

    /** Takes blocks out of images {@code (N, C, H, W)}, as columns {@code (N, C·kh·kw, L)}. */
    public static Tensor unfold(Tensor x, int[] kernelSize, Unfold.Options options) {
        return Convolution.unfold(x, kernelSize, options.dilation(), options.padding(), options.stride());
    }

    /** Adds blocks, columns {@code (N, C·kh·kw, L)}, up to images {@code (N, C, H, W)} of {@code outputSize}. */
    public static Tensor fold(Tensor x, int[] outputSize, int[] kernelSize, Fold.Options options) {
        return Convolution.fold(x, outputSize, kernelSize, options.dilation(), options.padding(), options.stride());
    }

    /** Turns channels into pixels: {@code (*, C·r², H, W)} becomes {@code (*, C, H·r, W·r)}. */
    public static Tensor pixelShuffle(Tensor x, int upscaleFactor) {
        return Shuffles.pixelShuffle(x, upscaleFactor);
    }

    /** Turns pixels into channels: {@code (*, C, H·r, W·r)} becomes {@code (*, C·r², H, W)}. */
    public static Tensor pixelUnshuffle(Tensor x, int downscaleFactor) {
        return Shuffles.pixelUnshuffle(x, downscaleFactor);
    }

    /** Mixes the channels {@code (N, g·C, *)} of g groups, so that each group gets some of all. */
    public static Tensor channelShuffle(Tensor x, int groups) {
        return Shuffles.channelShuffle(x, groups);
    }

    // ---- the rest --------------------------------------------------------------------------------------------------

    /**
     * Returns the int64 vectors that are 1 at each class and 0 elsewhere, {@code (*, numClasses)}; −1 counts the
     * classes.
     */
    public static Tensor oneHot(Tensor classes, int numClasses) {
        if (classes.dtype() != DType.INT64) {
            throw new IllegalArgumentException(
                    "oneHot: expected int64 classes, got " + classes.dtype() + "; convert with toLong()");
        }
        long[] values = classes.toLongArray();
        long largest = Arrays.stream(values).max().orElse(-1);
        if (numClasses < 0 && values.length == 0) {
            throw new IllegalArgumentException(
                    "oneHot: cannot infer the number of classes of an empty tensor; pass it");
        }
        long smallest = Arrays.stream(values).min().orElse(0);
        int count = numClasses < 0 ? Math.toIntExact(largest + 1) : numClasses;
        if (smallest < 0 || largest >= count) {
            throw new IndexOutOfBoundsException("oneHot: class values must be from 0 to " + (count - 1) + ", got "
                    + (smallest < 0 ? smallest : largest));
        }
        int[] shape = Arrays.copyOf(classes.shape(), classes.dim() + 1);
        shape[classes.dim()] = count;
        return Tensor.zeros(shape, DType.INT64).scatter(-1, classes.unsqueeze(-1), 1L);
    }
}
