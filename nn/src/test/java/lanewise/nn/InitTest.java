package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

class InitTest {

    /** Recorded from PyTorch: the first weights of {@code torch.nn.Linear(20, 3)} after {@code manual_seed(0)}. */
    @Test
    void linearStartsAsPyTorchs() {
        Tensor.manualSeed(0);
        Linear layer = new Linear(20, 3);
        assertArrayEquals(
                new float[] {-0.001674103899858892f, 0.11995243281126022f, -0.18403849005699158f, -0.1645609736442566f},
                Arrays.copyOf(layer.weight.toFloatArray(), 4));
        double bound = 1 / Math.sqrt(20);
        for (double value : layer.bias.toDoubleArray()) {
            assertTrue(Math.abs(value) <= bound);
        }
    }

    @Test
    void theDefaultTypeIsThatOfNewLayers() {
        DType.setDefault(DType.FLOAT64);
        try {
            assertEquals(DType.FLOAT64, new Linear(2, 2).weight.dtype());
            assertEquals(DType.FLOAT64, new LSTM(2, 2).parameters().getFirst().dtype());
        } finally {
            DType.setDefault(DType.FLOAT32);
        }
    }

    @Test
    void orthogonalColumnsOrRowsAreOrthonormal() {
        for (int[] shape : new int[][] {{6, 4}, {4, 6}, {5, 5}, {3, 2, 2}}) {
            Tensor x = Init.orthogonal_(Tensor.zeros(shape, DType.FLOAT64), 2).reshape(shape[0], -1);
            boolean tall = x.size(0) >= x.size(1);
            Tensor product = tall ? x.transpose(0, 1).matmul(x) : x.matmul(x.transpose(0, 1));
            double[] identity = Tensor.eye(product.size(0)).mul(4).toDoubleArray();
            assertArrayEquals(identity, product.toDoubleArray(), 1e-12);
        }
    }

    @Test
    void diracPassesChannelsOn() {
        Tensor weight = Init.dirac_(Tensor.ones(4, 2, 3), 2);
        assertEquals(4, weight.sum().item());
        assertEquals(1, weight.select(0, 3).select(0, 1).select(0, 1).item());
    }

    @Test
    void truncatedNormalStaysInside() {
        Tensor x = Init.truncNormal_(Tensor.zeros(1000), 0, 1, -0.5, 0.25);
        assertTrue(x.ge(-0.5).sum().itemLong() == 1000 && x.le(0.25).sum().itemLong() == 1000);
    }

    @Test
    void sparseColumnsHaveTheirZeros() {
        Tensor x = Init.sparse_(Tensor.zeros(10, 4), 0.3);
        assertArrayEquals(new long[] {3, 3, 3, 3}, x.eq(0).sum(0).toLongArray());
    }

    @Test
    void gains() {
        assertEquals(1, Init.calculateGain(Init.Nonlinearity.CONV2D));
        assertEquals(5.0 / 3, Init.calculateGain(Init.Nonlinearity.TANH));
        assertEquals(Math.sqrt(2 / 1.04), Init.calculateGain(Init.Nonlinearity.LEAKY_RELU, 0.2), 1e-15);
    }

    @Test
    void vectorsHaveNoFans() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Init.xavierUniform_(Tensor.zeros(3)));
        assertTrue(e.getMessage().startsWith("xavierUniform_: fan in and fan out"), e.getMessage());
    }

    @Test
    void parametersAreFilledWithoutRecording() {
        Parameter weight = new Parameter(Tensor.zeros(2, 2));
        Init.constant_(weight, 3);
        Init.eye_(weight);
        assertTrue(weight.isLeaf() && weight.requiresGrad());
        assertArrayEquals(new float[] {1, 0, 0, 1}, weight.toFloatArray());
    }
}
