package lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The samples print the figures of the documents whose programs they are. */
class DocumentsTest {

    @Test
    void gradientDescentOfOneNeuron() throws Exception {
        Ran ran = Ran.sample("GradientDescent");
        assertEquals("0.689974481128", ran.figure("output"));
        assertEquals("-0.189974481128", ran.figure("error"));
        for (String way : List.of("by hand", "by autograd", "by SGD")) {
            assertEquals("[-0.02031869 -0.04063738 -0.06095608 -0.08127477]", ran.figure("change " + way));
        }
    }

    @Test
    void forwardPass() throws Exception {
        Ran ran = Ran.sample("ForwardPass");
        assertEquals("[0.41492192 0.42604313 0.5002434]", ran.figure("hidden layer"));
        assertEquals("[0.49815196 0.48539772]", ran.figure("output layer"));
        assertEquals("[0.49815196 0.48539772]", ran.figure("output of the model"));
    }

    @Test
    void backpropagation() throws Exception {
        Ran ran = Ran.sample("Backprop");
        for (String way : List.of("by hand", "by autograd")) {
            assertEquals("[0.00804047 0.00555918]", ran.figure("hidden to output, " + way));
            assertEquals(
                    "[[1.77005547e-04 -5.11178506e-04] [3.54011093e-05 -1.02235701e-04]"
                            + " [-7.08022187e-05 2.04471402e-04]]",
                    ran.figure("input to hidden, " + way));
        }
    }

    @Test
    void perceptron() throws Exception {
        Ran ran = Ran.sample("Perceptron");
        assertEquals("4", ran.figure("AND, right of 4"));
        assertEquals("4", ran.figure("OR, right of 4"));
        assertEquals("2", ran.figure("NOT, right of 2"));
        assertTrue(ran.number("XOR by one perceptron, right of 4") <= 3);
        assertEquals("4", ran.figure("XOR by two layers, right of 4"));
        assertTrue(ran.output().contains("there are no such numbers"), ran.output());
    }

    @Test
    void activations() throws Exception {
        Ran ran = Ran.sample("Activations");
        assertEquals("0.25", ran.figure("largest slope of the sigmoid"));
        assertEquals("0.0009765625", ran.figure("five of them at best"));
        assertTrue(ran.number("first layer's gradient over the last's, sigmoid") < 0.001);
        assertTrue(ran.number("first layer's gradient over the last's, ReLU") > 0.1);
        drawn(ran, 2);
    }

    /** Numbers computed by Python's math module. */
    @Test
    void losses() throws Exception {
        Ran ran = Ran.sample("Losses");
        assertEquals("[0.70538451 0.25949646 0.03511903]", ran.figure("cat's probabilities"));
        assertEquals("[0.34901222 6.02058114 0.02474489]", ran.figure("-log, step by step"));
        assertEquals("[0.34901222 6.02058114 0.02474489]", ran.figure("cross-entropy"));
        assertEquals("[0. 1. 0.]", ran.figure("0-1"));
        assertEquals("[5.17900148e-02 6.51714899e-01 3.19949008e-04]", ran.figure("squared"));
        assertEquals("[0.19641032 0.66504783 0.01629416]", ran.figure("absolute"));
        assertEquals("[0. 10. 0.]", ran.figure("hinge"));
        drawn(ran, 1);
    }

    @Test
    void regularization() throws Exception {
        Ran ran = Ran.sample("Regularization");
        assertEquals("1.0", ran.figure("L1 of w1"));
        assertEquals("1.0", ran.figure("L1 of w2"));
        assertEquals("0.5", ran.figure("L2 of w1"));
        assertEquals("0.125", ran.figure("L2 of w2"));
        assertTrue(ran.number("test loss saved by L1") > 0.2);
        assertTrue(ran.number("test loss saved by L2") > 0.2);
        assertTrue(ran.number("weights at 0 under L1") > 300);
        drawn(ran, 1);
    }

    @Test
    void boundaries() throws Exception {
        Ran ran = Ran.sample("Boundaries");
        assertTrue(ran.number("accuracy of one neuron") < 0.8);
        assertTrue(ran.number("accuracy of eight") > 0.99);
        assertTrue(ran.figures().stream().allMatch(Figures.Figure::met), ran.output());
        drawn(ran, 6);
    }

    @Test
    void sixteenAndSixteenNeuronsReadDigits() throws Exception {
        Ran ran = Ran.sample("DigitNet16", "--quick");
        assertEquals("13002", ran.figure("parameters"));
        assertTrue(ran.number("accuracy with squared cost, learned from 10,000 images") > 0.87);
        assertTrue(ran.number("accuracy with cross-entropy cost, learned from 10,000 images") > 0.87);
        drawn(ran, 3);
    }

    @Test
    void sigmoidsReadDigits() throws Exception {
        Ran ran = Ran.sample("MnistSigmoid", "--quick");
        assertTrue(ran.number("test accuracy after 5 epochs of 7,000 images") > 0.8);
        assertTrue(ran.output().contains("Total params: 648,010"), ran.output());
        drawn(ran, 1);
    }

    private static void drawn(Ran ran, int count) throws IOException {
        assertEquals(count, ran.pictures().size(), ran.output());
        for (Path picture : ran.pictures()) {
            assertTrue(ImageIO.read(picture.toFile()).getWidth() > 200, picture::toString);
        }
    }

    /** A sample is read from top to bottom: three lines that say what it shows; less than 120 without the imports. */
    @Test
    void samplesAreShortAndSayWhatTheyShow() throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.list(Path.of(""))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertTrue(sources.size() > 10, sources::toString);
        for (Path source : sources) {
            List<String> lines = Files.readAllLines(source);
            long own =
                    lines.stream().filter(line -> !line.startsWith("import ")).count();
            assertTrue(own < 120, source + " has " + own + " lines beside its imports");
            long header =
                    lines.stream().takeWhile(line -> line.startsWith("// ")).count();
            assertEquals(3, header, source + " has a header of " + header + " lines");
        }
    }

    @Test
    void theReadmeShowsTheSampleAsItIs() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        assertTrue(
                readme.contains("```java\n" + Files.readString(Path.of("Mnist.java")) + "```\n"), "samples/Mnist.java");
    }

    @Test
    void numbersReadAsNumpyPrintsThem() {
        assertEquals("[0.5 1. -2.25]", NumpyText.of(Tensor.of(0.5, 1, -2.25)));
        assertEquals("[0. 1000.]", NumpyText.of(Tensor.of(0, 1000)));
        assertEquals("[[1.00000000e+00 1.00000000e-05]]", NumpyText.of(Tensor.tensor(new double[][] {{1, 1e-5}})));
        assertEquals(
                "0.33333333", NumpyText.of(Tensor.tensor(new double[] {1 / 3.0}).get(0)));
    }
}
