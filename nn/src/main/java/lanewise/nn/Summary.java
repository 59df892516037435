package lanewise.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import lanewise.autograd.GradMode;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A model as a table, in the form that Keras prints: layers in the order in which an input passes them, the shapes of
 * their outputs, their parameters; sums below. Made by {@link Module#summary(int...)}.
 *
 * <p>The model is run once, in evaluation mode and without recording, on zeros or on the example; its modes are put
 * back. Built-in layers report themselves however they are called; a module of one's own without sub-modules is seen if
 * it is used through {@link Module#call}, as {@link Sequential} does. What has parameters and was not seen stands at
 * the end with {@code ?} as its shape, so the sums are always complete. Parameters that several layers share count
 * once. Running statistics are buffers, not parameters, and are not counted.
 *
 * <p>FLOPs are two per multiplication and addition of linear, bilinear, convolutional and recurrent layers; everything
 * else is small beside them. Attention counts its projections only where they are layers that are called.
 *
 * @param model the model's class
 * @param rows the layers
 * @param totalParameters the elements of all parameters
 * @param trainableParameters of those that ask for gradients
 * @param parameterBytes what all parameters take
 * @param flops floating-point operations of the whole example
 */
public record Summary(
        String model, List<Row> rows, long totalParameters, long trainableParameters, long parameterBytes, long flops) {

    /**
     * A layer.
     *
     * @param path its name in the model, empty for the model itself
     * @param type its class
     * @param outputShape what it returned, with {@code N} for the size of the batch; {@code ?} if it was not seen
     * @param parameters the elements of its own parameters, without those that an earlier row has
     * @param flops floating-point operations, of all its calls
     */
    public record Row(String path, String type, String outputShape, long parameters, long flops) {}

    /** Keeps a copy of the list. */
    public Summary {
        rows = List.copyOf(rows);
    }

    /** The parameters that ask for no gradient. */
    public long nonTrainableParameters() {
        return totalParameters - trainableParameters;
    }

    /** What layers report to while a summary is made. */
    static final class Observer {
        /** How many summaries are being made: as long as there is none, a layer's report costs one comparison. */
        private static final AtomicInteger ACTIVE = new AtomicInteger();

        private static final ThreadLocal<@Nullable Observer> CURRENT = new ThreadLocal<>();

        private final Map<Module, Tensor> outputs = new LinkedHashMap<>();
        private final Map<Module, Long> flops = new IdentityHashMap<>();
        private @Nullable Module lastModule;
        private @Nullable Tensor lastOutput;

        static void note(Module module, Tensor input, Tensor output) {
            if (ACTIVE.getPlain() != 0) {
                Observer observer = CURRENT.get();
                if (observer != null) {
                    observer.add(module, input, output);
                }
            }
        }

        private void add(Module module, Tensor input, Tensor output) {
            // A built-in layer reports itself, and then once more if it was used through call.
            if (module != lastModule || output != lastOutput) {
                outputs.putIfAbsent(module, output);
                flops.merge(module, cost(module, input, output), Long::sum);
                lastModule = module;
                lastOutput = output;
            }
        }
    }

    static Summary of(Module model, Tensor example) {
        Map<Module, Boolean> modes = new LinkedHashMap<>();
        model.modules().forEach(module -> modes.put(module, module.isTraining()));
        Observer observer = new Observer();
        Observer outer = Observer.CURRENT.get();
        Observer.ACTIVE.incrementAndGet();
        Observer.CURRENT.set(observer);
        try (var _ = GradMode.noGrad()) {
            model.eval();
            model.call(example);
        } finally {
            Observer.CURRENT.set(outer);
            Observer.ACTIVE.decrementAndGet();
            modes.forEach(Module::trainAlone);
        }
        return build(model, example, observer);
    }

    private static Summary build(Module model, Tensor example, Observer observer) {
        Map<Module, String> paths = new IdentityHashMap<>();
        List<Module> order = new ArrayList<>(observer.outputs.keySet());
        Set<Module> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.addAll(order);
        model.namedModules().forEach((path, module) -> {
            paths.put(module, path);
            if (!seen.contains(module)) {
                order.add(module);
            }
        });
        Set<Parameter> counted = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Row> rows = new ArrayList<>();
        long total = 0;
        long trainable = 0;
        long bytes = 0;
        long flops = 0;
        for (Module module : order) {
            long own = 0;
            for (Parameter parameter : module.members().parameters.values()) {
                if (parameter != null && counted.add(parameter)) {
                    own += parameter.numel();
                    trainable += parameter.requiresGrad() ? parameter.numel() : 0;
                    bytes += (long) parameter.numel() * parameter.dtype().itemSize();
                }
            }
            total += own;
            long cost = observer.flops.getOrDefault(module, 0L);
            flops += cost;
            Tensor output = observer.outputs.get(module);
            boolean leaf = module.namedChildren().isEmpty();
            if (own > 0 || leaf && output != null) {
                rows.add(new Row(
                        paths.getOrDefault(module, ""),
                        module.getClass().getSimpleName(),
                        output == null ? "?" : shape(output, example),
                        own,
                        cost));
            }
        }
        return new Summary(model.getClass().getSimpleName(), rows, total, trainable, bytes, flops);
    }

    private static String shape(Tensor output, Tensor example) {
        StringBuilder text = new StringBuilder("(");
        int[] shape = output.shape();
        for (int i = 0; i < shape.length; i++) {
            boolean batch = i == 0 && example.dim() > 0 && shape[0] == example.size(0);
            text.append(i == 0 ? "" : ", ").append(batch ? "N" : Integer.toString(shape[i]));
        }
        return text.append(')').toString();
    }

    /** Two for each multiplication with a weight. */
    private static long cost(Module module, Tensor input, Tensor output) {
        long outputs = output.numel();
        return switch (module) {
            case Linear linear -> 2 * outputs * linear.inFeatures();
            case Bilinear bilinear -> 2 * outputs * (bilinear.weight.numel() / Math.max(1, bilinear.weight.size(0)));
            case Conv1d conv -> filters(conv.weight, outputs);
            case Conv2d conv -> filters(conv.weight, outputs);
            case Conv3d conv -> filters(conv.weight, outputs);
            // Each input element meets all weights of its channel.
            case ConvTranspose1d conv -> filters(conv.weight, input.numel());
            case ConvTranspose2d conv -> filters(conv.weight, input.numel());
            case ConvTranspose3d conv -> filters(conv.weight, input.numel());
            case Recurrent recurrent -> {
                long steps = input.numel() / Math.max(1, input.size(-1));
                yield recurrent.parameters().stream()
                        .filter(parameter -> parameter.dim() == 2)
                        .mapToLong(parameter -> 2 * steps * parameter.numel())
                        .sum();
            }
            default -> 0;
        };
    }

    private static long filters(Tensor weight, long elements) {
        return 2 * elements * (weight.numel() / Math.max(1, weight.size(0)));
    }

    /** The table. */
    @Override
    public String toString() {
        int first = 30;
        int second = 22;
        for (Row row : rows) {
            first = Math.max(first, name(row).length() + 2);
            second = Math.max(second, row.outputShape.length() + 2);
        }
        String line = " %-" + first + "s%-" + second + "s%12s\n";
        int width = first + second + 13;
        StringBuilder text = new StringBuilder("Model: \"" + model + "\"\n");
        text.append("_".repeat(width)).append('\n');
        text.append(line.formatted("Layer (type)", "Output Shape", "Param #"));
        text.append("=".repeat(width)).append('\n');
        for (Row row : rows) {
            text.append(line.formatted(name(row), row.outputShape, number(row.parameters)));
        }
        text.append("=".repeat(width)).append('\n');
        text.append("Total params: ")
                .append(number(totalParameters))
                .append(" (")
                .append(bytes(parameterBytes))
                .append(")\n");
        text.append("Trainable params: ").append(number(trainableParameters)).append('\n');
        text.append("Non-trainable params: ")
                .append(number(nonTrainableParameters()))
                .append('\n');
        text.append("FLOPs: ").append(number(flops)).append('\n');
        return text.append("_".repeat(width)).toString();
    }

    private static String name(Row row) {
        return row.path.isEmpty() ? row.type : row.path + " (" + row.type + ")";
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String bytes(long bytes) {
        return bytes < 1024
                ? bytes + " B"
                : bytes < 1 << 20
                        ? String.format(Locale.ROOT, "%.2f KB", bytes / 1024.0)
                        : String.format(Locale.ROOT, "%.2f MB", bytes / 1048576.0);
    }
}
