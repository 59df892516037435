package lanewise.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One file in the IDX format, the form in which MNIST and its relatives are published: four bytes of magic (two zeros,
 * the element type, the number of dimensions), each dimension as a big-endian 32-bit number, then the elements in
 * row-major order. This reader takes unsigned bytes (type {@code 0x08}), the only type those sets use, raw or
 * compressed with gzip.
 *
 * <p>It is strict: a file that is cut off, damaged, of another kind, or longer than its header says is refused with
 * what was expected and what came. Nothing large is allocated on the word of a header alone.
 *
 * <p>Source: <a href="https://web.archive.org/web/2023/http://yann.lecun.com/exdb/mnist/">The MNIST database</a>,
 * section "file format".
 */
public final class Idx {
    private static final int UNSIGNED_BYTE = 0x08;
    private static final int MAX_RANK = 8;

    private final int[] shape;
    private final byte[] data;

    Idx(int[] shape, byte[] data) {
        this.shape = shape;
        this.data = data;
    }

    /**
     * Reads a file; whether it is compressed is seen from its first bytes, not from its name.
     *
     * @param file a raw or gzip-compressed IDX file
     * @return its shape and elements
     * @throws UncheckedIOException if there is no such file, it cannot be read, or it is not a whole and sound IDX file
     *     of unsigned bytes
     */
    public static Idx read(Path file) {
        try {
            return parse(content(file), file.toString());
        } catch (IOException e) {
            throw unchecked(e);
        }
    }

    /**
     * Reads a stream to its end, such as a resource of a jar; raw or gzip-compressed. The caller closes it.
     *
     * @param in the bytes of an IDX file
     * @param name what error messages call it
     * @return its shape and elements
     * @throws UncheckedIOException if the stream fails or does not hold a whole and sound IDX file of unsigned bytes
     */
    public static Idx read(InputStream in, String name) {
        try {
            return parse(content(in, name), name);
        } catch (IOException e) {
            throw unchecked(e);
        }
    }

    /**
     * The dimensions, outermost first, for instance {@code [60000, 28, 28]}.
     *
     * @return a copy
     */
    public int[] shape() {
        return shape.clone();
    }

    /**
     * The elements in row-major order, to be read as unsigned ({@code b & 0xff}).
     *
     * @return the array itself, not a copy
     */
    public byte[] data() {
        return data;
    }

    /** The decompressed bytes of a file, its header checked against the file's length before the rest is read. */
    static byte[] content(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            if (Files.isDirectory(file)) {
                throw new IOException("IDX " + file + ": expected a file, this is a folder");
            }
            long size = channel.size();
            if (size > Integer.MAX_VALUE - 8) {
                throw new IOException("IDX " + file + ": expected less than 2 GiB, the file has " + size + " bytes");
            }
            byte[] start = new byte[4 + 4 * MAX_RANK];
            ByteBuffer buffer = ByteBuffer.wrap(start);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // a channel may give fewer bytes than asked for
            }
            if (!Gunzip.isGzip(start, buffer.position())) {
                checkHeader(start, buffer.position(), size, file.toString());
            }
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException("IDX " + file + ": there is no such file");
        } catch (FileSystemException e) {
            throw new IOException("IDX " + file + ": cannot be read (" + e + ")", e);
        }
        return decompressed(Files.readAllBytes(file), file.toString());
    }

    static byte[] content(InputStream in, String name) throws IOException {
        return decompressed(in.readAllBytes(), name);
    }

    private static byte[] decompressed(byte[] bytes, String name) throws IOException {
        if (!Gunzip.isGzip(bytes, bytes.length)) {
            return bytes;
        }
        try {
            return Gunzip.inflate(bytes);
        } catch (IOException e) {
            throw new IOException("IDX " + name + ": " + e.getMessage() + "; fetch the file anew", e);
        }
    }

    static Idx parse(byte[] bytes, String name) throws IOException {
        int[] shape = checkHeader(bytes, bytes.length, bytes.length, name);
        return new Idx(shape, Arrays.copyOfRange(bytes, 4 + 4 * shape.length, bytes.length));
    }

    /** Checks the header in the first {@code available} bytes of a file of {@code size} bytes; gives its shape. */
    private static int[] checkHeader(byte[] start, int available, long size, String name) throws IOException {
        if (available > 0 && start[0] == '<') {
            throw new IOException("IDX " + name + ": expected an IDX file, got what looks like an HTML page"
                    + " (a server's error page?); fetch the file anew");
        }
        if (available < 4) {
            throw new IOException("IDX " + name + ": expected a header of at least 8 bytes, the file has only " + size
                    + "; fetch the file anew");
        }
        int rank = start[3] & 0xff;
        if (start[0] != 0 || start[1] != 0 || rank == 0 || rank > MAX_RANK) {
            throw new IOException("IDX " + name + ": expected the magic bytes 00 00 08 and a rank of 1 to " + MAX_RANK
                    + ", got " + hex(start) + "; this is not an IDX file");
        }
        if (start[2] != UNSIGNED_BYTE) {
            throw new IOException("IDX " + name + ": expected unsigned bytes (type 08), got the magic bytes "
                    + hex(start) + "; other element types are not read");
        }
        int header = 4 + 4 * rank;
        if (available < header) {
            throw new IOException("IDX " + name + ": expected a header of " + header + " bytes for " + rank
                    + " dimensions, the file has only " + size + " (truncated?); fetch the file anew");
        }
        int[] shape = new int[rank];
        long expected = 1;
        for (int d = 0; d < rank; d++) {
            shape[d] = ByteBuffer.wrap(start).getInt(4 + 4 * d);
            if (shape[d] < 0) {
                throw new IOException("IDX " + name + ": dimension " + d + " is " + Integer.toUnsignedString(shape[d])
                        + ", more than an array can hold; the header is damaged");
            }
            expected = saturatedProduct(expected, shape[d]);
        }
        if (expected != size - header) {
            String found = size - header < expected ? "truncated" : "trailing bytes";
            throw new IOException("IDX " + name + ": the header says " + Arrays.toString(shape) + ", so " + expected
                    + " bytes of data, but " + (size - header) + " follow it (" + found + "); fetch the file anew");
        }
        return shape;
    }

    /** Both at least 0; Long.MAX_VALUE instead of an overflow. */
    private static long saturatedProduct(long a, long b) {
        return a != 0 && b > Long.MAX_VALUE / a ? Long.MAX_VALUE : a * b;
    }

    private static String hex(byte[] start) {
        return String.format("%02x %02x %02x %02x", start[0], start[1], start[2], start[3]);
    }

    static UncheckedIOException unchecked(IOException e) {
        String message = e.getMessage();
        return new UncheckedIOException(message == null ? e.toString() : message, e);
    }
}
