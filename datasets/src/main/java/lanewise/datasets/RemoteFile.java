package lanewise.datasets;

import java.net.URI;
import java.util.List;

/**
 * A published file that a {@link Downloader} can fetch: what it is called, how to know that it is the right one, and
 * where it lies.
 *
 * @param name its name, the same at every mirror and on disk
 * @param bytes its length
 * @param sha256 its SHA-256 in lower-case hexadecimal
 * @param mirrors the folders that hold it ({@code http} or {@code https}, ending with a slash), first choice first
 */
public record RemoteFile(String name, long bytes, String sha256, List<URI> mirrors) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the name is a path, the length negative, the sum not 64 hexadecimal digits,
     *     or a mirror not an {@code http} or {@code https} folder
     */
    public RemoteFile {
        mirrors = List.copyOf(mirrors);
        if (name.isBlank() || name.contains("/") || name.contains("\\") || name.startsWith(".")) {
            throw new IllegalArgumentException("RemoteFile: expected a plain file name, got '" + name + "'");
        }
        if (bytes < 0) {
            throw new IllegalArgumentException("RemoteFile: " + name + ": a length cannot be negative: " + bytes);
        }
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("RemoteFile: " + name
                    + ": expected a SHA-256 of 64 lower-case hexadecimal digits, got '" + sha256 + "'");
        }
        for (URI mirror : mirrors) {
            checkMirror(mirror);
        }
    }

    static URI checkMirror(URI mirror) {
        boolean web = "http".equalsIgnoreCase(mirror.getScheme()) || "https".equalsIgnoreCase(mirror.getScheme());
        if (!web || mirror.getHost() == null || !mirror.getPath().endsWith("/")) {
            throw new IllegalArgumentException("mirror '" + mirror
                    + "': expected the address of a folder, such as https://example.org/datasets/ (with the slash)");
        }
        return mirror;
    }
}
