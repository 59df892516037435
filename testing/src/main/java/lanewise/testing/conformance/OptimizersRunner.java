package lanewise.testing.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lanewise.optim.Optimizer;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code optimizers.jsonl}: eight steps on {@code 0.5 · |A x − b|² / 10}, where x is all parameters flattened and
 * joined. The loss is that before the step, the parameters are those after it.
 */
final class OptimizersRunner implements CaseRunner {
    private static final Tolerance STRICT = Tolerance.both(1e-9);
    /** LBFGS multiplies rounding errors by its curvature estimates. */
    private static final Tolerance LBFGS = Tolerance.both(1e-6);

    private final Map<String, Signature> signatures = new LinkedHashMap<>();

    OptimizersRunner() {
        OptimizerAdapters.register((name, signature) -> signatures.put(name, new Signature(signature)));
    }

    /** Makes an optimizer by PyTorch's name and arguments, or null when lanewise has none of that name. */
    @Nullable
    Optimizer<?> build(String name, List<Tensor> parameters, Map<String, @Nullable Object> kwargs) {
        Signature signature = signatures.get(name);
        Class<?> type = Reflective.find("lanewise.optim", name);
        return signature == null || type == null
                ? null
                : (Optimizer<?>)
                        Reflective.construct(type, List.of(parameters), signature.bind(name, List.of(), kwargs));
    }

    @Override
    public String subject(Map<String, @Nullable Object> line) {
        return (String) Objects.requireNonNull(line.get("optimizer"));
    }

    @Override
    public Outcome run(Map<String, @Nullable Object> line) {
        List<Tensor> parameters =
                Values.decodeList(
                                line.get("init"), value -> Tensors.build(value).requiresGrad_(true))
                        .stream()
                        .map(Tensor.class::cast)
                        .toList();
        Map<String, @Nullable Object> kwargs = Values.decodeDictionary(line.get("kwargs"), Tensors::build);
        Optimizer<?> optimizer = build(subject(line), parameters, kwargs);
        if (optimizer == null) {
            return new Outcome.Unsupported(subject(line));
        }
        Tensor a = (Tensor) Objects.requireNonNull(Values.decode(line.get("A"), Tensors::build));
        Tensor b = (Tensor) Objects.requireNonNull(Values.decode(line.get("b"), Tensors::build));
        List<?> losses = (List<?>) Objects.requireNonNull(line.get("losses"));
        List<?> steps = (List<?>) Objects.requireNonNull(line.get("params"));
        Tolerance tolerance = subject(line).equals("LBFGS") ? LBFGS : STRICT;
        for (int step = 0; step < losses.size(); step++) {
            Tensor loss = optimizer.step(() -> {
                optimizer.zeroGrad();
                Tensor value = objective(a, b, parameters);
                value.backward();
                return value;
            });
            String complaint =
                    Comparison.complaint(losses.get(step), loss.item(), tolerance, "loss before step " + step);
            List<@Nullable Object> expected = Values.decodeList(steps.get(step), tensor -> tensor);
            for (int i = 0; complaint == null && i < expected.size(); i++) {
                complaint = Comparison.complaint(
                        expected.get(i),
                        Tensors.value(parameters.get(i)),
                        tolerance,
                        "parameter " + i + " after step " + step);
            }
            if (complaint != null) {
                return OpsRunner.failed(complaint);
            }
        }
        return Outcome.PASSED;
    }

    private static Tensor objective(Tensor a, Tensor b, List<Tensor> parameters) {
        List<Tensor> flat = new ArrayList<>();
        for (Tensor parameter : parameters) {
            flat.add(parameter.reshape(-1));
        }
        Tensor residual = a.matmul(Tensor.cat(flat)).sub(b);
        return residual.mul(residual).sum().mul(0.5).div(10.0);
    }
}
