package lanewise.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sets beside MNIST, from small archives made here. */
class OtherSetsTest {
    private static final int RECORD = 3073;

    @TempDir
    private Path root;

    // ---- Fashion-MNIST and KMNIST ----

    @Test
    void aRelativeOfMnistIsReadFromItsOwnFolder() throws IOException {
        Path raw = Files.createDirectories(root.resolve("FashionMNIST/raw"));
        Files.write(raw.resolve("t10k-images-idx3-ubyte"), IdxFiles.raw(3, 2, 28, 28));
        Files.write(raw.resolve("t10k-labels-idx1-ubyte"), IdxFiles.raw(new byte[] {9, 0}, 2));
        FashionMNIST set = new FashionMNIST(root, FashionMNIST.test());
        assertEquals(2, set.size());
        assertEquals("Ankle boot", set.classes().get((int) set.get(0).target().itemLong()));
        assertTrue(set.toString().startsWith("Dataset FashionMNIST\n"), set.toString());
        refused("KMNIST: there is no t10k-images-idx3-ubyte", () -> new KMNIST(root, KMNIST.test()));
        assertEquals(10, new FashionMNIST(root, FashionMNIST.test()).classes().size());

        // Any other file under the archive's name is known by the archive's sum.
        Files.delete(raw.resolve("t10k-images-idx3-ubyte"));
        Files.write(raw.resolve("t10k-images-idx3-ubyte.gz"), IdxFiles.gzip(IdxFiles.raw(3, 2, 28, 28)));
        refused("damaged or another set's", () -> new FashionMNIST(root, FashionMNIST.test()));
        refused(
                "switched off",
                () -> new KMNIST(root, KMNIST.test().download(true).offline(true)));
    }

    @Test
    void imagesWithoutPixelsAreRead() throws IOException {
        Path images = Files.write(root.resolve("images"), IdxFiles.raw(0, 2, 0, 3));
        Path labels = Files.write(root.resolve("labels"), IdxFiles.raw(new byte[] {1, 0}, 2));
        IdxDataset set = new IdxDataset(images, labels, IdxDataset.options().transform(new ToTensor()));
        assertArrayEquals(new int[] {2, 1, 0, 3}, set.getBatch(0, 1).input().shape());
    }

    // ---- EMNIST ----

    @Test
    void lettersComeFromTheArchive() throws IOException {
        RemoteFile archive = zip(
                "gzip/emnist-letters-test-images-idx3-ubyte.gz",
                IdxFiles.gzip(IdxFiles.raw(1, 2, 28, 28)),
                "gzip/emnist-letters-test-labels-idx1-ubyte.gz",
                IdxFiles.gzip(IdxFiles.raw(new byte[] {26, 1}, 2)));
        EMNIST letters = new EMNIST(root, "letters", EMNIST.test(), archive);
        assertEquals(27, letters.classes().size());
        assertEquals("z", letters.classes().get((int) letters.get(0).target().itemLong()));
        assertEquals("a", letters.classes().get((int) letters.get(1).target().itemLong()));
        refused("has no emnist-letters-train-images", () -> new EMNIST(root, "letters", EMNIST.train(), archive));

        // A file outside of the archive comes first.
        Path raw = root.resolve("EMNIST/raw");
        Files.write(raw.resolve("emnist-balanced-train-images-idx3-ubyte"), IdxFiles.raw(1, 1, 28, 28));
        Files.write(raw.resolve("emnist-balanced-train-labels-idx1-ubyte"), IdxFiles.raw(new byte[] {46}, 1));
        EMNIST balanced = new EMNIST(root, "balanced", EMNIST.train(), archive);
        assertEquals(47, balanced.classes().size());
        assertEquals("t", balanced.classes().getLast());

        Files.write(raw.resolve("gzip.zip"), new byte[(int) archive.bytes()]);
        refused("no sound gzip.zip", () -> new EMNIST(root, "letters", EMNIST.test(), archive));
        String message = assertThrows(IllegalArgumentException.class, () -> new EMNIST(root, "capitals", EMNIST.test()))
                .getMessage();
        assertTrue(message.contains("byclass, bymerge"), message);
    }

    private RemoteFile zip(String name0, byte[] content0, String name1, byte[] content1) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name0));
            zip.write(content0);
            zip.putNextEntry(new ZipEntry(name1));
            zip.write(content1);
        }
        Path raw = Files.createDirectories(root.resolve("EMNIST/raw"));
        Files.write(raw.resolve("gzip.zip"), bytes.toByteArray());
        return new RemoteFile("gzip.zip", bytes.size(), Sha256.of(bytes.toByteArray()), List.of());
    }

    // ---- CIFAR-10 ----

    @Test
    void coloursComeFromTheArchive() throws IOException {
        RemoteFile archive = tar(2, 0);
        CIFAR10 train = new CIFAR10(root, CIFAR10.train(), archive, 2);
        assertEquals(10, train.size());
        assertArrayEquals(new int[] {10, 32, 32, 3}, train.data().shape());
        assertArrayEquals(
                new long[] {1, 2, 2, 3, 3, 4, 4, 5, 5, 6}, train.targets().toLongArray());
        Tensor image = train.get(3).input();
        byte[] record = records(2, 2);
        for (int c = 0; c < 3; c++) {
            assertEquals(
                    record[RECORD + 1 + c * 1024 + 33] & 0xff,
                    image.select(0, 1).select(0, 1).select(0, c).to(DType.INT64).itemLong());
        }
        CIFAR10 test = new CIFAR10(root, CIFAR10.test().transform(new ToTensor()), archive, 2);
        assertEquals(2, test.size());
        Tensor float0 = test.get(0).input();
        assertArrayEquals(new int[] {3, 32, 32}, float0.shape());
        Batch batch = new DataLoader(test, DataLoader.batchSize(2)).iterator().next();
        assertArrayEquals(new int[] {2, 3, 32, 32}, batch.input().shape());
        assertArrayEquals(float0.toFloatArray(), batch.input().select(0, 0).toFloatArray());
        assertArrayEquals(
                new int[] {2, 32, 32, 3},
                new CIFAR10(root, CIFAR10.test(), archive, 2)
                        .getBatch(0, 1)
                        .input()
                        .shape());
        assertEquals("truck", test.classes().getLast());
        assertTrue(test.toString().contains("Split: Test"), test.toString());
    }

    @Test
    void damagedArchivesAreRefused() throws IOException {
        RemoteFile whole = tar(2, 0);
        refused("has 6146 bytes, expected 9219", () -> new CIFAR10(root, CIFAR10.test(), whole, 3));
        refused("lacks", () -> new CIFAR10(root, CIFAR10.train(), tarOf("test_batch.bin", records(1, 0)), 1));
        refused("the class 200", () -> {
            byte[] wrong = records(1, 0);
            wrong[0] = (byte) 200;
            new CIFAR10(root, CIFAR10.test(), tarOf("test_batch.bin", wrong), 1);
        });
        RemoteFile cut = tar(2, 5000);
        refused("CIFAR10", () -> new CIFAR10(root, CIFAR10.train(), cut, 2));
        Files.write(root.resolve(whole.name()), new byte[100]);
        refused("no sound cifar-10-binary.tar.gz", () -> new CIFAR10(root, CIFAR10.train(), whole, 2));
        refused("170 MB", () -> new CIFAR10(root, CIFAR10.train()));
    }

    @Test
    void unpackedFilesAreReadAsWell() throws IOException {
        Path folder = Files.createDirectories(root.resolve("cifar-10-batches-bin"));
        Files.write(folder.resolve("test_batch.bin"), records(4, 7));
        assertEquals(4, new CIFAR10(root, CIFAR10.test(), tar(2, 0), 4).size());
        refused("has 12292 bytes, expected 30730000", () -> new CIFAR10(root, CIFAR10.test()));
    }

    private static byte[] records(int n, int seed) {
        byte[] records = new byte[n * RECORD];
        for (int i = 0; i < records.length; i++) {
            records[i] = (byte) (i * 31 + i / 1024 * 7 + seed);
        }
        for (int i = 0; i < n; i++) {
            records[i * RECORD] = (byte) ((seed + i) % 10);
        }
        return records;
    }

    private RemoteFile tar(int perFile, int cut) throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        member(tar, "cifar-10-batches-bin/readme.html", "hello".getBytes(StandardCharsets.UTF_8));
        for (int i = 1; i <= 5; i++) {
            member(tar, "cifar-10-batches-bin/data_batch_" + i + ".bin", records(perFile, i));
        }
        member(tar, "cifar-10-batches-bin/test_batch.bin", records(perFile, 7));
        tar.write(new byte[1024]);
        byte[] bytes = tar.toByteArray();
        return publish(cut == 0 ? bytes : Arrays.copyOf(bytes, cut));
    }

    private RemoteFile tarOf(String name, byte[] content) throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        member(tar, "cifar-10-batches-bin/" + name, content);
        tar.write(new byte[1024]);
        return publish(tar.toByteArray());
    }

    private RemoteFile publish(byte[] tar) throws IOException {
        byte[] archive = IdxFiles.gzip(tar);
        Files.write(root.resolve("cifar-10-binary.tar.gz"), archive);
        return new RemoteFile("cifar-10-binary.tar.gz", archive.length, Sha256.of(archive), List.of());
    }

    private static void member(ByteArrayOutputStream tar, String name, byte[] content) {
        byte[] header = new byte[512];
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, header, 0, text.length);
        byte[] size = "%011o ".formatted(content.length).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(size, 0, header, 124, size.length);
        tar.writeBytes(header);
        tar.writeBytes(content);
        tar.writeBytes(new byte[(512 - content.length % 512) % 512]);
    }

    private interface Code {
        void run() throws IOException;
    }

    private static void refused(String part, Code code) {
        String message = assertThrows(UncheckedIOException.class, code::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
