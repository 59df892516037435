package lanewise.testing.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import lanewise.testing.TensorFunction;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of samples: an operation, the inputs to try it on, and what is known of it.
 *
 * <p>The tests in {@link OpTableTest} do the rest: forward against the definition, gradients against differences (first
 * and second order), float32 against float64, non-contiguous against contiguous inputs, tie points.
 */
final class OpSample {

    /** A tensor to be drawn: shape and the range its elements come from. */
    record Input(int[] shape, double low, double high, boolean whole) {

        /** With elements between {@code low} and {@code high}. */
        Input in(double low, double high) {
            return new Input(shape, low, high, whole);
        }

        /** With whole numbers from {@code low} to {@code high}, as int64; takes no part in differentiation. */
        Input whole(int low, int high) {
            return new Input(shape, low, high, true);
        }

        Tensor draw(SplittableRandom random) {
            int n = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
            if (whole) {
                long[] values = new long[n];
                for (int i = 0; i < n; i++) {
                    values[i] = random.nextInt((int) low, (int) high + 1);
                }
                return Tensor.fromArray(values, shape);
            }
            double[] values = new double[n];
            // Spread evenly, then shuffled: no two elements are close, so order-sensitive ops are differentiable here.
            for (int i = 0; i < n; i++) {
                values[i] = low + (high - low) * (i + 0.25 + 0.5 * random.nextDouble()) / n;
            }
            for (int i = n - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                double swapped = values[i];
                values[i] = values[j];
                values[j] = swapped;
            }
            return Tensor.fromArray(values, shape);
        }
    }

    /** A point where the derivative is a convention: the input, and the gradient of the sum of the outputs there. */
    record Tie(double[] input, double[] gradient) {}

    final String name;
    final TensorFunction function;
    final List<List<Input>> inputs = new ArrayList<>();
    final List<Tie> ties = new ArrayList<>();

    @Nullable
    DoubleUnaryOperator unaryDefinition;

    @Nullable
    DoubleBinaryOperator binaryDefinition;

    boolean differentiable = true;

    @Nullable
    String onlyOnce;

    double floatTolerance = 1e-4;
    private double low = -2;
    private double high = 2;

    private OpSample(String name, TensorFunction function) {
        this.name = name;
        this.function = function;
    }

    /** An op of any inputs. */
    static OpSample op(String name, TensorFunction function) {
        return new OpSample(name, function);
    }

    /** An op of one tensor. */
    static OpSample unary(String name, UnaryOperator<Tensor> function) {
        return op(name, in -> function.apply(in.get(0)));
    }

    /** An op of two tensors. */
    static OpSample binary(String name, java.util.function.BinaryOperator<Tensor> function) {
        return op(name, in -> function.apply(in.get(0), in.get(1)));
    }

    /** A tensor of that shape, drawn from the sample's range (−2 to 2 if none is set with {@link #between}). */
    static Input of(int... shape) {
        return new Input(shape, Double.NaN, Double.NaN, false);
    }

    /** One list of arguments to try; may be called again for more. */
    OpSample on(Input... arguments) {
        inputs.add(List.of(arguments));
        return this;
    }

    /** Where elements come from, for inputs without a range of their own: the domain, away from kinks. */
    OpSample between(double low, double high) {
        this.low = low;
        this.high = high;
        return this;
    }

    /** What the op does to one element, written naively. */
    OpSample means(DoubleUnaryOperator definition) {
        unaryDefinition = definition;
        return this;
    }

    /** What the op does to two elements, written naively. */
    OpSample means(DoubleBinaryOperator definition) {
        binaryDefinition = definition;
        return this;
    }

    /** The op has no derivative. */
    OpSample notDifferentiable() {
        differentiable = false;
        return this;
    }

    /** The op is differentiable once only, for that reason. */
    OpSample onlyOnce(String reason) {
        onlyOnce = reason;
        return this;
    }

    /** How far float32 may be from float64, relative to the largest element. */
    OpSample floatTolerance(double tolerance) {
        floatTolerance = tolerance;
        return this;
    }

    /** At this vector, the gradient of the sum of the outputs is this one, as PyTorch has it. */
    OpSample tie(double[] input, double... gradient) {
        ties.add(new Tie(input, gradient));
        return this;
    }

    /** Argument {@code k} with another shape, its elements from the sample's range. */
    Input ranged(int k, int... shape) {
        Input input = inputs.getFirst().get(k);
        Input other = new Input(shape, input.low, input.high, input.whole);
        return Double.isNaN(other.low) ? other.in(low, high) : other;
    }

    /** Draws the arguments of case {@code index}; the same ones every time. */
    List<Tensor> draw(int index) {
        SplittableRandom random = new SplittableRandom(name.hashCode() * 31L + index);
        List<Tensor> drawn = new ArrayList<>();
        for (Input input : inputs.get(index)) {
            drawn.add((Double.isNaN(input.low) ? input.in(low, high) : input).draw(random));
        }
        return drawn;
    }

    /** The same values laid out with gaps: every other column of a wider tensor, dimensions reversed in memory. */
    static Tensor scattered(Tensor x) {
        if (x.dim() == 0) {
            Tensor room = Tensor.zeros(new int[] {3}, x.dtype());
            return room.select(0, 1).copy_(x);
        }
        int[] shape = x.shape();
        int rank = shape.length;
        int[] reversed = new int[rank];
        int[] order = new int[rank];
        for (int d = 0; d < rank; d++) {
            reversed[d] = shape[rank - 1 - d];
            order[d] = rank - 1 - d;
        }
        reversed[rank - 1] *= 2;
        Tensor room = Tensor.zeros(reversed, x.dtype());
        Tensor view = room.slice(rank - 1, 0, reversed[rank - 1], 2).permute(order);
        return view.copy_(x);
    }

    /** Copies with another element type for the floating ones. */
    static List<Tensor> as(DType dtype, List<Tensor> tensors) {
        return tensors.stream()
                .map(t -> t.isFloatingPoint() ? t.detach().to(dtype).clone() : t)
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
