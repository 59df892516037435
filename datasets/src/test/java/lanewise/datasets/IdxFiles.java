package lanewise.datasets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** IDX files made for the tests. */
final class IdxFiles {
    private IdxFiles() {}

    /** A raw file of this shape; element {@code i} is {@code (byte) (seed + 31 * i)}. */
    static byte[] raw(int seed, int... shape) {
        int n = 1;
        for (int d : shape) {
            n *= d;
        }
        byte[] data = new byte[n];
        for (int i = 0; i < n; i++) {
            data[i] = (byte) (seed + 31 * i);
        }
        return raw(data, shape);
    }

    static byte[] raw(byte[] data, int... shape) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * shape.length + data.length);
        file.put((byte) 0).put((byte) 0).put((byte) 8).put((byte) shape.length);
        for (int d : shape) {
            file.putInt(d);
        }
        return file.put(data).array();
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
