package lanewise.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lanewise.formats.TorchFiles;
import lanewise.nn.Module;
import lanewise.optim.Optimizer;
import lanewise.tensor.DType;
import lanewise.tensor.Generator;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A training to and from nested maps. */
final class TrainerState {

    private TrainerState() {}

    static Map<String, @Nullable Object> save(
            Module model,
            Optimizer<?> optimizer,
            List<Generator> generators,
            History history,
            List<Callback> callbacks) {
        Map<String, @Nullable Object> state = new LinkedHashMap<>();
        Map<String, Tensor> weights = new LinkedHashMap<>();
        model.stateDict().forEach((name, value) -> weights.put(name, value.clone()));
        state.put("epoch", history.size());
        state.put("model", weights);
        state.put("optimizer", optimizer.stateDict());
        state.put(
                "generators",
                generators.stream()
                        .map(each -> Tensor.fromArray(each.getState()))
                        .toList());
        state.put("history", history.epochs());
        List<Map<String, @Nullable Object>> memories = new ArrayList<>();
        for (Callback callback : callbacks) {
            Map<String, @Nullable Object> memory = new LinkedHashMap<>();
            memory.put("class", callback.getClass().getSimpleName());
            memory.put("state", callback.stateDict());
            memories.add(memory);
        }
        state.put("callbacks", memories);
        return state;
    }

    /** Checks the parts that are ours first, then hands the others theirs; each of those checks before it changes. */
    static History load(
            Map<String, ? extends @Nullable Object> state,
            Module model,
            Optimizer<?> optimizer,
            List<Generator> generators,
            List<Callback> callbacks) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        map(state, "model").forEach((name, value) -> {
            check(value instanceof Tensor, "a tensor in model under " + name);
            weights.put(String.valueOf(name), (Tensor) value);
        });
        Map<String, Object> optimizerState = named(map(state, "optimizer"));
        List<Generator> streams = new ArrayList<>();
        int size = new Generator().getState().length;
        for (Object stream : list(state, "generators")) {
            // A view of few bytes may have billions of elements: they are read only if their number is right.
            check(
                    stream instanceof Tensor tensor && tensor.dtype() == DType.UINT8 && tensor.numel() == size,
                    "states of generators as uint8 tensors of " + size + " elements");
            streams.add(new Generator().setState(((Tensor) stream).toByteArray()));
        }
        check(
                streams.size() == generators.size(),
                generators.size() + " generators (the default one and those of Options.generators); saved were "
                        + streams.size());
        History history = new History();
        for (Object epoch : list(state, "history")) {
            check(epoch instanceof Map<?, ?>, "a map of values for each epoch");
            Map<String, Double> values = new LinkedHashMap<>();
            ((Map<?, ?>) epoch).forEach((name, value) -> {
                check(value instanceof Number, "numbers in the history");
                values.put(String.valueOf(name), ((Number) value).doubleValue());
            });
            history.add(values);
        }
        List<?> memories = list(state, "callbacks");
        check(
                memories.size() == callbacks.size(),
                callbacks.size() + " callbacks; saved were " + memories.size()
                        + ": give the trainer the same as before");
        List<Map<String, Object>> callbackStates = new ArrayList<>();
        for (int i = 0; i < memories.size(); i++) {
            String wanted = callbacks.get(i).getClass().getSimpleName();
            check(
                    memories.get(i) instanceof Map<?, ?> memory
                            && wanted.equals(memory.get("class"))
                            && memory.get("state") instanceof Map<?, ?>,
                    "the state of a " + wanted + " at place " + i
                            + " of the callbacks; give the trainer the same as before");
            callbackStates.add(named((Map<?, ?>) ((Map<?, ?>) memories.get(i)).get("state")));
        }
        model.loadStateDict(weights);
        optimizer.loadStateDict(optimizerState);
        for (int i = 0; i < callbacks.size(); i++) {
            callbacks.get(i).loadStateDict(callbackStates.get(i));
        }
        for (int i = 0; i < generators.size(); i++) {
            generators.get(i).setState(streams.get(i).getState());
        }
        return history;
    }

    static boolean resume(Trainer trainer, Path checkpoint) {
        if (Files.notExists(checkpoint)) {
            return false;
        }
        trainer.loadStateDict(TorchFiles.loadMap(checkpoint));
        return true;
    }

    private static Map<?, ?> map(Map<String, ? extends @Nullable Object> state, String name) {
        check(state.get(name) instanceof Map<?, ?>, "a map under " + name);
        return (Map<?, ?>) state.get(name);
    }

    private static List<?> list(Map<String, ? extends @Nullable Object> state, String name) {
        check(state.get(name) instanceof List<?>, "a list under " + name);
        return (List<?>) state.get(name);
    }

    private static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }

    private static void check(boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("Trainer.loadStateDict: expected " + expected);
        }
    }
}
