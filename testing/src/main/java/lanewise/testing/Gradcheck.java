package lanewise.testing;

import static lanewise.autograd.GradMode.noGrad;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import lanewise.tensor.Autograd;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Checks gradients against finite differences, as {@code torch.autograd.gradcheck}.
 *
 * <p>For every input that requires a gradient and every floating output, the Jacobian from {@code backward} (one row
 * per element of the output) must agree with the one from central differences (one column per element of the input):
 * {@code |analytical − numerical| ≤ atol + rtol · |numerical|}. Checked inputs are float64: in single precision the
 * differences drown in rounding.
 *
 * <pre>{@code
 * Tensor x = …;                                    // float64
 * gradcheck(Tensor::exp, x.requiresGrad_(true));
 * gradcheck(in -> in.get(0).matmul(in.get(1)), List.of(a, b), Gradcheck.atol(1e-7));
 * gradgradcheck(Tensor::exp, x);
 * }</pre>
 *
 * <p>A function that is not differentiable where it is checked (a kink at an input) fails: choose inputs away from
 * kinks.
 */
public final class Gradcheck {
    private static final int PRINTED_ENTRIES = 36;
    private static final int LISTED_ENTRIES = 5;

    private Gradcheck() {}

    /**
     * How to check, with PyTorch's names and defaults.
     *
     * @param eps the step of the finite differences
     * @param atol the absolute tolerance
     * @param rtol the relative tolerance
     * @param raiseException whether a failure throws {@link AssertionError} instead of returning false
     * @param nondetTol by how much the gradients of two equal runs may differ
     * @param checkUndefinedGrad whether outputs without a gradient must count like outputs with a gradient of zeros
     * @param fastMode whether to compare one random projection of each Jacobian instead of all its elements
     */
    public record Options(
            double eps,
            double atol,
            double rtol,
            boolean raiseException,
            double nondetTol,
            boolean checkUndefinedGrad,
            boolean fastMode) {
        private static final Options DEFAULT = new Options(1e-6, 1e-5, 1e-3, true, 0.0, true, false);

        /** With this step of the finite differences. */
        public Options eps(double eps) {
            return new Options(eps, atol, rtol, raiseException, nondetTol, checkUndefinedGrad, fastMode);
        }

        /** With this absolute tolerance. */
        public Options atol(double atol) {
            return new Options(eps, atol, rtol, raiseException, nondetTol, checkUndefinedGrad, fastMode);
        }

        /** With this relative tolerance. */
        public Options rtol(double rtol) {
            return new Options(eps, atol, rtol, raiseException, nondetTol, checkUndefinedGrad, fastMode);
        }

        /** Throwing on failure, or returning false. */
        public Options raiseException(boolean raiseException) {
            return new Options(eps, atol, rtol, raiseException, nondetTol, checkUndefinedGrad, fastMode);
        }

        /** Allowing two equal runs to differ by this much. */
        public Options nondetTol(double nondetTol) {
            return new Options(eps, atol, rtol, raiseException, nondetTol, checkUndefinedGrad, fastMode);
        }

        /** Checking, or not, that outputs without a gradient count as zeros. */
        public Options checkUndefinedGrad(boolean checkUndefinedGrad) {
            return new Options(eps, atol, rtol, raiseException, nondetTol, checkUndefinedGrad, fastMode);
        }

        /** Comparing random projections of the Jacobians, or all their elements. */
        public Options fastMode(boolean fastMode) {
            return new Options(eps, atol, rtol, raiseException, nondetTol, checkUndefinedGrad, fastMode);
        }
    }

    /** PyTorch's defaults, to be changed by chaining. */
    public static Options options() {
        return Options.DEFAULT;
    }

    /** The defaults with this absolute tolerance. */
    public static Options atol(double atol) {
        return Options.DEFAULT.atol(atol);
    }

    /** Checks a function of one tensor. */
    public static boolean gradcheck(UnaryOperator<Tensor> function, Tensor input) {
        return gradcheck(inputs -> function.apply(inputs.getFirst()), List.of(input), options());
    }

    /** Checks a function of two tensors. */
    public static boolean gradcheck(BinaryOperator<Tensor> function, Tensor a, Tensor b) {
        return gradcheck(inputs -> function.apply(inputs.get(0), inputs.get(1)), List.of(a, b), options());
    }

    /** Checks a function of any tensors with the default options. */
    public static boolean gradcheck(TensorFunction function, List<Tensor> inputs) {
        return gradcheck(function, inputs, options());
    }

    /**
     * Checks the gradients of {@code function} at {@code inputs}.
     *
     * @param function what to differentiate; it is called many times, with {@code inputs} whose elements vary a little
     * @param inputs its arguments; those that require a gradient are checked
     * @return whether all gradients are right
     * @throws AssertionError if one is wrong and {@code raiseException} is on; the message names output, input, element
     *     and both numbers
     * @throws IllegalArgumentException if no input requires a gradient, or one that does is not float64 or shares
     *     elements with itself (as expanded tensors do)
     */
    public static boolean gradcheck(TensorFunction function, List<Tensor> inputs, Options options) {
        return run("gradcheck", function, inputs, options);
    }

    /** Checks the second derivatives of a function of one tensor. */
    public static boolean gradgradcheck(UnaryOperator<Tensor> function, Tensor input) {
        return gradgradcheck(inputs -> function.apply(inputs.getFirst()), List.of(input), null, options());
    }

    /** Checks the second derivatives of a function of two tensors. */
    public static boolean gradgradcheck(BinaryOperator<Tensor> function, Tensor a, Tensor b) {
        return gradgradcheck(inputs -> function.apply(inputs.get(0), inputs.get(1)), List.of(a, b), null, options());
    }

    /** Checks the second derivatives of a function of any tensors with the default options. */
    public static boolean gradgradcheck(TensorFunction function, List<Tensor> inputs) {
        return gradgradcheck(function, inputs, null, options());
    }

    /**
     * Checks the gradients of the gradients of {@code function}: those of {@code backward(createGraph)} by the inputs
     * and by the gradients of the outputs.
     *
     * @param gradOutputs one gradient per floating output, or null for random ones
     * @return whether all second derivatives are right
     * @throws AssertionError if one is wrong and {@code raiseException} is on
     * @throws IllegalArgumentException for what {@link #gradcheck(TensorFunction, List, Options)} refuses, and if
     *     {@code gradOutputs} are more or fewer than the floating outputs
     */
    public static boolean gradgradcheck(
            TensorFunction function, List<Tensor> inputs, @Nullable List<Tensor> gradOutputs, Options options) {
        List<Tensor> found = outputs(function, inputs);
        SplittableRandom random = new SplittableRandom(0);
        List<Tensor> starts = gradOutputs != null
                ? gradOutputs
                : found.stream()
                        .map(output -> randomLike(output, random).requiresGrad_(true))
                        .toList();
        if (starts.size() != found.size()) {
            throw new IllegalArgumentException("gradgradcheck: expected a gradient for each of the " + found.size()
                    + " floating outputs; got " + starts.size() + "; null stands for random ones");
        }
        List<Tensor> all = new ArrayList<>(inputs);
        all.addAll(starts);
        int count = inputs.size();
        TensorFunction gradient = arguments -> {
            List<Tensor> own = arguments.subList(0, count);
            List<Tensor> results = new ArrayList<>();
            List<Tensor> gradients = new ArrayList<>();
            List<Tensor> outputs = outputs(function, own);
            for (int i = 0; i < outputs.size(); i++) {
                if (outputs.get(i).requiresGrad()) {
                    results.add(outputs.get(i));
                    gradients.add(arguments.get(count + i));
                }
            }
            List<Tensor> wanted = own.stream().filter(Tensor::requiresGrad).toList();
            if (results.isEmpty()) {
                return wanted.stream()
                        .map(input -> Tensor.zeros(input.shape(), input.dtype()))
                        .toList();
            }
            List<@Nullable Tensor> second = Autograd.grad(results, wanted, gradients, true, true, true);
            List<Tensor> shares = new ArrayList<>();
            for (int i = 0; i < second.size(); i++) {
                Tensor share = second.get(i);
                shares.add(
                        share != null
                                ? share
                                : Tensor.zeros(
                                        wanted.get(i).shape(), wanted.get(i).dtype()));
            }
            return shares;
        };
        return run("gradgradcheck", gradient, all, options);
    }

    private static boolean run(String name, TensorFunction function, List<Tensor> inputs, Options options) {
        List<Integer> checked = checkedInputs(name, inputs);
        try {
            List<Tensor> outputs = outputs(function, inputs);
            if (outputs.isEmpty()) {
                throw new IllegalArgumentException(
                        name + ": the function returned no floating-point tensor to differentiate");
            }
            if (options.fastMode) {
                compareProjections(name, function, inputs, checked, options);
            } else {
                compareJacobians(name, function, inputs, checked, options);
            }
            if (options.checkUndefinedGrad) {
                compareUndefined(name, function, inputs, checked);
            }
            return true;
        } catch (GradientMismatch e) {
            if (options.raiseException) {
                throw new AssertionError(e.getMessage());
            }
            return false;
        }
    }

    /** A wrong gradient, on its way to {@link #run}. */
    private static final class GradientMismatch extends RuntimeException {
        GradientMismatch(String message) {
            super(message, null, false, false);
        }
    }

    private static List<Integer> checkedInputs(String name, List<Tensor> inputs) {
        List<Integer> checked = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Tensor input = inputs.get(i);
            if (!input.requiresGrad()) {
                continue;
            }
            if (input.dtype() != DType.FLOAT64) {
                throw new IllegalArgumentException(name + ": input " + i + " is " + input.dtype()
                        + "; finite differences need float64: convert it with toDouble() before requiresGrad_(true)");
            }
            int[] shape = input.shape();
            int[] strides = input.stride();
            for (int d = 0; d < shape.length; d++) {
                if (shape[d] > 1 && strides[d] == 0) {
                    throw new IllegalArgumentException(name + ": input " + i + " repeats its elements along dim " + d
                            + ", so that one cannot change without the others; check a contiguous() copy of it");
                }
            }
            checked.add(i);
        }
        if (checked.isEmpty()) {
            throw new IllegalArgumentException(name + ": expected at least one input to require a gradient; call"
                    + " requiresGrad_(true) on what the derivative is taken by");
        }
        return checked;
    }

    // ---- all elements -----------------------------------------------------------------------------------------------

    private static void compareJacobians(
            String name, TensorFunction function, List<Tensor> inputs, List<Integer> checked, Options options) {
        // The differences first: they change the inputs in place, which a recorded graph would notice.
        double[][][][] numerical = new double[checked.size()][][][];
        for (int k = 0; k < checked.size(); k++) {
            numerical[k] = numericalJacobians(function, inputs, inputs.get(checked.get(k)), options.eps);
        }
        double[][][][] analytical = analyticalJacobians(name, function, inputs, checked);
        double[][][][] again = analyticalJacobians(name, function, inputs, checked);
        List<Tensor> outputs = outputs(function, inputs);
        for (int k = 0; k < checked.size(); k++) {
            for (int o = 0; o < outputs.size(); o++) {
                Tensor input = inputs.get(checked.get(k));
                compare(name, o, outputs.get(o), checked.get(k), input, analytical[k][o], numerical[k][o], options);
                checkDeterminism(name, o, checked.get(k), analytical[k][o], again[k][o], options.nondetTol);
            }
        }
    }

    /** By output: the Jacobian {@code [element of the input][element of the output]} from central differences. */
    private static double[][][] numericalJacobians(
            TensorFunction function, List<Tensor> inputs, Tensor input, double eps) {
        List<Tensor> before = outputs(function, inputs);
        double[][][] jacobians = new double[before.size()][input.numel()][];
        for (int i = 0; i < input.numel(); i++) {
            double[][] plus = shifted(function, inputs, input, i, eps);
            double[][] minus = shifted(function, inputs, input, i, -eps);
            for (int o = 0; o < jacobians.length; o++) {
                jacobians[o][i] = difference(plus[o], minus[o], eps);
            }
        }
        return jacobians;
    }

    private static double[] difference(double[] plus, double[] minus, double eps) {
        double[] column = new double[plus.length];
        for (int j = 0; j < column.length; j++) {
            column[j] = (plus[j] - minus[j]) / (2 * eps);
        }
        return column;
    }

    /** The outputs with one element of {@code input} shifted. */
    private static double[][] shifted(
            TensorFunction function, List<Tensor> inputs, Tensor input, int element, double by) {
        Tensor place = input.detach();
        for (int i : TestTensors.index(element, input.shape())) {
            place = place.select(0, i);
        }
        double old = place.item();
        try {
            set(place, old + by);
            return values(function, inputs);
        } finally {
            set(place, old);
        }
    }

    private static void set(Tensor place, double value) {
        try (var _ = noGrad()) {
            place.fill_(value);
        }
    }

    private static double[][] values(TensorFunction function, List<Tensor> inputs) {
        // Not under noGrad: the function may itself call backward, as that of gradgradcheck does.
        return outputs(function, inputs).stream()
                .map(output -> output.detach().toDoubleArray())
                .toArray(double[][]::new);
    }

    /** By input and output: the Jacobian {@code [element of the input][element of the output]} from the graph. */
    private static double[][][][] analyticalJacobians(
            String name, TensorFunction function, List<Tensor> inputs, List<Integer> checked) {
        List<Tensor> outputs = outputs(function, inputs);
        List<Tensor> wanted = checked.stream().map(inputs::get).toList();
        double[][][][] jacobians = new double[wanted.size()][outputs.size()][][];
        for (int o = 0; o < outputs.size(); o++) {
            Tensor output = outputs.get(o);
            for (int k = 0; k < wanted.size(); k++) {
                jacobians[k][o] = new double[wanted.get(k).numel()][output.numel()];
            }
            for (int j = 0; j < output.numel() && output.requiresGrad(); j++) {
                double[] one = new double[output.numel()];
                one[j] = 1;
                List<@Nullable Tensor> row =
                        Autograd.grad(List.of(output), wanted, List.of(like(output, one)), true, false, true);
                for (int k = 0; k < wanted.size(); k++) {
                    double[] gradient = gradientOf(name, row.get(k), wanted.get(k), checked.get(k));
                    for (int i = 0; i < gradient.length; i++) {
                        jacobians[k][o][i][j] = gradient[i];
                    }
                }
            }
        }
        return jacobians;
    }

    private static double[] gradientOf(String name, @Nullable Tensor gradient, Tensor input, int number) {
        if (gradient == null) {
            return new double[input.numel()];
        }
        if (!Arrays.equals(gradient.shape(), input.shape()) || gradient.dtype() != input.dtype()) {
            throw new GradientMismatch(name + ": the gradient of input " + number + " is " + gradient.dtype() + " "
                    + Arrays.toString(gradient.shape()) + "; its input is " + input.dtype() + " "
                    + Arrays.toString(input.shape()));
        }
        return gradient.detach().toDoubleArray();
    }

    private static void compare(
            String name,
            int output,
            Tensor y,
            int input,
            Tensor x,
            double[][] analytical,
            double[][] numerical,
            Options options) {
        List<int[]> wrong = new ArrayList<>();
        for (int i = 0; i < analytical.length; i++) {
            for (int j = 0; j < analytical[i].length; j++) {
                if (!close(analytical[i][j], numerical[i][j], options)) {
                    wrong.add(new int[] {i, j});
                }
            }
        }
        if (wrong.isEmpty()) {
            return;
        }
        wrong.sort((a, b) -> Double.compare(
                error(analytical[b[0]][b[1]], numerical[b[0]][b[1]]),
                error(analytical[a[0]][a[1]], numerical[a[0]][a[1]])));
        int entries = x.numel() * y.numel();
        StringBuilder text = new StringBuilder(name)
                .append(": the Jacobian of output ")
                .append(output)
                .append(' ')
                .append(Arrays.toString(y.shape()))
                .append(" by input ")
                .append(input)
                .append(' ')
                .append(Arrays.toString(x.shape()))
                .append(" is wrong in ")
                .append(wrong.size())
                .append(" of ")
                .append(entries)
                .append(" elements (allowed: ")
                .append(options.atol)
                .append(" + ")
                .append(options.rtol)
                .append(" · |numerical|)");
        for (int[] at : wrong.subList(0, Math.min(LISTED_ENTRIES, wrong.size()))) {
            double a = analytical[at[0]][at[1]];
            double n = numerical[at[0]][at[1]];
            text.append("\n  d output")
                    .append(place(at[1], y.shape()))
                    .append(" / d input")
                    .append(place(at[0], x.shape()))
                    .append(": analytical ")
                    .append(a)
                    .append(", numerical ")
                    .append(n)
                    .append(", difference ")
                    .append(error(a, n));
        }
        if (wrong.size() > LISTED_ENTRIES) {
            text.append("\n  …");
        }
        if (entries <= PRINTED_ENTRIES) {
            text.append("\nnumerical (rows: elements of the input, columns: of the output)")
                    .append(matrix(numerical))
                    .append("\nanalytical")
                    .append(matrix(analytical));
        }
        throw new GradientMismatch(text.toString());
    }

    private static void checkDeterminism(
            String name, int output, int input, double[][] first, double[][] second, double tolerance) {
        for (int i = 0; i < first.length; i++) {
            for (int j = 0; j < first[i].length; j++) {
                if (first[i][j] != second[i][j]
                        && !(error(first[i][j], second[i][j]) <= tolerance)
                        && !(Double.isNaN(first[i][j]) && Double.isNaN(second[i][j]))) {
                    throw new GradientMismatch(name + ": backward is not deterministic: two runs gave " + first[i][j]
                            + " and " + second[i][j] + " for element " + j + " of output " + output + " by element " + i
                            + " of input " + input + " (allowed difference: " + tolerance + ")");
                }
            }
        }
    }

    // ---- one projection ---------------------------------------------------------------------------------------------

    /** Compares {@code uᵀ J v} for random u and v: one number per Jacobian from two evaluations. */
    private static void compareProjections(
            String name, TensorFunction function, List<Tensor> inputs, List<Integer> checked, Options options) {
        SplittableRandom random = new SplittableRandom(0);
        for (int number : checked) {
            Tensor input = inputs.get(number);
            double[] v = unit(input.numel(), random);
            double[] old = input.detach().toDoubleArray();
            double[][] plus = moved(function, inputs, input, old, v, options.eps);
            double[][] minus = moved(function, inputs, input, old, v, -options.eps);
            List<Tensor> outputs = outputs(function, inputs);
            for (int o = 0; o < outputs.size(); o++) {
                Tensor output = outputs.get(o);
                double[] u = unit(output.numel(), random);
                double numerical = dot(u, difference(plus[o], minus[o], options.eps));
                double analytical = 0;
                if (output.requiresGrad()) {
                    List<@Nullable Tensor> gradient =
                            Autograd.grad(List.of(output), List.of(input), List.of(like(output, u)), true, false, true);
                    analytical = dot(v, gradientOf(name, gradient.getFirst(), input, number));
                }
                if (!close(analytical, numerical, options)) {
                    throw new GradientMismatch(name + ": a random projection of the Jacobian of output " + o + " "
                            + Arrays.toString(output.shape()) + " by input " + number + " "
                            + Arrays.toString(input.shape()) + " is wrong: analytical " + analytical + ", numerical "
                            + numerical + "; check with fastMode(false) to see which element");
                }
            }
        }
    }

    private static double[][] moved(
            TensorFunction function, List<Tensor> inputs, Tensor input, double[] old, double[] direction, double by) {
        double[] moved = new double[old.length];
        for (int i = 0; i < old.length; i++) {
            moved[i] = old[i] + by * direction[i];
        }
        try {
            store(input, moved);
            return values(function, inputs);
        } finally {
            store(input, old);
        }
    }

    private static void store(Tensor input, double[] values) {
        try (var _ = noGrad()) {
            input.detach().copy_(like(input, values));
        }
    }

    private static double[] unit(int n, SplittableRandom random) {
        double[] vector = new double[n];
        double square = 0;
        for (int i = 0; i < n; i++) {
            vector[i] = random.nextDouble(-1, 1);
            square += vector[i] * vector[i];
        }
        double norm = Math.sqrt(square);
        for (int i = 0; i < n && norm > 0; i++) {
            vector[i] /= norm;
        }
        return vector;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    // ---- outputs without a gradient ---------------------------------------------------------------------------------

    /** With several outputs: leaving one without a gradient must give what a gradient of zeros gives. */
    private static void compareUndefined(
            String name, TensorFunction function, List<Tensor> inputs, List<Integer> checked) {
        List<Tensor> outputs =
                outputs(function, inputs).stream().filter(Tensor::requiresGrad).toList();
        List<Tensor> wanted = checked.stream().map(inputs::get).toList();
        for (int o = 0; outputs.size() > 1 && o < outputs.size(); o++) {
            SplittableRandom random = new SplittableRandom(o);
            List<Tensor> starts = new ArrayList<>();
            for (int other = 0; other < outputs.size(); other++) {
                Tensor output = outputs.get(other);
                starts.add(other == o ? randomLike(output, random) : Tensor.zeros(output.shape(), output.dtype()));
            }
            List<@Nullable Tensor> alone =
                    Autograd.grad(List.of(outputs.get(o)), wanted, List.of(starts.get(o)), true, false, true);
            List<@Nullable Tensor> among = Autograd.grad(outputs, wanted, starts, true, false, true);
            for (int k = 0; k < wanted.size(); k++) {
                double[] first = gradientOf(name, alone.get(k), wanted.get(k), checked.get(k));
                double[] second = gradientOf(name, among.get(k), wanted.get(k), checked.get(k));
                for (int i = 0; i < first.length; i++) {
                    if (error(first[i], second[i]) > 1e-9 * (1 + Math.abs(first[i]))) {
                        throw new GradientMismatch(name + ": with only output " + o
                                + " given a gradient, the gradient of input "
                                + checked.get(k) + place(i, wanted.get(k).shape()) + " is " + first[i]
                                + "; with gradients of zeros for the other outputs it is " + second[i]);
                    }
                }
            }
        }
    }

    // ---- small tools ------------------------------------------------------------------------------------------------

    private static List<Tensor> outputs(TensorFunction function, List<Tensor> inputs) {
        return Outputs.floating(function.apply(inputs));
    }

    private static Tensor like(Tensor output, double[] values) {
        return TestTensors.of(values, output.shape(), output.dtype());
    }

    private static Tensor randomLike(Tensor output, SplittableRandom random) {
        double[] values = random.doubles(output.numel(), -1, 1).toArray();
        return like(output, values);
    }

    private static boolean close(double analytical, double numerical, Options options) {
        return error(analytical, numerical) <= options.atol + options.rtol * Math.abs(numerical);
    }

    private static double error(double a, double b) {
        double error = Math.abs(a - b);
        return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }

    private static String place(int element, int[] shape) {
        return shape.length == 0 ? "" : Arrays.toString(TestTensors.index(element, shape));
    }

    private static String matrix(double[][] rows) {
        StringBuilder text = new StringBuilder();
        for (double[] row : rows) {
            text.append("\n  ");
            for (double value : row) {
                text.append("%12.5g".formatted(value));
            }
        }
        return text.toString();
    }
}
