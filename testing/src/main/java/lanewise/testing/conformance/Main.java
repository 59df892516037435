package lanewise.testing.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import lanewise.testing.conformance.Conformance.Failure;
import lanewise.testing.conformance.Conformance.FileReport;
import org.jspecify.annotations.Nullable;

/** {@code bin/conformance}: runs a conformance folder and says which cases do not come out as PyTorch recorded them. */
public final class Main {
    private static final String USAGE = """
        usage: bin/conformance [DIR] [--allow-unsupported] [--only FILE] [--op NAME] [--unsupported] [--verbose]
          DIR                  a folder of *.jsonl cases; default: system property lanewise.conformance,
                               else ../shared/conformance
          --allow-unsupported  cases of what lanewise does not have yet do not fail the run
          --only FILE          run this file only, such as ops.jsonl (may be repeated)
          --op NAME            run the cases of this op, module, optimizer or scheduler only (may be repeated)
          --unsupported        list at the end what is not yet supported, with the number of cases
          --verbose            print values in full
        exit status: 0 all passed, 1 something failed or is not supported, 2 wrong use\
        """;
    private static final int SHORT = 300;

    private Main() {}

    /** Runs and exits with the status that {@code --help} explains. */
    public static void main(String[] args) {
        System.exit(run(List.of(args), System.out, System.err));
    }

    /** Runs and returns the exit status. */
    static int run(List<String> args, PrintStream out, PrintStream err) {
        Path folder = null;
        boolean allowUnsupported = false;
        boolean listUnsupported = false;
        boolean verbose = false;
        List<String> only = new ArrayList<>();
        List<String> ops = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            switch (arg) {
                case "--allow-unsupported" -> allowUnsupported = true;
                case "--unsupported" -> listUnsupported = true;
                case "--verbose" -> verbose = true;
                case "--only", "--op" -> {
                    if (++i == args.size()) {
                        err.println("conformance: " + arg + " needs a value");
                        return 2;
                    }
                    (arg.equals("--only") ? only : ops).add(args.get(i));
                }
                case "--help", "-h" -> {
                    out.println(USAGE);
                    return 0;
                }
                default -> {
                    if (arg.startsWith("-") || folder != null) {
                        err.println("conformance: unexpected argument '" + arg + "'\n" + USAGE);
                        return 2;
                    }
                    folder = Path.of(arg);
                }
            }
        }
        Path chosen = folder == null ? Conformance.defaultFolder() : folder;
        if (!Files.isDirectory(chosen)) {
            err.println("conformance: there is no folder '" + chosen + "'; name one as the argument or by -D"
                    + Conformance.FOLDER_PROPERTY + "=DIR");
            return 2;
        }
        try {
            return run(chosen, only, ops, allowUnsupported, listUnsupported, verbose, out, err);
        } catch (IOException | IllegalArgumentException e) {
            err.println("conformance: " + e.getMessage());
            return 2;
        }
    }

    private static int run(
            Path folder,
            List<String> only,
            List<String> ops,
            boolean allowUnsupported,
            boolean listUnsupported,
            boolean verbose,
            PrintStream out,
            PrintStream err)
            throws IOException {
        List<String> files = only.isEmpty() ? Conformance.files(folder) : only;
        for (String file : files) {
            if (!Files.isRegularFile(folder.resolve(file))) {
                err.println("conformance: there is no file '" + file + "' in " + folder);
                return 2;
            }
        }
        if (files.isEmpty()) {
            err.println("conformance: there are no *.jsonl files in " + folder);
            return 2;
        }
        Predicate<String> subjects =
                subject -> ops.isEmpty() || ops.contains(subject) || ops.contains(subject.replaceFirst("\\|.*", ""));
        Conformance conformance = new Conformance();
        Map<String, Integer> unsupported = new TreeMap<>();
        int cases = 0;
        boolean failed = false;
        for (String file : files) {
            FileReport report = conformance.run(folder.resolve(file), subjects);
            out.println(report.summary());
            for (Failure failure : report.failures()) {
                print(failure, verbose, out);
            }
            report.unsupported().forEach((what, count) -> unsupported.merge(what, count, Integer::sum));
            cases += report.passed() + report.failures().size() + report.notSupported();
            failed |= !report.failures().isEmpty();
        }
        if (listUnsupported && !unsupported.isEmpty()) {
            out.println("not yet supported:");
            unsupported.forEach((what, count) -> out.println("  " + what + ": " + count));
        }
        if (cases == 0) {
            err.println("conformance: no case matches");
            return 2;
        }
        return failed || !allowUnsupported && !unsupported.isEmpty() ? 1 : 0;
    }

    private static void print(Failure failure, boolean verbose, PrintStream out) {
        out.println("  FAILED " + failure.id() + " (line " + failure.line() + ")");
        out.println("    call:     " + shorten(failure.call(), verbose));
        out.println("    expected: " + shorten(failure.expected(), verbose));
        out.println("    got:      " + shorten(failure.got(), verbose));
    }

    private static String shorten(@Nullable String text, boolean verbose) {
        String line = String.valueOf(text).replace("\n", "\n              ");
        return verbose || line.length() <= SHORT ? line : line.substring(0, SHORT) + " …";
    }
}
