// Writes docs/documents.md and docs/images from the samples and from what they left in out: bin/documents

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import lanewise.samples.Figures;

/** In this order; others follow by name. */
static final List<String> ORDER = List.of(
        "Perceptron",
        "GradientDescent",
        "ForwardPass",
        "Backprop",
        "Admissions",
        "AdmissionsNet",
        "Activations",
        "Losses",
        "Regularization",
        "Boundaries",
        "Regression",
        "Digits8x8",
        "Captcha",
        "DigitNet16",
        "MnistSigmoid",
        "Mnist");

static final int LARGE = 60_000;

void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    Path out = root.resolve("out");
    Path images = Files.createDirectories(root.resolve("docs/images"));
    var page = new StringBuilder("""
            # The programs of the documents

            Introductory texts teach neural networks by small programs in Python, and print what these compute. Here is
            each as a sample in Java, with the texts' figures beside its own. Made by

            ```
            bin/run all
            bin/documents
            ```

            from what the samples printed and drew on embedded data, offline. Figures that need the whole of MNIST come
            from runs with `--data DIR`, noted by `bin/run -Dlanewise.figures=out/all/NAME.jsonl NAME --data DIR`.

            ## Figures

            | sample | figure | expected | here |
            | --- | --- | --- | --- |
            """);
    Set<String> names = names(root);
    for (String name : names) {
        for (Figures.Figure figure : Figures.read(out.resolve("all/" + name + ".jsonl"))) {
            String here = figure.got().equals(figure.expected()) ? "the same" : "`" + figure.got() + "`";
            page.append("| [%s](#%s) | %s | `%s` | %s |%n"
                    .formatted(
                            name,
                            name.toLowerCase(Locale.ROOT),
                            figure.figure().replace("|", "\\|"),
                            figure.expected(),
                            figure.met() ? here : "**" + here + "**"));
        }
    }
    page.append("\n## Samples\n");
    for (String name : names) {
        page.append("\n### %s%n%n%s%n%n`bin/run %s`, [source](../samples/%s.java)%n"
                .formatted(name, header(root.resolve("samples/" + name + ".java")), name, name));
        List<Path> pictures = pictures(out, name);
        if (!pictures.isEmpty()) {
            page.append('\n');
        }
        for (Path picture : pictures) {
            String file = picture.getFileName().toString();
            copy(picture, images);
            page.append("![%s](images/%s)%n".formatted(file.substring(0, file.length() - 4), file));
        }
    }
    Files.writeString(root.resolve("docs/documents.md"), page.toString());
}

Set<String> names(Path root) throws IOException {
    Set<String> names = new LinkedHashSet<>(ORDER);
    try (var files = Files.list(root.resolve("samples"))) {
        files.map(file -> file.getFileName().toString())
                .filter(file -> file.endsWith(".java"))
                .sorted()
                .forEach(file -> names.add(file.replace(".java", "")));
    }
    return names;
}

/** The comment at a sample's beginning. */
String header(Path source) throws IOException {
    return Files.readAllLines(source).stream()
            .takeWhile(line -> line.startsWith("// "))
            .map(line -> line.substring(3))
            .collect(Collectors.joining("\n"));
}

/** Those named NAME, and then those named NAME-…. */
List<Path> pictures(Path out, String name) throws IOException {
    try (var files = Files.list(out)) {
        return files.filter(file ->
                        file.getFileName().toString().matches("(?i)\\Q" + name + "\\E(-.*)?\\.(png|gif|svg)"))
                .sorted((a, b) -> key(a).compareTo(key(b)))
                .toList();
    }
}

String key(Path file) {
    return file.getFileName().toString().replace(".", "!");
}

/** A copy in docs/images; where it is large, with 16 shades of each colour, which PNG packs more tightly. */
void copy(Path picture, Path images) throws IOException {
    Path copy = images.resolve(picture.getFileName());
    if (Files.size(picture) <= LARGE || !copy.toString().endsWith(".png")) {
        Files.copy(picture, copy, StandardCopyOption.REPLACE_EXISTING);
        return;
    }
    BufferedImage image = ImageIO.read(picture.toFile());
    for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
            int rgb = image.getRGB(x, y);
            image.setRGB(x, y, shade(rgb >> 16) << 16 | shade(rgb >> 8) << 8 | shade(rgb));
        }
    }
    ImageIO.write(image, "png", copy.toFile());
}

int shade(int level) {
    return (int) Math.round((level & 255) / 17.0) * 17;
}
