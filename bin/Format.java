// Formats every Java file, or with --check only names those that need it: see bin/format and the root pom.xml.

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

static final int COLUMNS = 120;
static final int LINES = 800;
static final Pattern COMPACT = Pattern.compile("^(static )?void main\\(", Pattern.MULTILINE);
static final Pattern IMPORTS = Pattern.compile("\\A.*^import [^\n]*;[^\n]*\n", Pattern.MULTILINE | Pattern.DOTALL);
static final Pattern COMMENT = Pattern.compile("(\\s*)(/\\*\\*|\\*|///)( .*)");
static final Pattern PROSE = Pattern.compile("^[^<@\\-*|\\s/]");
static final Pattern WILDCARD = Pattern.compile("^import (?!static )[^\n]*\\*;", Pattern.MULTILINE);

final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
        .style(JavaFormatterOptions.Style.PALANTIR)
        .build());

byte[] rules = {};

/** Digests of contents that need no formatting, kept from run to run. */
final Set<String> formatted = ConcurrentHashMap.newKeySet();

/** Arguments: the repository's folder, then perhaps --check. */
void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    boolean check = List.of(args).contains("--check");
    Path cache = root.resolve("target/formatter/formatted");
    rules = Files.readAllBytes(root.resolve("bin/Format.java"));
    if (Files.exists(cache)) {
        formatted.addAll(Files.readAllLines(cache));
    }
    List<String> complaints = sources(root).parallelStream()
            .flatMap(file -> visit(root, file, check))
            .sorted()
            .toList();
    Files.createDirectories(cache.getParent());
    Files.write(cache, formatted);
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
        boolean generated = before.lines().limit(5).anyMatch(line -> line.contains("Generated from"));
        if (!generated && !formatted.contains(digest(before))) {
            after = format(before);
            formatted.add(digest(after));
        }
        if (!after.equals(before)) {
            if (check) {
                complaints.add(name + ": not formatted; run bin/format");
            } else {
                Files.writeString(file, after);
                System.out.println(name);
            }
        }
        if (!generated) {
            lint(name, file, after, complaints);
        }
    } catch (FormatterException e) {
        complaints.add(name + ": cannot be parsed: " + e.getMessage());
    } catch (IOException e) {
        complaints.add(name + ": " + e);
    }
    return complaints.stream();
}

/** Of the text and of this program, so that a change of rules forgets everything. */
String digest(String text) {
    try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(rules);
        return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
    }
}

String format(String source) throws FormatterException {
    String formatted =
            COMPACT.matcher(source).find() ? formatCompact(source) : formatter.formatSourceAndFixImports(source);
    return wrapComments(formatted.lines().toList());
}

/** Breaks lines of Javadoc that are too long, which the formatter leaves alone; the rest flows into the next line. */
String wrapComments(List<String> lines) {
    List<String> wrapped = new ArrayList<>();
    Deque<String> rest = new ArrayDeque<>(lines);
    while (!rest.isEmpty()) {
        String line = rest.pop();
        Matcher comment = COMMENT.matcher(line);
        if (line.length() <= COLUMNS || !comment.matches()) {
            wrapped.add(line);
            continue;
        }
        String indent = comment.group(1);
        String text = comment.group(3).strip();
        if (comment.group(2).equals("/**")) {
            if (text.endsWith("*/")) {
                rest.push(indent + " */");
                text = text.substring(0, text.length() - 2).strip();
            }
            rest.push(indent + " * " + text);
            wrapped.add(indent + "/**");
            continue;
        }
        String prefix = line.substring(
                0, line.length() - comment.group(3).stripLeading().length());
        int space = lastBreak(line, prefix.length());
        if (space < 0) {
            wrapped.add(line);
            continue;
        }
        // Javadoc indents what continues a tag or a list item.
        if (text.startsWith("@") || text.startsWith("<li>")) {
            prefix += "    ";
        }
        String overflow = line.substring(space).strip();
        String next = rest.peek();
        if (next != null
                && next.startsWith(prefix)
                && PROSE.matcher(next.substring(prefix.length())).find()) {
            overflow += " " + rest.pop().strip().substring(1).strip();
        }
        wrapped.add(line.substring(0, space).stripTrailing());
        rest.push(prefix + overflow);
    }
    return String.join("\n", wrapped) + "\n";
}

/**
 * The last space within the columns that is not inside braces; a space inside if there is no other, -1 if none at all.
 */
int lastBreak(String line, int start) {
    int depth = 0;
    int outside = -1;
    for (int i = start; i <= COLUMNS && i < line.length(); i++) {
        switch (line.charAt(i)) {
            case '{' -> depth++;
            case '}' -> depth--;
            case ' ' -> outside = depth == 0 ? i : outside;
            default -> {}
        }
    }
    int any = line.lastIndexOf(' ', COLUMNS);
    return outside > 0 ? outside : any > start ? any : -1;
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
