package lanewise.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Who takes part: how to start it, and how to get it where it is missing. */
enum Contender {
    LANEWISE("lanewise", Kind.LANEWISE, "Lanewise", "", ""),
    LIBTORCH("libtorch from Java (bytedeco)", Kind.JAVA, "Libtorch", "pytorch", "270 MB"),
    DJL("DJL (libtorch)", Kind.JAVA, "Djl", "pytorch-engine", "115 MB"),
    TENSORFLOW("TensorFlow Java", Kind.JAVA, "TensorFlow", "tensorflow-core-api", "165 MB"),
    ND4J("DL4J (ND4J)", Kind.JAVA, "Dl4j", "nd4j-api", "230 MB"),
    SMILE("Smile", Kind.JAVA, "Smile", "smile-core", "115 MB"),
    EJML("EJML", Kind.JAVA, "Ejml", "ejml-fdense", "1 MB"),
    OJALGO("ojAlgo", Kind.JAVA, "OjAlgo", "ojalgo", "3 MB"),
    NUMPY("numpy", Kind.PYTHON, "numpy", "numpy", "pip install numpy"),
    TORCH("PyTorch (Python)", Kind.PYTHON, "torch", "torch", "pip install torch");

    private enum Kind {
        LANEWISE,
        JAVA,
        PYTHON
    }

    private static final Pattern LIMIT = Pattern.compile("(OPENBLAS|MKL|OMP|KMP|ONEDNN|DNNL|ATEN)_.*");
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3", "python");

    /** What tables call it. */
    final String title;

    private final Kind kind;
    /** The class of a Java peer, the package a Python peer needs. */
    private final String source;
    /** What tells its version: one of its jars, or the package again. */
    private final String artifact;
    /** What it costs to get it. */
    private final String price;

    Contender(String title, Kind kind, String source, String artifact, String price) {
        this.title = title;
        this.kind = kind;
        this.source = source;
        this.artifact = artifact;
        this.price = price;
    }

    /** What the command line calls it. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is a Java framework. */
    boolean java() {
        return kind != Kind.PYTHON;
    }

    /** Null if it can be started; otherwise why not, and how to get it. */
    @Nullable
    String missing(Place place) throws IOException, InterruptedException {
        return switch (kind) {
            case LANEWISE -> null;
            case JAVA ->
                Files.isDirectory(jars(place))
                        ? null
                        : "bin/bench --natives --peers %s … downloads it (about %s, linux-x86_64)"
                                .formatted(id(), price);
            case PYTHON -> python() == null ? price : null;
        };
    }

    /** Its version, or null where it is missing (and of lanewise itself). */
    @Nullable
    String version(Place place) throws IOException, InterruptedException {
        if (kind == Kind.LANEWISE || missing(place) != null) {
            return null;
        }
        if (kind == Kind.PYTHON) {
            Process process = new ProcessBuilder(
                            String.valueOf(python()), "-c", "import %1$s; print(%1$s.__version__)".formatted(artifact))
                    .start();
            return process.inputReader().readLine();
        }
        var name = Pattern.compile(Pattern.quote(artifact) + "-(\\d[^-]*(-M?\\d[^-]*)?)\\.jar");
        try (Stream<Path> files = Files.list(jars(place))) {
            return files.map(file -> name.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Copies a Java peer's jars from Maven Central to where they are looked for; natives are large. */
    void fetch(Place place) throws IOException, InterruptedException {
        if (kind != Kind.JAVA || Files.isDirectory(jars(place))) {
            return;
        }
        System.err.printf("%s: downloading about %s ...%n", title, price);
        int exit = new ProcessBuilder(
                        "mvn",
                        "-B",
                        "-q",
                        "-f",
                        place.sources().resolve("peers/pom.xml").toString(),
                        "-P",
                        id(),
                        "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies",
                        "-DoutputDirectory=" + jars(place))
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            System.err.println(title + ": the download failed; see above.");
        } else if (this == SMILE) {
            unpackOpenblas(place);
        }
    }

    /** Smile opens the system's libopenblas.so; here it gets the one of bytedeco's jar, with what that needs. */
    private void unpackOpenblas(Place place) throws IOException {
        Files.createDirectories(natives(place));
        try (Stream<Path> files = Files.list(jars(place))) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("openblas-"))
                    .toList()) {
                try (var jar = new ZipFile(file.toFile())) {
                    for (ZipEntry entry : Collections.list(jar.entries())) {
                        Path name = Path.of(entry.getName()).getFileName();
                        if (name.toString().matches("lib(openblas|gfortran|quadmath|gcc_s)\\.so.*")) {
                            Files.copy(
                                    jar.getInputStream(entry),
                                    natives(place).resolve(name),
                                    StandardCopyOption.REPLACE_EXISTING);
                        }
                    }
                }
            }
        }
        Path link = natives(place).resolve("libopenblas.so");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of("libopenblas.so.0"));
    }

    /** The command that starts it, up to its arguments; compiles a Java peer's file first where that is stale. */
    List<String> command(Place place, List<String> javaOptions) throws IOException, InterruptedException {
        if (kind == Kind.PYTHON) {
            String script =
                    place.sources().resolve("python/" + id() + "_peer.py").toString();
            return List.of(String.valueOf(python()), script);
        }
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        String own = System.getProperty("java.class.path");
        if (kind == Kind.LANEWISE) {
            command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
            command.addAll(javaOptions);
            command.addAll(List.of("-cp", own));
        } else {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
            // What they unpack stays in target/, not in the home folder.
            Path cache = place.target().resolve("peers/" + id() + "/cache");
            command.addAll(List.of("-DDJL_CACHE_DIR=" + cache, "-Dorg.bytedeco.javacpp.cachedir=" + cache));
            command.addAll(List.of("-cp", compiled(place, own) + ":" + jars(place) + "/*:" + place.classes()));
        }
        command.add("lanewise.benchmarks." + source);
        return command;
    }

    private Path jars(Place place) {
        return place.target().resolve("peers/" + id() + "/lib");
    }

    /** Libraries that the system's loader is to find. */
    private Path natives(Place place) {
        return place.target().resolve("peers/" + id() + "/native");
    }

    private Path compiled(Place place, String own) throws IOException {
        Path file = place.sources().resolve("peers/" + source + ".java");
        Path classes = place.target().resolve("peers/" + id() + "/classes");
        Path result = classes.resolve("lanewise/benchmarks/" + source + ".class");
        if (!Files.exists(result) || Files.getLastModifiedTime(result).compareTo(Files.getLastModifiedTime(file)) < 0) {
            Files.createDirectories(classes);
            int exit = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            null,
                            null,
                            "-nowarn",
                            "-proc:none",
                            "-d",
                            classes.toString(),
                            "-cp",
                            path(place, own),
                            file.toString());
            if (exit != 0) {
                throw new IllegalStateException(file + ": does not compile; see above");
            }
        }
        return classes;
    }

    private String path(Place place, String own) throws IOException {
        try (Stream<Path> files = Files.list(jars(place))) {
            return own + files.map(f -> ":" + f).reduce("", String::concat);
        }
    }

    /** The first Python that has the package, or null. */
    private @Nullable String python() throws IOException, InterruptedException {
        for (String python : PYTHONS) {
            try {
                Process process = new ProcessBuilder(python, "-c", "import numpy, " + source)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (process.waitFor(300, TimeUnit.SECONDS) && process.exitValue() == 0) {
                    return python;
                }
            } catch (IOException e) {
                // no such program
            }
        }
        return null;
    }

    /**
     * Sets what the environment must say so that the libraries below it are found, use that many threads, and choose
     * their kernels for this processor themselves, whatever the shell would have them take.
     */
    void prepare(Map<String, String> environment, Place place, int threads) {
        environment.keySet().removeIf(name -> LIMIT.matcher(name).matches());
        String n = String.valueOf(threads);
        environment.putAll(Map.of("OMP_NUM_THREADS", n, "OPENBLAS_NUM_THREADS", n, "MKL_NUM_THREADS", n));
        if (Files.isDirectory(natives(place))) {
            environment.put("LD_LIBRARY_PATH", natives(place).toString());
        }
    }

    /**
     * Where things are.
     *
     * @param home the folder benchmarks/
     */
    record Place(Path home) {
        Path sources() {
            return home.resolve("src/main");
        }

        Path target() {
            return home.resolve("target");
        }

        /** Where the classes that all Java peers share come from: a folder or jar, without the driver's libraries. */
        Path classes() {
            return Path.of(Contender.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath());
        }
    }
}
