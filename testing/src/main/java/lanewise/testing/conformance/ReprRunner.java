package lanewise.testing.conformance;

import java.util.Map;
import java.util.regex.Pattern;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Runs {@code repr.jsonl}: a tensor's text. Where PyTorch names a {@code grad_fn}, ours may name another. */
final class ReprRunner implements CaseRunner {
    private static final Pattern GRAD_FN = Pattern.compile("grad_fn=<[^>]*>");

    @Override
    public String subject(Map<String, @Nullable Object> line) {
        return "repr";
    }

    @Override
    public Outcome run(Map<String, @Nullable Object> line) {
        TensorValue value = Values.tensor((Map<?, ?>) java.util.Objects.requireNonNull(line.get("tensor")));
        Tensor tensor = Tensors.build(value);
        boolean requiresGrad = Boolean.TRUE.equals(line.get("requires_grad"));
        if (requiresGrad) {
            tensor.requiresGrad_(true);
        }
        if (line.get("grad_fn") != null) {
            tensor = tensor.mul(1.0);
        }
        String expected = plain((String) java.util.Objects.requireNonNull(line.get("repr")));
        String got = plain(tensor.toString());
        return expected.equals(got) ? Outcome.PASSED : new Outcome.Failed(expected, got);
    }

    private static String plain(String repr) {
        return GRAD_FN.matcher(repr).replaceAll("grad_fn=<…>");
    }
}
