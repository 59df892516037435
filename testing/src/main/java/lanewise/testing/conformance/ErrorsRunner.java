package lanewise.testing.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code errors.jsonl}: a call that PyTorch refuses must be refused here too, by one of the documented exceptions,
 * thrown by lanewise itself and with a message of ours. What Java's types refuse before a method runs (a number for a
 * tensor, an {@code out=} that no method has) counts as refused.
 */
final class ErrorsRunner implements CaseRunner {
    private static final Set<Class<?>> DOCUMENTED = Set.of(
            IllegalArgumentException.class,
            IndexOutOfBoundsException.class,
            IllegalStateException.class,
            UnsupportedOperationException.class,
            ArithmeticException.class);

    private final OpTable table;

    ErrorsRunner(OpTable table) {
        this.table = table;
    }

    @Override
    public String subject(Map<String, @Nullable Object> line) {
        return (String) line.get("op");
    }

    @Override
    public Outcome run(Map<String, @Nullable Object> line) {
        OpTable.Row row = table.find(subject(line));
        if (row == null) {
            return new Outcome.Unsupported(subject(line));
        }
        Tensors.Builder inputs = new Tensors.Builder();
        List<@Nullable Object> args = new ArrayList<>();
        args.add(Values.decode(line.get("input"), inputs::build));
        args.addAll(Values.decodeList(line.get("args"), inputs::build));
        Map<String, @Nullable Object> kwargs = Values.decodeDictionary(line.get("kwargs"), inputs::build);
        String expected = line.get("raises") + ": " + line.get("message");
        Object result;
        try {
            result = row.call(args, kwargs);
        } catch (NotYetSupported e) {
            return new Outcome.Unsupported(subject(line) + " (" + e.getMessage() + ")");
        } catch (BindingException e) {
            // An argument that the adapter lacks says nothing about lanewise, except out=, which no method has.
            boolean adapterLacksIt = e.unknownArgument() && !kwargs.containsKey("out");
            return adapterLacksIt
                    ? new Outcome.Unsupported(subject(line) + " (" + e.getMessage() + ")")
                    : Outcome.PASSED;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            String why = undocumented(e);
            return why == null ? Outcome.PASSED : new Outcome.Failed(expected, why + ": " + e);
        }
        return new Outcome.Failed(
                expected,
                "no exception, but "
                        + Results.flatten(result).stream().map(Tensors::read).toList());
    }

    /** Why the exception is not one that a user should see, or null if it is fine. */
    static @Nullable String undocumented(Throwable e) {
        boolean ours = e.getClass().getName().startsWith("lanewise.");
        if (!ours && !DOCUMENTED.contains(e.getClass())) {
            return "an internal " + e.getClass().getSimpleName();
        }
        String message = e.getMessage();
        if (message == null || message.length() < 10 || message.equals("/ by zero")) {
            return "an exception without a message of ours";
        }
        StackTraceElement[] trace = e.getStackTrace();
        if (trace.length > 0 && !trace[0].getClassName().startsWith("lanewise.")) {
            return "an exception of " + trace[0].getClassName() + " that lanewise did not foresee";
        }
        return null;
    }
}
