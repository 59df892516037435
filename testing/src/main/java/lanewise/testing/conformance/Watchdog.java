package lanewise.testing.conformance;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs cases on a thread of their own, so that one that hangs fails instead of stopping the run. */
final class Watchdog implements AutoCloseable {
    private final Duration limit;
    private ExecutorService worker = start();

    Watchdog(Duration limit) {
        this.limit = limit;
    }

    /** The task's result; whatever it throws becomes a failure, and so does taking longer than the limit. */
    Outcome watch(Callable<Outcome> task) throws InterruptedException {
        Future<Outcome> future = worker.submit(task);
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            return new Outcome.Failed("a result", describe(e.getCause()));
        } catch (TimeoutException e) {
            future.cancel(true);
            worker.shutdownNow();
            worker = start();
            return new Outcome.Failed("a result", "nothing within " + limit.toSeconds() + " s");
        }
    }

    /** The exception and where it came from: the first frames are enough to find the line. */
    private static String describe(Throwable thrown) {
        StringBuilder text = new StringBuilder(thrown.toString());
        StackTraceElement[] trace = thrown.getStackTrace();
        for (int i = 0; i < Math.min(5, trace.length); i++) {
            text.append(i == 0 ? " at " : " < ")
                    .append(trace[i].getFileName())
                    .append(':')
                    .append(trace[i].getLineNumber());
        }
        return text.toString();
    }

    private static ExecutorService start() {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon(true).name("conformance-", 0).factory());
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
