package lanewise.tensor.kernels;

/**
 * Functions {@code y = f(a, x; p, q)} of two arrays and two numbers that one pass over memory computes: activations
 * with a parameter, and derivatives, in which {@code a} is the incoming gradient. What needs no {@code a} ignores it.
 *
 * <p>Those below {@link #COMPOSED} are one loop each; the others are several loops over blocks that stay in the
 * first-level cache, so that they too read and write memory once.
 */
public final class Fused {
    /** x where x > 0, else p x. */
    public static final int LEAKY_RELU = 0;
    /** a where x > 0, else p a. */
    public static final int LEAKY_RELU_BACKWARD = 1;
    /** min(max(x, p), q). */
    public static final int CLAMP = 2;
    /** a where p ≤ x ≤ q, else 0. */
    public static final int CLAMP_BACKWARD = 3;
    /** 0 where x ≤ p or x ≥ q, else a. */
    public static final int HARDTANH_BACKWARD = 4;
    /** q where x ≤ p, else a; with a = x a threshold, with q = 0 its derivative. */
    public static final int THRESHOLD = 5;
    /** 0 where −p ≤ x ≤ p, else a; with a = x hardshrink itself. */
    public static final int SHRINK = 6;
    /** min(max(x + 3, 0), 6) / 6. */
    public static final int HARDSIGMOID = 7;
    /** a / 6 where −3 < x < 3, else 0. */
    public static final int HARDSIGMOID_BACKWARD = 8;
    /** x min(max(x + 3, 0), 6) / 6. */
    public static final int HARDSWISH = 9;
    /** 0 where x < −3, a (x / 3 + 1 / 2) where x ≤ 3, else a. */
    public static final int HARDSWISH_BACKWARD = 10;
    /** a sign(x). */
    public static final int ABS_BACKWARD = 11;
    /** q x where x > 0, else p a. */
    static final int ELU_JOIN = 12;
    /** q where x > 0, else p a. */
    static final int ELU_SLOPE = 13;
    /** x where p x > q, else a / p. */
    static final int SOFTPLUS_JOIN = 14;
    /** 1 where p x > q, else a. */
    static final int SOFTPLUS_SLOPE = 15;
    /** a (1 + x (1 − a)), the slope of x a where a is the sigmoid of x. */
    static final int SILU_SLOPE = 16;
    /** With a = e^x: x n / (n + 2), n = a (a + 2). */
    static final int MISH_JOIN = 17;
    /** With a = e^x: the slope of {@link #MISH_JOIN}. */
    static final int MISH_SLOPE = 18;
    /** 2 √(2/π) (x + 0.044715 x³). */
    static final int GELU_TANH_ARGUMENT = 19;
    /** With a the sigmoid of {@link #GELU_TANH_ARGUMENT}: the slope of x a. */
    static final int GELU_TANH_SLOPE = 20;
    /** p a x. */
    public static final int SCALED_PRODUCT = 21;
    /** a / (p x + q). */
    public static final int QUOTIENT = 22;
    /** a (p x x + q). */
    public static final int SQUARE_PRODUCT = 23;
    /** a / (p x x + q). */
    public static final int SQUARE_QUOTIENT = 24;
    /** p a x x x. */
    public static final int CUBE_PRODUCT = 25;

    /** From here on several loops make one function. */
    static final int COMPOSED = 32;
    /** q x where x > 0, else p (e^x − 1). */
    public static final int ELU = 32;
    /** q a where x > 0, else p a e^x. */
    public static final int ELU_BACKWARD = 33;
    /** log(1 + e^(p x)) / p, and x where p x > q. */
    public static final int SOFTPLUS = 34;
    /** a times the sigmoid of p x, and a where p x > q. */
    public static final int SOFTPLUS_BACKWARD = 35;
    /** {@link UnaryOp#LOGSIGMOID}. */
    static final int LOGSIGMOID = 36;
    /** a times the sigmoid of −x. */
    public static final int LOGSIGMOID_BACKWARD = 37;
    /** {@link UnaryOp#SILU}. */
    static final int SILU = 38;
    /** {@link BinaryOp#SILU_BACKWARD}. */
    static final int SILU_BACKWARD = 39;
    /** {@link UnaryOp#MISH}. */
    static final int MISH = 40;
    /** a times the slope of {@link UnaryOp#MISH}. */
    public static final int MISH_BACKWARD = 41;
    /** {@link UnaryOp#GELU_TANH}. */
    static final int GELU_TANH = 42;
    /** {@link BinaryOp#GELU_TANH_BACKWARD}. */
    static final int GELU_TANH_BACKWARD = 43;
    /** p a e^(−x x). */
    public static final int ERF_BACKWARD = 44;
    /** p a sin(x). */
    public static final int SIN_PRODUCT = 45;
    /** p a cos(x). */
    public static final int COS_PRODUCT = 46;
    /** {@link UnaryOp#TAN}. */
    static final int TAN = 47;

    private Fused() {}
}
