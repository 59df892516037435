package lanewise.tensor;

import lanewise.tensor.kernels.BinaryOp;
import lanewise.tensor.kernels.Fused;
import lanewise.tensor.kernels.UnaryOp;

/**
 * Activation functions, element by element: what {@code lanewise.nn.Functional} and the activation modules compute.
 *
 * <p>All take floating-point tensors of any shape {@code (*)} and return that shape; {@link #relu}, {@link #relu6},
 * {@link #hardtanh} and {@link #threshold} take integers too, {@link #sigmoid}, {@link #tanh}, {@link #softsign} and
 * {@link #tanhshrink} compute them as float32. Others throw {@link IllegalArgumentException}. At a kink the derivative
 * is PyTorch's, which each formula below tells by where its equal sign stands. The functions used most have a kernel of
 * their own, and so has their derivative, which is an operation with a derivative in turn.
 */
public final class Activation {

    private static final double SELU_ALPHA = 1.6732632423543772;
    private static final double SELU_SCALE = 1.0507009873554805;
    private static final double SQRT_TWO_OVER_PI = Math.sqrt(2 / Math.PI);
    private static final double GELU_CUBIC = 0.044715;

    private Activation() {}

    // ---- rectifiers
    // -------------------------------------------------------------------------------------------------------

    /** max(x, 0). dx = G where x > 0, else 0. */
    public static Tensor relu(Tensor x) {
        if (x.dtype() == DType.BOOL) {
            throw new IllegalArgumentException("relu: boolean inputs are not supported; convert with to(...)");
        }
        Tensor y = Pointwise.unary(UnaryOp.RELU, x).op("relu");
        return y.derivedFrom(x, g -> reluBackward(g, y), y);
    }

    /** G where y > 0, else 0. dg = H where y > 0, else 0; dy = 0. */
    private static Tensor reluBackward(Tensor g, Tensor y) {
        return Pointwise.binary(BinaryOp.RELU_BACKWARD, "reluBackward", g, y)
                .op("reluBackward")
                .derivedFrom(g, h -> reluBackward(h, y), y);
    }

    /** min(max(x, 0), 6). dx = G where 0 < x < 6, else 0. */
    public static Tensor relu6(Tensor x) {
        return clipped("relu6", x, 0, 6);
    }

    /** x where x > 0, else slope · x. dx = G where x > 0, else slope · G. */
    public static Tensor leakyRelu(Tensor x, double negativeSlope) {
        checkFloat("leakyRelu", x);
        Tensor slope = Tensor.number(negativeSlope);
        return Pointwise.fused(Fused.LEAKY_RELU, negativeSlope, 0, x)
                .op("leakyRelu")
                .derivedFrom(
                        x, Pointwise.rule(Fused.LEAKY_RELU_BACKWARD, negativeSlope, 0, x, g -> leaky(g, x, slope)), x);
    }

    private static Tensor leaky(Tensor g, Tensor x, Tensor slope) {
        return g.mul(Pointwise.where(x.gt(0), Tensor.full(Shape.SCALAR, 1, x.dtype()), slope));
    }

    /**
     * Randomized leaky rectifier: x where x > 0, else x times a slope, which in training is drawn anew for each element
     * from the uniform distribution between the bounds and else is their mean. dx = G where x > 0, else slope · G.
     *
     * @throws IllegalArgumentException if {@code lower > upper}
     */
    public static Tensor rrelu(Tensor x, double lower, double upper, boolean training, Generator generator) {
        checkFloat("rrelu", x);
        if (!(lower <= upper)) {
            throw new IllegalArgumentException(
                    "rrelu: lower bound should be less than or equal to the upper bound, got " + lower + " and "
                            + upper);
        }
        if (!training) {
            return leakyRelu(x, (lower + upper) / 2);
        }
        double[] slopes = new double[x.numel()];
        double[] values = x.toDoubleArray();
        for (int i = 0; i < slopes.length; i++) {
            // Only what is not positive takes a random number, as in PyTorch.
            slopes[i] = values[i] <= 0 ? generator.nextDouble() * (upper - lower) + lower : 1;
        }
        Tensor noise = Tensor.wrap(Storage.of(slopes), x.shape).to(x.dtype());
        return x.mul(noise);
    }

    /**
     * x where x > 0, else weight · x, with one weight or one per channel. dx = G where x > 0, else weight · G;
     * dweight = Σ G x where x ≤ 0.
     *
     * @param x the input {@code (N, C, *)}, or of any shape if there is one weight
     * @param weight {@code (1)} or {@code (C)}, of the dtype of x
     * @throws IllegalArgumentException if the weights do not fit the channels
     */
    public static Tensor prelu(Tensor x, Tensor weight) {
        checkFloat("prelu", x);
        if (weight.dtype() != x.dtype()) {
            throw new IllegalArgumentException("prelu: type promotion is not supported: input is " + x.dtype()
                    + ", weight is " + weight.dtype() + "; convert one with to(...)");
        }
        if (weight.dim() > 1) {
            throw new IllegalArgumentException(
                    "prelu: expected weight to be a scalar or 1D tensor, but got shape " + Shape.show(weight.shape));
        }
        int channels = x.dim() > 1 ? x.shape[1] : 1;
        if (weight.numel() != 1 && (x.dim() == 0 || weight.numel() != channels)) {
            throw new IllegalArgumentException("prelu: mismatch of parameter numbers and input channel size: found "
                    + weight.numel() + " parameters and channel size " + channels + " of input " + Shape.show(x.shape)
                    + "; give one weight, or as many as x.size(1)");
        }
        int[] along = new int[Math.max(x.dim(), 0)];
        java.util.Arrays.fill(along, 1);
        if (weight.numel() != 1) {
            along[1] = weight.numel();
        }
        Tensor w = weight.reshape(along);
        Tensor y = Pointwise.binary(BinaryOp.LEAKY_RELU, "prelu", x, w).op("prelu");
        return y.derivedFrom(x, g -> g.mul(Where.where(x.gt(0), Tensor.number(1.0), w)), x, w)
                .derivedFrom(w, g -> Where.zeroed(g.mul(x), x.gt(0)), x);
    }

    /** x where x > threshold, else value. dx = G where x > threshold, else 0. */
    public static Tensor threshold(Tensor x, Number threshold, Number value) {
        if (x.isFloatingPoint()) {
            double limit = threshold.doubleValue();
            return Pointwise.fused(Fused.THRESHOLD, limit, value.doubleValue(), x)
                    .op("threshold")
                    .derivedFrom(
                            x, Pointwise.rule(Fused.THRESHOLD, limit, 0, x, g -> Where.zeroed(g, x.le(threshold))), x);
        }
        Tensor below = x.le(threshold);
        Tensor kept = Tensor.number(Storage.isWhole(value) ? value : (Number) value.longValue());
        return Pointwise.where(below, kept, x).op("threshold").derivedFrom(x, g -> Where.zeroed(g, below), below);
    }

    // ---- exponential linear units
    // -------------------------------------------------------------------------------------------

    /** x where x > 0, else α (eˣ − 1). dx = G where x > 0, else α G eˣ. */
    public static Tensor elu(Tensor x, double alpha) {
        return elu("elu", x, alpha, 1, 1);
    }

    /**
     * scale · x where x > 0, else scale · α (eˣ − 1), with constants that keep mean 0 and variance 1. dx as of
     * {@link #elu}.
     */
    public static Tensor selu(Tensor x) {
        return elu("selu", x, SELU_ALPHA, SELU_SCALE, 1);
    }

    /**
     * x where x > 0, else α (e^(x/α) − 1). dx = G where x > 0, else G e^(x/α).
     *
     * @throws IllegalArgumentException if α is 0
     */
    public static Tensor celu(Tensor x, double alpha) {
        if (alpha == 0) {
            throw new IllegalArgumentException("celu: alpha cannot be 0 for CELU (it divides)");
        }
        return elu("celu", x, alpha, 1, 1 / alpha);
    }

    private static Tensor elu(String op, Tensor x, double alpha, double scale, double inputScale) {
        checkFloat(op, x);
        if (inputScale == 1) {
            return Pointwise.fused(Fused.ELU, alpha * scale, scale, x)
                    .op(op)
                    .derivedFrom(
                            x,
                            Pointwise.rule(
                                    Fused.ELU_BACKWARD,
                                    alpha * scale,
                                    scale,
                                    x,
                                    g -> g.mul(eluSlope(x, alpha, scale, 1))),
                            x);
        }
        Tensor positive = x.gt(0);
        Tensor bent = times(op, Pointwise.unary(UnaryOp.EXPM1, times(op, x, inputScale)), alpha * scale);
        Tensor y = Pointwise.where(positive, times(op, x, scale), bent).op(op);
        return y.derivedFrom(x, g -> g.mul(eluSlope(x, alpha, scale, inputScale)), x);
    }

    /** What is positive is masked before the power, which could overflow there. */
    private static Tensor eluSlope(Tensor x, double alpha, double scale, double inputScale) {
        Tensor positive = x.gt(0);
        Tensor bent = Where.zeroed(x, positive).mul(inputScale).exp().mul(alpha * scale * inputScale);
        return Where.replaced(bent, positive, scale);
    }

    // ---- smooth gates
    // ---------------------------------------------------------------------------------------------------------

    /** 1 / (1 + e⁻ˣ). dx = G y (1 − y). */
    public static Tensor sigmoid(Tensor x) {
        Tensor y = Pointwise.floatUnary(UnaryOp.SIGMOID, x).op("sigmoid");
        return y.derivedFrom(x, g -> sigmoidBackward(g, y), y);
    }

    /** g y (1 − y). dg = H y (1 − y), dy = H g (1 − 2 y). */
    private static Tensor sigmoidBackward(Tensor g, Tensor y) {
        return Pointwise.binary(BinaryOp.SIGMOID_BACKWARD, "sigmoidBackward", g, y)
                .op("sigmoidBackward")
                .derivedFrom(g, h -> sigmoidBackward(h, y), y)
                .derivedFrom(y, h -> h.mul(g).mul(y.mul(-2).add(1)), g, y);
    }

    /** The hyperbolic tangent. dx = G (1 − y²). */
    public static Tensor tanh(Tensor x) {
        Tensor y = Pointwise.floatUnary(UnaryOp.TANH, x).op("tanh");
        return y.derivedFrom(x, g -> tanhBackward(g, y), y);
    }

    /** g (1 − y²). dg = H (1 − y²), dy = −2 H g y. */
    private static Tensor tanhBackward(Tensor g, Tensor y) {
        return Pointwise.binary(BinaryOp.TANH_BACKWARD, "tanhBackward", g, y)
                .op("tanhBackward")
                .derivedFrom(g, h -> tanhBackward(h, y), y)
                .derivedFrom(y, h -> h.mul(g).mul(y.mul(-2)), g, y);
    }

    /** −ln(1 + e⁻ˣ). dx = G σ(−x). */
    public static Tensor logsigmoid(Tensor x) {
        checkFloat("logsigmoid", x);
        return Pointwise.unary(UnaryOp.LOGSIGMOID, x)
                .op("logsigmoid")
                .derivedFrom(
                        x,
                        Pointwise.rule(
                                Fused.LOGSIGMOID_BACKWARD,
                                0,
                                0,
                                x,
                                g -> g.mul(x.neg().sigmoid())),
                        x);
    }

    /** x σ(x), also called swish. dx = G σ(x) (1 + x (1 − σ(x))). */
    public static Tensor silu(Tensor x) {
        checkFloat("silu", x);
        return Pointwise.unary(UnaryOp.SILU, x).op("silu").derivedFrom(x, g -> siluBackward(g, x), x);
    }

    /** g σ (1 + x (1 − σ)). dg = H σ (1 + x (1 − σ)), dx = H g σ (1 − σ) (2 + x (1 − 2 σ)). */
    private static Tensor siluBackward(Tensor g, Tensor x) {
        return Pointwise.binary(BinaryOp.SILU_BACKWARD, "siluBackward", g, x)
                .op("siluBackward")
                .derivedFrom(g, h -> siluBackward(h, x), x)
                .derivedFrom(
                        x,
                        h -> {
                            Tensor s = x.sigmoid();
                            Tensor bend = x.mul(s.mul(-2).add(1)).add(2);
                            return h.mul(g).mul(s.mul(s.rsub(1)).mul(bend));
                        },
                        g,
                        x);
    }

    /** x tanh(softplus(x)). dx = G (t + x σ(x) (1 − t²)) with t = tanh(softplus(x)). */
    public static Tensor mish(Tensor x) {
        checkFloat("mish", x);
        return Pointwise.unary(UnaryOp.MISH, x)
                .op("mish")
                .derivedFrom(
                        x,
                        Pointwise.rule(Fused.MISH_BACKWARD, 0, 0, x, g -> {
                            Tensor t = softplus(x, 1, 20).tanh();
                            return g.mul(t.add(x.mul(x.sigmoid()).mul(t.square().rsub(1))));
                        }),
                        x);
    }

    /**
     * x Φ(x), Φ being the distribution function of the standard normal distribution. dx = G (Φ(x) + x φ(x)).
     *
     * @param approximate {@code "none"}, or {@code "tanh"} for x/2 (1 + tanh(√(2/π) (x + 0.044715 x³)))
     * @throws IllegalArgumentException if it is neither
     */
    public static Tensor gelu(Tensor x, String approximate) {
        checkFloat("gelu", x);
        return switch (approximate) {
            case "none" -> Pointwise.unary(UnaryOp.GELU, x).op("gelu").derivedFrom(x, g -> geluBackward(g, x), x);
            case "tanh" ->
                Pointwise.unary(UnaryOp.GELU_TANH, x).op("gelu").derivedFrom(x, g -> geluTanhBackward(g, x), x);
            default ->
                throw new IllegalArgumentException(
                        "gelu: approximate argument must be either \"none\" or \"tanh\", got \"" + approximate + "\"");
        };
    }

    /** g (Φ(x) + x φ(x)). dg = H (Φ(x) + x φ(x)), dx = H g φ(x) (2 − x²). */
    private static Tensor geluBackward(Tensor g, Tensor x) {
        return Pointwise.binary(BinaryOp.GELU_BACKWARD, "geluBackward", g, x)
                .op("geluBackward")
                .derivedFrom(g, h -> geluBackward(h, x), x)
                .derivedFrom(
                        x,
                        h -> {
                            Tensor square = x.square();
                            Tensor density = square.mul(-0.5).exp().mul(1 / Math.sqrt(2 * Math.PI));
                            return h.mul(g).mul(density.mul(square.rsub(2)));
                        },
                        g,
                        x);
    }

    /**
     * g f′(x). dg = H f′(x), dx = H g (1 − t²) (u′ + x/2 (u″ − 2 t u′²)) with t = tanh u, u = √(2/π) (x + 0.044715 x³).
     */
    private static Tensor geluTanhBackward(Tensor g, Tensor x) {
        return Pointwise.binary(BinaryOp.GELU_TANH_BACKWARD, "geluTanhBackward", g, x)
                .op("geluTanhBackward")
                .derivedFrom(g, h -> geluTanhBackward(h, x), x)
                .derivedFrom(
                        x,
                        h -> {
                            Tensor square = x.square();
                            Tensor t = x.mul(square.mul(GELU_CUBIC).add(1))
                                    .mul(SQRT_TWO_OVER_PI)
                                    .tanh();
                            Tensor first = square.mul(3 * GELU_CUBIC).add(1).mul(SQRT_TWO_OVER_PI);
                            Tensor second = x.mul(6 * GELU_CUBIC * SQRT_TWO_OVER_PI);
                            Tensor bend = second.sub(t.mul(first.square()).mul(2))
                                    .mul(x.mul(0.5))
                                    .add(first);
                            return h.mul(g).mul(t.square().rsub(1).mul(bend));
                        },
                        g,
                        x);
    }

    /**
     * ln(1 + e^(βx)) / β, and x itself where βx > threshold. dx = G σ(βx), and G where βx > threshold.
     *
     * @param beta how sharp the bend is
     * @param threshold where to pass to the identity, which differs from there on by less than rounding
     */
    public static Tensor softplus(Tensor x, double beta, double threshold) {
        checkFloat("softplus", x);
        return Pointwise.fused(Fused.SOFTPLUS, beta, threshold, x)
                .op("softplus")
                .derivedFrom(
                        x,
                        Pointwise.rule(Fused.SOFTPLUS_BACKWARD, beta, threshold, x, g -> {
                            Tensor in = x.mul(beta);
                            return g.mul(Where.replaced(in.sigmoid(), in.gt(threshold), 1));
                        }),
                        x);
    }

    /** x / (1 + |x|). dx = G / (1 + |x|)². */
    public static Tensor softsign(Tensor x) {
        return x.div(x.abs().add(1));
    }

    /** x − tanh(x). dx = G tanh²(x). */
    public static Tensor tanhshrink(Tensor x) {
        return x.sub(x.tanh());
    }

    // ---- piecewise linear
    // -----------------------------------------------------------------------------------------------------

    /**
     * x + λ where x < −λ, x − λ where x > λ, else 0. dx = G where |x| > λ, else 0. @throws IllegalArgumentException if
     * λ < 0
     */
    public static Tensor softshrink(Tensor x, double lambd) {
        checkFloat("softshrink", x);
        if (!(lambd >= 0)) {
            throw new IllegalArgumentException(
                    "softshrink: lambda must be greater or equal to 0, but found to be " + lambd);
        }
        Tensor inner = Pointwise.bounded("softshrink", x, -lambd, lambd);
        Tensor y = Pointwise.binary(BinaryOp.SUB, "softshrink", x, inner, x.dtype())
                .op("softshrink");
        return y.derivedFrom(x, Pointwise.rule(Fused.SHRINK, lambd, 0, x, g -> Where.zeroed(g, within(x, lambd))), x);
    }

    /** x where |x| > λ, else 0. dx = G where |x| > λ, else 0. */
    public static Tensor hardshrink(Tensor x, double lambd) {
        checkFloat("hardshrink", x);
        return Pointwise.fused(Fused.SHRINK, lambd, 0, x)
                .op("hardshrink")
                .derivedFrom(x, Pointwise.rule(Fused.SHRINK, lambd, 0, x, g -> Where.zeroed(g, within(x, lambd))), x);
    }

    private static Tensor within(Tensor x, double bound) {
        return x.ge(-bound).logicalAnd(x.le(bound));
    }

    /**
     * min(max(x, min), max), so {@code maxVal} everywhere if the bounds are crossed. dx = G where min < x < max, else
     * 0.
     */
    public static Tensor hardtanh(Tensor x, Number minVal, Number maxVal) {
        return clipped("hardtanh", x, minVal, maxVal);
    }

    /** Bounds at which, unlike clamp's, the derivative is 0. */
    private static Tensor clipped(String op, Tensor x, Number min, Number max) {
        if (x.dtype() == DType.BOOL) {
            throw new IllegalArgumentException(op + ": bool inputs are not supported; convert with to(...)");
        }
        Tensor y = Pointwise.bounded(op, x, min, max).op(op);
        return y.derivedFrom(
                x,
                Pointwise.rule(
                        Fused.HARDTANH_BACKWARD,
                        min.doubleValue(),
                        max.doubleValue(),
                        x,
                        g -> Where.zeroed(g, x.le(min).logicalOr(x.ge(max)))),
                x);
    }

    /** min(max(x + 3, 0), 6) / 6. dx = G / 6 where −3 < x < 3, else 0. */
    public static Tensor hardsigmoid(Tensor x) {
        checkFloat("hardsigmoid", x);
        return Pointwise.unary(UnaryOp.HARDSIGMOID, x)
                .op("hardsigmoid")
                .derivedFrom(
                        x,
                        Pointwise.rule(
                                Fused.HARDSIGMOID_BACKWARD,
                                0,
                                0,
                                x,
                                g -> Where.kept(g.mul(1.0 / 6), x.gt(-3).logicalAnd(x.lt(3)))),
                        x);
    }

    /** x min(max(x + 3, 0), 6) / 6. dx = 0 where x < −3, G (x/3 + 1/2) where x ≤ 3, else G. */
    public static Tensor hardswish(Tensor x) {
        checkFloat("hardswish", x);
        return Pointwise.unary(UnaryOp.HARDSWISH, x)
                .op("hardswish")
                .derivedFrom(
                        x,
                        Pointwise.rule(Fused.HARDSWISH_BACKWARD, 0, 0, x, g -> {
                            Tensor slope = Where.replaced(x.mul(1.0 / 3).add(0.5), x.gt(3), 1);
                            return g.mul(Where.zeroed(slope, x.lt(-3)));
                        }),
                        x);
    }

    // ---- gated
    // --------------------------------------------------------------------------------------------------------------

    /**
     * Gated linear unit: a σ(b), where a and b are the two halves of x along {@code dim}.
     *
     * @param x {@code (*, 2 N, *)}, giving {@code (*, N, *)}
     * @throws IllegalArgumentException if that size is odd or x has no dimensions
     */
    public static Tensor glu(Tensor x, int dim) {
        checkFloat("glu", x);
        if (x.dim() == 0) {
            throw new IllegalArgumentException("glu: glu does not support 0-dimensional tensors");
        }
        int d = Shape.dim("glu", dim, x.dim());
        int size = x.shape[d];
        if (size % 2 != 0) {
            throw new IllegalArgumentException("glu: halving dimension must be even, but dimension " + d + " is size "
                    + size + " in " + Shape.show(x.shape));
        }
        return x.narrow(d, 0, size / 2).mul(x.narrow(d, size / 2, size / 2).sigmoid());
    }

    // ---- parts
    // ----------------------------------------------------------------------------------------------------------------

    private static Tensor times(String op, Tensor x, double factor) {
        return factor == 1 ? x : Pointwise.binary(BinaryOp.MUL, op, x, Tensor.number(factor), x.dtype());
    }

    private static void checkFloat(String op, Tensor x) {
        if (!x.isFloatingPoint()) {
            throw new IllegalArgumentException(op + ": expected a floating point tensor; got " + x.dtype()
                    + " of shape " + Shape.show(x.shape) + "; convert with toFloat() or toDouble()");
        }
    }
}
