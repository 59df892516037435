package lanewise.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The set on small files of its own form, and on the real ones where they are at hand. */
class MNISTTest {
    private static final Transform USUAL = new Compose(new ToTensor(), new Normalize(0.1307f, 0.3081f));
    private static final byte[] IMAGES = IdxFiles.raw(images(50), 50, 28, 28);
    private static final byte[] LABELS = IdxFiles.raw(labels(50), 50);
    /** By file name, compressed. */
    private static final Map<String, byte[]> PUBLISHED = Map.of(
            "train-images-idx3-ubyte.gz", IdxFiles.gzip(IMAGES),
            "train-labels-idx1-ubyte.gz", IdxFiles.gzip(LABELS),
            "t10k-images-idx3-ubyte.gz", IdxFiles.gzip(IdxFiles.raw(images(20), 20, 28, 28)),
            "t10k-labels-idx1-ubyte.gz", IdxFiles.gzip(IdxFiles.raw(labels(20), 20)));

    @TempDir
    Path root;

    // ---- samples ----

    @Test
    void samplesAsPyTorchGivesThem() {
        MNIST set = set(MNIST.train());
        assertEquals(50, set.size());
        Sample sample = set.get(3);
        assertEquals(DType.UINT8, sample.input().dtype());
        assertArrayEquals(new int[] {28, 28}, sample.input().shape());
        assertArrayEquals(
                Arrays.copyOfRange(IMAGES, 16 + 3 * 784, 16 + 4 * 784),
                sample.input().toByteArray());
        assertEquals(DType.INT64, sample.target().dtype());
        assertEquals(0, sample.target().dim());
        assertEquals(3, sample.target().itemLong());
        assertArrayEquals(new int[] {50, 28, 28}, set.data().shape());
        assertArrayEquals(new int[] {50}, set.targets().shape());
        assertEquals("9 - nine", set.classes().get(9));
        assertThrows(IndexOutOfBoundsException.class, () -> set.get(50));
        assertThrows(IndexOutOfBoundsException.class, () -> set.getBatch(1, 50));
        // A sample is the caller's own.
        set.get(3).input().fill_(7);
        assertArrayEquals(sample.input().toByteArray(), set.get(3).input().toByteArray());
    }

    @Test
    void batchesHaveTheBitsOfTheirSamples() {
        Transform kept = new Compose(USUAL, Lambda.deterministic(x -> x.mul(2).narrow(1, 3, 20)));
        for (Transform transform : List.of(USUAL, kept, new ToTensor(), new Compose())) {
            MNIST set = set(MNIST.train().transform(transform));
            assertTrue(set.canBatch());
            int[] indices = {49, 0, 7, 7, 23};
            Batch batch = set.getBatch(indices);
            for (int i = 0; i < indices.length; i++) {
                Tensor byHand =
                        transform.apply(set(MNIST.train()).get(indices[i]).input());
                assertEquals(byHand.dtype(), batch.input().dtype());
                assertArrayEquals(byHand.shape(), batch.input().select(0, i).shape());
                assertArrayEquals(
                        byHand.toFloatArray(), batch.input().select(0, i).toFloatArray());
                assertArrayEquals(
                        byHand.toFloatArray(), set.get(indices[i]).input().toFloatArray());
            }
            assertArrayEquals(new long[] {9, 0, 7, 7, 3}, batch.target().toLongArray());
        }
    }

    @Test
    void keptResultsCannotBeSpoilt() {
        MNIST set = set(MNIST.train().transform(new Compose(USUAL, Lambda.deterministic(x -> x.mul(2)))));
        float[] before = set.get(4).input().toFloatArray();
        set.get(4).input().zero_();
        set.getBatch(4).input().zero_();
        assertArrayEquals(before, set.get(4).input().toFloatArray());
    }

    @Test
    void aDeterministicTransformRunsOnceForEachSample() {
        AtomicInteger runs = new AtomicInteger();
        MNIST set = set(MNIST.train().transform(Lambda.deterministic(x -> {
            runs.incrementAndGet();
            return x.to(DType.FLOAT32);
        })));
        DataLoader loader = new DataLoader(set, DataLoader.batchSize(8));
        for (int epoch = 0; epoch < 3; epoch++) {
            loader.forEach(batch -> {});
        }
        // One more look at the first sample told the shape.
        assertEquals(51, runs.get());
    }

    @Test
    void anyOtherTransformRunsEachTime() {
        AtomicInteger runs = new AtomicInteger();
        MNIST set = set(MNIST.train().transform(new Lambda(x -> {
            runs.incrementAndGet();
            return x.to(DType.FLOAT32);
        })));
        assertFalse(set.canBatch());
        assertThrows(UnsupportedOperationException.class, () -> set.getBatch(0));
        DataLoader loader = new DataLoader(set, DataLoader.batchSize(8).numWorkers(2));
        for (int epoch = 0; epoch < 3; epoch++) {
            List<Integer> sizes = new ArrayList<>();
            loader.forEach(batch -> sizes.add(batch.size()));
            assertEquals(List.of(8, 8, 8, 8, 8, 8, 2), sizes);
        }
        assertEquals(150, runs.get());
    }

    @Test
    void aTargetTransformIsObeyed() {
        MNIST set = set(MNIST.train().transform(USUAL).targetTransform(t -> t.add(100)));
        Batch batch = new DataLoader(set, DataLoader.batchSize(3)).iterator().next();
        assertArrayEquals(new long[] {100, 101, 102}, batch.target().toLongArray());
    }

    @Test
    void aTransformThatLiesIsFoundOut() {
        Transform liar = new Transform() {
            @Override
            public Tensor apply(Tensor x) {
                return new ToTensor().apply(x.transpose(0, 1));
            }

            @Override
            public boolean deterministic() {
                return true;
            }

            @Override
            public boolean pointwise() {
                return true;
            }
        };
        assertThrows(IllegalArgumentException.class, () -> set(MNIST.train().transform(liar)));
    }

    @Test
    void printsAsTorchvision() {
        assertEquals("""
            Dataset MNIST
                Number of datapoints: 50
                Root location: embedded
                Split: Train
                StandardTransform
            Transform: Compose(
                           ToTensor()
                           Normalize(mean=(0.1307,), std=(0.3081,))
                       )\
            """, set(MNIST.train().transform(USUAL)).toString());
    }

    // ---- files ----

    @Test
    void readsTorchvisionsFolderAndAFlatOneRawAndCompressed() throws IOException {
        Path raw = Files.createDirectories(root.resolve("a/MNIST/raw"));
        Files.write(raw.resolve("train-images-idx3-ubyte"), IMAGES);
        Files.write(raw.resolve("train-labels-idx1-ubyte.gz"), PUBLISHED.get("train-labels-idx1-ubyte.gz"));
        assertEquals(50, open(root.resolve("a"), MNIST.train(), List.of()).size());
        writeAll(root.resolve("b"));
        assertEquals(50, open(root.resolve("b"), MNIST.train(), List.of()).size());
        assertEquals(20, open(root.resolve("b"), MNIST.test(), List.of()).size());
        // Nothing to fetch: no mirror is needed.
        assertEquals(
                20,
                open(root.resolve("b"), MNIST.test().download(true), List.of()).size());
    }

    @Test
    void absenceIsExplained() {
        String message = assertThrows(UncheckedIOException.class, () -> new MNIST(root, MNIST.train()))
                .getMessage();
        for (String part :
                List.of("train-images-idx3-ubyte.gz", root.resolve("MNIST/raw").toString(), "download(true)")) {
            assertTrue(message.contains(part), message);
        }
        message = assertThrows(
                        UncheckedIOException.class,
                        () -> new MNIST(root, MNIST.train().download(true).offline(true)))
                .getMessage();
        assertTrue(message.contains("switched off") && message.contains("sha256 440f"), message);
    }

    @Test
    void damageIsExplained() throws IOException {
        writeAll(root);
        byte[] damaged = IMAGES.clone();
        damaged[1000] ^= 1;
        Files.write(root.resolve("train-images-idx3-ubyte.gz"), IdxFiles.gzip(damaged));
        String message = assertThrows(UncheckedIOException.class, () -> open(root, MNIST.train(), List.of()))
                .getMessage();
        assertTrue(message.contains("train-images-idx3-ubyte.gz is damaged"), message);
        // The real set is known by its content, not by its names.
        assertThrows(UncheckedIOException.class, () -> new MNIST(root, MNIST.train()));
    }

    @Test
    void downloadsWhatIsMissingOrDamaged() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            byte[] body = PUBLISHED.get(exchange.getRequestURI().getPath().substring(1));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            List<URI> mirrors =
                    List.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
            assertEquals(50, open(root, MNIST.train().download(true), mirrors).size());
            assertEquals(2, requests.get());
            assertTrue(Files.exists(root.resolve("MNIST/raw/train-images-idx3-ubyte.gz")));
            assertEquals(50, open(root, MNIST.train().download(true), mirrors).size());
            assertEquals(2, requests.get());
            Files.write(root.resolve("MNIST/raw/train-labels-idx1-ubyte"), IdxFiles.raw(5, 50));
            Files.write(root.resolve("MNIST/raw/train-labels-idx1-ubyte.gz"), new byte[10]);
            assertEquals(50, open(root, MNIST.train().download(true), mirrors).size());
            assertEquals(3, requests.get());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void setsThatAreNotDigitsAreSentElsewhere() throws IOException {
        byte[] wide = IdxFiles.raw(1, 3, 28, 30);
        byte[] three = IdxFiles.raw(labels(3), 3);
        assertMessage("28×30", () -> MNIST.of(in(wide), in(three), MNIST.train()));
        byte[] images = IdxFiles.raw(images(3), 3, 28, 28);
        byte[] high = IdxFiles.raw(new byte[] {1, 2, 77}, 3);
        assertMessage("77", () -> MNIST.of(in(images), in(high), MNIST.train()));
        assertMessage("one set", () -> MNIST.of(in(images), in(LABELS), MNIST.train()));
        assertMessage("one set", () -> MNIST.of(in(three), in(images), MNIST.train()));
        Path a = Files.write(root.resolve("a"), wide);
        Path b = Files.write(root.resolve("b"), high);
        IdxDataset any = new IdxDataset(
                a, b, IdxDataset.options().transform(new ToTensor()).classes(List.of("x", "y")));
        assertEquals(77, any.get(2).target().itemLong());
        assertArrayEquals(new int[] {2, 1, 28, 30}, any.getBatch(0, 2).input().shape());
        assertEquals(List.of("x", "y"), any.classes());
    }

    @Test
    void anImageMayBeSmallerThanTheTable() throws IOException {
        Path a = Files.write(root.resolve("a"), IdxFiles.raw(9, 40, 3, 3));
        Path b = Files.write(root.resolve("b"), IdxFiles.raw(labels(40), 40));
        IdxDataset set = new IdxDataset(a, b, IdxDataset.options().transform(USUAL));
        int[] all = IntStream.range(0, 40).toArray();
        Tensor batch = set.getBatch(all).input();
        for (int i : all) {
            assertArrayEquals(
                    set.get(i).input().toFloatArray(), batch.select(0, i).toFloatArray());
        }
    }

    @Test
    void theRealFiles() {
        Path shared = Path.of("../../shared/data/mnist");
        assumeTrue(Files.isDirectory(shared), "skipped: " + shared + " is not there");
        MNIST test = new MNIST(shared, MNIST.test().download(true).transform(USUAL));
        assertEquals(10_000, test.size());
        assertArrayEquals(
                new long[] {7, 2, 1, 0, 4, 1, 4, 9, 5, 9},
                Arrays.copyOf(test.targets().toLongArray(), 10));
        Batch batch = test.getBatch(IntStream.range(0, 10_000).toArray());
        assertArrayEquals(new int[] {10_000, 1, 28, 28}, batch.input().shape());
        assertArrayEquals(
                test.get(4321).input().toFloatArray(),
                batch.input().select(0, 4321).toFloatArray());
        double sum = 0;
        for (float v : batch.input().toFloatArray()) {
            sum += v;
        }
        // Normalised by the mean of the training images.
        assertEquals(0, sum / batch.input().numel(), 0.02);
    }

    @Test
    void theEmbeddedPart() throws IOException {
        Path folder = Path.of("../samples/src/main/resources/lanewise/samples/mnist");
        assumeTrue(Files.isDirectory(folder), "skipped: " + folder + " is not there");
        for (String part : List.of("train", "t10k")) {
            try (var images = Files.newInputStream(folder.resolve(part + "-images-idx3-ubyte.gz"));
                    var labels = Files.newInputStream(folder.resolve(part + "-labels-idx1-ubyte.gz"))) {
                MNIST set = MNIST.of(images, labels, MNIST.train());
                assertEquals(part.equals("train") ? 10_000 : 2_000, set.size());
                int[] times = new int[10];
                Arrays.stream(set.targets().toIntArray()).forEach(digit -> times[digit]++);
                int least = set.size() / 10 * 7 / 10;
                assertTrue(Arrays.stream(times).allMatch(t -> t > least), () -> Arrays.toString(times));
            }
        }
    }

    private static MNIST set(MNIST.Options options) {
        return MNIST.of(in(IMAGES), in(LABELS), options);
    }

    private static ByteArrayInputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    /** Opens a set that was published as {@link #PUBLISHED} at these mirrors. */
    private static MNIST open(Path folder, MNIST.Options options, List<URI> mirrors) {
        MnistFiles files = new MnistFiles(
                "MNIST",
                part("train-images-idx3-ubyte.gz", mirrors),
                part("train-labels-idx1-ubyte.gz", mirrors),
                part("t10k-images-idx3-ubyte.gz", mirrors),
                part("t10k-labels-idx1-ubyte.gz", mirrors));
        return new MNIST(folder, options, files);
    }

    private static MnistFiles.Part part(String name, List<URI> mirrors) {
        byte[] archive = PUBLISHED.get(name);
        try {
            return new MnistFiles.Part(
                    new RemoteFile(name, archive.length, Sha256.of(archive), mirrors),
                    Sha256.of(Gunzip.inflate(archive)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeAll(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : PUBLISHED.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    /** Pixels of all values, no two images equal, none symmetric. */
    private static byte[] images(int n) {
        byte[] pixels = new byte[n * 784];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 7 + i / 784 * 13 + i / 28 % 28 * 3);
        }
        return pixels;
    }

    private static byte[] labels(int n) {
        byte[] digits = new byte[n];
        for (int i = 0; i < n; i++) {
            digits[i] = (byte) (i % 10);
        }
        return digits;
    }

    private static void assertMessage(String part, Executable code) {
        String message = assertThrows(IllegalArgumentException.class, code).getMessage();
        assertTrue(message.contains(part), message);
    }
}
