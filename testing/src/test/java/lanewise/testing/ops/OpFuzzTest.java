package lanewise.testing.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import lanewise.nn.Functional;
import lanewise.tensor.Activation;
import lanewise.tensor.Linalg;
import lanewise.tensor.Special;
import lanewise.tensor.Tensor;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * Random arguments of random ranks, sizes, types and dims at every op: the outcome is a result (the definition's, where
 * there is one) or a documented exception with a message of ours, never an internal error, a wrong shape or a hang.
 */
class OpFuzzTest {

    /** What is no operation: state, hooks, the process's settings. */
    private static final Set<String> NO_OPS =
            Set.of("registerHook", "setNumThreads", "manualSeed", "setGrad", "setData", "toString", "retainGrad");

    private static final List<OpSample> ROWS = OpTable.all();
    private static final List<Method> METHODS = methods();
    private static FuzzJudge judge = new FuzzJudge();

    @BeforeContainer
    static void start() {
        judge = new FuzzJudge();
    }

    @AfterContainer
    static void say() {
        System.out.println("fuzz: " + ROWS.size() + " rows and " + METHODS.size() + " methods; " + judge.answered
                + " calls answered, " + judge.differentiated + " of them differentiated, " + judge.refused
                + " refused");
        assertTrue(judge.answered > judge.refused / 10, "hardly any call came through");
        judge.close();
    }

    @Property(tries = 6000, seed = "2305", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void rowsTakeAnyTensors(@ForAll long seed) throws InterruptedException {
        OpSample row = ROWS.get(Math.floorMod(seed, ROWS.size()));
        FuzzArguments arguments = new FuzzArguments(seed);
        List<Tensor> in = new ArrayList<>();
        for (int i = 0; i < row.inputs.getFirst().size(); i++) {
            in.add(arguments.tensor());
        }
        check(FuzzArguments.text(row.name, in), () -> row.function.apply(in), arguments);
    }

    @Property(tries = 20000, seed = "2306", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void methodsTakeAnyArguments(@ForAll long seed) throws InterruptedException {
        Method method = METHODS.get(Math.floorMod(seed, METHODS.size()));
        FuzzArguments arguments = new FuzzArguments(seed);
        Tensor on = Modifier.isStatic(method.getModifiers()) ? null : arguments.tensor();
        Object[] values = arguments.arguments(method);
        if (values != null) {
            List<@Nullable Object> shown = new ArrayList<>(Arrays.asList(values));
            if (on != null) {
                shown.addFirst(on);
            }
            String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
            check(FuzzArguments.text(name, shown), call(method, on, values), arguments);
        }
    }

    @Property(tries = 3000, seed = "2307", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void definitionsHoldForAnyShapes(@ForAll long seed) throws InterruptedException {
        List<OpSample> defined = ROWS.stream()
                .filter(row -> row.unaryDefinition != null || row.binaryDefinition != null)
                .filter(row -> !row.name.equals("prelu")) // Its weight goes with the channels, it does not broadcast.
                .toList();
        OpSample row = defined.get(Math.floorMod(seed, defined.size()));
        FuzzArguments arguments = new FuzzArguments(seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<Tensor> in = new ArrayList<>();
        for (int i = 0; i < row.inputs.getFirst().size(); i++) {
            in.add(row.ranged(i, arguments.shape()).draw(random));
        }
        int[] shape = broadcast(in);
        String call = FuzzArguments.text(row.name, in);
        FuzzJudge.Outcome outcome = judge.run(call, () -> row.function.apply(in));
        if (shape == null) {
            assertTrue(
                    outcome.thrown() instanceof IllegalArgumentException,
                    call + " is not broadcastable; got " + outcome);
            return;
        }
        assertTrue(outcome.result() instanceof Tensor, call + ": expected a result; got " + outcome);
        Tensor y = (Tensor) outcome.result();
        assertEquals(Arrays.toString(shape), Arrays.toString(y.shape()), call);
        double[] a = in.getFirst().expand(shape).toDoubleArray();
        double[] b = in.getLast().expand(shape).toDoubleArray();
        double[] actual = y.toDoubleArray();
        for (int i = 0; i < actual.length; i++) {
            double expected = row.unaryDefinition != null
                    ? row.unaryDefinition.applyAsDouble(a[i])
                    : row.binaryDefinition.applyAsDouble(a[i], b[i]);
            assertEquals(expected, actual[i], 1e-9 * Math.max(1, Math.abs(expected)), call + " at " + i);
        }
    }

    /** The properties would be worthless if the judge let errors of ours through. */
    @Example
    void theJudgeSeesWhatUsersShouldNot() throws InterruptedException {
        Tensor x = Tensor.ones(2).requiresGrad_(true);
        assertNotNull(judge.complaint("index", () -> new int[] {1}[2], List.of()));
        assertNotNull(judge.complaint("null", () -> List.of().getFirst(), List.of()));
        assertNotNull(judge.complaint("message", () -> 1 / (x.dim() - 1), List.of()));
        assertNotNull(judge.complaint("library", () -> List.of(1, 2).get(2), List.of()));
        assertNull(judge.complaint("refused", () -> x.size(3), List.of()));
        assertNull(judge.complaint("answered", () -> x.mul(2), List.of(x)));
    }

    private static void check(String call, Callable<Object> task, FuzzArguments arguments) throws InterruptedException {
        String complaint = judge.complaint(call, task, arguments.leaves);
        if (complaint != null) {
            throw new AssertionError(complaint);
        }
    }

    private static Callable<Object> call(Method method, @Nullable Tensor on, Object[] values) {
        return () -> {
            try {
                return method.invoke(on, values);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof Exception thrown) {
                    throw thrown;
                }
                throw (Error) e.getCause();
            }
        };
    }

    /** The shape that all of them broadcast to, or null if there is none. */
    private static int @Nullable [] broadcast(List<Tensor> in) {
        int rank = in.stream().mapToInt(Tensor::dim).max().orElse(0);
        int[] shape = new int[rank];
        Arrays.fill(shape, 1);
        for (Tensor x : in) {
            for (int d = 0; d < x.dim(); d++) {
                int at = rank - x.dim() + d;
                if (shape[at] != 1 && x.size(d) != 1 && shape[at] != x.size(d)) {
                    return null;
                }
                shape[at] = x.size(d) == 1 ? shape[at] : x.size(d);
            }
        }
        return shape;
    }

    private static List<Method> methods() {
        List<Method> all = new ArrayList<>();
        for (Class<?> home : List.of(Tensor.class, Functional.class, Linalg.class, Special.class, Activation.class)) {
            for (Method method : FuzzArguments.sorted(home)) {
                if (!NO_OPS.contains(method.getName())) {
                    all.add(method);
                }
            }
        }
        return all;
    }

    /**
     * Prints what the properties would find in a longer run, one line for each place: the arguments are tries and seed.
     */
    public static void main(String[] args) throws Exception {
        Set<String> found = new HashSet<>();
        SplittableRandom seeds = new SplittableRandom(Long.parseLong(args[1]));
        OpFuzzTest test = new OpFuzzTest();
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            long seed = seeds.nextLong();
            try {
                if (i % 4 == 0) {
                    test.rowsTakeAnyTensors(seed);
                } else if (i % 16 == 1) {
                    test.definitionsHoldForAnyShapes(seed);
                } else {
                    test.methodsTakeAnyArguments(seed);
                }
            } catch (AssertionError e) {
                String text = String.valueOf(e.getMessage()) + (e.getCause() == null ? "" : e.getCause());
                if (found.add(text.replaceFirst("\\(.*", "") + text.replaceFirst(".* at ", ""))) {
                    System.out.println(text);
                }
                if (text.contains("no result within")) {
                    judge = new FuzzJudge();
                }
            }
        }
        say();
    }
}
