package lanewise.formats;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import lanewise.tensor.Tensor;

/**
 * The zip archive around a pickle: {@code name/data.pkl}, {@code name/data/0}, {@code name/data/1}, …
 *
 * <p>Nothing is unpacked to the disk. PyTorch never compresses, so compressed entries are refused, and all that is read
 * together may not be more than the file is long: neither compression nor overlapping entries can make a small file
 * large.
 */
final class TorchArchive implements Closeable {

    /** A pickle of a hundred thousand tensors takes some ten megabytes. */
    private static final int MAX_PICKLE = 1 << 26;

    private static final int MAX_ENTRIES = 1 << 20;
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Path file;
    private final ZipFile zip;
    private final String folder;
    private final byte[] buffer = new byte[1 << 18];
    private long budget;

    TorchArchive(Path file) throws IOException {
        this.file = file;
        this.budget = Files.size(file);
        ZipFile opened = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        try {
            this.folder = folder(file, opened);
            this.zip = opened;
            checkByteOrder();
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** The folder in which {@code data.pkl} lies, with its slash. */
    private static String folder(Path file, ZipFile zip) {
        if (zip.size() > MAX_ENTRIES) {
            throw TorchFiles.invalid(file, "it has " + zip.size() + " entries, more than " + MAX_ENTRIES);
        }
        Map<String, Boolean> seen = new HashMap<>();
        String folder = null;
        boolean script = false;
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = entry.getName();
            if (name.startsWith("/")
                    || name.contains("\\")
                    || name.contains("\0")
                    || ("/" + name + "/").contains("/../")
                    || seen.put(name, true) != null) {
                throw TorchFiles.invalid(
                        file, "it has an entry twice, or one that points elsewhere: " + SafetensorsHeader.shown(name));
            }
            script |= name.endsWith("/constants.pkl");
            if (name.endsWith("/data.pkl") && name.indexOf('/') == name.length() - "/data.pkl".length()) {
                if (folder != null) {
                    throw TorchFiles.invalid(file, "it has two entries data.pkl");
                }
                folder = name.substring(0, name.indexOf('/') + 1);
            }
        }
        if (script) {
            throw TorchFiles.invalid(
                    file, "it is a TorchScript archive, which holds code; save the state_dict instead");
        }
        if (folder == null) {
            throw TorchFiles.invalid(file, "there is no entry data.pkl, so torch.save did not write it");
        }
        return folder;
    }

    private void checkByteOrder() throws IOException {
        ZipEntry entry = zip.getEntry(folder + "byteorder");
        if (entry != null) {
            String order = new String(bytes(entry, 16), StandardCharsets.US_ASCII);
            if (!order.equals("little")) {
                throw TorchFiles.invalid(file, "expected the byte order little; got " + SafetensorsHeader.shown(order));
            }
        }
    }

    /** The program that builds the value. */
    byte[] pickle() throws IOException {
        return bytes(zip.getEntry(folder + "data.pkl"), MAX_PICKLE);
    }

    private byte[] bytes(ZipEntry entry, int most) throws IOException {
        check(entry);
        if (entry.getSize() > most) {
            throw TorchFiles.invalid(
                    file,
                    SafetensorsHeader.shown(entry.getName()) + " has " + entry.getSize() + " bytes; the limit is "
                            + most);
        }
        byte[] bytes = new byte[(int) entry.getSize()];
        try (Content content = new Content(entry)) {
            content.read(bytes, bytes.length);
            content.finish();
        }
        return bytes;
    }

    private void check(ZipEntry entry) {
        String name = SafetensorsHeader.shown(entry.getName());
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
            throw TorchFiles.invalid(file, name + " is compressed, which torch.save never does");
        }
        if (entry.getSize() < 0 || entry.getSize() > budget) {
            throw TorchFiles.invalid(file, name + " and those before it are longer than the file; entries overlap");
        }
        budget -= entry.getSize();
    }

    /** Reads a storage: all elements of the memory behind one or more tensors, as a tensor of one dimension. */
    Tensor storage(String key, Elements type, long count) throws IOException {
        ZipEntry entry = zip.getEntry(folder + "data/" + key);
        String name = SafetensorsHeader.shown("data/" + key);
        if (!key.matches("[A-Za-z0-9_]{1,40}") || entry == null) {
            throw TorchFiles.invalid(file, "there is no entry " + name + ", which a tensor needs");
        }
        if (count < 0 || count > Elements.MOST || entry.getSize() != count * type.bytes) {
            throw TorchFiles.invalid(
                    file,
                    name + " has " + entry.getSize() + " bytes; the pickle says " + count + " elements of " + type.bytes
                            + (type.bytes == 1 ? " byte" : " bytes"));
        }
        check(entry);
        try (Content content = new Content(entry)) {
            Tensor tensor = type.read(
                    n -> {
                        content.read(buffer, n);
                        return ByteBuffer.wrap(buffer, 0, n).slice();
                    },
                    (int) count,
                    (int) count);
            content.finish();
            return tensor;
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** The bytes of an entry, compared with their checksum at the end. */
    private final class Content implements Closeable {
        private final ZipEntry entry;
        private final InputStream in;
        private final CRC32 sum = new CRC32();

        Content(ZipEntry entry) throws IOException {
            this.entry = entry;
            this.in = zip.getInputStream(entry);
        }

        void read(byte[] into, int count) throws IOException {
            int n;
            try {
                n = in.readNBytes(into, 0, count);
            } catch (EOFException e) {
                n = 0;
            }
            if (n < count) {
                throw TorchFiles.invalid(file, SafetensorsHeader.shown(entry.getName()) + " ends too early");
            }
            sum.update(into, 0, count);
        }

        void finish() {
            if (sum.getValue() != entry.getCrc()) {
                throw TorchFiles.invalid(
                        file,
                        SafetensorsHeader.shown(entry.getName())
                                + " does not have its checksum: the file was damaged, or"
                                + " written with torch.serialization.set_crc32_options(False)");
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    // ---- writing
    // --------------------------------------------------------------------------------------------------------

    static void write(FileChannel channel, byte[] pickle, List<Tensor> tensors) throws IOException {
        // The zip stream is finished, not closed: the channel belongs to the caller, who still forces it to the disk.
        ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 18));
        entry(zip, "archive/data.pkl", pickle);
        entry(zip, "archive/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < tensors.size(); i++) {
            Tensor tensor = tensors.get(i);
            CRC32 sum = new CRC32();
            Elements.write(tensor, sum::update);
            begin(
                    zip,
                    "archive/data/" + i,
                    (long) tensor.numel() * tensor.dtype().itemSize(),
                    sum);
            Elements.write(tensor, bytes -> copy(bytes, zip));
            zip.closeEntry();
        }
        entry(zip, "archive/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        zip.finish();
        zip.flush();
    }

    private static void copy(ByteBuffer bytes, OutputStream out) throws IOException {
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        begin(zip, name, bytes.length, sum);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static void begin(ZipOutputStream zip, String name, long size, CRC32 sum) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(size);
        entry.setCrc(sum.getValue());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
    }
}
