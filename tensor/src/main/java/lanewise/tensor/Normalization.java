package lanewise.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.autograd.GradMode;
import lanewise.autograd.JointRule;
import lanewise.tensor.kernels.Bands;
import org.jspecify.annotations.Nullable;

/**
 * Batch, instance, group and layer normalisation: what {@code lanewise.nn.Functional} builds on.
 *
 * <p>All are y = x̂ w + b with x̂ = (x − mean) / √(variance + eps) over different parts of x, so they share one
 * operation. Its gradient is one pass by a kernel; when the gradient is itself recorded, the formula in tensor
 * operations is used instead.
 */
public final class Normalization {

    private Normalization() {}

    /**
     * Normalises each channel over the batch and all positions (Ioffe and Szegedy, 2015).
     *
     * @param x floating {@code (N, C)} or {@code (N, C, *)}
     * @param runningMean {@code (C)}, or null; in training moved towards the mean of the batch
     * @param runningVar {@code (C)}, or null; in training moved towards the (unbiased) variance of the batch
     * @param weight {@code (C)}, or null
     * @param bias {@code (C)}, or null
     * @param training whether the statistics of the batch are used, else the running ones
     * @param momentum how far the running statistics move
     * @throws IllegalArgumentException if sizes or element types do not fit, or a channel has a single value in
     *     training
     */
    public static Tensor batchNorm(
            Tensor x,
            @Nullable Tensor runningMean,
            @Nullable Tensor runningVar,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            boolean training,
            double momentum,
            double eps) {
        Convolution.floating("batchNorm", x);
        int channels = x.dim() == 1 && x.numel() == 0 ? 0 : channels("batchNorm", x);
        checkAll("batchNorm", x, channels, runningMean, runningVar, weight, bias);
        if (!training && (runningMean == null || runningVar == null)) {
            throw new IllegalArgumentException(
                    "batchNorm: expected running_mean and running_var to be defined when training=false");
        }
        if (x.numel() == 0) {
            return withoutElements(x, weight, bias);
        }
        int batch = x.shape[0];
        int inner = Shape.product(x.shape, 2, x.dim());
        if (training && batch * inner == 1) {
            throw new IllegalArgumentException(
                    "batchNorm: expected more than 1 value per channel when training, got input size "
                            + Shape.show(x.shape) + "; use a larger batch, or eval() mode");
        }
        Bands bands = new Bands(batch, channels, inner, channels, 1);
        if (!training) {
            return normalise(
                    "batchNorm",
                    bands,
                    x,
                    weight,
                    bias,
                    values(runningMean),
                    scale(values(runningVar), eps),
                    eps,
                    false);
        }
        double[] mean = new double[channels];
        double[] variance = new double[channels];
        moments(bands, x, mean, variance);
        move(runningMean, runningVar, mean, variance, 1, (double) batch * inner, momentum);
        return normalise("batchNorm", bands, x, weight, bias, mean, scale(variance, eps), eps, true);
    }

    /**
     * Normalises each channel of each image over its positions (Ulyanov et al., 2016).
     *
     * @param x floating {@code (N, C, *)}
     * @param runningMean {@code (C)}, or null; moved towards the mean if the statistics of the input are used
     * @param runningVar {@code (C)}, or null
     * @param weight {@code (C)}, or null
     * @param bias {@code (C)}, or null
     * @param useInputStats whether the statistics of the input are used, else the running ones
     * @throws IllegalArgumentException if sizes or element types do not fit, or an image has a single position
     */
    public static Tensor instanceNorm(
            Tensor x,
            @Nullable Tensor runningMean,
            @Nullable Tensor runningVar,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            boolean useInputStats,
            double momentum,
            double eps) {
        Convolution.floating("instanceNorm", x);
        int channels = channels("instanceNorm", x);
        checkAll("instanceNorm", x, channels, runningMean, runningVar, weight, bias);
        if (!useInputStats && (runningMean == null || runningVar == null)) {
            throw new IllegalArgumentException(
                    "instanceNorm: expected running_mean and running_var to be defined when use_input_stats is false");
        }
        int images = x.shape[0];
        int inner = Shape.product(x.shape, 2, x.dim());
        if (useInputStats && inner == 1) {
            throw new IllegalArgumentException(
                    "instanceNorm: expected more than 1 spatial element when training, got input size "
                            + Shape.show(x.shape));
        }
        if (x.numel() == 0) {
            return withoutElements(x, weight, bias);
        }
        if (!useInputStats) {
            Bands all = new Bands(images, channels, inner, channels, 1);
            return normalise(
                    "instanceNorm",
                    all,
                    x,
                    weight,
                    bias,
                    values(runningMean),
                    scale(values(runningVar), eps),
                    eps,
                    false);
        }
        Bands bands = new Bands(1, images * channels, inner, channels, 1);
        double[] mean = new double[images * channels];
        double[] variance = new double[mean.length];
        moments(bands, x, mean, variance);
        move(runningMean, runningVar, mean, variance, images, inner, momentum);
        return normalise("instanceNorm", bands, x, weight, bias, mean, scale(variance, eps), eps, true);
    }

    /**
     * Normalises each group of channels of each image over its channels and positions (Wu and He, 2018).
     *
     * @param x floating {@code (N, C, *)}
     * @param groups the number of groups, a divisor of C
     * @param weight {@code (C)}, or null
     * @param bias {@code (C)}, or null
     * @throws IllegalArgumentException if sizes or element types do not fit
     */
    public static Tensor groupNorm(Tensor x, int groups, @Nullable Tensor weight, @Nullable Tensor bias, double eps) {
        Convolution.floating("groupNorm", x);
        int channels = channels("groupNorm", x);
        if (groups <= 0 || channels % groups != 0) {
            throw new IllegalArgumentException(
                    "groupNorm: expected number of channels in input to be divisible by num_groups, but"
                            + " got input of shape " + Shape.show(x.shape) + " and num_groups=" + groups);
        }
        checkAll("groupNorm", x, channels, null, null, weight, bias);
        if (x.numel() == 0) {
            return withoutElements(x, weight, bias);
        }
        int inner = Shape.product(x.shape, 2, x.dim());
        int each = channels / groups;
        if ((long) x.shape[0] * each * inner == 1) {
            throw new IllegalArgumentException(
                    "groupNorm: expected more than 1 value per channel when training, got input size "
                            + Shape.show(x.shape) + " and num_groups=" + groups);
        }
        Bands bands = new Bands(1, x.shape[0] * groups, each * inner, groups, each);
        return normaliseByOwn("groupNorm", bands, x, weight, bias, eps);
    }

    /**
     * Normalises over the last dimensions (Ba et al., 2016).
     *
     * @param x floating {@code (*, normalizedShape)}
     * @param normalizedShape the sizes of the last dimensions
     * @param weight of that shape, or null
     * @param bias of that shape, or null
     * @throws IllegalArgumentException if shapes or element types do not fit
     */
    public static Tensor layerNorm(
            Tensor x, int[] normalizedShape, @Nullable Tensor weight, @Nullable Tensor bias, double eps) {
        Convolution.floating("layerNorm", x);
        int lead = x.dim() - normalizedShape.length;
        if (normalizedShape.length == 0
                || lead < 0
                || !Shape.same(normalizedShape, Arrays.copyOfRange(x.shape, lead, x.dim()))) {
            throw new IllegalArgumentException("layerNorm: given normalized_shape=" + Shape.show(normalizedShape)
                    + ", expected input with shape [*, "
                    + Shape.show(normalizedShape).substring(1) + ", but got input of size "
                    + Shape.show(x.shape));
        }
        checkLike("layerNorm", "weight", weight, x, normalizedShape);
        checkLike("layerNorm", "bias", bias, x, normalizedShape);
        if (x.numel() == 0) {
            Tensor y = weight == null ? x.mul(1) : x.mul(weight);
            return bias == null ? y : y.add(bias);
        }
        int size = Shape.numel(normalizedShape);
        return normaliseByOwn("layerNorm", new Bands(1, x.numel() / size, size, 1, size), x, weight, bias, eps);
    }

    /**
     * Root mean square normalization (Zhang and Sennrich, 2019): y = weight · x / √(mean x² + eps) over the last
     * dimensions.
     *
     * @param x floating {@code (*, normalizedShape)}
     * @param normalizedShape the sizes of the last dimensions
     * @param weight of that shape, or null
     * @param eps added to the mean square; null for the smallest step of the element type at 1
     * @throws IllegalArgumentException if shapes or element types do not fit
     */
    public static Tensor rmsNorm(Tensor x, int[] normalizedShape, @Nullable Tensor weight, @Nullable Double eps) {
        Convolution.floating("rmsNorm", x);
        int rank = normalizedShape.length;
        int lead = x.dim() - rank;
        if (rank == 0 || lead < 0 || !Shape.same(normalizedShape, Arrays.copyOfRange(x.shape, lead, x.dim()))) {
            throw new IllegalArgumentException(
                    "rmsNorm: expected the last dimensions of the input to be normalized_shape="
                            + Shape.show(normalizedShape) + ", but got an input of shape " + Shape.show(x.shape));
        }
        checkLike("rmsNorm", "weight", weight, x, normalizedShape);
        double step = x.dtype() == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1f);
        int[] dims = new int[rank];
        Arrays.setAll(dims, d -> lead + d);
        Tensor y =
                x.mul(x.square().mean(dims, true).add(eps == null ? step : eps).rsqrt());
        return weight == null ? y : y.mul(weight);
    }

    /**
     * Divides each element by a power of the mean square of its neighbouring channels (Krizhevsky et al., 2012):
     * y = x / (k + alpha · mean x²)^beta.
     *
     * @param x {@code (N, C, *)}
     * @param size the number of channels
     * @throws IllegalArgumentException if x has less than three dimensions or size is not positive
     */
    public static Tensor localResponseNorm(Tensor x, int size, double alpha, double beta, double k) {
        if (x.dim() < 3) {
            throw new IllegalArgumentException(
                    "localResponseNorm: expected 3D or higher dimensionality input (N, C, *), got "
                            + Shape.show(x.shape));
        }
        if (size <= 0) {
            throw new IllegalArgumentException("localResponseNorm: size must be positive, got " + size);
        }
        if (x.numel() == 0) {
            return x;
        }
        Tensor mean = Pooling.movingAverage("localResponseNorm", x.mul(x), 1, size);
        return x.div(mean.mul(alpha).add(k).pow(beta));
    }

    // ---- the operation
    // --------------------------------------------------------------------------------------------------

    private static Tensor normaliseByOwn(
            String op, Bands bands, Tensor x, @Nullable Tensor weight, @Nullable Tensor bias, double eps) {
        double[] mean = new double[bands.m()];
        double[] scale = new double[bands.m()];
        Tensor in = x.compact(x.dtype());
        Tensor w = weight == null ? null : weight.compact(x.dtype());
        Tensor b = bias == null ? null : bias.compact(x.dtype());
        Tensor y = Tensor.unfilled(x.dtype(), x.shape);
        bands.normalise(
                in.storage.array,
                in.offset,
                eps,
                mean,
                scale,
                w == null ? null : w.storage.array,
                w == null ? 0 : w.offset,
                b == null ? null : b.storage.array,
                b == null ? 0 : b.offset,
                y.storage.array);
        return recorded(op, y, bands, x, weight, bias, mean, scale, eps, true);
    }

    /**
     * y = x̂ w + b with x̂ = (x − mean) scale. dx = scale (G w − mean(G w) − x̂ mean(G w x̂)), or scale G w with
     * foreign statistics; dw = Σ G x̂, db = Σ G.
     *
     * @param own whether mean and scale are those of x
     */
    private static Tensor normalise(
            String op,
            Bands bands,
            Tensor x,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            double[] mean,
            double[] scale,
            double eps,
            boolean own) {
        Tensor in = x.compact(x.dtype());
        Tensor w = weight == null ? null : weight.compact(x.dtype());
        Tensor b = bias == null ? null : bias.compact(x.dtype());
        Tensor y = Tensor.unfilled(x.dtype(), x.shape);
        bands.forward(
                in.storage.array,
                in.offset,
                mean,
                scale,
                w == null ? null : w.storage.array,
                w == null ? 0 : w.offset,
                b == null ? null : b.storage.array,
                b == null ? 0 : b.offset,
                y.storage.array);
        return recorded(op, y, bands, x, weight, bias, mean, scale, eps, own);
    }

    private static Tensor recorded(
            String op,
            Tensor y,
            Bands bands,
            Tensor x,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            double[] mean,
            double[] scale,
            double eps,
            boolean own) {
        List<Tensor> inputs = new ArrayList<>(List.of(x));
        List<Tensor> saved = new ArrayList<>(List.of(x));
        if (weight != null) {
            inputs.add(weight);
            saved.add(weight);
        }
        if (bias != null) {
            inputs.add(bias);
        }
        Tensor.derivedJointly(
                op,
                List.of(y),
                inputs,
                gradients -> GradMode.isEnabled()
                        ? byFormula(bands, gradients, x, weight, bias, mean, scale, eps, own)
                        : byKernel(bands, gradients, x, weight, bias, mean, scale, own),
                saved.toArray(Tensor[]::new));
        return y;
    }

    private static List<@Nullable Tensor> byKernel(
            Bands bands,
            JointRule.Gradients<Tensor> gradients,
            Tensor x,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            double[] mean,
            double[] scale,
            boolean own) {
        Tensor gradient = gradients.get(0);
        if (gradient == null) {
            return nothing(weight, bias);
        }
        Tensor g = gradient.compact(x.dtype());
        Tensor in = x.compact(x.dtype());
        Tensor w = weight == null ? null : weight.compact(x.dtype());
        int at = 1;
        Tensor dx = gradients.needs(0) ? Tensor.unfilled(x.dtype(), x.shape) : null;
        Tensor dw = weight != null && gradients.needs(at++) ? Tensor.unfilled(x.dtype(), weight.shape) : null;
        Tensor db = bias != null && gradients.needs(at) ? Tensor.unfilled(x.dtype(), bias.shape) : null;
        bands.backward(
                own,
                g.storage.array,
                g.offset,
                in.storage.array,
                in.offset,
                mean,
                scale,
                w == null ? null : w.storage.array,
                w == null ? 0 : w.offset,
                dx == null ? null : dx.storage.array,
                dw == null ? null : dw.storage.array,
                db == null ? null : db.storage.array);
        List<@Nullable Tensor> shares = new ArrayList<>();
        shares.add(dx);
        if (weight != null) {
            shares.add(dw);
        }
        if (bias != null) {
            shares.add(db);
        }
        return shares;
    }

    /** The same in recorded operations. */
    private static List<@Nullable Tensor> byFormula(
            Bands bands,
            JointRule.Gradients<Tensor> gradients,
            Tensor x,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            double[] mean,
            double[] scale,
            double eps,
            boolean own) {
        Tensor gradient = gradients.get(0);
        if (gradient == null) {
            return nothing(weight, bias);
        }
        int[] split = {bands.a(), bands.m() / bands.period(), bands.period(), bands.blocks(), bands.b() / bands.blocks()
        };
        int[] rows = {0, 3, 4};
        int[] sharing = {0, 1, 4};
        Tensor g = gradient.reshape(split);
        Tensor in = x.reshape(split);
        Tensor factor;
        Tensor hat;
        if (own) {
            Tensor centered = in.sub(in.mean(rows, true));
            factor = centered.square().mean(rows, true).add(eps).rsqrt();
            hat = centered.mul(factor);
        } else {
            int[] shape = {1, split[1], split[2], 1, 1};
            factor = Tensor.fromArray(scale, shape).to(x.dtype());
            hat = in.sub(Tensor.fromArray(mean, shape).to(x.dtype())).mul(factor);
        }
        Tensor gw = weight == null ? g : g.mul(weight.reshape(bands.period(), bands.blocks(), 1));
        Tensor dx = own ? gw.sub(gw.mean(rows, true)).sub(hat.mul(gw.mul(hat).mean(rows, true))) : gw;
        List<@Nullable Tensor> shares = new ArrayList<>();
        shares.add(dx.mul(factor).reshape(x.shape));
        if (weight != null) {
            shares.add(g.mul(hat).sum(sharing, false).reshape(weight.shape));
        }
        if (bias != null) {
            shares.add(g.sum(sharing, false).reshape(bias.shape));
        }
        return shares;
    }

    private static List<@Nullable Tensor> nothing(@Nullable Tensor weight, @Nullable Tensor bias) {
        return new ArrayList<>(
                java.util.Collections.nCopies(1 + (weight == null ? 0 : 1) + (bias == null ? 0 : 1), null));
    }

    /** Nothing to normalise, but a graph that reaches weight and bias, as PyTorch has it. */
    private static Tensor withoutElements(Tensor x, @Nullable Tensor weight, @Nullable Tensor bias) {
        Tensor y = x.mul(1);
        if (weight != null && weight.numel() > 0) {
            y = y.mul(weight.select(0, 0));
        }
        return bias != null && bias.numel() > 0 ? y.add(bias.select(0, 0)) : y;
    }

    private static void moments(Bands bands, Tensor x, double[] mean, double[] variance) {
        Tensor in = x.compact(x.dtype());
        bands.moments(in.storage.array, in.offset, mean, variance);
    }

    private static double[] scale(double[] variance, double eps) {
        double[] scale = new double[variance.length];
        for (int i = 0; i < scale.length; i++) {
            scale[i] = 1 / Math.sqrt(variance[i] + eps);
        }
        return scale;
    }

    private static double[] values(Tensor statistics) {
        return statistics.detach().to(DType.FLOAT64).toDoubleArray();
    }

    /** Moves running statistics towards those of {@code images} images with n values per channel each. */
    private static void move(
            @Nullable Tensor runningMean,
            @Nullable Tensor runningVar,
            double[] mean,
            double[] variance,
            int images,
            double n,
            double momentum) {
        try (var _ = GradMode.noGrad()) {
            if (runningMean != null) {
                move(runningMean, mean, images, 1, momentum);
            }
            if (runningVar != null) {
                move(runningVar, variance, images, n / (n - 1), momentum);
            }
        }
    }

    private static void move(Tensor running, double[] values, int images, double correction, double momentum) {
        int channels = values.length / images;
        double[] moved = values(running);
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            for (int i = 0; i < images; i++) {
                sum += values[i * channels + c];
            }
            moved[c] = (1 - momentum) * moved[c] + momentum * correction * sum / images;
        }
        running.copy_(Tensor.fromArray(moved).to(running.dtype()));
    }

    // ---- checks
    // ---------------------------------------------------------------------------------------------------------

    private static int channels(String op, Tensor x) {
        if (x.dim() < 2) {
            throw new IllegalArgumentException(
                    op + ": expected at least 2 dimensions (N, C, *), but got input of size " + Shape.show(x.shape));
        }
        return x.shape[1];
    }

    private static void checkAll(
            String op,
            Tensor x,
            int channels,
            @Nullable Tensor runningMean,
            @Nullable Tensor runningVar,
            @Nullable Tensor weight,
            @Nullable Tensor bias) {
        int[] shape = {channels};
        checkLike(op, "running_mean", runningMean, x, shape);
        checkLike(op, "running_var", runningVar, x, shape);
        checkLike(op, "weight", weight, x, shape);
        checkLike(op, "bias", bias, x, shape);
    }

    private static void checkLike(String op, String name, @Nullable Tensor t, Tensor x, int[] shape) {
        if (t != null && (!Shape.same(t.shape, shape) || t.dtype() != x.dtype())) {
            throw new IllegalArgumentException(
                    op + ": expected " + name + " to be " + x.dtype() + " " + Shape.show(shape)
                            + " for input " + x.dtype() + " " + Shape.show(x.shape) + ", but got " + t.dtype() + " "
                            + Shape.show(t.shape));
        }
    }
}
