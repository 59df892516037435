package lanewise.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The first compiler gives up on loops with some two hundred vector operations, and then nobody compiles them: such a
 * kernel stays a thousand times slower for good, in one run of many, whenever that compiler comes first.
 */
class CompilerLimitsTest {
    @Test
    void noKernelIsTooLargeForTheFirstCompiler() throws IOException, InterruptedException {
        assumeTrue(Simd.AVAILABLE, "needs the vector module");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-Dlanewise.vectorBits=" + Simd.BITS,
                        "-XX:TieredStopAtLevel=3",
                        "-XX:+PrintCompilation",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Kernels.class.getName())
                .redirectErrorStream(true)
                .start();
        List<String> ours = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("lanewise"))
                .toList();
        assertEquals(0, process.waitFor(), () -> String.join("\n", ours));
        String tiles = VectorFloatGemm.MR == 8 ? "VectorFloatTiles8::rowsOfA" : "VectorFloatTiles4::rowsOfA";
        assertTrue(ours.stream().anyMatch(line -> line.contains(tiles)), tiles + " was not compiled at all");
        List<String> skipped = ours.stream()
                .filter(line -> line.contains("SKIPPED") && !line.contains("class loading"))
                .toList();
        assertEquals(List.of(), skipped);
    }

    /** Calls every vector loop until the first compiler has had it. */
    static final class Kernels {
        private static final int CALLS = 400;
        private static final int N = 37;

        public static void main(String[] args) throws InterruptedException {
            float[] x = new float[64];
            double[] d = new double[64];
            for (int i = 0; i < CALLS; i++) {
                VectorFloatGemm.exercise(i % 8 == 0 ? 4 : 0);
                VectorDoubleGemm.exercise(i % 8 == 0 ? 4 : 0);
                for (UnaryOp op : UnaryOp.values()) {
                    if (op.isVectorized() || FloatMath.has(op)) {
                        VectorFloatElementwise.unary(op, x, 0, x, 0, N);
                    }
                    if (op.isVectorized() || DoubleMath.has(op)) {
                        VectorDoubleElementwise.unary(op, d, 0, d, 0, N);
                    }
                }
                for (BinaryOp op : BinaryOp.values()) {
                    if (op.isVectorized() || FloatMath.has(op)) {
                        VectorFloatElementwise.binary(op, x, 0, x, 0, x, 0, N);
                    }
                    if (op.isVectorized() || DoubleMath.has(op)) {
                        VectorDoubleElementwise.binary(op, d, 0, d, 0, d, 0, N);
                    }
                }
            }
            CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
            for (long before = -1; before != compiler.getTotalCompilationTime(); Thread.sleep(500)) {
                before = compiler.getTotalCompilationTime();
            }
        }
    }
}
