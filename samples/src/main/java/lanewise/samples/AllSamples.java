package lanewise.samples;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs every sample, each in a process of its own, with {@code --quick} unless data is given, and sums up: a table of
 * all figures beside those of the documents. What a sample printed is left in {@code out/all/NAME.txt}, its figures in
 * {@code out/all/NAME.jsonl}.
 */
final class AllSamples {

    private AllSamples() {}

    /**
     * Runs them.
     *
     * @param names the samples
     * @param given arguments for each
     * @return the exit status: 0 if all ran and no figure was missed
     */
    static int run(Iterable<String> names, String[] given) throws IOException, InterruptedException {
        List<String> arguments = arguments(given);
        Path folder = Files.createDirectories(Path.of(System.getProperty("lanewise.out", "out"), "all"));
        Map<String, List<Figures.Figure>> figures = new LinkedHashMap<>();
        List<String> failed = new ArrayList<>();
        long start = System.nanoTime();
        for (String name : names) {
            System.out.printf("%-16s ", name);
            System.out.flush();
            long begin = System.nanoTime();
            Path collected = folder.resolve(name + ".jsonl");
            Path output = folder.resolve(name + ".txt");
            Files.deleteIfExists(collected);
            int status = launch(name, arguments, collected, output);
            List<Figures.Figure> own = Figures.read(collected);
            long missed = own.stream().filter(figure -> !figure.met()).count();
            figures.put(name, own);
            System.out.printf(
                    "%6.1f s, %s%n",
                    (System.nanoTime() - begin) / 1e9,
                    status != 0 ? "FAILED" : missed > 0 ? missed + " figures MISSED" : own.size() + " figures met");
            if (status != 0) {
                failed.add(name);
                Files.readString(output).lines().forEach(line -> System.out.println("    " + line));
            }
        }
        System.out.println();
        table(figures);
        List<Figures.Figure> all =
                figures.values().stream().flatMap(List::stream).toList();
        long missed = all.stream().filter(figure -> !figure.met()).count();
        System.out.printf(
                "%n%d samples in %.0f s: %d figures, %d missed%s%n",
                figures.size(),
                (System.nanoTime() - start) / 1e9,
                all.size(),
                missed,
                failed.isEmpty() ? "" : "; failed: " + String.join(", ", failed));
        return missed == 0 && failed.isEmpty() ? 0 : 1;
    }

    /** Those given, with {@code --quick} unless there is data, which may also be written {@code --data=DIR}. */
    static List<String> arguments(String... given) {
        List<String> arguments = new ArrayList<>(List.of(given));
        if (arguments.stream().noneMatch(argument -> argument.matches("--data(=.*)?"))) {
            arguments.addFirst("--quick");
        }
        return arguments;
    }

    /** As this process was started, from the class path or the module path. */
    private static int launch(String name, List<String> arguments, Path figures, Path output)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dlanewise.figures=" + figures);
        System.getProperties().stringPropertyNames().stream()
                .filter(key -> key.startsWith("lanewise.") && !key.equals("lanewise.figures"))
                .forEach(key -> command.add("-D" + key + "=" + System.getProperty(key)));
        if (AllSamples.class.getModule().isNamed()) {
            command.addAll(List.of(
                    "-p", System.getProperty("jdk.module.path"), "-m", "lanewise.samples/" + Main.class.getName()));
        } else {
            command.addAll(List.of(
                    "--add-modules",
                    "jdk.incubator.vector",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName()));
        }
        command.add(name);
        command.addAll(arguments);
        File file = output.toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(file)
                .start();
        try {
            return process.waitFor();
        } finally {
            process.destroy(); // when this program is interrupted
        }
    }

    private static void table(Map<String, List<Figures.Figure>> figures) {
        String[] heads = {"sample", "figure", "expected", "here"};
        List<String[]> rows = new ArrayList<>();
        rows.add(heads);
        figures.forEach((name, own) -> own.forEach(figure -> rows.add(
                new String[] {name, figure.figure(), figure.expected(), figure.got() + (figure.met() ? "" : "   MISSED")
                })));
        int[] widths = new int[heads.length - 1];
        Arrays.setAll(
                widths,
                column -> rows.stream()
                        .mapToInt(row -> row[column].length())
                        .max()
                        .orElse(0));
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                line.append(row[column]).repeat(' ', widths[column] - row[column].length() + 2);
            }
            System.out.println(line.append(row[widths.length]));
        }
    }
}
