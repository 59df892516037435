package lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import lanewise.nn.Linear;
import lanewise.nn.Sequential;
import lanewise.nn.Tanh;
import lanewise.tensor.Autograd;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class GraphPictureTest {

    private static String graph() {
        Sequential model = new Sequential(new Linear(4, 3), new Tanh());
        return Autograd.toDot(model.forward(Tensor.ones(2, 4)).sum(), model.namedParameters());
    }

    @Test
    void svgHasABoxWithItsNameForEveryNodeAndALineForEveryArrow() throws Exception {
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(GraphPicture.svg(graph()).getBytes(StandardCharsets.UTF_8)));

        NodeList texts = svg.getElementsByTagName("text");
        List<String> names = IntStream.range(0, texts.getLength())
                .mapToObj(i -> texts.item(i).getTextContent())
                .filter(text -> !text.startsWith("float32"))
                .sorted()
                .toList();
        assertEquals(List.of("0.bias", "0.weight", "linear", "output", "sum", "tanh"), names);
        assertEquals(6, svg.getElementsByTagName("rect").getLength());
        assertEquals(5, svg.getElementsByTagName("path").getLength());
    }

    @Test
    void otherNamesGivePng() throws Exception {
        Path file = GraphPicture.save("graph-test.png", graph());

        assertTrue(ImageIO.read(file.toFile()).getHeight() > 200);
    }
}
