package lanewise.testing.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import lanewise.nn.Module;
import lanewise.nn.Parameter;
import lanewise.tensor.Autograd;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code modules.jsonl}: a module with recorded weights, in train mode and, where it has buffers, in eval mode
 * after that on the same instance; outputs, gradients of inputs and parameters, and the state it ends in.
 */
final class ModulesRunner implements CaseRunner {
    private final ModuleTable table;

    ModulesRunner(ModuleTable table) {
        this.table = table;
    }

    @Override
    public String subject(Map<String, @Nullable Object> line) {
        return (String) Objects.requireNonNull(line.get("module"));
    }

    @Override
    public Outcome run(Map<String, @Nullable Object> line) {
        ModuleTable.Row row = table.find(subject(line));
        if (row == null) {
            return new Outcome.Unsupported(subject(line));
        }
        try {
            String complaint = complaint(row, line);
            return complaint == null ? Outcome.PASSED : OpsRunner.failed(complaint);
        } catch (BindingException e) {
            return new Outcome.Unsupported(subject(line) + " (" + e.getMessage() + ")");
        }
    }

    private static @Nullable String complaint(ModuleTable.Row row, Map<String, @Nullable Object> line) {
        Module module = row.build(
                Values.decodeList(line.get("args"), Tensors::build),
                Values.decodeDictionary(line.get("kwargs"), Tensors::build));
        module.to(DType.FLOAT64);
        Map<String, Tensor> state = new LinkedHashMap<>();
        Values.decodeDictionary(line.get("state"), Tensors::build)
                .forEach((name, value) -> state.put(name, (Tensor) Objects.requireNonNull(value)));
        if (!new TreeSet<>(state.keySet())
                .equals(new TreeSet<>(module.stateDict().keySet()))) {
            return "names in the state: expected " + state.keySet() + "; got "
                    + module.stateDict().keySet();
        }
        module.loadStateDict(state);
        for (Object run : (List<?>) Objects.requireNonNull(line.get("runs"))) {
            String complaint = runComplaint(row, module, line, (Map<?, ?>) Objects.requireNonNull(run));
            if (complaint != null) {
                return "in " + ((Map<?, ?>) run).get("mode") + " mode, " + complaint;
            }
        }
        return null;
    }

    private static @Nullable String runComplaint(
            ModuleTable.Row row, Module module, Map<String, @Nullable Object> line, Map<?, ?> run) {
        module.train("train".equals(run.get("mode")));
        module.zeroGrad();
        List<@Nullable Object> expectedInputGrads = Values.decodeList(run.get("input_grads"), tensor -> tensor);
        List<Tensor> floats = new ArrayList<>();
        List<@Nullable Object> inputs = Values.decodeList(line.get("inputs"), value -> {
            Tensor tensor = Tensors.build(value);
            // Targets of losses come last and have no recorded gradient.
            if (tensor.isFloatingPoint() && floats.size() < expectedInputGrads.size()) {
                floats.add(tensor.requiresGrad_(true));
            }
            return tensor;
        });
        Object result = row.call(module, inputs, Values.decodeDictionary(line.get("forward_kwargs"), Tensors::build));
        List<@Nullable Object> outputs = Results.flatten(result);
        List<@Nullable Object> expected = Results.flatten(Values.decode(run.get("output")));
        if (outputs.size() != expected.size()) {
            return "outputs: expected " + expected.size() + "; got " + outputs.size();
        }
        for (int i = 0; i < expected.size(); i++) {
            String complaint = compare(expected.get(i), Tensors.read(outputs.get(i)), "output " + i);
            if (complaint != null) {
                return complaint;
            }
        }
        String complaint = backward(outputs, Values.decodeList(run.get("cotangents"), Tensors::build));
        for (int i = 0; complaint == null && i < expectedInputGrads.size(); i++) {
            Tensor input = i < floats.size() ? floats.get(i) : null;
            complaint = compare(
                    expectedInputGrads.get(i),
                    Tensors.read(input == null ? null : input.grad()),
                    "gradient of input " + i);
        }
        if (complaint == null) {
            complaint = parameterComplaint(module, Values.decodeDictionary(run.get("param_grads"), tensor -> tensor));
        }
        return complaint != null || run.get("state_after") == null
                ? complaint
                : stateComplaint(module, Values.decodeDictionary(run.get("state_after"), tensor -> tensor));
    }

    private static @Nullable String backward(List<@Nullable Object> outputs, List<@Nullable Object> cotangents) {
        List<Tensor> roots = new ArrayList<>();
        List<Tensor> gradients = new ArrayList<>();
        for (int i = 0; i < cotangents.size(); i++) {
            if (cotangents.get(i) instanceof Tensor gradient && outputs.get(i) instanceof Tensor output) {
                if (!output.requiresGrad()) {
                    return "output " + i + ": expected a result that requires a gradient; got one without history";
                }
                roots.add(output);
                gradients.add(gradient);
            }
        }
        if (!roots.isEmpty()) {
            Autograd.backward(roots, gradients, false, false);
        }
        return null;
    }

    private static @Nullable String parameterComplaint(Module module, Map<String, @Nullable Object> expected) {
        Map<String, Parameter> parameters = module.namedParameters();
        for (Map.Entry<String, @Nullable Object> entry : expected.entrySet()) {
            Parameter parameter = parameters.get(entry.getKey());
            if (parameter == null) {
                return "parameters: expected one named " + entry.getKey() + "; got " + parameters.keySet();
            }
            String complaint =
                    compare(entry.getValue(), Tensors.read(parameter.grad()), "gradient of " + entry.getKey());
            if (complaint != null) {
                return complaint;
            }
        }
        return null;
    }

    private static @Nullable String stateComplaint(Module module, Map<String, @Nullable Object> expected) {
        Map<String, Tensor> state = module.stateDict();
        for (Map.Entry<String, @Nullable Object> entry : expected.entrySet()) {
            String complaint =
                    compare(entry.getValue(), Tensors.read(state.get(entry.getKey())), "state " + entry.getKey());
            if (complaint != null) {
                return complaint;
            }
        }
        return null;
    }

    private static @Nullable String compare(@Nullable Object expected, @Nullable Object got, String what) {
        Tolerance tolerance = expected instanceof TensorValue tensor ? Tolerance.of(tensor.dtype()) : Tolerance.FLOAT64;
        return Comparison.complaint(expected, got, tolerance, what);
    }
}
