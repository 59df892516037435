package lanewise.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes a file so that its name always stands for a whole one: the old until the new is complete, then the new.
 *
 * <p>The bytes go to a temporary name in the same folder, are forced to the disk, and only then take the name over in
 * one step. A program killed in between leaves the old file as it was, and perhaps one named {@code .lanewise-….tmp}.
 */
public final class AtomicFiles {

    private AtomicFiles() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Body {
        /** Writes everything to {@code out}, which the caller closes. */
        void write(FileChannel out) throws IOException;
    }

    /**
     * Writes {@code target} anew, or leaves it as it is.
     *
     * @throws UncheckedIOException if the folder does not exist, the disk is full, or {@code body} fails; the target is
     *     then unchanged and the temporary file gone
     */
    public static void write(Path target, Body body) {
        try {
            // Through a symbolic link the file behind it is replaced, not the link.
            Path real = Files.isSymbolicLink(target) && Files.exists(target)
                    ? target.toRealPath()
                    : target.toAbsolutePath();
            Path folder = real.getParent();
            if (folder == null) {
                throw new IllegalArgumentException("AtomicFiles.write: " + target + " is a folder, not a file");
            }
            if (Files.isDirectory(real)) {
                throw new IllegalArgumentException("AtomicFiles.write: " + target + " is a folder; add a file's name");
            }
            String unique =
                    HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
            Path temporary = folder.resolve(".lanewise-" + unique + ".tmp");
            boolean done = false;
            try {
                try (FileChannel out =
                        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    body.write(out);
                    out.force(true);
                }
                move(temporary, real);
                done = true;
            } finally {
                if (!done) {
                    Files.deleteIfExists(temporary);
                }
            }
            forceFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + target + " failed: " + e, e);
        }
    }

    private static void move(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes the new name durable where the system lets a folder be opened; Windows does not, and does not need it. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // The file itself is safe; only the moment at which its new name reaches the disk is left to the system.
        }
    }
}
