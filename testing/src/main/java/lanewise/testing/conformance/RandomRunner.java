package lanewise.testing.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lanewise.datasets.Batch;
import lanewise.datasets.DataLoader;
import lanewise.datasets.Datasets;
import lanewise.datasets.Subset;
import lanewise.datasets.TensorDataset;
import lanewise.nn.Module;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code random.jsonl}: what follows {@code manualSeed(seed)}. Names are those of ops ({@code rand}), of methods
 * that fill a tensor ({@code uniform_}, {@code init.kaiming_uniform_}), of modules with their arguments
 * ({@code Linear(20,3)}: the initial parameters), or sentences about dropout, a shuffling loader or a random split.
 */
final class RandomRunner implements CaseRunner {
    private static final Pattern CALL = Pattern.compile("(\\w+)\\(([^()]*)\\)");
    private static final Pattern DROPOUT = Pattern.compile("dropout\\(([0-9.]+)\\) of ones\\((\\d+)\\) in training");
    private static final Pattern LOADER =
            Pattern.compile("DataLoader\\(arange\\((\\d+)\\), batch (\\d+), shuffle\\) item order of (\\d+) epochs");
    private static final Pattern SPLIT = Pattern.compile("random_split\\((\\d+), \\[([0-9, ]+)\\]\\) indices");
    /** Names that the cases abbreviate. */
    private static final Map<String, String> ABBREVIATIONS = Map.of("layers", "num_layers");
    /** Streams that go through logarithms and cosines, where libraries differ in the last bits. */
    private static final Pattern THROUGH_LIBM = Pattern.compile(".*(normal|randn|exponential|Embedding).*");
    /** Results of a decomposition. */
    private static final Pattern DECOMPOSED = Pattern.compile(".*orthogonal.*");

    private final OpTable ops = new OpTable();
    private final ModuleTable modules;

    RandomRunner(ModuleTable modules) {
        this.modules = modules;
        RandomAdapters.register(ops);
    }

    @Override
    public String subject(Map<String, @Nullable Object> line) {
        return (String) Objects.requireNonNull(line.get("what"));
    }

    @Override
    public Outcome run(Map<String, @Nullable Object> line) {
        String what = subject(line);
        Tensor.manualSeed((Long) Objects.requireNonNull(line.get("seed")));
        List<String> names = new ArrayList<>();
        List<@Nullable Object> results;
        try {
            results = draw(what, line, names);
        } catch (NotYetSupported e) {
            return new Outcome.Unsupported(e.getMessage());
        }
        List<@Nullable Object> expected = Results.flatten(Values.decode(line.get("output")));
        if (expected.size() != results.size()) {
            return new Outcome.Failed(expected.size() + " tensors", results.size() + " tensors");
        }
        for (int i = 0; i < expected.size(); i++) {
            String name = i < names.size() ? names.get(i) : what;
            String complaint = complaint(
                    (TensorValue) Objects.requireNonNull(expected.get(i)),
                    Tensors.value(results.get(i)),
                    name,
                    expected.size() == 1 ? "output" : "output " + i);
            if (complaint != null) {
                return OpsRunner.failed(complaint);
            }
        }
        return Outcome.PASSED;
    }

    private List<@Nullable Object> draw(String what, Map<String, @Nullable Object> line, List<String> names) {
        Matcher dropout = DROPOUT.matcher(what);
        Matcher loader = LOADER.matcher(what);
        Matcher split = SPLIT.matcher(what);
        Matcher call = CALL.matcher(what);
        if (what.equals("two_draws")) {
            return drawOneAfterAnother((String) Objects.requireNonNull(line.get("note")), names);
        } else if (dropout.matches()) {
            Tensor ones = Tensor.ones(Integer.parseInt(dropout.group(2)));
            return Results.flatten(call("dropout", List.of(ones, Double.valueOf(dropout.group(1))), Map.of()));
        } else if (loader.matches()) {
            return itemOrder(
                    Integer.parseInt(loader.group(1)),
                    Integer.parseInt(loader.group(2)),
                    Integer.parseInt(loader.group(3)));
        } else if (split.matches()) {
            int[] lengths = Arrays.stream(split.group(2).split(","))
                    .map(String::strip)
                    .mapToInt(Integer::parseInt)
                    .toArray();
            return splitIndices(Integer.parseInt(split.group(1)), lengths);
        } else if (call.matches()) {
            return initialParameters(call.group(1), call.group(2));
        }
        List<@Nullable Object> args = Values.decodeList(line.get("args"), Tensors::build);
        Map<String, @Nullable Object> kwargs = Values.decodeDictionary(line.get("kwargs"), Tensors::build);
        Object shape =
                line.get("shape") == null ? null : new Py.Tuple(Values.decodeList(line.get("shape"), Tensors::build));
        String dtype = (String) line.get("dtype");
        if (what.endsWith("_")) {
            Py.Tuple sizes = (Py.Tuple) Objects.requireNonNull(shape);
            int[] ints = sizes.items().stream()
                    .mapToInt(size -> ((Long) size).intValue())
                    .toArray();
            Tensor filled = Tensor.zeros(ints, lanewise.tensor.DType.of(Objects.requireNonNull(dtype)));
            args.addFirst(filled);
            call(what, args, kwargs);
            return List.of(filled);
        }
        if (shape != null) {
            args.add(shape);
        }
        if (dtype != null) {
            kwargs.put("dtype", new Py.DTypeName(dtype));
        }
        return Results.flatten(call(what, args, kwargs));
    }

    private @Nullable Object call(String name, List<@Nullable Object> args, Map<String, @Nullable Object> kwargs) {
        OpTable.Row row = ops.find(name);
        if (row == null) {
            throw new NotYetSupported(name);
        }
        return row.call(args, kwargs);
    }

    /** Draws as in the note "randn(3), rand(2) one after another". */
    private List<@Nullable Object> drawOneAfterAnother(String note, List<String> names) {
        List<@Nullable Object> results = new ArrayList<>();
        Matcher call = CALL.matcher(note);
        while (call.find()) {
            names.add(call.group(1));
            results.addAll(Results.flatten(call(call.group(1), arguments(call.group(2)), Map.of())));
        }
        return results;
    }

    private List<@Nullable Object> initialParameters(String name, String arguments) {
        ModuleTable.Row row = modules.find(name);
        if (row == null) {
            throw new NotYetSupported(name);
        }
        Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
        List<String> positional = new ArrayList<>();
        for (String argument : arguments.split(",")) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                positional.add(argument);
            } else {
                String key = argument.substring(0, equals).strip();
                kwargs.put(
                        ABBREVIATIONS.getOrDefault(key, key),
                        Signature.literal(argument.substring(equals + 1).strip()));
            }
        }
        Module module = row.build(arguments(String.join(",", positional)), kwargs);
        return new ArrayList<>(module.parameters());
    }

    private static List<@Nullable Object> arguments(String text) {
        List<@Nullable Object> arguments = new ArrayList<>();
        for (String argument : text.split(",")) {
            if (!argument.isBlank()) {
                arguments.add(Signature.literal(argument.strip()));
            }
        }
        return arguments;
    }

    private static List<@Nullable Object> itemOrder(int items, int batch, int epochs) {
        Tensor numbers = Tensor.arange(items);
        DataLoader loader = new DataLoader(
                new TensorDataset(numbers, numbers), DataLoader.batchSize(batch).shuffle(true));
        List<@Nullable Object> orders = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            List<Tensor> seen = new ArrayList<>();
            for (Batch part : loader) {
                seen.add(part.input());
            }
            orders.add(Tensor.cat(seen));
        }
        return orders;
    }

    private static List<@Nullable Object> splitIndices(int items, int[] lengths) {
        Tensor numbers = Tensor.arange(items);
        List<@Nullable Object> parts = new ArrayList<>();
        for (Subset part : Datasets.randomSplit(new TensorDataset(numbers, numbers), lengths)) {
            long[] indices = Arrays.stream(part.indices()).asLongStream().toArray();
            parts.add(TensorValue.ofIntegers("int64", new int[] {indices.length}, indices));
        }
        return parts;
    }

    /**
     * Bit for bit, or within two units in the last place of float32 (1e-12 in float64) where the stream leaves room.
     */
    static @Nullable String complaint(TensorValue expected, TensorValue got, String name, String what) {
        if (DECOMPOSED.matcher(name).matches()) {
            return Comparison.complaint(expected, got, Tolerance.of(expected.dtype()), what);
        }
        if (!THROUGH_LIBM.matcher(name).matches() || !expected.floating()) {
            return Comparison.complaint(expected, got, Tolerance.EXACT, what);
        }
        if (!expected.dtype().equals("float32")) {
            return Comparison.complaint(expected, got, new Tolerance(1e-12, 0), what);
        }
        String form = Comparison.formComplaint(expected, got, what);
        for (int i = 0; form == null && i < expected.size(); i++) {
            if (!(Math.abs(expected.at(i) - got.at(i)) <= 2 * Math.ulp((float) expected.at(i)))) {
                return what + Arrays.toString(Comparison.index(i, expected.shape())) + ": expected " + expected.text(i)
                        + " within 2 ulp; got " + got.text(i);
            }
        }
        return form;
    }
}
