// Adds module-info.class to a jar and packs it as small as it gets: java -cp PNGTASTIC bin/PackJar.java JAR CLASSES,
// see the root pom.xml. Zopfli finds shorter codes for the same format (5 % less), and where sizes are known before an
// entry is written, the note that the JDK's jar tool leaves after each is not needed (1 % less).

import com.googlecode.pngtastic.core.processing.zopfli.Options;
import com.googlecode.pngtastic.core.processing.zopfli.Options.BlockSplitting;
import com.googlecode.pngtastic.core.processing.zopfli.Options.OutputFormat;
import com.googlecode.pngtastic.core.processing.zopfli.Zopfli;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

private static final String DESCRIPTOR = "module-info.class";

/** A file of the jar: its name and time, its bytes, and the same bytes packed. */
private record Packed(String name, LocalDateTime time, byte[] bytes, byte[] packed) {

    static Packed of(String name, LocalDateTime time, byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try {
            new Zopfli(1 << 17)
                    .compress(new Options(OutputFormat.DEFLATE, BlockSplitting.FIRST, 15), bytes, packed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Packed(name, time, bytes, packed.toByteArray());
    }

    ZipEntry entry() {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.DEFLATED);
        entry.setTimeLocal(time);
        entry.setCrc(crc.getValue());
        entry.setSize(bytes.length);
        entry.setCompressedSize(packed.length);
        return entry;
    }
}

void main(String[] args) throws IOException {
    Path jar = Path.of(args[0]);
    List<Packed> contents = new ArrayList<>();
    try (ZipFile old = new ZipFile(jar.toFile())) {
        List<? extends ZipEntry> entries = Collections.list(old.entries());
        for (ZipEntry entry : entries) {
            if (!entry.getName().equals(DESCRIPTOR) && !entry.isDirectory()) {
                byte[] bytes = old.getInputStream(entry).readAllBytes();
                contents.add(new Packed(entry.getName(), entry.getTimeLocal(), bytes, bytes));
            }
        }
    }
    // The time of the others, so that the same sources make the same jar.
    contents.add(new Packed(
            DESCRIPTOR, contents.getFirst().time(), Files.readAllBytes(Path.of(args[1], DESCRIPTOR)), new byte[0]));
    List<Packed> packed = contents.parallelStream()
            .map(file -> Packed.of(file.name(), file.time(), file.bytes()))
            .toList();
    try (PackedZip out = new PackedZip(Files.newOutputStream(jar))) {
        for (Packed file : packed) {
            out.put(file);
        }
    }
}

/** Writes entries that are packed already. */
private static final class PackedZip extends ZipOutputStream {

    PackedZip(OutputStream out) {
        super(out);
        def.end();
        def = new Player();
    }

    void put(Packed file) throws IOException {
        ((Player) def).play(file.packed());
        putNextEntry(file.entry());
        write(file.bytes());
        closeEntry();
    }

    @Override
    public void close() throws IOException {
        super.close();
        def.end();
    }
}

/** Gives out bytes that were packed before, whatever is put in. */
private static final class Player extends Deflater {
    private byte[] packed = new byte[0];
    private int at;
    private long read;
    private boolean finishing;

    Player() {
        super(BEST_COMPRESSION, true);
    }

    void play(byte[] next) {
        packed = next;
    }

    @Override
    public void setInput(byte[] input, int offset, int length) {
        read += length;
    }

    @Override
    public boolean needsInput() {
        return true;
    }

    @Override
    public void finish() {
        finishing = true;
    }

    @Override
    public boolean finished() {
        return finishing && at == packed.length;
    }

    @Override
    public int deflate(byte[] output, int offset, int length) {
        int count = Math.min(length, packed.length - at);
        System.arraycopy(packed, at, output, offset, count);
        at += count;
        return count;
    }

    @Override
    public long getBytesRead() {
        return read;
    }

    @Override
    public long getBytesWritten() {
        return at;
    }

    @Override
    public void reset() {
        at = 0;
        read = 0;
        finishing = false;
    }
}
