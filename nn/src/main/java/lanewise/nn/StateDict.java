package lanewise.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lanewise.autograd.GradMode;
import lanewise.tensor.Tensor;

/** Copies a state dict into a module's own, or says all that is wrong with it at once. */
final class StateDict {

    private StateDict() {}

    static Module.LoadResult load(
            String module, Map<String, Tensor> own, Map<String, ? extends Tensor> given, boolean strict) {
        List<String> missing =
                own.keySet().stream().filter(name -> !given.containsKey(name)).toList();
        List<String> unexpected = given.keySet().stream()
                .filter(name -> !own.containsKey(name))
                .map(String::valueOf)
                .toList();
        List<String> wrong = new ArrayList<>();
        own.forEach((name, target) -> {
            Tensor source = given.get(name);
            if (source != null && !Arrays.equals(source.shape(), target.shape())) {
                wrong.add(
                        "size mismatch for " + name + ": copying a value with shape " + Arrays.toString(source.shape())
                                + ", the shape in this module is " + Arrays.toString(target.shape()) + ".");
            }
        });
        if (strict && !missing.isEmpty()) {
            wrong.addFirst("Missing key(s) in state_dict: " + String.join(", ", missing) + ".");
        }
        if (strict && !unexpected.isEmpty()) {
            wrong.addFirst("Unexpected key(s) in state_dict: " + String.join(", ", unexpected) + ".");
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("loadStateDict: error(s) in loading state_dict for " + module + ":\n    "
                    + String.join("\n    ", wrong));
        }
        try (var _ = GradMode.noGrad()) {
            own.forEach((name, target) -> {
                if (given.get(name) != null) {
                    target.copy_(given.get(name));
                }
            });
        }
        return new Module.LoadResult(missing, unexpected);
    }
}
