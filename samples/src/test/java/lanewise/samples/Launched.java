package lanewise.samples;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A sample run in a process of its own, as a user would.
 *
 * @param status the exit status
 * @param output what it printed
 * @param errors what it printed to the error stream
 */
record Launched(int status, String output, String errors) {

    static Launched onClassPath(List<String> flags, String... sample) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        return run(command, sample);
    }

    /** With everything but the tests on the module path. */
    static Launched onModulePath(String... sample) throws IOException, InterruptedException {
        String modules = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        return run(List.of("-p", modules, "-m", "lanewise.samples/" + Main.class.getName()), sample);
    }

    private static Launched run(List<String> arguments, String... sample) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        command.addAll(List.of(sample));
        Path output = Files.createTempFile("sample", ".out");
        Path errors = Files.createTempFile("sample", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("the sample hangs: " + command);
            }
            return new Launched(
                    process.exitValue(),
                    Files.readString(output, StandardCharsets.UTF_8),
                    Files.readString(errors, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }
}
