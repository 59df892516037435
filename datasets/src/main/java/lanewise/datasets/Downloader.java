package lanewise.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.FileChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the published files of a data set, and only when asked to.
 *
 * <p>Each file has several mirrors. One that refuses, is silent or too slow for too long, or sends something other than
 * the file (by length or SHA-256) is left for the next; when none is left, one error names each mirror and what was
 * wrong with it, and says how to put the file in place by hand. A download that broke off goes on where it was. The
 * file appears under its name only when it is whole, checked and on the disk, and any number of jobs may ask for it at
 * the same time. A file that is there already is checked as well, once in each process.
 *
 * <p>System properties: {@code lanewise.offline=true} forbids every connection; {@code lanewise.mirrors} lists
 * addresses, separated by commas, that are tried first: {@code https://mirror.example.org/} stands for
 * {@code https://mirror.example.org/MNIST/train-images-idx3-ubyte.gz}, the name of the set being the folder there. The
 * proxies are the Java platform's ({@code https.proxyHost}, {@code https.proxyPort}, {@code http.nonProxyHosts}, or the
 * default {@link ProxySelector}).
 */
public final class Downloader {
    private static final String OFFLINE = "lanewise.offline";
    private static final String MIRRORS = "lanewise.mirrors";
    /** How often one mirror may break off and go on, each time with some bytes more, before the next has its turn. */
    private static final int RESUMES = 5;

    private static final Set<Checked> CHECKED = ConcurrentHashMap.newKeySet();

    private final String dataset;
    private final Options options;

    /** A file that was found to be sound: it is not hashed again while its length and time stay what they were. */
    private record Checked(Path file, long bytes, FileTime modified, String sha256) {}

    /** Hears how far a file is; called on the thread that fetches, some times a second. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Some bytes more have come, or none.
         *
         * @param file the name of the file
         * @param done how many bytes of it are here
         * @param total its length
         */
        void update(String file, long done, long total);
    }

    /**
     * How to fetch; each method of the same name as a part gives a copy with that part changed.
     *
     * @param connectTimeout how long a connection may take
     * @param stallTimeout how long nothing may come
     * @param minBytesPerSecond the least mean rate over the length of a {@code stallTimeout}
     * @param offline whether to refuse to fetch ({@code -Dlanewise.offline=true} does so for all)
     * @param proxy which proxy to take, {@code null} for the platform's default selector
     * @param progress hears how far it is, {@code null} for a line on the terminal, where there is one
     * @param alternative what else the user may do, at the end of an error message, such as
     *     {@code "use the embedded copy"}; may be empty
     */
    public record Options(
            Duration connectTimeout,
            Duration stallTimeout,
            long minBytesPerSecond,
            boolean offline,
            @Nullable ProxySelector proxy,
            @Nullable Progress progress,
            String alternative) {

        /** {@return a copy with this time-out for connecting} */
        public Options connectTimeout(Duration timeout) {
            return new Options(timeout, stallTimeout, minBytesPerSecond, offline, proxy, progress, alternative);
        }

        /** {@return a copy with this time-out for silence} */
        public Options stallTimeout(Duration timeout) {
            return new Options(connectTimeout, timeout, minBytesPerSecond, offline, proxy, progress, alternative);
        }

        /** {@return a copy with this least rate} */
        public Options minBytesPerSecond(long rate) {
            return new Options(connectTimeout, stallTimeout, rate, offline, proxy, progress, alternative);
        }

        /** {@return a copy that may or may not fetch} */
        public Options offline(boolean refuse) {
            return new Options(connectTimeout, stallTimeout, minBytesPerSecond, refuse, proxy, progress, alternative);
        }

        /** {@return a copy with this proxy selector} */
        public Options proxy(ProxySelector selector) {
            return new Options(
                    connectTimeout, stallTimeout, minBytesPerSecond, offline, selector, progress, alternative);
        }

        /** {@return a copy with this listener} */
        public Options progress(Progress listener) {
            return new Options(connectTimeout, stallTimeout, minBytesPerSecond, offline, proxy, listener, alternative);
        }

        /** {@return a copy with this advice at the end of an error message} */
        public Options alternative(String advice) {
            return new Options(connectTimeout, stallTimeout, minBytesPerSecond, offline, proxy, progress, advice);
        }
    }

    /**
     * A downloader for one data set.
     *
     * @param dataset its name, in messages and as the folder at the mirrors of {@code lanewise.mirrors}
     * @param options how to fetch
     */
    public Downloader(String dataset, Options options) {
        this.dataset = dataset;
        this.options = options;
    }

    /**
     * The defaults: 10 s to connect, 30 s of silence, 1 KiB/s, the platform's proxies, progress on a terminal.
     *
     * @return options to be changed further
     */
    public static Options options() {
        return new Options(Duration.ofSeconds(10), Duration.ofSeconds(30), 1024, false, null, null, "");
    }

    /**
     * Makes sure that a sound copy of the file is in the folder, which is made if need be.
     *
     * @param file what to fetch
     * @param folder where to put it
     * @return the path of the file
     * @throws UncheckedIOException if it is neither there nor to be had (the message has a line on each mirror), if
     *     fetching is forbidden, if the folder cannot be written, or if the thread is interrupted
     * @throws IllegalArgumentException if {@code lanewise.mirrors} holds something other than addresses of folders
     */
    public Path fetch(RemoteFile file, Path folder) {
        Path target = folder.resolve(file.name());
        List<URI> addresses = addresses(file);
        try {
            if (isSound(target, file)) {
                return target;
            }
            if (options.offline() || Boolean.getBoolean(OFFLINE)) {
                throw new IOException(dataset + ": " + file.name()
                        + (Files.exists(target) ? " is damaged in " : " is not in ") + folder
                        + ", and fetching is switched off (" + OFFLINE + "=true). " + advice(file, folder));
            }
            Files.createDirectories(folder);
            try (var _ = FolderLock.on(folder)) {
                if (!isSound(target, file)) {
                    fetchFromAny(addresses, file, target);
                }
            }
            return target;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Idx.unchecked(new InterruptedIOException(dataset + ": the download was interrupted"));
        } catch (FileSystemException e) {
            throw Idx.unchecked(new IOException(
                    dataset + ": " + folder + " cannot be written to (" + e + "); take another folder", e));
        } catch (IOException e) {
            throw Idx.unchecked(e);
        }
    }

    /** A set's archive: the sound copy in one of the folders, or fetched into the first where that is asked for. */
    static Path find(String dataset, RemoteFile file, List<Path> folders, VisionDataset.Options options)
            throws IOException {
        for (Path folder : folders) {
            Path path = folder.resolve(file.name());
            if (isSound(path, file)) {
                return path;
            }
        }
        if (options.download()) {
            return new Downloader(dataset, options().offline(options.offline())).fetch(file, folders.getFirst());
        }
        throw new NoSuchFileException(dataset + ": there is no sound " + file.name() + " in any of " + folders
                + ". Pass download(true) to fetch it (" + file.bytes() / 1_000_000 + " MB), or the folder that has it");
    }

    /** Whether the file is there, of the right length and with the right sum. */
    static boolean isSound(Path path, RemoteFile file) throws IOException {
        if (!Files.isRegularFile(path) || Files.size(path) != file.bytes()) {
            return false;
        }
        Checked key = new Checked(path.toRealPath(), file.bytes(), Files.getLastModifiedTime(path), file.sha256());
        if (CHECKED.contains(key)) {
            return true;
        }
        boolean sound = Sha256.of(path).equals(file.sha256());
        if (sound) {
            CHECKED.add(key);
        }
        return sound;
    }

    private List<URI> addresses(RemoteFile file) {
        List<URI> all = new ArrayList<>();
        for (String text : System.getProperty(MIRRORS, "").split("[,\\s]+")) {
            if (!text.isEmpty()) {
                URI base;
                try {
                    base = URI.create(text.endsWith("/") ? text : text + "/");
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(MIRRORS + ": '" + text + "' is no address", e);
                }
                all.add(RemoteFile.checkMirror(base).resolve(dataset + "/").resolve(file.name()));
            }
        }
        for (URI base : file.mirrors()) {
            all.add(base.resolve(file.name()));
        }
        return all;
    }

    private void fetchFromAny(List<URI> addresses, RemoteFile file, Path target)
            throws IOException, InterruptedException {
        Path part = target.resolveSibling(file.name() + ".part");
        List<String> failures = new ArrayList<>();
        ProxySelector proxy = options.proxy() != null ? options.proxy() : ProxySelector.getDefault();
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(options.connectTimeout());
        if (proxy != null) {
            builder.proxy(proxy);
        }
        if (Authenticator.getDefault() != null) {
            builder.authenticator(Authenticator.getDefault());
        }
        HttpClient client = builder.build();
        try (ConsoleProgress console = new ConsoleProgress(dataset)) {
            Progress progress = options.progress() != null ? options.progress() : console;
            for (URI address : addresses) {
                try {
                    fetchFromOne(client, address, file, part, progress);
                    publish(part, target);
                    return;
                } catch (IOException e) {
                    failures.add(label(address) + ": " + reason(e));
                }
            }
        } finally {
            client.shutdownNow();
        }
        throw new IOException(dataset + ": " + file.name() + " could not be fetched. "
                + (failures.isEmpty() ? "It has no mirror" : String.join("; ", failures)) + ". "
                + advice(file, target.getParent()));
    }

    /** Leaves the whole, checked file under the name of the partial one, or throws. */
    private void fetchFromOne(HttpClient client, URI address, RemoteFile file, Path part, Progress progress)
            throws IOException, InterruptedException {
        try (FileChannel channel =
                FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (int attempt = 0; ; attempt++) {
                if (channel.size() >= file.bytes() && !isWhole(part, file)) {
                    channel.truncate(0);
                }
                long before = channel.size();
                try {
                    if (before < file.bytes() || file.bytes() == 0) {
                        new Transfer(channel, file.bytes(), options)
                                .run(client, address, done -> progress.update(file.name(), done, file.bytes()));
                    }
                    if (!isWhole(part, file)) {
                        throw new Transfer.Refused(
                                "SHA-256 mismatch" + (isHtml(part) ? " (got an HTML page)" : ""), true);
                    }
                    channel.force(true);
                    return;
                } catch (Transfer.Refused e) {
                    if (e.spoilsPart) {
                        channel.truncate(0);
                    }
                    // What an earlier attempt left may be what was wrong; this mirror then deserves a clean start.
                    if (!e.spoilsPart || before == 0 || attempt >= RESUMES) {
                        throw e;
                    }
                } catch (IOException e) {
                    if (channel.size() <= before || attempt >= RESUMES) {
                        throw e;
                    }
                }
            }
        }
    }

    private static boolean isWhole(Path part, RemoteFile file) throws IOException {
        return Files.size(part) == file.bytes() && Sha256.of(part).equals(file.sha256());
    }

    private static boolean isHtml(Path part) throws IOException {
        try (InputStream in = Files.newInputStream(part)) {
            return in.read() == '<';
        }
    }

    private static void publish(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String advice(RemoteFile file, Path folder) {
        return "Put the file into " + folder + " by hand (sha256 " + file.sha256() + ")"
                + (options.alternative().isEmpty() ? "." : ", or " + options.alternative() + ".");
    }

    private static String label(URI address) {
        return address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
    }

    private String reason(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return "unknown host";
            }
        }
        return switch (e) {
            case HttpConnectTimeoutException _ -> "no connection after " + seconds(options.connectTimeout());
            case ConnectException _ -> "connection refused";
            case SSLException ssl -> "TLS: " + ssl.getMessage();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
