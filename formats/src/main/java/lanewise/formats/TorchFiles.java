package lanewise.formats;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipException;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the files of {@code torch.save}, {@code .pt} and {@code .pth}, without Python.
 *
 * <p>{@snippet :
 * model.loadStateDict(TorchFiles.load(Path.of("model.pt")));           // torch.save(model.state_dict(), "model.pt")
 * optimizer.loadStateDict(TorchFiles.loadMap(Path.of("optimizer.pt"))); // torch.save(optimizer.state_dict(), …)
 * TorchFiles.save(model.stateDict(), Path.of("back.pt"));              // torch.load("back.pt", weights_only=True)
 * }
 *
 * <p>Such a file is a zip archive with a pickle, a small program that builds objects, and the bytes of the tensors. A
 * pickle can ask for anything, so this reader builds nothing but tensors, parameters (read as tensors), dicts, ordered
 * dicts, lists, tuples, sets, text, whole and floating numbers, truth values and None; whatever else is asked for is
 * refused by name. A whole saved model ({@code torch.save(model)}) is therefore refused; save its {@code state_dict()}.
 *
 * <p>In Java these are {@link Tensor}, {@link Map}, {@link java.util.List} (tuples: unmodifiable),
 * {@link java.util.Set}, {@link String}, {@link Long}, {@link Double}, {@link Boolean} and {@code null}. float16 and
 * bfloat16 become float32. Tensors that share memory in the file share it here, strides and all; where they were
 * ({@code cuda:0}) does not matter. The format that PyTorch wrote before 1.6, without a zip archive, is not read.
 *
 * <p>Source: <a href="https://pytorch.org/docs/stable/notes/serialization.html">Serialization semantics</a>.
 */
public final class TorchFiles {

    private TorchFiles() {}

    /**
     * Reads a dict of tensors: what {@code torch.save(model.state_dict(), file)} wrote.
     *
     * @return the tensors by name, in the file's order
     * @throws IllegalArgumentException if the file is not valid, asks for something not allowed, or holds something
     *     else than tensors by name
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Map<String, Tensor> load(Path file) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> entry : loadMap(file).entrySet()) {
            if (!(entry.getValue() instanceof Tensor tensor)) {
                throw new IllegalArgumentException(
                        "TorchFiles.load: " + file + " holds something else than a tensor under "
                                + SafetensorsHeader.shown(entry.getKey())
                                + "; read it with loadMap and take the part that is the state dict");
            }
            tensors.put(entry.getKey(), tensor);
        }
        return tensors;
    }

    /**
     * Reads a dict with text as keys, such as an optimizer's state or a checkpoint of several parts; see {@link #load}.
     *
     * @throws IllegalArgumentException also if the file holds no dict, or one with other keys
     */
    public static Map<String, @Nullable Object> loadMap(Path file) {
        if (!(read(file) instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("TorchFiles.loadMap: " + file + " holds no dict; use TorchFiles.read");
        }
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException(
                        "TorchFiles.loadMap: " + file + " holds a dict whose keys are not text; use TorchFiles.read");
            }
            named.put(name, value);
        });
        return named;
    }

    /** Reads whatever the file holds; see {@link #load} for what is thrown. */
    public static @Nullable Object read(Path file) {
        try {
            refuseOtherFormats(file);
            try (TorchArchive archive = new TorchArchive(file)) {
                return new Unpickler(file, archive).run(archive.pickle());
            }
        } catch (ZipException e) {
            throw invalid(file, "it is no whole zip archive: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("TorchFiles: reading " + file + " failed: " + e, e);
        }
    }

    /**
     * Writes what {@code torch.load(file, weights_only=True)} reads, or leaves a file of that name as it is: see {@link
     * AtomicFiles}. The bytes depend on nothing but {@code value}. Tensors that share memory are each written in full.
     *
     * @param value a tensor, map, list, text, number, truth value or null, containers nested up to 100 deep
     * @throws IllegalArgumentException if something else is among them
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void save(@Nullable Object value, Path file) {
        Pickler pickler = new Pickler();
        byte[] pickle = pickler.run(value);
        AtomicFiles.write(file, out -> TorchArchive.write(out, pickle, pickler.tensors()));
    }

    private static void refuseOtherFormats(Path file) throws IOException {
        byte[] start = new byte[8];
        int count;
        try (InputStream in = Files.newInputStream(file)) {
            count = in.readNBytes(start, 0, start.length);
        }
        if (count >= 2 && start[0] == 'P' && start[1] == 'K') {
            return;
        }
        if (count >= 2 && start[0] == (byte) 0x80) {
            throw invalid(
                    file,
                    "it is a bare pickle, as PyTorch wrote before 1.6; with Python, torch.save(torch.load(file), file)"
                            + " writes it in today's format");
        }
        throw invalid(
                file,
                "expected a zip archive; it begins with "
                        + HexFormat.ofDelimiter(" ").formatHex(Arrays.copyOf(start, count)));
    }

    static IllegalArgumentException invalid(Path file, String fault) {
        return new IllegalArgumentException("TorchFiles: " + file + " is not valid: " + fault);
    }
}
