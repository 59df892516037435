package lanewise.samples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sourceforge.plantuml.FileFormat;
import net.sourceforge.plantuml.FileFormatOption;
import net.sourceforge.plantuml.SourceStringReader;

/**
 * Draws the recorded graph that {@link lanewise.tensor.Autograd#toDot} writes as text. PlantUML lays it out (with its
 * Java port of Graphviz' own algorithm), so nothing has to be installed.
 */
public final class GraphPicture {
    private static final Pattern NODE = Pattern.compile("\\s+(\\w+) \\[label = \"((?:[^\"\\\\]|\\\\.)*)\"(.*)];");
    private static final Pattern ARROW = Pattern.compile("\\s+(\\w+) -> (\\w+);");

    private GraphPicture() {}

    /**
     * Draws a graph into a file of the pictures' folder, a vector picture if its name ends in {@code .svg}, else PNG.
     *
     * @param dot what {@link lanewise.tensor.Autograd#toDot} returned
     * @return the file
     */
    public static Path save(String name, String dot) {
        Path file = Pictures.file(name);
        byte[] picture = draw(dot, name.endsWith(".svg") ? FileFormat.SVG : FileFormat.PNG);
        try {
            Files.write(file, picture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println("picture: " + file);
        return file;
    }

    /** The graph as SVG text. */
    public static String svg(String dot) {
        return new String(draw(dot, FileFormat.SVG), StandardCharsets.UTF_8);
    }

    private static byte[] draw(String dot, FileFormat format) {
        System.setProperty("java.awt.headless", "true");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new SourceStringReader(plantUml(dot)).outputImage(out, new FileFormatOption(format));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** DOT's nodes and arrows in PlantUML's words. The arrows point up, from the leaves to the result. */
    private static String plantUml(String dot) {
        StringBuilder text = new StringBuilder("@startuml\n!pragma layout smetana\n");
        dot.lines().forEach(line -> {
            Matcher node = NODE.matcher(line);
            Matcher arrow = ARROW.matcher(line);
            if (node.matches()) {
                text.append(node.group(3).contains("rounded") ? "card" : "rectangle")
                        .append(" \"")
                        .append(node.group(2).replace("\\\"", "\u201d"))
                        .append("\" as ")
                        .append(node.group(1))
                        .append(node.group(3).contains("lightblue") ? " #lightblue\n" : "\n");
            } else if (arrow.matches()) {
                // Drawn from the result down, so that the layers grow downwards as backward() walks them.
                text.append(arrow.group(2))
                        .append(" <-- ")
                        .append(arrow.group(1))
                        .append('\n');
            }
        });
        return text.append("@enduml\n").toString();
    }
}
