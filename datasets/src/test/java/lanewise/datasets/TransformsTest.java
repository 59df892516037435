package lanewise.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The transforms give torchvision's values, bit for bit. */
class TransformsTest {
    @Test
    void bytesBecomeFractions() {
        Tensor y = new ToTensor().apply(Tensor.fromArray(new byte[] {0, 51, (byte) 128, (byte) 255, 1, 2}, 2, 3));
        assertEquals(DType.FLOAT32, y.dtype());
        assertArrayEquals(new int[] {1, 2, 3}, y.shape());
        assertArrayEquals(new float[] {0, 51 / 255f, 128 / 255f, 1, 1 / 255f, 2 / 255f}, y.toFloatArray());
    }

    @Test
    void channelsComeFirst() {
        Tensor y = new ToTensor()
                .apply(Tensor.fromArray(new byte[] {0, 1, 2, 10, 11, 12, 20, 21, 22, 30, 31, 32}, 2, 2, 3));
        assertArrayEquals(new int[] {3, 2, 2}, y.shape());
        float[] hundreds = y.toFloatArray();
        float[] expected = {0, 10, 20, 30, 1, 11, 21, 31, 2, 12, 22, 32};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i] / 255f, hundreds[i]);
        }
        Tensor floats = new ToTensor().apply(Tensor.fromArray(new float[] {1, 2, 3, 4}, 1, 2, 2));
        assertArrayEquals(new int[] {2, 1, 2}, floats.shape());
        assertArrayEquals(new float[] {1, 3, 2, 4}, floats.toFloatArray());
    }

    @Test
    void normalizesInTheTypeOfTheImage() {
        float[] x = {0, 0.5f, 1, 0.2f};
        Tensor y = new Normalize(0.1307f, 0.3081f).apply(Tensor.fromArray(x, 1, 2, 2));
        for (int i = 0; i < x.length; i++) {
            assertEquals((x[i] - 0.1307f) / 0.3081f, y.toFloatArray()[i]);
        }
        Tensor two = new Normalize(new double[] {1, 2}, new double[] {2, 4}).apply(Tensor.fromArray(x, 2, 1, 2));
        assertArrayEquals(new float[] {-0.5f, -0.25f, -0.25f, -0.45f}, two.toFloatArray());
        Tensor doubles = new Normalize(0.1307, 0.3081).apply(Tensor.fromArray(new double[] {0.7}, 1, 1, 1));
        assertEquals((0.7 - 0.1307) / 0.3081, doubles.item());
    }

    @Test
    void wrongImagesAreRefusedWithAdvice() {
        Tensor bytes = Tensor.fromArray(new byte[4], 2, 2);
        Normalize normalize = new Normalize(0, 1);
        assertMessage("ToTensor before it", () -> normalize.apply(bytes));
        assertMessage("(..., C, H, W)", () -> normalize.apply(Tensor.zeros(2, 2)));
        assertMessage(
                "2 means, but 3 channels",
                () -> new Normalize(new double[2], new double[] {1, 1}).apply(Tensor.zeros(3, 2, 2)));
        assertMessage("division by zero", () -> new Normalize(0, 0));
        assertMessage("as many means", () -> new Normalize(new double[1], new double[2]));
        assertMessage("(H, W, C)", () -> new ToTensor().apply(Tensor.zeros(4)));
        assertMessage("int64", () -> new ToTensor().apply(Tensor.fromArray(new long[4], 2, 2)));
    }

    @Test
    void aChainPromisesWhatAllItsPartsPromise() {
        ToTensor toTensor = new ToTensor();
        Normalize normalize = new Normalize(0.1307f, 0.3081f);
        assertTrue(new Compose(toTensor, normalize).pointwise());
        assertTrue(new Compose().pointwise());
        Normalize perChannel = new Normalize(new double[] {0, 1}, new double[] {1, 2});
        assertFalse(new Compose(toTensor, perChannel).pointwise());
        assertTrue(new Compose(toTensor, perChannel).deterministic());
        assertFalse(new Compose(toTensor, new Lambda(x -> x)).deterministic());
        assertTrue(new Compose(toTensor, Lambda.deterministic(x -> x)).deterministic());
        assertFalse(new Compose(toTensor, Lambda.deterministic(x -> x)).pointwise());
        Transform function = x -> x.neg();
        assertFalse(function.deterministic() || function.pointwise());
        assertEquals(
                -2,
                new Compose(x -> x.add(1), x -> x.neg()).apply(Tensor.ones(1)).item());
    }

    @Test
    void printsAsTorchvision() {
        assertEquals(
                "Compose(\n    ToTensor()\n    Normalize(mean=(0.1307,), std=(0.3081,))\n)",
                new Compose(new ToTensor(), new Normalize(0.1307f, 0.3081f)).toString());
        assertEquals(
                "Normalize(mean=(0.5, 0.25), std=(1.0, 2.0))",
                new Normalize(new double[] {0.5, 0.25}, new double[] {1, 2}).toString());
    }

    private static void assertMessage(String part, Executable code) {
        String message = assertThrows(IllegalArgumentException.class, code).getMessage();
        assertTrue(message.contains(part), message);
    }
}
