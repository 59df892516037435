package lanewise.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The downloader against a server on the loopback address that behaves as bad servers do. */
class DownloaderTest {
    private static final Downloader.Options QUICK = Downloader.options()
            .connectTimeout(Duration.ofSeconds(5))
            .stallTimeout(Duration.ofSeconds(20))
            .progress((file, done, total) -> {});
    private static final byte[] CONTENT = new byte[300_000];

    static {
        new Random(1).nextBytes(CONTENT);
    }

    @TempDir
    Path folder;

    private HttpServer server;
    private ExecutorService threads;
    private final CountDownLatch over = new CountDownLatch(1);
    /** {@code path} or {@code path range} of each request, in order. */
    private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
        System.clearProperty("lanewise.offline");
        System.clearProperty("lanewise.mirrors");
    }

    @Test
    void fetchesOnceAndLeavesNothingElse() throws IOException {
        serve("/good/", this::good);
        Path target = fetch(folder.resolve("a/b"), "/good/");
        assertArrayEquals(CONTENT, Files.readAllBytes(target));
        assertEquals(target, fetch(folder.resolve("a/b"), "/good/"));
        assertEquals(List.of("/good/data.gz"), List.copyOf(requests));
        try (Stream<Path> files = Files.list(folder.resolve("a/b"))) {
            assertEquals(
                    List.of(".lanewise.lock", "data.gz"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void aDamagedCopyIsFetchedAnew() throws IOException {
        serve("/good/", this::good);
        byte[] damaged = CONTENT.clone();
        damaged[1000] ^= 1;
        Files.write(folder.resolve("data.gz"), damaged);
        assertArrayEquals(CONTENT, Files.readAllBytes(fetch(folder, "/good/")));
    }

    @Test
    void aWrongSumLeadsToTheNextMirror() throws IOException {
        byte[] wrong = CONTENT.clone();
        wrong[17] ^= 1;
        serve("/wrong/", exchange -> send(exchange, 200, wrong, wrong.length));
        serve("/good/", this::good);
        assertArrayEquals(CONTENT, Files.readAllBytes(fetch(folder, "/wrong/", "/good/")));
        assertEquals(List.of("/wrong/data.gz", "/good/data.gz"), List.copyOf(requests));
    }

    @Test
    void oneLineNamesEveryMirrorAndWhatToDo() {
        byte[] page = "<!DOCTYPE html><p>Moved</p>".getBytes(StandardCharsets.UTF_8);
        byte[] wrong = CONTENT.clone();
        wrong[17] ^= 1;
        byte[] longPage = CONTENT.clone();
        longPage[0] = '<';
        serve("/forbidden/", exchange -> send(exchange, 403, page, page.length));
        serve("/page/", exchange -> send(exchange, 200, page, page.length));
        serve("/longpage/", exchange -> send(exchange, 200, longPage, longPage.length));
        serve("/wrong/", exchange -> send(exchange, 200, wrong, wrong.length));
        serve("/endless/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(CONTENT);
            exchange.getResponseBody().write(CONTENT);
            exchange.close();
        });
        Downloader downloader = new Downloader("TestSet", QUICK.alternative("do without"));
        RemoteFile file = file("/forbidden/", "/page/", "/longpage/", "/wrong/", "/endless/");
        UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> downloader.fetch(file, folder));
        String host =
                server.getAddress().getHostString() + ":" + server.getAddress().getPort() + ": ";
        String message = e.getMessage();
        assertTrue(
                message.startsWith("TestSet: data.gz could not be fetched. " + host + "HTTP 403; "
                        + host + "size " + page.length + " instead of 300000 (got an HTML page); "
                        + host + "SHA-256 mismatch (got an HTML page); "
                        + host + "SHA-256 mismatch; "
                        + host + "size "),
                message);
        assertTrue(
                message.endsWith(
                        "Put the file into " + folder + " by hand (sha256 " + file.sha256() + "), or do without."),
                message);
        assertFalse(Files.exists(folder.resolve("data.gz")));
    }

    @Test
    void aBrokenDownloadGoesOnWhereItWas() throws IOException {
        serve("/breaks/", exchange -> {
            int from = rangeStart(exchange);
            byte[] rest = Arrays.copyOfRange(CONTENT, from, CONTENT.length);
            // Promises all, sends a third of what it should, and hangs up.
            sendRange(exchange, from, Arrays.copyOf(rest, rest.length / 3), rest.length);
        });
        serve("/good/", this::good);
        assertArrayEquals(CONTENT, Files.readAllBytes(fetch(folder, "/breaks/", "/good/")));
        List<String> seen = List.copyOf(requests);
        assertEquals("/breaks/data.gz", seen.getFirst());
        assertTrue(seen.getLast().startsWith("/good/data.gz bytes="), seen::toString);
    }

    @Test
    void goesOnWithThePartOfAnEarlierJob() throws IOException {
        Files.write(folder.resolve("data.gz.part"), Arrays.copyOf(CONTENT, 100_000));
        serve("/good/", this::good);
        assertArrayEquals(CONTENT, Files.readAllBytes(fetch(folder, "/good/")));
        assertEquals(List.of("/good/data.gz bytes=100000-"), List.copyOf(requests));
    }

    @Test
    void aPartThatWasWrongIsThrownAway() throws IOException {
        byte[] wrong = Arrays.copyOf(CONTENT, 100_000);
        wrong[5] ^= 1;
        Files.write(folder.resolve("data.gz.part"), wrong);
        serve("/good/", this::good);
        assertArrayEquals(CONTENT, Files.readAllBytes(fetch(folder, "/good/")));
        assertEquals(List.of("/good/data.gz bytes=100000-", "/good/data.gz"), List.copyOf(requests));
    }

    @Test
    void aServerWithoutRangesStartsOver() throws IOException {
        Files.write(folder.resolve("data.gz.part"), new byte[100_000]);
        serve("/plain/", exchange -> send(exchange, 200, CONTENT, CONTENT.length));
        assertArrayEquals(CONTENT, Files.readAllBytes(fetch(folder, "/plain/")));
    }

    @Test
    void aTruncatedAnswerLeadsToTheNextMirror() throws IOException {
        serve("/short/", exchange -> send(exchange, 200, Arrays.copyOf(CONTENT, 1000), 0));
        serve("/good/", this::good);
        assertArrayEquals(CONTENT, Files.readAllBytes(fetch(folder, "/short/", "/good/")));
    }

    @Test
    void aSilentServerIsLeft() throws IOException {
        serve("/silent/", exchange -> await());
        serve("/stalls/", exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT, 0, 10);
            exchange.getResponseBody().flush();
            await();
        });
        Downloader downloader = new Downloader(
                "TestSet", QUICK.stallTimeout(Duration.ofMillis(300)).minBytesPerSecond(1));
        String message = assertThrows(
                        UncheckedIOException.class, () -> downloader.fetch(file("/silent/", "/stalls/"), folder))
                .getMessage();
        assertEquals(3, message.split("time-out after 300 ms", -1).length, message);
        // What did come is kept for the next attempt.
        assertEquals(10, Files.size(folder.resolve("data.gz.part")));
    }

    @Test
    void aServerThatDripsIsLeft() {
        serve("/drips/", exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            for (int i = 0; over.getCount() > 0; i++) {
                exchange.getResponseBody().write(CONTENT, i, 1);
                exchange.getResponseBody().flush();
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        Downloader downloader = new Downloader(
                "TestSet", QUICK.stallTimeout(Duration.ofMillis(600)).minBytesPerSecond(10_000));
        String message = assertThrows(UncheckedIOException.class, () -> downloader.fetch(file("/drips/"), folder))
                .getMessage();
        assertTrue(message.contains("too slow ("), message);
    }

    @Test
    void aClosedPortIsNamed() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        RemoteFile file = new RemoteFile(
                "data.gz", CONTENT.length, Sha256.of(CONTENT), List.of(URI.create("http://127.0.0.1:" + port + "/")));
        String message = assertThrows(
                        UncheckedIOException.class, () -> new Downloader("TestSet", QUICK).fetch(file, folder))
                .getMessage();
        assertTrue(message.contains("127.0.0.1:" + port + ": connection refused"), message);
    }

    @Test
    void offlineNeverConnects() throws IOException {
        serve("/good/", this::good);
        System.setProperty("lanewise.offline", "true");
        UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> fetch(folder, "/good/"));
        assertTrue(e.getMessage().contains("data.gz is not in " + folder), e.getMessage());
        assertTrue(e.getMessage().contains(Sha256.of(CONTENT)), e.getMessage());
        System.clearProperty("lanewise.offline");
        Downloader offline = new Downloader("TestSet", QUICK.offline(true));
        assertThrows(UncheckedIOException.class, () -> offline.fetch(file("/good/"), folder));
        assertEquals(List.of(), List.copyOf(requests));
        // A sound copy needs no connection.
        Files.write(folder.resolve("data.gz"), CONTENT);
        assertEquals(folder.resolve("data.gz"), offline.fetch(file("/good/"), folder));
    }

    @Test
    void ownMirrorsComeFirst() throws IOException {
        serve("/company/TestSet/", this::good);
        System.setProperty("lanewise.mirrors", base("/company"));
        fetch(folder, "/good/");
        assertEquals(List.of("/company/TestSet/data.gz"), List.copyOf(requests));
        System.setProperty("lanewise.mirrors", "ftp://example.org/");
        assertThrows(IllegalArgumentException.class, () -> fetch(folder.resolve("other"), "/good/"));
    }

    @Test
    void aFolderThatCannotBeIsNamed() throws IOException {
        serve("/good/", this::good);
        Path file = Files.write(folder.resolve("file"), new byte[1]);
        String message = assertThrows(UncheckedIOException.class, () -> fetch(file.resolve("sub"), "/good/"))
                .getMessage();
        assertTrue(message.startsWith("TestSet: " + file.resolve("sub") + " cannot be written to ("), message);
    }

    @Test
    void jobsAtTheSameTimeFetchOnce() throws Exception {
        serve("/good/", this::good);
        Callable<Path> job = () -> fetch(folder, "/good/");
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            for (Future<Path> done : pool.invokeAll(List.of(job, job, job, job))) {
                assertArrayEquals(CONTENT, Files.readAllBytes(done.get()));
            }
        }
        assertEquals(1, requests.size());
    }

    @Test
    void aProxyIsAsked() throws IOException {
        serve("/", this::good);
        RemoteFile file = new RemoteFile(
                "data.gz", CONTENT.length, Sha256.of(CONTENT), List.of(URI.create("http://data.invalid/sets/")));
        Downloader downloader = new Downloader("TestSet", QUICK.proxy(ProxySelector.of(server.getAddress())));
        assertArrayEquals(CONTENT, Files.readAllBytes(downloader.fetch(file, folder)));
        assertEquals(List.of("http://data.invalid/sets/data.gz"), List.copyOf(requests));
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        serve("/silent/", exchange -> await());
        Thread.currentThread().interrupt();
        assertThrows(UncheckedIOException.class, () -> fetch(folder, "/silent/"));
        assertTrue(Thread.interrupted());
    }

    @Test
    void progressReachesTheEnd() {
        serve("/good/", this::good);
        ConcurrentLinkedQueue<Long> heard = new ConcurrentLinkedQueue<>();
        new Downloader("TestSet", QUICK.progress((file, done, total) -> heard.add(done))).fetch(file("/good/"), folder);
        assertEquals((long) CONTENT.length, List.copyOf(heard).getLast());
        assertEquals(
                "TestSet data.gz [############------------] 5.0 of 10.0 MB",
                ConsoleProgress.line("TestSet", "data.gz", 5_000_000, 10_000_000));
    }

    @Test
    void aRemoteFileIsChecked() {
        String sum = Sha256.of(CONTENT);
        List<URI> good = List.of(URI.create("https://example.org/a/"));
        assertThrows(IllegalArgumentException.class, () -> new RemoteFile("../x", 1, sum, good));
        assertThrows(IllegalArgumentException.class, () -> new RemoteFile("x", -1, sum, good));
        assertThrows(IllegalArgumentException.class, () -> new RemoteFile("x", 1, sum.substring(1), good));
        List<URI> noSlash = List.of(URI.create("https://example.org/a"));
        assertThrows(IllegalArgumentException.class, () -> new RemoteFile("x", 1, sum, noSlash));
    }

    private Path fetch(Path into, String... bases) {
        return new Downloader("TestSet", QUICK).fetch(file(bases), into);
    }

    private RemoteFile file(String... bases) {
        List<URI> mirrors = Arrays.stream(bases).map(b -> URI.create(base(b))).toList();
        return new RemoteFile("data.gz", CONTENT.length, Sha256.of(CONTENT), mirrors);
    }

    private String base(String path) {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + path;
    }

    private void serve(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            requests.add(exchange.getRequestURI() + (range == null ? "" : " " + range));
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    /** A server as it should be: whole files and ranges. */
    private void good(HttpExchange exchange) throws IOException {
        int from = rangeStart(exchange);
        byte[] rest = Arrays.copyOfRange(CONTENT, from, CONTENT.length);
        sendRange(exchange, from, rest, rest.length);
    }

    private static int rangeStart(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        return range == null ? 0 : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    }

    private static void sendRange(HttpExchange exchange, int from, byte[] body, int promised) throws IOException {
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (CONTENT.length - 1) + "/" + CONTENT.length);
        }
        send(exchange, from > 0 ? 206 : 200, body, promised);
    }

    private static void send(HttpExchange exchange, int status, byte[] body, int promised) throws IOException {
        exchange.sendResponseHeaders(status, promised);
        exchange.getResponseBody().write(body);
        exchange.getResponseBody().flush();
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
