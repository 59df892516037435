package lanewise.testing.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runners must fail what is wrong: each is given adapters that misbehave. */
class RunnersTest {
    private static final String X =
            "{\"tensor\": {\"dtype\": \"float64\", \"shape\": [2], \"data\": [1.0, 2.0], \"grad\": 0}}";

    private static String tensor(String data) {
        return "{\"tensor\": {\"dtype\": \"float64\", \"shape\": [2], \"data\": [" + data + "]}}";
    }

    /** A recorded call of {@code double(x)} with gradient. */
    private static Map<String, Object> doubling() {
        return JsonLines.object(
                "{\"id\": \"double/0\", \"op\": \"double\", \"input\": " + X + ", \"args\": [], \"kwargs\": {},"
                        + " \"output\": " + tensor("2.0, 4.0") + ", \"cotangents\": [" + tensor("1.0, 3.0")
                        + "], \"grads\": ["
                        + tensor("2.0, 6.0") + "]}",
                "test");
    }

    private static Outcome run(OpTable.Call call) {
        OpTable table = new OpTable();
        table.op("double", "input", call);
        return new OpsRunner(table).run(doubling());
    }

    private static String failure(OpTable.Call call) {
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, run(call));
        return failed.expected() + " | " + failed.got();
    }

    @Test
    void rightOpPasses() {
        assertEquals(Outcome.PASSED, run(a -> a.tensor("input").mul(2.0)));
    }

    @Test
    void wrongOpsFail() {
        assertTrue(failure(a -> a.tensor("input").mul(3.0)).startsWith("output[1] 4.0 | 6.0"));
        assertTrue(failure(a -> a.tensor("input").mul(2.0).unsqueeze(0)).contains("shape"));
        assertTrue(failure(a -> a.tensor("input").mul(2.0).toFloat()).contains("dtype"));
        assertTrue(failure(a -> List.of(a.tensor("input"), a.tensor("input"))).contains("1 outputs | 2 outputs"));
        assertTrue(failure(a -> a.tensor("input").detach().mul(2.0)).contains("without history"));
        assertTrue(
                failure(a -> a.tensor("input").add(a.tensor("input").detach())).startsWith("gradient 0[1] 6.0 | 3.0"));
        assertTrue(failure(a -> {
                    Tensor y = a.tensor("input").mul(2.0);
                    a.tensor("input").detach().fill_(0.0);
                    return y;
                })
                .contains("changed its input"));
    }

    @Test
    void unknownOpsAreNotYetSupported() {
        assertEquals(new Outcome.Unsupported("double"), new OpsRunner(new OpTable()).run(doubling()));
        assertEquals(new Outcome.Unsupported("double (of that)"), run(a -> {
            throw new NotYetSupported("of that");
        }));
        assertInstanceOf(Outcome.Failed.class, run(a -> List.of(1, 2)));
        assertInstanceOf(Outcome.Unsupported.class, refusal(a -> {
            throw new NotYetSupported("of that");
        }));
    }

    private static Outcome refusal(OpTable.Call call) {
        OpTable table = new OpTable();
        table.op("double", "input", call);
        return new ErrorsRunner(table)
                .run(JsonLines.object(
                        "{\"id\": \"double/0\", \"op\": \"double\", \"input\": 2, \"args\": [],"
                                + " \"kwargs\": {}, \"raises\": \"TypeError\", \"message\": \"no\"}",
                        "test"));
    }

    @Test
    void onlyDocumentedExceptionsCountAsRefused() {
        assertEquals(Outcome.PASSED, refusal(a -> a.tensor("input")));
        assertEquals(Outcome.PASSED, refusal(a -> {
            throw new IllegalArgumentException("double: expected a tensor; got 2");
        }));
        assertInstanceOf(Outcome.Failed.class, refusal(a -> Tensor.of(1)));
        assertInstanceOf(Outcome.Failed.class, refusal(a -> new int[1][a.integer("input")][-1]));
        assertInstanceOf(Outcome.Failed.class, refusal(a -> new int[-1]));
        assertInstanceOf(Outcome.Failed.class, refusal(a -> {
            throw new IllegalArgumentException();
        }));
        assertInstanceOf(Outcome.Failed.class, refusal(a -> a.integer("input") / (a.integer("input") - 2)));
        assertInstanceOf(Outcome.Failed.class, refusal(a -> Integer.parseInt("a long text that is no number")));
        assertInstanceOf(Outcome.Failed.class, refusal(a -> List.of().get(a.integer("input"))));
    }

    @Test
    void exceptionsOfTheLibraryBelowAreInternal() {
        assertNull(ErrorsRunner.undocumented(new IllegalStateException("thrown here, in lanewise")));
        assertNotNull(ErrorsRunner.undocumented(new ClassCastException("thrown here, in lanewise")));
        try {
            java.util.Objects.checkIndex(3, 2);
        } catch (IndexOutOfBoundsException e) {
            assertNotNull(ErrorsRunner.undocumented(e));
        }
    }

    @Test
    void hangsAndErrorsBecomeFailures() throws InterruptedException {
        try (Watchdog watchdog = new Watchdog(Duration.ofMillis(200))) {
            Outcome.Failed hung = assertInstanceOf(Outcome.Failed.class, watchdog.watch(() -> {
                Thread.sleep(60_000);
                return Outcome.PASSED;
            }));
            assertTrue(hung.got().contains("nothing within"));
            Outcome.Failed thrown = assertInstanceOf(Outcome.Failed.class, watchdog.watch(() -> {
                throw new StackOverflowError("deep");
            }));
            assertTrue(thrown.got().contains("StackOverflowError: deep"));
            assertEquals(Outcome.PASSED, watchdog.watch(() -> Outcome.PASSED));
        }
    }

    private record Run(int status, String out, String err) {}

    private static Run main(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                List.of(args),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void exitStatusSaysWhetherAllIsWell(@TempDir Path folder) throws IOException {
        assertEquals(2, main(folder.resolve("missing").toString()).status());
        assertEquals(2, main(folder.toString()).status());
        Path ops = folder.resolve("ops.jsonl");
        String right = "{\"id\": \"neg/0\", \"op\": \"neg\", \"input\": " + X
                + ", \"args\": [], \"kwargs\": {}, \"output\": " + tensor("-1.0, -2.0") + "}\n";
        Files.writeString(ops, right);
        Run passed = main(folder.toString());
        assertEquals("ops.jsonl: 1 passed, 0 failed, 0 not yet supported\n", passed.out());
        assertEquals(0, passed.status());

        String unknown = right.replace("\"neg\"", "\"no_such_op\"");
        Files.writeString(ops, right + unknown);
        assertEquals(1, main(folder.toString()).status());
        Run allowed = main(folder.toString(), "--allow-unsupported", "--unsupported");
        assertEquals(0, allowed.status());
        assertTrue(allowed.out().contains("  no_such_op: 1"), allowed.out());

        Files.writeString(ops, right + right.replace("-2.0", "-3.0").replace("neg/0", "neg/1"));
        Run failed = main(folder.toString(), "--allow-unsupported");
        assertEquals(1, failed.status());
        assertTrue(failed.out().contains("1 passed, 1 failed"), failed.out());
        assertTrue(failed.out().contains("FAILED neg/1 (line 2)"), failed.out());
        assertTrue(failed.out().contains("expected: output[1] -3.0"), failed.out());
        assertTrue(failed.out().contains("got:      -2.0"), failed.out());

        assertEquals(2, main(folder.toString(), "--op", "add").status());
        assertEquals(2, main(folder.toString(), "--only", "repr.jsonl").status());
        assertEquals(2, main(folder.toString(), "--nonsense").status());
        Files.writeString(ops, "not json\n");
        Run broken = main(folder.toString());
        assertEquals(2, broken.status());
        assertTrue(broken.err().contains("ops.jsonl:1"), broken.err());
    }
}
