package lanewise.datasets;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Keeps two jobs from fetching into one folder at the same time: threads of this process by a lock in memory, other
 * processes by a lock on the file {@code .lanewise.lock}. The file stays behind: whoever deleted it could take it away
 * under a third job that just opened it.
 */
final class FolderLock implements AutoCloseable {
    // A file lock belongs to the whole process, so its threads need a lock of their own. Striped: nothing to clean up.
    private static final ReentrantLock[] STRIPES =
            Stream.generate(ReentrantLock::new).limit(16).toArray(ReentrantLock[]::new);

    private final ReentrantLock inProcess;
    private final FileChannel channel;

    private FolderLock(ReentrantLock inProcess, FileChannel channel) {
        this.inProcess = inProcess;
        this.channel = channel;
    }

    /** Waits until the existing folder is this thread's alone. */
    static FolderLock on(Path folder) throws IOException {
        Path real = folder.toRealPath();
        ReentrantLock stripe = STRIPES[Math.floorMod(real.hashCode(), STRIPES.length)];
        stripe.lock();
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    real.resolve(".lanewise.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            return new FolderLock(stripe, channel);
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            stripe.unlock();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            inProcess.unlock();
        }
    }
}
