package lanewise.testing.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lanewise.tensor.Autograd;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Runs {@code ops.jsonl}: an op's outputs and the gradients of its marked inputs. */
final class OpsRunner implements CaseRunner {
    private final OpTable table;

    OpsRunner(OpTable table) {
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

        List<@Nullable Object> results;
        try {
            results = Results.flatten(row.call(args, kwargs));
        } catch (NotYetSupported e) {
            return new Outcome.Unsupported(subject(line) + " (" + e.getMessage() + ")");
        }
        List<@Nullable Object> expected = Results.flatten(Values.decode(line.get("output")));
        if (expected.size() != results.size()) {
            return new Outcome.Failed(expected.size() + " outputs", results.size() + " outputs");
        }
        boolean formOnly = "shape".equals(line.get("compare"));
        OpTable.Aligned aligned = row.alignment() == null || formOnly
                ? OpTable.Aligned.unchanged(results)
                : row.alignment().align(expected, results, args);
        String complaint =
                aligned.complaint() != null ? aligned.complaint() : outputComplaint(row, expected, aligned, formOnly);
        if (complaint == null && !row.isMutating()) {
            complaint = inputs.changedInput();
            complaint = complaint == null ? null : "the call changed its input: " + complaint;
        }
        if (complaint == null && line.get("cotangents") instanceof List<?> cotangents && aligned.differentiable()) {
            complaint = gradientComplaint(row, line, aligned.results(), cotangents, inputs.marked());
        }
        return complaint == null ? Outcome.PASSED : failed(complaint);
    }

    /** Splits a complaint of the form "what: expected a; got b". */
    static Outcome.Failed failed(String complaint) {
        int got = complaint.indexOf("; got ");
        return got < 0
                ? new Outcome.Failed("the recorded result", complaint)
                : new Outcome.Failed(
                        complaint.substring(0, got).replaceFirst(": expected ", " "), complaint.substring(got + 6));
    }

    private static Tolerance tolerance(OpTable.Row row, @Nullable Object expected) {
        if (!(expected instanceof TensorValue tensor)) {
            return Tolerance.FLOAT64;
        }
        Tolerance usual = Tolerance.of(tensor.dtype());
        Double loose = row.tolerance();
        return loose == null || !tensor.floating() ? usual : usual.or(Tolerance.both(loose));
    }

    private static @Nullable String outputComplaint(
            OpTable.Row row, List<@Nullable Object> expected, OpTable.Aligned aligned, boolean formOnly) {
        for (int i = 0; i < expected.size(); i++) {
            Object got = Tensors.read(aligned.results().get(i));
            String what = expected.size() == 1 ? "output" : "output " + i;
            String complaint;
            if (formOnly || aligned.judged().contains(i)) {
                complaint = expected.get(i) instanceof TensorValue a && got instanceof TensorValue b
                        ? Comparison.formComplaint(a, b, what)
                        : what + ": expected a tensor; got " + got;
            } else {
                complaint = Comparison.complaint(expected.get(i), got, tolerance(row, expected.get(i)), what);
            }
            if (complaint != null) {
                return complaint;
            }
        }
        return null;
    }

    private static @Nullable String gradientComplaint(
            OpTable.Row row,
            Map<String, @Nullable Object> line,
            List<@Nullable Object> results,
            List<?> cotangents,
            List<@Nullable Tensor> marked) {
        List<Tensor> roots = new ArrayList<>();
        List<Tensor> gradients = new ArrayList<>();
        for (int i = 0; i < cotangents.size(); i++) {
            if (cotangents.get(i) != null && results.get(i) instanceof Tensor result) {
                if (!result.requiresGrad()) {
                    return "output " + i + ": expected a result that requires a gradient; got one without history";
                }
                roots.add(result);
                gradients.add(Tensors.build((TensorValue) Values.decode(cotangents.get(i))));
            }
        }
        Autograd.backward(roots, gradients, false, false);
        List<@Nullable Object> expected = Values.decodeList(line.get("grads"), tensor -> tensor);
        for (int i = 0; i < expected.size(); i++) {
            Tensor input = i < marked.size() ? marked.get(i) : null;
            if (input == null) {
                return "gradient " + i + ": expected an input marked with it; got none";
            }
            String complaint = Comparison.complaint(
                    expected.get(i), Tensors.read(input.grad()), tolerance(row, expected.get(i)), "gradient " + i);
            if (complaint != null) {
                return complaint;
            }
        }
        return null;
    }
}
