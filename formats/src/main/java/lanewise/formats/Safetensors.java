package lanewise.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import lanewise.tensor.Tensor;

/**
 * Reads and writes {@code safetensors}, the format in which most published weights travel.
 *
 * <p>{@snippet :
 * Safetensors.save(model.stateDict(), Path.of("model.safetensors"));
 * model.loadStateDict(Safetensors.load(Path.of("model.safetensors")));
 * }
 *
 * <p>A file is eight bytes with the length of the header, the header (JSON: name, dtype, shape and byte range of every
 * tensor), and the bytes. float32, float64, int64, int32, uint8 and bool are read as they are, float16 and bfloat16
 * become float32; tensors of other types are refused by name. Reading maps the file into memory and copies what is
 * wanted, so a file larger than the heap is no obstacle as long as the wanted part fits.
 *
 * <p>The header is not trusted: its length (at most 100 MB and the file's own), encoding, keys, shapes and byte ranges
 * are checked, and the ranges must cover the rest of the file exactly once, before any tensor is made.
 *
 * <p>Source: <a href="https://github.com/huggingface/safetensors#format">the format's description</a>.
 */
public final class Safetensors {

    /** The longest header that the format's own library takes. */
    static final long MAX_HEADER = 100_000_000;

    private Safetensors() {}

    /**
     * Reads all tensors, in the order of the header.
     *
     * @throws IllegalArgumentException if the file is not valid, or a tensor has a type that lanewise does not have
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Map<String, Tensor> load(Path file) {
        return load(file, _ -> true);
    }

    /**
     * Reads the tensors whose names {@code wanted} accepts, and only their part of the file; see {@link #load(Path)}.
     */
    public static Map<String, Tensor> load(Path file, Predicate<String> wanted) {
        return open(file, (bytes, header) -> {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (SafetensorsHeader.Entry entry : header.entries()) {
                if (wanted.test(entry.name())) {
                    tensors.put(entry.name(), tensor(file, bytes, header.dataStart(), entry));
                }
            }
            return tensors;
        });
    }

    /**
     * Reads the free text under {@code __metadata__}, empty if there is none; see {@link #load(Path)} for what is
     * thrown.
     */
    public static Map<String, String> metadata(Path file) {
        return open(file, (_, header) -> header.metadata());
    }

    /** The same as {@link #save(Map, Path, Map)} without metadata. */
    public static void save(Map<String, ? extends Tensor> tensors, Path file) {
        save(tensors, file, Map.of());
    }

    /**
     * Writes tensors, or leaves a file of that name as it is: see {@link AtomicFiles}. Tensors that share memory are
     * each written in full. The bytes depend on nothing but names, values and metadata, and are those of the format's
     * own library.
     *
     * @param tensors what to write, by name
     * @param file where to
     * @param metadata free text, such as {@code Map.of("format", "pt")}
     * @throws IllegalArgumentException if a tensor is named {@code __metadata__}, or a name is no valid Unicode
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void save(Map<String, ? extends Tensor> tensors, Path file, Map<String, String> metadata) {
        Map<String, Tensor> ordered = SafetensorsHeader.ordered(tensors);
        byte[] header = SafetensorsHeader.write(ordered, metadata);
        AtomicFiles.write(file, out -> {
            ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            writeFully(out, length.putLong(0, header.length));
            writeFully(out, ByteBuffer.wrap(header));
            for (Tensor tensor : ordered.values()) {
                Elements.write(tensor, bytes -> writeFully(out, bytes));
            }
        });
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /** What is done with an open file. */
    @FunctionalInterface
    private interface Action<T> {
        T apply(MemorySegment bytes, SafetensorsHeader header) throws IOException;
    }

    private static <T> T open(Path file, Action<T> action) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            long size = channel.size();
            if (size < 8) {
                throw invalid(file, "expected at least 8 bytes with the length of the header; the file has " + size);
            }
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
            long length = bytes.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0);
            if (length < 0 || length > MAX_HEADER || length > size - 8) {
                throw invalid(
                        file,
                        "expected a header of at most " + Math.min(MAX_HEADER, size - 8) + " bytes; its length says "
                                + Long.toUnsignedString(length) + "; is the file cut off, or of another format?");
            }
            ByteBuffer text = bytes.asSlice(8, length).asByteBuffer();
            return action.apply(bytes, SafetensorsHeader.read(file, text, size - 8 - length));
        } catch (IOException e) {
            throw new UncheckedIOException("Safetensors: reading " + file + " failed: " + e, e);
        } catch (InternalError e) {
            // How the JDK reports that a mapped page is gone.
            throw new UncheckedIOException("Safetensors: " + file + " was cut while it was read", new IOException(e));
        }
    }

    private static Tensor tensor(Path file, MemorySegment bytes, long dataStart, SafetensorsHeader.Entry entry)
            throws IOException {
        Elements type = SafetensorsHeader.elements(file, entry);
        long[] at = {dataStart + entry.begin()};
        int count = (int) ((entry.end() - entry.begin()) / type.bytes);
        Elements.Source source = n -> {
            ByteBuffer chunk = bytes.asSlice(at[0], n).asByteBuffer();
            at[0] += n;
            return chunk;
        };
        return type.read(source, count, Elements.shape(entry.shape()));
    }

    static IllegalArgumentException invalid(Path file, String fault) {
        return new IllegalArgumentException("Safetensors: " + file + " is not valid: " + fault);
    }
}
