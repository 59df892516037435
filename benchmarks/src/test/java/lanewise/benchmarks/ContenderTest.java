package lanewise.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContenderTest {

    @Test
    void librariesChooseTheirKernelsWhateverTheShellSays(@TempDir Path home) {
        Map<String, String> environment =
                new HashMap<>(Map.of("OPENBLAS_CORETYPE", "Haswell", "ONEDNN_MAX_CPU_ISA", "AVX2", "PATH", "/bin"));
        Contender.NUMPY.prepare(environment, new Contender.Place(home), 2);
        assertEquals(
                Map.of("PATH", "/bin", "OMP_NUM_THREADS", "2", "OPENBLAS_NUM_THREADS", "2", "MKL_NUM_THREADS", "2"),
                environment);
    }
}
