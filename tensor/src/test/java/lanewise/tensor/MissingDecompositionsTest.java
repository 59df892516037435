package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** This module is tested without the linalg artifact: what it says then, and what works all the same. */
class MissingDecompositionsTest {

    @Test
    void theErrorNamesTheArtifact() {
        Tensor a = Tensor.eye(2);
        String message = assertThrows(UnsupportedOperationException.class, () -> Linalg.inv(a))
                .getMessage();
        assertTrue(message.startsWith("inv: ") && message.contains("org.lanewise:lanewise-linalg"), message);
        assertThrows(UnsupportedOperationException.class, () -> Linalg.svdvals(a));
    }

    @Test
    void triangularSystemsAndExponentialsNeedNoLibrary() {
        Tensor a = Tensor.fromArray(new double[] {2, 0, 1, 4}, 2, 2);
        Tensor b = Tensor.fromArray(new double[] {2, 9}, 2, 1);
        assertArrayEquals(
                new double[] {1, 2}, Linalg.solveTriangular(a, b, false).toDoubleArray());
        assertArrayEquals(
                new double[] {1, 0, 0, 1}, Tensor.zeros(2, 2).matrixExp().toDoubleArray());
    }
}
