package lanewise.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SimdTest {
    @Test
    void propertyChoosesTheWidth() {
        assertEquals(-1, Simd.wantedBits(null));
        assertEquals(-1, Simd.wantedBits(" "));
        assertEquals(0, Simd.wantedBits("0"));
        assertEquals(256, Simd.wantedBits(" 256 "));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Simd.wantedBits("64"));
        assertTrue(e.getMessage().contains("expected 0, 128, 256 or 512; got '64'"));
    }

    @Test
    void theRunningWidthIsTheWantedOne() {
        int wanted = Simd.wantedBits(System.getProperty("lanewise.vectorBits"));
        assertEquals(Simd.AVAILABLE, Simd.BITS > 0);
        if (wanted == 0) {
            assertFalse(Simd.AVAILABLE);
        } else if (Simd.AVAILABLE && wanted > 0) {
            assertEquals(wanted, Simd.BITS);
        }
    }

    @Test
    void onlyTheServerCompilerMakesVectorInstructions() {
        assertTrue(Simd.compiled("OpenJDK 64-Bit Server VM", "mixed mode, sharing", "Temurin-25"));
        assertFalse(Simd.compiled("OpenJDK 64-Bit Server VM", "interpreted mode, sharing", "Temurin-25"));
        assertFalse(Simd.compiled("OpenJDK 64-Bit Server VM", "mixed mode, emulated-client, sharing", "Temurin-25"));
        assertFalse(Simd.compiled("OpenJDK 64-Bit Server VM", "mixed mode, sharing", "GraalVM CE 25"));
        assertFalse(Simd.compiled("Eclipse OpenJ9 VM", "JRE 25 Linux amd64-64-Bit", ""));
    }
}
