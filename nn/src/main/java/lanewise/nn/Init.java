package lanewise.nn;

import java.util.Arrays;
import lanewise.autograd.GradMode;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;

/**
 * Values to start training from, as {@code torch.nn.init}: the same numbers for a seed as PyTorch's.
 *
 * <p>All change the given tensor, usually a {@link Parameter}, without recording, and return it.
 */
public final class Init {

    /** Which way the variance of the signal is kept. */
    public enum FanMode {
        /** Forward: by the number of inputs of each unit. */
        FAN_IN,
        /** Backward: by the number of units that each input feeds. */
        FAN_OUT
    }

    /** What stands behind the layer and scales the signal, by PyTorch's names. */
    public enum Nonlinearity {
        /** None. */
        LINEAR,
        /** A convolution in one dimension. */
        CONV1D,
        /** A convolution in two dimensions. */
        CONV2D,
        /** A convolution in three dimensions. */
        CONV3D,
        /** A transposed convolution in one dimension. */
        CONV_TRANSPOSE1D,
        /** A transposed convolution in two dimensions. */
        CONV_TRANSPOSE2D,
        /** A transposed convolution in three dimensions. */
        CONV_TRANSPOSE3D,
        /** The logistic function. */
        SIGMOID,
        /** The hyperbolic tangent. */
        TANH,
        /** max(x, 0). */
        RELU,
        /** x or a slope times x. */
        LEAKY_RELU,
        /** The scaled exponential unit. */
        SELU
    }

    /**
     * How a Kaiming initialisation is scaled.
     *
     * @param a the slope of the leaky rectifier that follows (0)
     * @param mode which fan counts (FAN_IN)
     * @param nonlinearity what follows (LEAKY_RELU)
     */
    public record KaimingOptions(double a, FanMode mode, Nonlinearity nonlinearity) {

        /** With this negative slope. */
        public KaimingOptions a(double a) {
            return new KaimingOptions(a, mode, nonlinearity);
        }

        /** By this fan. */
        public KaimingOptions mode(FanMode mode) {
            return new KaimingOptions(a, mode, nonlinearity);
        }

        /** With this nonlinearity behind. */
        public KaimingOptions nonlinearity(Nonlinearity nonlinearity) {
            return new KaimingOptions(a, mode, nonlinearity);
        }
    }

    private Init() {}

    /**
     * PyTorch's defaults of {@link #kaimingUniform_(Tensor, KaimingOptions)} and
     * {@link #kaimingNormal_(Tensor, KaimingOptions)}.
     */
    public static KaimingOptions kaiming() {
        return new KaimingOptions(0, FanMode.FAN_IN, Nonlinearity.LEAKY_RELU);
    }

    // ---- constants -------------------------------------------------------------------------------------------------

    /** Fills with {@code value}. */
    public static Tensor constant_(Tensor x, double value) {
        try (var _ = GradMode.noGrad()) {
            return x.fill_(value);
        }
    }

    /** Fills with 1. */
    public static Tensor ones_(Tensor x) {
        return constant_(x, 1);
    }

    /** Fills with 0. */
    public static Tensor zeros_(Tensor x) {
        return constant_(x, 0);
    }

    /** Makes a matrix the identity. @throws IllegalArgumentException if x has not two dimensions */
    public static Tensor eye_(Tensor x) {
        if (x.dim() != 2) {
            throw new IllegalArgumentException(
                    "eye_: only tensors with 2 dimensions are supported, got " + Arrays.toString(x.shape()));
        }
        try (var _ = GradMode.noGrad()) {
            return x.copy_(Tensor.eye(x.size(0), x.size(1), x.dtype()));
        }
    }

    /** As {@link #dirac_(Tensor, int)} with one group. */
    public static Tensor dirac_(Tensor x) {
        return dirac_(x, 1);
    }

    /**
     * Makes a convolution pass its input channels on: 1 in the middle of the kernel from channel i to channel i.
     *
     * @param x weights {@code (out, in, *)} with one to three dimensions of the kernel
     * @param groups the number of groups of output channels that each do so
     */
    public static Tensor dirac_(Tensor x, int groups) {
        if (x.dim() < 3 || x.dim() > 5 || groups < 1 || x.size(0) % groups != 0) {
            throw new IllegalArgumentException(
                    "dirac_: only tensors with 3, 4, or 5 dimensions are supported, whose first is"
                            + " divisible by groups; got " + Arrays.toString(x.shape()) + " and groups " + groups);
        }
        try (var _ = GradMode.noGrad()) {
            x.zero_();
            int perGroup = x.size(0) / groups;
            for (int group = 0; group < groups; group++) {
                for (int i = 0; i < Math.min(perGroup, x.size(1)); i++) {
                    Tensor middle = x.select(0, group * perGroup + i).select(0, i);
                    while (middle.dim() > 0) {
                        middle = middle.select(0, middle.size(0) / 2);
                    }
                    middle.fill_(1);
                }
            }
            return x;
        }
    }

    // ---- distributions ---------------------------------------------------------------------------------------------

    /** Fills from the uniform distribution over [0, 1). */
    public static Tensor uniform_(Tensor x) {
        return uniform_(x, 0, 1);
    }

    /** Fills from the uniform distribution over [a, b). */
    public static Tensor uniform_(Tensor x, double a, double b) {
        try (var _ = GradMode.noGrad()) {
            return x.uniform_(a, b);
        }
    }

    /** Fills from the standard normal distribution. */
    public static Tensor normal_(Tensor x) {
        return normal_(x, 0, 1);
    }

    /** Fills from a normal distribution. */
    public static Tensor normal_(Tensor x, double mean, double std) {
        try (var _ = GradMode.noGrad()) {
            return x.normal_(mean, std);
        }
    }

    /** Fills from the standard normal distribution cut off at ±2. */
    public static Tensor truncNormal_(Tensor x) {
        return truncNormal_(x, 0, 1, -2, 2);
    }

    /** Fills from a normal distribution with the given deviation, cut off at ±2. */
    public static Tensor truncNormal_(Tensor x, double std) {
        return truncNormal_(x, 0, std, -2, 2);
    }

    /** Fills from a normal distribution cut off at a and b, by the inverse of its distribution function. */
    public static Tensor truncNormal_(Tensor x, double mean, double std, double a, double b) {
        double low = normalShare((a - mean) / std);
        double high = normalShare((b - mean) / std);
        try (var _ = GradMode.noGrad()) {
            x.uniform_(2 * low - 1, 2 * high - 1);
            Tensor y = x.detach().erfinv().mul(std * Math.sqrt(2)).add(mean).clamp(a, b);
            return x.copy_(y);
        }
    }

    /** Φ(x). */
    private static double normalShare(double x) {
        return (1 + Tensor.tensor(x / Math.sqrt(2), DType.FLOAT64).erf().item()) / 2;
    }

    /** Fills by {@link #xavierUniform_(Tensor, double)} with gain 1. */
    public static Tensor xavierUniform_(Tensor x) {
        return xavierUniform_(x, 1);
    }

    /** Fills uniformly between ±gain √(6 / (fan in + fan out)) (Glorot and Bengio, 2010). */
    public static Tensor xavierUniform_(Tensor x, double gain) {
        double std = gain
                * Math.sqrt(
                        2.0 / (fan("xavierUniform_", x, FanMode.FAN_IN) + fan("xavierUniform_", x, FanMode.FAN_OUT)));
        double bound = Math.sqrt(3) * std;
        return uniform_(x, -bound, bound);
    }

    /** Fills by {@link #xavierNormal_(Tensor, double)} with gain 1. */
    public static Tensor xavierNormal_(Tensor x) {
        return xavierNormal_(x, 1);
    }

    /** Fills normally with deviation gain √(2 / (fan in + fan out)) (Glorot and Bengio, 2010). */
    public static Tensor xavierNormal_(Tensor x, double gain) {
        double fans = fan("xavierNormal_", x, FanMode.FAN_IN) + fan("xavierNormal_", x, FanMode.FAN_OUT);
        return normal_(x, 0, gain * Math.sqrt(2.0 / fans));
    }

    /** Fills by {@link #kaimingUniform_(Tensor, KaimingOptions)} for a rectifier with negative slope {@code a}. */
    public static Tensor kaimingUniform_(Tensor x, double a) {
        return kaimingUniform_(x, kaiming().a(a));
    }

    /** Fills by {@link #kaimingUniform_(Tensor, KaimingOptions)} with PyTorch's defaults. */
    public static Tensor kaimingUniform_(Tensor x) {
        return kaimingUniform_(x, kaiming());
    }

    /** Fills uniformly between ±gain √(3 / fan) (He et al., 2015). */
    public static Tensor kaimingUniform_(Tensor x, KaimingOptions options) {
        if (x.numel() == 0) {
            return x;
        }
        double std = calculateGain(options.nonlinearity(), options.a())
                / Math.sqrt(fan("kaimingUniform_", x, options.mode()));
        double bound = Math.sqrt(3) * std;
        return uniform_(x, -bound, bound);
    }

    /** Fills by {@link #kaimingNormal_(Tensor, KaimingOptions)} with PyTorch's defaults. */
    public static Tensor kaimingNormal_(Tensor x) {
        return kaimingNormal_(x, kaiming());
    }

    /** Fills normally with deviation gain / √fan (He et al., 2015). */
    public static Tensor kaimingNormal_(Tensor x, KaimingOptions options) {
        if (x.numel() == 0) {
            return x;
        }
        double std = calculateGain(options.nonlinearity(), options.a())
                / Math.sqrt(fan("kaimingNormal_", x, options.mode()));
        return normal_(x, 0, std);
    }

    /** As {@link #sparse_(Tensor, double, double)} with deviation 0.01. */
    public static Tensor sparse_(Tensor x, double sparsity) {
        return sparse_(x, sparsity, 0.01);
    }

    /**
     * Fills a matrix normally with deviation {@code std} and sets a share of each column to 0 (Martens, 2010).
     *
     * @throws IllegalArgumentException if x has not two dimensions
     */
    public static Tensor sparse_(Tensor x, double sparsity, double std) {
        if (x.dim() != 2) {
            throw new IllegalArgumentException(
                    "sparse_: only tensors with 2 dimensions are supported, got " + Arrays.toString(x.shape()));
        }
        int rows = x.size(0);
        int zeros = (int) Math.ceil(sparsity * rows);
        try (var _ = GradMode.noGrad()) {
            x.normal_(0, std);
            for (int column = 0; column < x.size(1); column++) {
                long[] order = lanewise.tensor.Generator.defaultGenerator().permutation(rows);
                for (int i = 0; i < Math.min(zeros, rows); i++) {
                    x.select(1, column).select(0, (int) order[i]).fill_(0);
                }
            }
            return x;
        }
    }

    /** As {@link #orthogonal_(Tensor, double)} with gain 1. */
    public static Tensor orthogonal_(Tensor x) {
        return orthogonal_(x, 1);
    }

    /**
     * Fills with a random (semi-)orthogonal matrix times gain (Saxe et al., 2013).
     *
     * @param x with two or more dimensions; all but the first are taken together
     * @throws IllegalArgumentException if x has fewer
     */
    public static Tensor orthogonal_(Tensor x, double gain) {
        if (x.dim() < 2) {
            throw new IllegalArgumentException("orthogonal_: only tensors with 2 or more dimensions are supported, got "
                    + Arrays.toString(x.shape()));
        }
        if (x.numel() == 0) {
            return x;
        }
        int rows = x.size(0);
        int columns = x.numel() / rows;
        try (var _ = GradMode.noGrad()) {
            Tensor drawn = Tensor.empty(new int[] {rows, columns}, x.dtype()).normal_(0, 1);
            boolean wide = rows < columns;
            Tensor q = Orthogonal.columns(wide ? drawn.transpose(0, 1) : drawn);
            return x.copy_((wide ? q.transpose(0, 1) : q).reshape(x.shape()).mul(gain));
        }
    }

    // ---- scales ----------------------------------------------------------------------------------------------------

    /** PyTorch's recommended gain, for a leaky rectifier that of slope 0.01. */
    public static double calculateGain(Nonlinearity nonlinearity) {
        return calculateGain(nonlinearity, 0.01);
    }

    /** PyTorch's recommended gain. @param param the negative slope of a leaky rectifier; others take none */
    public static double calculateGain(Nonlinearity nonlinearity, double param) {
        return switch (nonlinearity) {
            case TANH -> 5.0 / 3;
            case RELU -> Math.sqrt(2);
            case LEAKY_RELU -> Math.sqrt(2 / (1 + param * param));
            case SELU -> 3.0 / 4;
            default -> 1;
        };
    }

    private static int fan(String op, Tensor x, FanMode mode) {
        if (x.dim() < 2) {
            throw new IllegalArgumentException(
                    op + ": fan in and fan out can not be computed for tensor with fewer than 2" + " dimensions, got "
                            + Arrays.toString(x.shape()));
        }
        int field = 1;
        for (int d = 2; d < x.dim(); d++) {
            field *= x.size(d);
        }
        return (mode == FanMode.FAN_IN ? x.size(1) : x.size(0)) * field;
    }
}
