package lanewise.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The results of a table, kept as JSON: what is measured anew replaces what was there, the rest stays. */
final class Results {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;
    private final List<Result> all = new ArrayList<>();

    /** Reads the table's file in a folder, if there is one. */
    Results(Path folder, Group group) throws IOException {
        file = folder.resolve(group.id() + ".json");
        if (Files.exists(file)) {
            all.addAll(List.of(JSON.readValue(file.toFile(), Result[].class)));
        }
    }

    /** Takes these in and writes the file. */
    void add(Collection<Result> results) throws IOException {
        for (Result result : results) {
            all.removeIf(old -> old.row().equals(result.row())
                    && old.threads() == result.threads()
                    && old.peer().equals(result.peer()));
            all.add(result);
        }
        Files.createDirectories(file.getParent());
        JSON.writeValue(file.toFile(), all);
    }

    List<Result> all() {
        return all;
    }

    /** The numbers of threads that were measured, ascending. */
    Set<Integer> threads() {
        return new LinkedHashSet<>(all.stream().map(Result::threads).sorted().toList());
    }
}
