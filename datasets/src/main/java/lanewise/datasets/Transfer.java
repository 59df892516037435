package lanewise.datasets;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to fetch one file from one mirror into an open partial file, going on where that ends if the server can.
 *
 * <p>The bytes arrive on the client's threads; the calling thread watches the clock, because the client itself knows no
 * time-out once the headers are there, and a server that falls silent would hold a job for ever.
 */
final class Transfer {
    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final long POLL_MILLIS = 50;

    private final FileChannel part;
    private final long expected;
    private final Downloader.Options options;

    // Written under this object's lock by the client's threads; a cancelled transfer must write nothing more.
    private long length;
    private boolean closed;
    private volatile long lastProgress = System.nanoTime();

    Transfer(FileChannel part, long expected, Downloader.Options options) throws IOException {
        this.part = part;
        this.expected = expected;
        this.options = options;
        this.length = part.size();
    }

    /** This mirror does not deliver the file; the message is the words that follow the mirror's name in the summary. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        /** Whether the partial file must go, too: going on with it cannot end well. */
        final boolean spoilsPart;

        Refused(String message, boolean spoilsPart) {
            super(message);
            this.spoilsPart = spoilsPart;
        }
    }

    /**
     * Runs until the body is complete.
     *
     * @param progress told the number of bytes in the partial file, now and then
     * @throws IOException if the mirror did not deliver; what is in the partial file by then may serve the next attempt
     */
    void run(HttpClient client, URI address, LongConsumer progress) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("User-Agent", "lanewise");
        if (length > 0) {
            request.header("Range", "bytes=" + length + "-");
        }
        CompletableFuture<HttpResponse<Void>> response = client.sendAsync(request.build(), this::body);
        try {
            watch(response, progress);
            if (length() != expected) {
                throw new Refused(wrongSize(length(), expected, startsLikeHtml()), true);
            }
        } finally {
            close();
            response.cancel(true);
        }
    }

    private void watch(CompletableFuture<HttpResponse<Void>> response, LongConsumer progress)
            throws IOException, InterruptedException {
        long stall = options.stallTimeout().toNanos();
        lastProgress = System.nanoTime();
        long windowStart = lastProgress;
        long windowLength = length();
        while (true) {
            try {
                response.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                progress.accept(length());
                return;
            } catch (TimeoutException e) {
                progress.accept(length());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException io) {
                    throw io;
                }
                throw new IOException(String.valueOf(e.getCause()), e.getCause());
            }
            long now = System.nanoTime();
            if (now - lastProgress > stall) {
                throw new Refused("time-out after " + Downloader.seconds(options.stallTimeout()), false);
            }
            if (now - windowStart > stall) {
                double rate = (length() - windowLength) / ((now - windowStart) * 1e-9);
                if (rate < options.minBytesPerSecond()) {
                    throw new Refused("too slow (" + Math.round(rate) + " bytes/s)", false);
                }
                windowStart = now;
                windowLength = length();
            }
        }
    }

    private BodySubscriber<Void> body(ResponseInfo info) {
        lastProgress = System.nanoTime();
        int status = info.statusCode();
        synchronized (this) {
            boolean continues = status == PARTIAL_CONTENT
                    && info.headers().firstValue("Content-Range").orElse("").startsWith("bytes " + length + "-");
            if (status != OK && !continues) {
                return new Body(new Refused("HTTP " + status, status == RANGE_NOT_SATISFIABLE), -1);
            }
            OptionalLong declared = info.headers().firstValueAsLong("Content-Length");
            if (status == OK) {
                length = 0;
            }
            return new Body(null, declared.isPresent() ? length + declared.getAsLong() : -1);
        }
    }

    private synchronized long length() {
        return length;
    }

    private synchronized void close() {
        closed = true;
    }

    /** Appends, or says what is wrong with what came. */
    private synchronized void write(List<ByteBuffer> buffers, long declared) throws IOException {
        if (closed) {
            throw new IOException("cancelled");
        }
        for (ByteBuffer buffer : buffers) {
            if (!buffer.hasRemaining()) {
                continue;
            }
            if (length == 0) {
                part.truncate(0);
            }
            boolean html = length == 0 && buffer.get(buffer.position()) == '<';
            long size = Math.max(declared, length + buffer.remaining());
            if (size > expected || declared >= 0 && declared != expected) {
                throw new Refused(wrongSize(size, expected, html), true);
            }
            while (buffer.hasRemaining()) {
                length += part.write(buffer, length);
            }
        }
        lastProgress = System.nanoTime();
    }

    private boolean startsLikeHtml() throws IOException {
        ByteBuffer first = ByteBuffer.allocate(1);
        return length() > 0 && part.read(first, 0) == 1 && first.get(0) == '<';
    }

    private static String wrongSize(long got, long expected, boolean html) {
        return "size " + got + " instead of " + expected + (html ? " (got an HTML page)" : "");
    }

    private final class Body implements BodySubscriber<Void> {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final @Nullable Refused refused;
        private final long declared;
        private Flow.@Nullable Subscription subscription;

        /** @param declared the length of the whole file by this server's word, -1 if it does not say */
        Body(@Nullable Refused refused, long declared) {
            this.refused = refused;
            this.declared = declared;
        }

        @Override
        public CompletionStage<Void> getBody() {
            return done;
        }

        @Override
        public void onSubscribe(Flow.Subscription s) {
            subscription = s;
            if (refused != null) {
                s.cancel();
                done.completeExceptionally(refused);
            } else {
                s.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            if (done.isDone()) {
                return;
            }
            try {
                write(buffers, declared);
            } catch (IOException | RuntimeException e) {
                done.completeExceptionally(e);
                if (subscription != null) {
                    subscription.cancel();
                }
            }
        }

        @Override
        public void onError(Throwable e) {
            done.completeExceptionally(e);
        }

        @Override
        public void onComplete() {
            done.complete(null);
        }
    }
}
