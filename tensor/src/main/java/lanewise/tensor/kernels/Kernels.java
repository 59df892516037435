package lanewise.tensor.kernels;

import org.jspecify.annotations.Nullable;

/**
 * Loops over the arrays of one element type: one instance per kind of arithmetic.
 *
 * <p>Arrays travel as {@code Object} and are cast once per call: {@code float[]} for {@link #FLOAT32}, {@code double[]}
 * for {@link #FLOAT64}, {@code long[]} for {@link #INT64}; narrower types are widened by the caller. Each array comes
 * with the offset of its first element. An output may be the same array at the same offset as an input; any other
 * overlap is the caller's mistake. Offsets and counts are trusted: shapes are checked where tensors are known.
 */
public interface Kernels {
    /** Arithmetic of {@code float[]}. */
    Kernels FLOAT32 = new FloatKernels();
    /** Arithmetic of {@code double[]}. */
    Kernels FLOAT64 = new DoubleKernels();
    /** Arithmetic of {@code long[]}: wraps on overflow; what only real numbers have throws. */
    Kernels INT64 = new LongKernels();

    /** {@code y[i] = op(x[i])}. */
    void unary(UnaryOp op, Object x, int xo, Object y, int yo, int n);

    /** {@code y[i] = op(a[as i], b[bs i])}; a step is 1, or 0 for one value repeated. */
    void binary(BinaryOp op, Object a, int ao, int as, Object b, int bo, int bs, Object y, int yo, int n);

    /** {@code y[i] = f(a[i], x[i]; p, q)} by one of the functions of {@link Fused}; what ignores a takes any array. */
    void fused(int op, double p, double q, Object a, int ao, Object x, int xo, Object y, int yo, int n);

    /** {@code y[i] = a[as i] op b[bs i]}; a step is 1, or 0 for one value repeated. */
    void compare(CompareOp op, Object a, int ao, int as, Object b, int bo, int bs, boolean[] y, int yo, int n);

    /**
     * {@code x} seen as {@code (outer, count, inner)}, row-major, is folded over its middle into {@code y}
     * {@code (outer, inner)}. A NaN among the values is the maximum and the minimum. Over nothing ({@code count = 0})
     * the sum is 0, the product 1, and an extremum does not exist.
     *
     * @throws IllegalArgumentException if an extremum of no values is asked for
     */
    void reduce(ReduceOp op, Object x, int xo, int outer, int count, int inner, Object y, int yo);

    /**
     * Where the maximum or minimum of each line of {@code x} {@code (outer, count, inner)} stands, counted from the
     * line's start: the first of equals, the first NaN before all. The value itself goes to {@code values} if given;
     * both results start at {@code yo}.
     *
     * @throws IllegalArgumentException if a line is empty
     */
    void argReduce(
            ArgOp op,
            Object x,
            int xo,
            int outer,
            int count,
            int inner,
            @Nullable Object values,
            long[] indices,
            int yo);

    /** {@code y = exp(x) / sum(exp(x))} along the middle of {@code (outer, count, inner)}, or its logarithm. */
    void softmax(boolean log, Object x, int xo, int outer, int count, int inner, Object y, int yo);

    /**
     * The gradient of {@link #softmax} from its result {@code y}: {@code dx = y (g - sum(g y))}, or for the logarithm
     * {@code dx = g - exp(y) sum(g)}.
     */
    void softmaxBackward(
            boolean log, Object g, int go, Object y, int yo, int outer, int count, int inner, Object dx, int dxo);

    /**
     * Cross-entropy of rows of raw scores with its gradient, in one pass:
     * {@code loss[i] = logsumexp(x[i]) - x[i][target[i]]} and {@code dx[i] = softmax(x[i]) - onehot(target[i])};
     * both are 0 where {@code target[i] == ignoreIndex}.
     *
     * @throws IndexOutOfBoundsException if a target is neither a class nor {@code ignoreIndex}
     */
    void crossEntropy(
            Object x,
            int xo,
            long[] target,
            int to,
            long ignoreIndex,
            int rows,
            int classes,
            Object loss,
            int lo,
            @Nullable Object dx,
            int dxo);

    /** {@code y[i] += alpha x[i]}. */
    void axpy(double alpha, Object x, int xo, Object y, int yo, int n);

    /** {@code y[i] = value}, the value converted as a cast does. */
    void fill(Object y, int yo, int n, double value);

    /** {@code y[i] = value}, exact for integers beyond 2<sup>53</sup>. */
    void fillLong(Object y, int yo, int n, long value);

    /** {@code y[i] = c[i] ? a[as i] : b[bs i]}; a step is 1, or 0 for one value repeated. */
    void where(boolean[] c, int co, Object a, int ao, int as, Object b, int bo, int bs, Object y, int yo, int n);

    /** {@code y[r][j] = x[r][j] + b[j]}: a bias added to each row. */
    void addRow(Object x, int xo, Object b, int bo, int rows, int columns, Object y, int yo);

    /**
     * One step of stochastic gradient descent on the parameter {@code p}, in PyTorch's order of operations.
     *
     * @param buffer the momentum buffer, overwritten on the first step; may be null when there is no momentum
     */
    void sgd(SgdStep step, Object p, int po, Object g, int go, @Nullable Object buffer, int bo, int n);

    /**
     * One step of Adam or AdamW on the parameter {@code p}, in PyTorch's order of operations.
     *
     * @param m the running mean of gradients, zero before the first step
     * @param v the running mean of squared gradients, zero before the first step
     * @param vMax the running maximum of {@code v} (AMSGrad); null for the plain method
     */
    void adam(
            AdamStep step,
            Object p,
            int po,
            Object g,
            int go,
            Object m,
            int mo,
            Object v,
            int vo,
            @Nullable Object vMax,
            int vMaxO,
            int n);

    /**
     * The numbers of one step of stochastic gradient descent.
     *
     * @param lr the learning rate
     * @param momentum the momentum factor; 0 for none
     * @param dampening what is taken off the gradient before it enters the momentum buffer
     * @param weightDecay the factor of the L2 penalty
     * @param nesterov whether the step looks ahead by Nesterov's formula
     * @param maximize whether to climb instead of descend
     * @param firstStep whether the momentum buffer starts from this gradient
     */
    record SgdStep(
            double lr,
            double momentum,
            double dampening,
            double weightDecay,
            boolean nesterov,
            boolean maximize,
            boolean firstStep) {}

    /**
     * The numbers of one step of Adam.
     *
     * @param lr the learning rate
     * @param beta1 the decay of the running mean of gradients
     * @param beta2 the decay of the running mean of squared gradients
     * @param eps what is added to the denominator
     * @param weightDecay the factor of the L2 penalty, or of the decoupled decay
     * @param decoupled whether the weights decay by themselves (AdamW) instead of through the gradient
     * @param maximize whether to climb instead of descend
     * @param step the number of this step, from 1
     */
    record AdamStep(
            double lr,
            double beta1,
            double beta2,
            double eps,
            double weightDecay,
            boolean decoupled,
            boolean maximize,
            long step) {}
}
