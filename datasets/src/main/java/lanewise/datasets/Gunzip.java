package lanewise.datasets;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses a gzip file held in memory (RFC 1952), stricter than {@link java.util.zip.GZIPInputStream}, which takes
 * rubbish after the last member for the end of the file and so reads some damaged files as if nothing was wrong.
 */
final class Gunzip {
    /** No deflate stream expands further than this: what a trailer promises beyond it is a lie. */
    private static final int MAX_RATIO = 1032;

    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;
    private static final int TRAILER = 8;

    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final int FLAGS_RESERVED = 0xe0;

    private Gunzip() {}

    static boolean isGzip(byte[] start, int length) {
        return length >= 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
    }

    /**
     * The decompressed bytes of every member of {@code gz}, one after the other.
     *
     * @throws IOException if the file is cut off or damaged; the message says what was wrong, not in which file
     */
    static byte[] inflate(byte[] gz) throws IOException {
        byte[] out = new byte[firstGuess(gz)];
        byte[] one = new byte[1];
        int filled = 0;
        int position = 0;
        while (position < gz.length) {
            int body = skipHeader(gz, position);
            Inflater inflater = new Inflater(true);
            try {
                inflater.setInput(gz, body, gz.length - body);
                int start = filled;
                while (!inflater.finished()) {
                    // A full array may be the end: then one more call finds the end marker and gives no byte.
                    boolean full = filled == out.length;
                    int n = full ? inflater.inflate(one) : inflater.inflate(out, filled, out.length - filled);
                    if (full && n == 1) {
                        out = grow(out, gz.length);
                        out[filled] = one[0];
                    }
                    filled += n;
                    if (n == 0 && !inflater.finished() && (inflater.needsInput() || inflater.needsDictionary())) {
                        throw new IOException("the gzip data is cut off (truncated download?)");
                    }
                }
                position = gz.length - inflater.getRemaining();
                checkTrailer(gz, position, out, start, filled);
                position += TRAILER;
            } catch (DataFormatException e) {
                throw new IOException("the gzip data is damaged (" + e.getMessage() + ")", e);
            } finally {
                inflater.end();
            }
        }
        return filled == out.length ? out : Arrays.copyOf(out, filled);
    }

    /** The size the last four bytes promise, where it is believable: exact for the usual file of one member. */
    private static int firstGuess(byte[] gz) {
        if (gz.length < TRAILER) {
            return 0;
        }
        long promised = littleEndian(gz, gz.length - 4);
        return (int) Math.min(Math.min(promised, MAX_ARRAY), (long) gz.length * MAX_RATIO);
    }

    private static byte[] grow(byte[] out, int compressed) throws IOException {
        long most = Math.min(MAX_ARRAY, (long) compressed * MAX_RATIO);
        if (out.length >= most) {
            throw new IOException("the gzip data holds more than 2 GiB, which no array can take");
        }
        return Arrays.copyOf(out, (int) Math.min(most, Math.max(out.length + 512L, out.length * 2L)));
    }

    private static void checkTrailer(byte[] gz, int at, byte[] out, int from, int to) throws IOException {
        if (gz.length - at < TRAILER) {
            throw new IOException("the gzip data is cut off (truncated download?)");
        }
        CRC32 crc = new CRC32();
        crc.update(out, from, to - from);
        if (littleEndian(gz, at) != crc.getValue()) {
            throw new IOException("the gzip checksum does not match: the file is damaged");
        }
        if (littleEndian(gz, at + 4) != to - from) {
            throw new IOException("the gzip trailer promises " + littleEndian(gz, at + 4) + " bytes, but there are "
                    + (to - from) + ": the file is damaged");
        }
    }

    private static int skipHeader(byte[] gz, int start) throws IOException {
        int at = start;
        if (start > 0 && (gz.length - start < 2 || gz[start] != 0x1f || gz[start + 1] != (byte) 0x8b)) {
            throw new IOException((gz.length - start) + " trailing bytes follow the end of the gzip data");
        }
        if (gz.length - at < 10) {
            throw new IOException("the gzip header is cut off (truncated download?)");
        }
        int flags = gz[at + 3] & 0xff;
        if (gz[at + 2] != 8 || (flags & FLAGS_RESERVED) != 0) {
            throw new IOException("the gzip header is damaged");
        }
        at += 10;
        if ((flags & FLAG_EXTRA) != 0) {
            at = advance(gz, at, 2);
            at = advance(gz, at, (gz[at - 2] & 0xff) | (gz[at - 1] & 0xff) << 8);
        }
        if ((flags & FLAG_NAME) != 0) {
            at = skipText(gz, at);
        }
        if ((flags & FLAG_COMMENT) != 0) {
            at = skipText(gz, at);
        }
        return (flags & FLAG_HEADER_CRC) != 0 ? advance(gz, at, 2) : at;
    }

    private static int skipText(byte[] gz, int from) throws IOException {
        int at = from;
        do {
            at = advance(gz, at, 1);
        } while (gz[at - 1] != 0);
        return at;
    }

    private static int advance(byte[] gz, int at, int bytes) throws IOException {
        if (gz.length - at < bytes) {
            throw new IOException("the gzip header is cut off (truncated download?)");
        }
        return at + bytes;
    }

    private static long littleEndian(byte[] bytes, int at) {
        return (bytes[at] & 0xffL)
                | (bytes[at + 1] & 0xffL) << 8
                | (bytes[at + 2] & 0xffL) << 16
                | (bytes[at + 3] & 0xffL) << 24;
    }
}
