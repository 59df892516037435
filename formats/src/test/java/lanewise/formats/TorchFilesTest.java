package lanewise.formats;

import static lanewise.formats.SafetensorsTest.resource;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lanewise.nn.Flatten;
import lanewise.nn.Linear;
import lanewise.nn.Sequential;
import lanewise.nn.Tanh;
import lanewise.optim.Adam;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class TorchFilesTest {

    @TempDir
    Path folder;

    @Test
    void readsEveryTypeWrittenByPyTorch() {
        SafetensorsTest.checkTypes(TorchFiles.load(resource("types.pt")));
    }

    @Test
    void viewsShareTheirMemory() {
        Map<String, Tensor> all = TorchFiles.load(resource("views.pt"));
        Tensor whole = all.get("whole");
        for (String name : List.of("transposed", "part", "every_other", "expanded")) {
            assertTrue(whole.sharesStorage(all.get(name)), name);
        }
        assertArrayEquals(new int[] {6, 4}, all.get("transposed").shape());
        assertArrayEquals(
                whole.t().contiguous().toFloatArray(), all.get("transposed").toFloatArray());
        assertArrayEquals(
                new float[] {1, 1.25f, 1.5f, 2.5f, 2.75f, 3}, all.get("part").toFloatArray());
        assertArrayEquals(
                new float[] {-1, -0.5f, 0, 0.5f, 1, 1.5f, 2, 2.5f, 3, 3.5f, 4, 4.5f},
                all.get("every_other").toFloatArray());
        assertArrayEquals(new float[] {-1, -1, -1}, all.get("expanded").toFloatArray());
        assertArrayEquals(new float[] {-1, -0.75f}, all.get("parameter").toFloatArray());
    }

    @Test
    void readsPlainValues() {
        Map<String, Object> all = TorchFiles.loadMap(resource("plain.pt"));
        assertNull(all.get("nothing"));
        assertTrue(all.containsKey("nothing"));
        assertEquals(true, all.get("yes"));
        assertEquals(false, all.get("no"));
        assertEquals(3L, all.get("int"));
        assertEquals(1L << 40, all.get("big"));
        assertEquals(-(1L << 33), all.get("negative"));
        assertEquals(0.1, all.get("float"));
        assertEquals("naïve 日本", all.get("text"));
        assertEquals(List.of(1L, List.of(2.0, "x")), all.get("list"));
        assertEquals(List.of(0.9, 0.999), all.get("tuple"));
        assertEquals(List.of(2L, 3L), all.get("size"));
        Map<?, ?> inner = (Map<?, ?>) all.get("dict");
        assertEquals(1.0, ((Tensor) ((Map<?, ?>) inner.get(0L)).get("step")).item());
        assertEquals(
                Set.of(1L, 2L), TorchFiles.loadMap(resource("protocol4.pt")).get("set"));
    }

    @Test
    void refusesWhatItDoesNotBuildByName() throws IOException {
        refused("old.pt", "before 1.6");
        refused("model.pt", "torch.nn.modules.linear.Linear");
        refused("complex.pt", "torch.ComplexFloatStorage");
        refused("int16.pt", "torch.ShortStorage");
        refused("net.safetensors", "zip archive");
        assertThrows(UncheckedIOException.class, () -> TorchFiles.load(folder.resolve("absent.pt")));
        Path empty = Files.createFile(folder.resolve("empty.pt"));
        assertThrows(IllegalArgumentException.class, () -> TorchFiles.load(empty));
        var e = assertThrows(IllegalArgumentException.class, () -> TorchFiles.load(resource("adam.pt")));
        assertTrue(e.getMessage().contains("'state'"), e.getMessage());
    }

    private static void refused(String name, String word) {
        var e = assertThrows(IllegalArgumentException.class, () -> TorchFiles.read(resource(name)));
        assertTrue(e.getMessage().contains(word), e.getMessage());
    }

    private static Sequential net() {
        return new Sequential(new Flatten(), new Linear(16, 5), new Tanh(), new Linear(5, 3));
    }

    private static void close(String what, Tensor expected, Tensor actual, double tolerance) {
        assertArrayEquals(expected.shape(), actual.shape(), what);
        double[] a = expected.toDoubleArray();
        double[] b = actual.toDoubleArray();
        for (int i = 0; i < a.length; i++) {
            assertEquals(a[i], b[i], tolerance, what + "[" + i + "]");
        }
    }

    @Test
    void aNetworkOfPyTorchComputesTheSameHere() {
        Map<String, Tensor> io = TorchFiles.load(resource("net_io.pt"));
        for (Map<String, Tensor> state :
                List.of(TorchFiles.load(resource("net.pt")), Safetensors.load(resource("net.safetensors")))) {
            Sequential net = net();
            net.loadStateDict(state);
            net.eval();
            close("y", io.get("y"), net.forward(io.get("x")), 1e-5);
        }
    }

    @Test
    void anOptimizerOfPyTorchGoesOnHere() throws IOException {
        Sequential net = net();
        Adam adam = new Adam(net.parameters(), Adam.lr(0.5));
        net.loadStateDict(TorchFiles.load(resource("net.pt")));
        adam.loadStateDict(TorchFiles.loadMap(resource("adam.pt")));
        assertEquals(0.01, adam.paramGroups().getFirst().lr());
        Path file = folder.resolve("again.pt");
        TorchFiles.save(adam.stateDict(), file);
        Adam again = new Adam(net.parameters(), Adam.lr(0.5));
        again.loadStateDict(TorchFiles.loadMap(file));
        Tensor x = TorchFiles.load(resource("net_io.pt")).get("x");
        net.forward(x).pow(2).sum().backward();
        again.step();
        Map<String, Tensor> next = TorchFiles.load(resource("net_next.pt"));
        net.stateDict().forEach((name, value) -> close(name, next.get(name), value, 1e-5));
    }

    @Test
    void writesWhatItReads() throws IOException {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("t", Tensor.arange(6).reshape(2, 3).t());
        inner.put("none", null);
        inner.put("long", Long.MIN_VALUE);
        inner.put("double", Double.MIN_VALUE);
        inner.put("truth", List.of(true, false));
        inner.put("empty", Tensor.zeros(2, 0, 3));
        inner.put("number", Tensor.tensor(2.5));
        Map<Object, Object> all = new LinkedHashMap<>();
        all.put(7, inner);
        all.put("list", Arrays.asList(1, null, "naïve ☃", List.of(), Map.of()));
        Path file = folder.resolve("a.pt");
        TorchFiles.save(all, file);
        byte[] once = Files.readAllBytes(file);
        Map<?, ?> read = (Map<?, ?>) TorchFiles.read(file);
        Map<?, ?> back = (Map<?, ?>) read.get(7L);
        assertArrayEquals(new long[] {0, 3, 1, 4, 2, 5}, ((Tensor) back.get("t")).toLongArray());
        assertArrayEquals(new int[] {2, 0, 3}, ((Tensor) back.get("empty")).shape());
        assertEquals(Long.MIN_VALUE, back.get("long"));
        assertEquals(Double.MIN_VALUE, back.get("double"));
        assertEquals(List.of(true, false), back.get("truth"));
        assertEquals(Arrays.asList(1L, null, "naïve ☃", List.of(), Map.of()), read.get("list"));
        TorchFiles.save(read, file);
        assertArrayEquals(once, Files.readAllBytes(file), "the same content is the same file");
    }

    /** What check_files.py, run by hand, reads with PyTorch: {@code -Dlanewise.writeForPython=FOLDER}. */
    @Test
    @EnabledIfSystemProperty(named = "lanewise.writeForPython", matches = ".+")
    void writesForPython() {
        Path out = Path.of(System.getProperty("lanewise.writeForPython"));
        Map<String, Tensor> types = TorchFiles.load(resource("types.pt"));
        TorchFiles.save(types, out.resolve("out.pt"));
        Safetensors.save(types, out.resolve("out.safetensors"), Map.of("format", "pt"));
        Sequential net = net();
        Adam adam = new Adam(net.parameters());
        net.loadStateDict(TorchFiles.load(resource("net.pt")));
        adam.loadStateDict(TorchFiles.loadMap(resource("adam.pt")));
        TorchFiles.save(net.stateDict(), out.resolve("net.pt"));
        TorchFiles.save(adam.stateDict(), out.resolve("adam.pt"));
        assertTrue(Files.exists(out.resolve("adam.pt")));
    }

    @Test
    void refusesToWriteOtherThings() {
        Path file = folder.resolve("x.pt");
        assertThrows(IllegalArgumentException.class, () -> TorchFiles.save(Map.of("a", new StringBuilder()), file));
        List<Object> own = new java.util.ArrayList<>();
        own.add(own);
        assertThrows(IllegalArgumentException.class, () -> TorchFiles.save(own, file));
        assertTrue(Files.notExists(file));
    }
}
