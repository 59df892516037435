package lanewise.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WarmupTest {
    @Test
    void nothingRunsBeforeItIsWorthIt() {
        AtomicInteger runs = new AtomicInteger();
        Warmup warmup = new Warmup(16, 1000, n -> runs.incrementAndGet());
        for (int i = 0; i < 9; i++) {
            assertFalse(warmup.hot(100));
        }
        for (int i = 0; i < 1000; i++) {
            assertFalse(warmup.hot(15), "fills no vector");
        }
        assertTrue(runs.get() == 0);
    }

    @Test
    @Timeout(60)
    void whatIsWorthItBecomesHotInTheBackground() throws InterruptedException {
        Warmup warmup = new Warmup(16, 1000, n -> {});
        while (!warmup.hot(100)) {
            Thread.sleep(1);
        }
        assertTrue(warmup.hot(16));
        assertFalse(warmup.hot(15));
    }

    @Test
    @Timeout(60)
    void aLoopThatFailsStaysColdAndStopsNoOther() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        Warmup broken = new Warmup(16, 10, n -> {
            runs.incrementAndGet();
            throw new UnsupportedOperationException("as planned by WarmupTest");
        });
        assertFalse(broken.hot(100));
        Warmup whole = new Warmup(16, 10, n -> {});
        while (!whole.hot(100)) {
            Thread.sleep(1);
        }
        assertTrue(runs.get() == 1);
        assertFalse(broken.hot(100));
    }

    @Test
    @Timeout(120)
    void aLoopThatWasTooSlowIsTriedAgainAfterMoreWork() throws InterruptedException {
        AtomicBoolean slow = new AtomicBoolean(true);
        Warmup late = new Warmup(16, 10, n -> {
            long start = System.nanoTime();
            while (slow.get() && System.nanoTime() - start < 50_000) {
                Thread.onSpinWait();
            }
        });
        assertFalse(late.hot(100));
        Warmup next = new Warmup(16, 10, n -> {});
        while (!next.hot(100)) {
            Thread.sleep(1); // until the first one was given up
        }
        slow.set(false);
        assertFalse(late.hot(100));
        while (!late.hot(100)) {
            Thread.sleep(1);
        }
    }
}
