package lanewise.formats;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * Writes curves for TensorBoard, as {@code torch.utils.tensorboard.SummaryWriter}: scalars only.
 *
 * <p>{@snippet :
 * try (var writer = new SummaryWriter(Path.of("runs/first"))) {
 *     writer.addScalar("loss/train", loss.item(), step);
 * }
 * // then: tensorboard --logdir runs
 * }
 *
 * <p>Every writer makes a file of its own in the folder; TensorBoard shows all of them as one run. What was written is
 * in the file after {@link #flush} and {@link #close}. Several threads may write.
 *
 * <p>Source: the file is a sequence of records (length, its checksum, bytes, their checksum) with an {@code Event}
 * message each, <a href="https://www.tensorflow.org/tutorials/load_data/tfrecord">TFRecord</a>.
 */
public final class SummaryWriter implements Closeable, Flushable {

    private static final int LENGTH_DELIMITED = 2;

    private final Path file;
    private final Clock clock;
    private final OutputStream out;

    /**
     * Starts a file in {@code folder}, which is made if it is not there.
     *
     * @throws UncheckedIOException if that is not possible
     */
    public SummaryWriter(Path folder) {
        this(folder, Clock.systemUTC());
    }

    SummaryWriter(Path folder, Clock clock) {
        this.clock = clock;
        try {
            Files.createDirectories(folder);
            Path name = folder;
            OutputStream opened = null;
            for (int i = 0; opened == null; i++) {
                name = folder.resolve("events.out.tfevents.%010d.lanewise.%d.%d"
                        .formatted(
                                clock.instant().getEpochSecond(),
                                ProcessHandle.current().pid(),
                                i));
                try {
                    opened = Files.newOutputStream(name, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                } catch (FileAlreadyExistsException _) {
                    // Another writer began in the same second: the next number.
                }
            }
            this.file = name;
            this.out = new BufferedOutputStream(opened);
        } catch (IOException e) {
            throw new UncheckedIOException("SummaryWriter: no file can be made in " + folder + ": " + e, e);
        }
        ByteArrayOutputStream version = new ByteArrayOutputStream();
        field(version, 3, "brain.Event:2".getBytes(StandardCharsets.UTF_8));
        try {
            event(0, version);
            flush();
        } catch (RuntimeException e) { // a full disk: nobody gets a writer to close
            try {
                out.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    /** The file that is written. */
    public Path file() {
        return file;
    }

    /**
     * Adds a point to a curve.
     *
     * @param tag the curve's name; a part before {@code /} puts curves into one group
     * @param value the point's height, kept as a float
     * @param step where along the curve: a count of batches or epochs
     * @throws UncheckedIOException if the file cannot be written
     */
    public void addScalar(String tag, double value, long step) {
        ByteArrayOutputStream point = new ByteArrayOutputStream();
        field(point, 1, tag.getBytes(StandardCharsets.UTF_8));
        point.write(2 << 3 | 5);
        point.writeBytes(little(4).putFloat((float) value).array());
        ByteArrayOutputStream summary = new ByteArrayOutputStream();
        field(summary, 1, point.toByteArray());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        field(body, 5, summary.toByteArray());
        event(step, body);
    }

    @Override
    public void flush() {
        synchronized (out) {
            try {
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("SummaryWriter: writing " + file + " failed: " + e, e);
            }
        }
    }

    /** Writes what is left and ends the file. */
    @Override
    public void close() {
        synchronized (out) {
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException("SummaryWriter: writing " + file + " failed: " + e, e);
            }
        }
    }

    private void event(long step, ByteArrayOutputStream body) {
        Instant now = clock.instant();
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.write(1 << 3 | 1);
        event.writeBytes(
                little(8).putDouble(now.getEpochSecond() + now.getNano() / 1e9).array());
        event.write(2 << 3);
        varint(event, step);
        event.writeBytes(body.toByteArray());
        record(event.toByteArray());
    }

    private void record(byte[] data) {
        byte[] length = little(8).putLong(data.length).array();
        synchronized (out) {
            try {
                out.write(length);
                out.write(little(4).putInt(maskedSum(length)).array());
                out.write(data);
                out.write(little(4).putInt(maskedSum(data)).array());
            } catch (IOException e) {
                throw new UncheckedIOException("SummaryWriter: writing " + file + " failed: " + e, e);
            }
        }
    }

    /** A checksum that may itself stand in summed data: rotated and shifted. */
    private static int maskedSum(byte[] data) {
        CRC32C sum = new CRC32C();
        sum.update(data);
        return Integer.rotateRight((int) sum.getValue(), 15) + 0xa282ead8;
    }

    private static void field(ByteArrayOutputStream into, int number, byte[] bytes) {
        into.write(number << 3 | LENGTH_DELIMITED);
        varint(into, bytes.length);
        into.writeBytes(bytes);
    }

    private static void varint(ByteArrayOutputStream into, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            into.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        into.write((int) rest);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
