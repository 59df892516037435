// Compiles each samples/*.java on its own, warnings being errors: java -cp CLASSPATH CompileSamples.java SAMPLES OUTPUT

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Leaves the classes of NAME.java in OUTPUT/NAME and a line "NAME tab what it does" per sample in OUTPUT/index. */
void main(String[] args) throws IOException {
    Path samples = Path.of(args[0]);
    Path output = Path.of(args[1]);
    List<Path> sources;
    try (var files = Files.list(samples)) {
        sources = files.filter(file -> file.toString().endsWith(".java"))
                .sorted()
                .toList();
    }
    delete(output);
    Files.createDirectories(output);
    List<String> index = new ArrayList<>();
    boolean good = true;
    for (Path source : sources) {
        String name = source.getFileName().toString().replace(".java", "");
        good &= compile(source, output.resolve(name));
        index.add(name + "\t" + firstComment(source));
    }
    Files.write(output.resolve("index"), index);
    System.exit(good ? 0 : 1);
}

boolean compile(Path source, Path output) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options = List.of(
            "-d",
            output.toString(),
            "-classpath",
            System.getProperty("java.class.path"),
            "-g",
            "-proc:none",
            "--release",
            "25",
            "-Werror",
            "-Xlint:all,-classfile,-path,-processing,-serial,-this-escape");
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
        var units = manager.getJavaFileObjects(source);
        return compiler.getTask(null, manager, null, options, null, units).call();
    } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
    }
}

/** The first line of the file's first comment, without its slashes and stars. */
String firstComment(Path source) throws IOException {
    for (String line : Files.readAllLines(source)) {
        String text = line.strip();
        if (!text.startsWith("/")) {
            continue;
        }
        text = text.replaceFirst("^/+\\**", "").replaceFirst("\\*/$", "").strip();
        if (!text.isEmpty()) {
            return text;
        }
    }
    return "";
}

void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
        return;
    }
    List<Path> all;
    try (var paths = Files.walk(folder)) {
        all = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
        Files.delete(path);
    }
}
