package lanewise.testing.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lanewise.optim.Optimizer;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Runs {@code schedulers.jsonl}: the learning rate and momentum before the first and after each scheduler step. */
final class SchedulersRunner implements CaseRunner {
    private static final Tolerance STRICT = new Tolerance(1e-12, 0);
    private static final Pattern OPTIMIZER = Pattern.compile("(\\w+)\\((.*)\\)");

    private final Map<String, Signature> signatures = new LinkedHashMap<>();
    private final OptimizersRunner optimizers;

    SchedulersRunner(OptimizersRunner optimizers) {
        this.optimizers = optimizers;
        SchedulerAdapters.register((name, signature) -> signatures.put(name, new Signature(signature)));
    }

    @Override
    public String subject(Map<String, @Nullable Object> line) {
        return (String) Objects.requireNonNull(line.get("scheduler"));
    }

    @Override
    public Outcome run(Map<String, @Nullable Object> line) {
        Signature signature = signatures.get(subject(line));
        Class<?> type = Reflective.find("lanewise.optim", subject(line));
        Optimizer<?> optimizer = optimizer((String) Objects.requireNonNull(line.get("optimizer")));
        if (signature == null || type == null || optimizer == null) {
            return new Outcome.Unsupported(subject(line));
        }
        Args args =
                signature.bind(subject(line), List.of(), Values.decodeDictionary(line.get("kwargs"), Tensors::build));
        Object scheduler = Reflective.construct(type, List.of(optimizer), args);
        List<?> rates = (List<?>) Objects.requireNonNull(line.get("lr"));
        List<?> momenta = (List<?>) line.get("momentum");
        List<?> metrics = (List<?>) line.get("metrics");
        for (int step = 0; step < rates.size(); step++) {
            if (step > 0) {
                optimizer.step();
                step(scheduler, metrics == null ? null : metrics.get(step - 1));
            }
            String when = step == 0 ? " before the first step" : " after step " + step;
            Optimizer.Group<?> group = optimizer.paramGroups().getFirst();
            String complaint = Comparison.complaint(rates.get(step), group.lr(), STRICT, "learning rate" + when);
            if (complaint == null && momenta != null && momenta.get(step) != null) {
                complaint = Comparison.complaint(momenta.get(step), group.momentum(), STRICT, "momentum" + when);
            }
            if (complaint != null) {
                return OpsRunner.failed(complaint);
            }
        }
        return Outcome.PASSED;
    }

    private static void step(Object scheduler, @Nullable Object metric) {
        boolean done = metric == null ? call(scheduler) : call(scheduler, metric);
        if (!done) {
            throw new IllegalStateException(scheduler.getClass().getSimpleName() + ": has no method step("
                    + (metric == null ? "" : "double") + ")");
        }
    }

    /** Calls {@code step}, which returns nothing: so its presence is looked up first. */
    private static boolean call(Object scheduler, Object... arguments) {
        for (var method : scheduler.getClass().getMethods()) {
            if (method.getName().equals("step") && method.getParameterCount() == arguments.length) {
                Reflective.invoke(scheduler.getClass(), scheduler, "step", arguments);
                return true;
            }
        }
        return false;
    }

    /** The optimizer written as {@code SGD(lr=0.1, momentum=0.9)}. */
    private @Nullable Optimizer<?> optimizer(String text) {
        Matcher matcher = OPTIMIZER.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("schedulers: cannot read the optimizer '" + text + "'");
        }
        Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
        for (String argument : matcher.group(2).split(",")) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                kwargs.put(
                        argument.substring(0, equals).strip(),
                        Signature.literal(argument.substring(equals + 1).strip()));
            }
        }
        Tensor parameter = Tensor.zeros(2).requiresGrad_(true);
        return optimizers.build(matcher.group(1), List.of(parameter), kwargs);
    }
}
