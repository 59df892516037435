package lanewise.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParallelTest {
    private final int threads = Parallel.getNumThreads();

    @AfterEach
    void restore() {
        Parallel.setNumThreads(threads);
    }

    private static void checkOnce(int tasks) {
        AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
        int[] plain = new int[tasks];
        Parallel.run(tasks, i -> {
            runs.incrementAndGet(i);
            plain[i] = i + 1; // no fence of its own: must be visible when run returns
        });
        for (int i = 0; i < tasks; i++) {
            assertEquals(1, runs.get(i), "runs of task " + i);
            assertEquals(i + 1, plain[i]);
        }
    }

    @Test
    void everyTaskRunsOnce() {
        for (int t = 1; t <= 6; t++) {
            Parallel.setNumThreads(t);
            for (int tasks : new int[] {0, 1, 2, 3, 7, 64, 1000}) {
                checkOnce(tasks);
            }
        }
    }

    @Test
    void manyShortCallsWithPausesLoseNoWakeUp() {
        Parallel.setNumThreads(4);
        for (int i = 0; i < 20_000; i++) {
            AtomicInteger sum = new AtomicInteger();
            Parallel.run(5, sum::addAndGet);
            assertEquals(10, sum.get());
            if (i % 200 == 0) {
                LockSupport.parkNanos(i % 400 == 0 ? 60_000 : 200_000); // about when workers go to sleep
            }
        }
    }

    @Test
    void workersDoTakePart() {
        Parallel.setNumThreads(2);
        CountDownLatch both = new CountDownLatch(2);
        Set<String> names = ConcurrentHashMap.newKeySet();
        Parallel.run(2, i -> {
            names.add(Thread.currentThread().getName());
            both.countDown();
            try {
                assertTrue(both.await(30, TimeUnit.SECONDS), "the other task ran at the same time");
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertEquals(2, names.size());
        assertTrue(names.stream().anyMatch(n -> n.startsWith("lanewise-worker-")), names::toString);
    }

    @Test
    void workersThatHaveToBeWaitedForRestForAWhile() {
        Parallel.setNumThreads(2);
        Thread caller = Thread.currentThread();
        Set<Thread> lately = ConcurrentHashMap.newKeySet();
        for (int call = 0; call < 10_000; call++) {
            lately.clear();
            CountDownLatch begun = new CountDownLatch(2);
            Parallel.run(2, i -> {
                lately.add(Thread.currentThread());
                begun.countDown();
                if (Thread.currentThread() != caller) {
                    LockSupport.parkNanos(1_000_000); // as if it had no processor
                }
                for (int spins = 0; begun.getCount() > 0 && spins < 1000; spins++) {
                    Thread.onSpinWait(); // time for the other to begin
                }
            });
            if (call > 0 && lately.size() == 1) {
                return;
            }
        }
        throw new AssertionError("10,000 times a worker took part that lets its caller wait");
    }

    @Test
    void workersHoldNothingOfTheApplication() {
        Parallel.setNumThreads(2);
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
        local.set("of the caller");
        Map<String, Boolean> seen = new ConcurrentHashMap<>();
        CountDownLatch both = new CountDownLatch(2);
        Parallel.run(2, i -> {
            both.countDown();
            try {
                both.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            Thread t = Thread.currentThread();
            if (t.getName().startsWith("lanewise-worker-")) {
                seen.put("checked", true);
                seen.put("daemon", t.isDaemon());
                seen.put("no loader", t.getContextClassLoader() == null);
                seen.put("no local", local.get() == null);
            }
        });
        assertNotNull(seen.get("checked"));
        assertFalse(seen.containsValue(false), seen::toString);
    }

    @Test
    void nestedCallsRunInline() {
        Parallel.setNumThreads(4);
        AtomicInteger runs = new AtomicInteger();
        Parallel.run(8, i -> {
            Thread outer = Thread.currentThread();
            Parallel.run(8, j -> {
                assertEquals(outer, Thread.currentThread());
                runs.incrementAndGet();
            });
        });
        assertEquals(64, runs.get());
    }

    @Test
    void theExceptionOfTheLowestFailedTaskReachesTheCaller() {
        Parallel.setNumThreads(3);
        for (int round = 0; round < 200; round++) {
            IllegalStateException e = assertThrows(
                    IllegalStateException.class,
                    () -> Parallel.run(50, i -> {
                        if (i >= 10) {
                            throw new IllegalStateException("task " + i);
                        }
                    }));
            assertEquals("task 10", e.getMessage());
            checkOnce(20);
        }
        Parallel.setNumThreads(1);
        assertThrows(
                StackOverflowError.class,
                () -> Parallel.run(2, i -> {
                    throw new StackOverflowError();
                }));
    }

    @Test
    void manyCallersAtOnce() throws Exception {
        Parallel.setNumThreads(3);
        try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
            List<Future<?>> all = new ArrayList<>();
            for (int c = 0; c < 6; c++) {
                all.add(pool.submit(() -> {
                    for (int i = 0; i < 500; i++) {
                        checkOnce(1 + i % 20);
                    }
                }));
            }
            for (Future<?> f : all) {
                f.get();
            }
        }
    }

    @Test
    void virtualThreadsMayCall() throws Exception {
        Parallel.setNumThreads(3);
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int c = 0; c < 50; c++) {
                all.add(pool.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        checkOnce(1 + i % 20);
                    }
                }));
            }
            for (Future<?> f : all) {
                f.get();
            }
        }
    }

    @Test
    void theNumberOfThreadsMayChangeAtAnyTime() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            Future<?> changing = pool.submit(() -> {
                for (int i = 0; i < 3000; i++) {
                    Parallel.setNumThreads(1 + i % 5);
                }
            });
            Future<?> running = pool.submit(() -> {
                for (int i = 0; i < 3000; i++) {
                    checkOnce(1 + i % 11);
                }
            });
            changing.get();
            running.get();
        }
    }

    @Test
    void noMoreThreadsThanAllowedTakePart() {
        Parallel.setNumThreads(5);
        checkOnce(100);
        Parallel.setNumThreads(2);
        for (int round = 0; round < 200; round++) {
            Set<Thread> who = ConcurrentHashMap.newKeySet();
            Parallel.run(20, i -> who.add(Thread.currentThread()));
            assertTrue(who.size() <= 2, who::toString);
        }
        Parallel.setNumThreads(1);
        Parallel.run(20, i -> assertFalse(Thread.currentThread().getName().startsWith("lanewise-worker-")));
    }

    @Test
    void anInterruptedCallerStillGetsItsResultAndStaysInterrupted() {
        Parallel.setNumThreads(2);
        Thread.currentThread().interrupt();
        try {
            Parallel.run(4, i -> LockSupport.parkNanos(2_000_000));
            checkOnce(10);
            assertTrue(Thread.currentThread().isInterrupted());
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void impossibleNumbersOfThreadsAreRefused() {
        for (int n : new int[] {0, -1, Integer.MAX_VALUE}) {
            String message = assertThrows(IllegalArgumentException.class, () -> Parallel.setNumThreads(n))
                    .getMessage();
            assertTrue(message.contains("setNumThreads") && message.contains(Integer.toString(n)), message);
        }
        assertTrue(Parallel.getNumThreads() >= 1);
    }
}
