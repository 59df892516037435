package lanewise.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs a compiled sample from the module path, where the vector module needs no flag:
 * {@code java -p samples/target/modules -m lanewise.samples Mnist --epochs 1}. Without a name it lists the samples;
 * {@code all} runs every one.
 */
public final class Main {
    private static final String FOLDER = "/META-INF/samples/";

    private Main() {}

    /**
     * Runs the sample named by the first argument with the remaining arguments.
     *
     * @param args a sample's name and its arguments, or nothing
     * @throws Throwable whatever the sample throws
     */
    public static void main(String[] args) throws Throwable {
        Map<String, String> samples = samples();
        if (args.length == 0) {
            System.out.println("Samples (first argument; the others go to the sample):");
            samples.forEach((name, purpose) -> System.out.printf("  %-16s %s%n", name, purpose));
            System.out.printf(
                    "  %-16s %s%n", "all", "Every one of them, quickly and offline, and a table of their figures.");
            return;
        }
        if (args[0].equals("all")) {
            System.exit(AllSamples.run(samples.keySet(), Arrays.copyOfRange(args, 1, args.length)));
        }
        if (!samples.containsKey(args[0])) {
            System.err.println("There is no sample named " + args[0] + "; there are " + samples.keySet());
            System.exit(2);
        }
        run(args[0], Arrays.copyOfRange(args, 1, args.length));
    }

    /** Name and purpose of each sample, as the build listed them. */
    static Map<String, String> samples() {
        Map<String, String> samples = new LinkedHashMap<>();
        byte[] index = resource("index");
        if (index != null) {
            new String(index, StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", 2))
                    .forEach(parts -> samples.put(parts[0], parts[1]));
        }
        return samples;
    }

    /** Does what the java launcher does with a main method: static or not, with arguments or without. */
    static void run(String name, String[] args) throws Throwable {
        Class<?> type = new SampleLoader(name).loadClass(name);
        Thread.currentThread().setContextClassLoader(type.getClassLoader());
        Method main = mainOf(type);
        main.setAccessible(true);
        try {
            Object self = null;
            if (!Modifier.isStatic(main.getModifiers())) {
                Constructor<?> constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                self = constructor.newInstance();
            }
            if (main.getParameterCount() == 0) {
                main.invoke(self);
            } else {
                main.invoke(self, (Object) args);
            }
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Method mainOf(Class<?> type) throws NoSuchMethodException {
        try {
            return type.getDeclaredMethod("main", String[].class);
        } catch (NoSuchMethodException e) {
            return type.getDeclaredMethod("main");
        }
    }

    private static byte @Nullable [] resource(String path) {
        try (InputStream in = Main.class.getResourceAsStream(FOLDER + path)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Defines a sample's classes in an unnamed module, as the source launcher does: lanewise may look into them. */
    private static final class SampleLoader extends ClassLoader {
        private final String sample;

        SampleLoader(String sample) {
            super(sample, Main.class.getClassLoader());
            this.sample = sample;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = resource(sample + "/" + name.replace('.', '/') + ".class");
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
