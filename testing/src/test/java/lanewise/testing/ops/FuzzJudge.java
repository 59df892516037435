package lanewise.testing.ops;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lanewise.tensor.Autograd;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What is right for a call with any arguments: a result whose gradients have their inputs' shapes, or a documented
 * exception, thrown by lanewise with a message of its own.
 */
final class FuzzJudge implements AutoCloseable {

    private static final int SECONDS = 10;
    private static final Set<Class<?>> DOCUMENTED = Set.of(
            IllegalArgumentException.class,
            IndexOutOfBoundsException.class,
            IllegalStateException.class,
            UnsupportedOperationException.class,
            ArithmeticException.class);

    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon(true).name("fuzz-", 0).factory());

    /** Calls that gave a result. */
    int answered;
    /** Calls that were refused. */
    int refused;
    /** Results that were differentiated. */
    int differentiated;

    /** How a call went: its result, or what it threw. */
    record Outcome(@Nullable Object result, @Nullable Throwable thrown) {}

    /** Runs the call on a thread of its own, so that one that hangs is noticed. */
    Outcome run(String call, Callable<Object> task) throws InterruptedException {
        java.util.concurrent.Future<Object> future = worker.submit(task);
        try {
            return new Outcome(future.get(SECONDS, TimeUnit.SECONDS), null);
        } catch (ExecutionException e) {
            return new Outcome(null, e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError(call + ": no result within " + SECONDS + " s");
        }
    }

    /** What is wrong with how the call went, or null. */
    @Nullable
    String complaint(String call, Callable<Object> task, List<Tensor> leaves) throws InterruptedException {
        Outcome outcome = run(call, task);
        if (outcome.thrown != null) {
            refused++;
            String why = undocumented(outcome.thrown);
            return why == null ? null : call + ": " + why;
        }
        answered++;
        return gradientComplaint(call, outcome.result, leaves);
    }

    /** Differentiates the tensors among the results. */
    @Nullable
    String gradientComplaint(String call, @Nullable Object result, List<Tensor> leaves) throws InterruptedException {
        List<Tensor> roots = new ArrayList<>();
        List<Tensor> ones = new ArrayList<>();
        for (Tensor y : tensors(result)) {
            for (int size : y.shape()) {
                if (size < 0) {
                    return call + ": a result of shape " + Arrays.toString(y.shape());
                }
            }
            if (y.requiresGrad() && roots.stream().noneMatch(root -> root == y)) {
                roots.add(y);
                ones.add(Tensor.ones(y.shape(), y.dtype()));
            }
        }
        if (roots.isEmpty()) {
            return null;
        }
        Outcome back = run("backward of " + call, () -> {
            Autograd.backward(roots, ones, false, false);
            return true;
        });
        if (back.thrown != null) {
            String why = undocumented(back.thrown);
            return why == null ? null : "backward of " + call + ": " + why;
        }
        differentiated++;
        for (Tensor leaf : leaves) {
            Tensor gradient = leaf.grad();
            if (gradient != null
                    && (!Arrays.equals(gradient.shape(), leaf.shape()) || gradient.dtype() != leaf.dtype())) {
                return "backward of " + call + ": a gradient " + gradient.dtype() + Arrays.toString(gradient.shape())
                        + " for an input " + leaf.dtype() + Arrays.toString(leaf.shape());
            }
        }
        return null;
    }

    /** The tensors in a result: itself, or those in a list or a public record; options that are off leave nulls. */
    private static List<Tensor> tensors(@Nullable Object result) {
        List<Tensor> all = new ArrayList<>();
        if (result instanceof Tensor x) {
            all.add(x);
        } else if (result instanceof List<?> several) {
            several.forEach(one -> all.addAll(tensors(one)));
        } else if (result instanceof Record several) {
            for (RecordComponent part : several.getClass().getRecordComponents()) {
                try {
                    all.addAll(tensors(part.getAccessor().invoke(several)));
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return all;
    }

    /** Why a user should not see this exception, or null if it is fine. */
    static @Nullable String undocumented(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        String where = trace.length == 0
                ? ""
                : " at " + trace[0] + (trace.length < 2 ? "" : " < " + trace[1])
                        + (trace.length < 3 ? "" : " < " + trace[2]);
        for (StackTraceElement frame : trace) {
            if (frame.getClassName().startsWith("lanewise.")) {
                if (frame.getClassName().endsWith("Samples")) {
                    return null; // A row's own code, such as the second part of what has only one.
                }
                break;
            }
        }
        if (!DOCUMENTED.contains(e.getClass())) {
            return "an internal " + e + where;
        }
        String message = e.getMessage();
        if (message == null || message.length() < 10 || message.equals("/ by zero")) {
            return "no message of ours in " + e + where;
        }
        if (trace.length > 0 && !trace[0].getClassName().startsWith("lanewise.")) {
            return "not foreseen: " + e + where;
        }
        return null;
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
