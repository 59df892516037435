package lanewise.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PeerProcessTest {

    /** A driver that ends, as by Ctrl-C, while its peer stands still. */
    public static void main(String[] args) throws Exception {
        // Says who it is, and answers whatever it is asked.
        String peer = "echo '{\"pid\":'$$'}'; while read line; do echo '{}'; done";
        PeerProcess process = new PeerProcess(new ProcessBuilder("sh", "-c", peer));
        System.out.println(
                process.ask("warm", 1, new Row("g", "r", "op", "", "us")).get("pid"));
        System.exit(0);
    }

    @Test
    void aPeerThatStandsStillEndsWithTheDriver() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a shell");
        Process driver = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PeerProcessTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = driver.inputReader().readLine();
        assertTrue(said.matches("\\d+"), said);
        var peer = ProcessHandle.of(Long.parseLong(said));
        assertEquals(0, driver.waitFor());
        if (peer.isPresent()) {
            peer.get().onExit().get(30, TimeUnit.SECONDS);
        }
    }
}
