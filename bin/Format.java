// Formats every Java file, or with --check only names those that need it: see bin/format and the root pom.xml.

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

static final int COLUMNS = 120;
static final int LINES = 800;
static final Pattern COMPACT = Pattern.compile("^(static )?void main\\(", Pattern.MULTILINE);
static final Pattern IMPORTS = Pattern.compile("\\A.*^import [^\n]*;[^\n]*\n", Pattern.MULTILINE | Pattern.DOTALL);
static final Pattern WILDCARD = Pattern.compile("^import (?!static )[^\n]*\\*;", Pattern.MULTILINE);

final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
        .style(JavaFormatterOptions.Style.PALANTIR)
        .build());

/** Arguments: the repository's folder, then perhaps --check. */
void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    boolean check = List.of(args).contains("--check");
    List<String> complaints = sources(root).parallelStream()
            .flatMap(file -> visit(root, file, check))
            .sorted()
            .toList();
    complaints.forEach(System.err::println);
    if (!complaints.isEmpty()) {
        System.exit(1);
    }
}

/** Formats one file or compares it with its formatted self; gives the complaints that only a human can settle. */
Stream<String> visit(Path root, Path file, boolean check) {
    String name = root.relativize(file).toString();
    List<String> complaints = new ArrayList<>();
    try {
        String before = Files.readString(file);
        String after = before;
        // Generated files are their generator's business: reformatting them would look like drift.
        if (before.lines().limit(5).noneMatch(line -> line.contains("Generated from"))) {
            after = format(before);
        }
        if (!after.equals(before)) {
            if (check) {
                complaints.add(name + ": not formatted; run bin/format");
            } else {
                Files.writeString(file, after);
                System.out.println(name);
            }
        }
        lint(name, file, after, complaints);
    } catch (FormatterException e) {
        complaints.add(name + ": cannot be parsed: " + e.getMessage());
    } catch (IOException e) {
        complaints.add(name + ": " + e);
    }
    return complaints.stream();
}

String format(String source) throws FormatterException {
    return COMPACT.matcher(source).find() ? formatCompact(source) : formatter.formatSourceAndFixImports(source);
}

/**
 * The formatter does not know compact source files, so their members travel inside a class and come back without it.
 * The imports stay as they were written.
 */
String formatCompact(String source) throws FormatterException {
    var imports = IMPORTS.matcher(source);
    String head = imports.find() ? imports.group().stripTrailing() + "\n\n" : "";
    String body = source.substring(imports.hasMatch() ? imports.end() : 0).strip();
    String wrapped = formatter.formatSource("class Compact {\n" + body.indent(4) + "}\n");
    String inside = wrapped.substring(wrapped.indexOf('\n') + 1, wrapped.lastIndexOf('}'));
    return head + inside.indent(-4).strip() + "\n";
}

void lint(String name, Path file, String text, List<String> complaints) {
    List<String> lines = text.lines().toList();
    if (lines.size() > LINES) {
        complaints.add(name + ": " + lines.size() + " lines, more than " + LINES + "; split it by meaning");
    }
    for (int i = 0; i < lines.size(); i++) {
        int width = lines.get(i).codePointCount(0, lines.get(i).length());
        if (width > COLUMNS) {
            complaints.add(name + ":" + (i + 1) + ": " + width + " columns, more than " + COLUMNS);
        }
    }
    if (name.contains("src/main/java/")) {
        if (WILDCARD.matcher(text).find()) {
            complaints.add(name + ": wildcard import; name the classes");
        }
        boolean inPackage = !name.endsWith("module-info.java");
        if (inPackage && !Files.exists(file.resolveSibling("package-info.java"))) {
            complaints.add(name + ": its package has no package-info.java");
        }
    }
}

List<Path> sources(Path root) throws IOException {
    List<Path> sources = new ArrayList<>();
    Files.walkFileTree(root, new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean skip = !folder.equals(root) && (name.startsWith(".") || name.equals("target"));
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
                sources.add(file);
            }
            return FileVisitResult.CONTINUE;
        }
    });
    return sources.stream().sorted().collect(Collectors.toList());
}
