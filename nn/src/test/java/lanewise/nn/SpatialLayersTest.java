package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import lanewise.tensor.DType;
import lanewise.tensor.Selection;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolution, pooling, normalisation and resizing layers: what the recorded cases do not show. */
class SpatialLayersTest {

    // ---- printing ---------------------------------------------------------------------------------------------------

    static Stream<Arguments> printed() {
        return Stream.of(
                Arguments.of("Conv2d(1, 32, kernel_size=(3, 3), stride=(1, 1))", new Conv2d(1, 32, 3)),
                Arguments.of(
                        "Conv2d(4, 8, kernel_size=(3, 2), stride=(2, 1), padding=(1, 1), dilation=(1, 2), groups=4,"
                                + " bias=False, padding_mode=reflect)",
                        new Conv2d(
                                4,
                                8,
                                new int[] {3, 2},
                                Conv2d.options()
                                        .stride(2, 1)
                                        .padding(1)
                                        .dilation(1, 2)
                                        .groups(4)
                                        .bias(false)
                                        .paddingMode("reflect"))),
                Arguments.of(
                        "Conv1d(2, 3, kernel_size=(3,), stride=(1,), padding=same)",
                        new Conv1d(2, 3, 3, Conv1d.options().padding("same"))),
                Arguments.of(
                        "ConvTranspose2d(2, 3, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), output_padding=(1,"
                                + " 1))",
                        new ConvTranspose2d(
                                2,
                                3,
                                3,
                                ConvTranspose2d.options().stride(2).padding(1).outputPadding(1))),
                Arguments.of(
                        "MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)", new MaxPool2d(2)),
                Arguments.of(
                        "MaxPool2d(kernel_size=(2, 3), stride=(1, 2), padding=0, dilation=1, ceil_mode=True)",
                        new MaxPool2d(
                                new int[] {2, 3},
                                MaxPool2d.options().stride(1, 2).ceilMode(true))),
                Arguments.of("AvgPool2d(kernel_size=2, stride=2, padding=0)", new AvgPool2d(2)),
                Arguments.of("AvgPool1d(kernel_size=(2,), stride=(2,), padding=(0,))", new AvgPool1d(2)),
                Arguments.of("MaxUnpool2d(kernel_size=(2, 2), stride=(2, 2), padding=(0, 0))", new MaxUnpool2d(2)),
                Arguments.of("LPPool2d(norm_type=2, kernel_size=3, stride=None, ceil_mode=False)", new LPPool2d(2, 3)),
                Arguments.of("AdaptiveAvgPool2d(output_size=(None, 7))", new AdaptiveAvgPool2d(null, 7)),
                Arguments.of("AdaptiveMaxPool1d(output_size=5)", new AdaptiveMaxPool1d(5)),
                Arguments.of(
                        "BatchNorm2d(3, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)",
                        new BatchNorm2d(3)),
                Arguments.of(
                        "InstanceNorm1d(3, eps=1e-05, momentum=0.1, affine=False, track_running_stats=False)",
                        new InstanceNorm1d(3)),
                Arguments.of("GroupNorm(2, 4, eps=1e-05, affine=True)", new GroupNorm(2, 4)),
                Arguments.of("LocalResponseNorm(2, alpha=0.0001, beta=0.75, k=1.0)", new LocalResponseNorm(2)),
                Arguments.of(
                        "Upsample(scale_factor=2.0, mode=bilinear)",
                        new Upsample(Upsample.options().scaleFactor(2).mode("bilinear"))),
                Arguments.of(
                        "UpsamplingNearest2d(size=(3, 4), mode=nearest)",
                        new UpsamplingNearest2d(UpsamplingNearest2d.options().size(3, 4))));
    }

    @ParameterizedTest
    @MethodSource("printed")
    void layersPrintAsPyTorchPrintsThem(String expected, Module layer) {
        assertEquals(expected, layer.toString());
    }

    // ---- weights ----------------------------------------------------------------------------------------------------

    @Test
    void weightsStartWithPyTorchsNumbers() {
        Tensor.manualSeed(0);
        Conv2d conv = new Conv2d(1, 1, 2);
        assertArrayEquals(new int[] {1, 1, 2, 2}, conv.weight.shape());
        // torch.manual_seed(0); torch.rand(5) is 0.4963, 0.7682, 0.0885, 0.1320, 0.3074; the bounds are ±1/√4.
        assertArrayEquals(new float[] {-0.0037f, 0.2682f, -0.4115f, -0.3680f}, conv.weight.toFloatArray(), 1e-4f);
        assertArrayEquals(new float[] {-0.1926f}, conv.bias.toFloatArray(), 1e-4f);
    }

    @Test
    void namesAreThoseOfPyTorch() {
        assertEquals(
                List.of("weight", "bias", "running_mean", "running_var", "num_batches_tracked"),
                List.copyOf(new BatchNorm1d(2).stateDict().keySet()));
        assertEquals(List.of(), List.copyOf(new InstanceNorm2d(2).stateDict().keySet()));
        assertEquals(
                List.of("weight"),
                List.copyOf(new Conv1d(1, 1, 1, Conv1d.options().bias(false))
                        .stateDict()
                        .keySet()));
        assertArrayEquals(
                new int[] {4, 3, 5},
                new ConvTranspose1d(4, 6, 5, ConvTranspose1d.options().groups(2)).weight.shape());
    }

    // ---- convolution ------------------------------------------------------------------------------------------------

    @Test
    void paddingModesPadFirst() {
        Tensor x = Tensor.randn(1, 2, 5, 6);
        for (String mode : List.of("reflect", "replicate", "circular")) {
            Conv2d conv = new Conv2d(2, 3, 3, Conv2d.options().padding(1, 2).paddingMode(mode));
            Tensor padded = Functional.pad(x, new int[] {2, 2, 1, 1}, PaddingMode.of(mode), 0);
            Tensor expected = Functional.conv2d(padded, conv.weight, conv.bias);
            assertArrayEquals(expected.toFloatArray(), conv.forward(x).toFloatArray(), 1e-6f);
        }
        Conv2d same = new Conv2d(
                2, 3, new int[] {2, 3}, Conv2d.options().padding("same").paddingMode("circular"));
        assertArrayEquals(new int[] {1, 3, 5, 6}, same.forward(x).shape());
    }

    @Test
    void aTransposedConvolutionReachesEveryInputSizeOfItsStride() {
        for (int size = 9; size < 12; size++) {
            int[] shape = {1, 1, size};
            Conv1d down = new Conv1d(1, 2, 4, Conv1d.options().stride(3).padding(1));
            Tensor small = down.forward(Tensor.randn(shape));
            ConvTranspose1d up = new ConvTranspose1d(
                    2, 1, 4, ConvTranspose1d.options().stride(3).padding(1));
            if (size == 9 + 2) {
                assertArrayEquals(shape, up.forward(small, new int[] {size}).shape());
            }
            assertArrayEquals(shape, up.forward(small, shape).shape());
        }
        ConvTranspose1d up =
                new ConvTranspose1d(2, 1, 4, ConvTranspose1d.options().stride(3));
        refused("range from", () -> up.forward(Tensor.randn(1, 2, 3), new int[] {20}));
    }

    @Test
    void whatDoesNotFitIsNamed() {
        Tensor x = Tensor.randn(1, 3, 8, 8);
        refused("to have 1 channels, but got 3", () -> new Conv2d(1, 2, 3).forward(x));
        refused("kernel size can't be greater", () -> new Conv2d(3, 2, 9).forward(x));
        refused("2D (unbatched) or 3D (batched)", () -> new Conv1d(3, 2, 3).forward(x));
        refused(
                "divisible by groups",
                () -> new Conv2d(3, 4, 3, Conv2d.options().groups(2)));
        refused(
                "'same' is not supported for strided",
                () -> new Conv2d(3, 4, 3, Conv2d.options().padding("same").stride(2)).forward(x));
        refused("one number type", () -> new Conv2d(3, 4, 3).forward(x.to(DType.FLOAT64)));
        refused(
                "stride is one number or 2",
                () -> new Conv2d(3, 4, 3, Conv2d.options().stride(1, 2, 3)));
        refused("a list of 2 values", () -> new MaxPool2d(new int[] {1, 2, 3}).forward(x));
        refused("expected 4D input", () -> new BatchNorm2d(3).forward(Tensor.randn(2, 3)));
        refused("more than 1 value per channel", () -> new BatchNorm1d(3).forward(Tensor.randn(1, 3)));
        refused("Calculated output size".toLowerCase(java.util.Locale.ROOT), () -> new MaxPool2d(9).forward(x));
        refused(
                "at most half of kernel size",
                () -> new AvgPool2d(2, AvgPool2d.options().padding(2)).forward(x));
        refused(
                "only one of size or scale_factor",
                () -> new Upsample(Upsample.options().size(2).scaleFactor(2)).forward(x));
        refused("divisible by num_groups", () -> Functional.groupNorm(x, 2, null, null, 1e-5));
    }

    private static void refused(String part, Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }

    // ---- pooling ----------------------------------------------------------------------------------------------------

    @Test
    void unpoolingUndoesPooling() {
        Tensor x = Tensor.randn(2, 3, 7, 6);
        Selection found = new MaxPool2d(2).forwardWithIndices(x);
        Tensor back = new MaxUnpool2d(2).forward(found.values(), found.indices(), x.shape());
        assertArrayEquals(x.shape(), back.shape());
        Selection again = new MaxPool2d(2).forwardWithIndices(back.where(back.ne(0), Tensor.full(x.shape(), -9f)));
        assertArrayEquals(found.indices().toLongArray(), again.indices().toLongArray());
        Tensor tooFar = found.indices().add(100);
        assertThrows(
                IndexOutOfBoundsException.class, () -> new MaxUnpool2d(2).forward(found.values(), tooFar, x.shape()));
    }

    // ---- normalisation ----------------------------------------------------------------------------------------------

    @Test
    void aPlainMeanOfBatchesWithoutMomentum() {
        BatchNorm1d norm = new BatchNorm1d(1, BatchNorm1d.options().momentum(null));
        norm.forward(Tensor.fromArray(new float[] {0, 2}, 2, 1));
        norm.forward(Tensor.fromArray(new float[] {3, 7}, 2, 1));
        assertEquals(3, norm.runningMean.item(), 1e-6);
        assertEquals((2 + 8) / 2.0, norm.runningVar.item(), 1e-6);
        assertEquals(2, norm.numBatchesTracked.itemLong());
        norm.eval();
        norm.forward(Tensor.fromArray(new float[] {30, 70}, 2, 1));
        assertEquals(3, norm.runningMean.item(), 1e-6);
        norm.resetRunningStats();
        assertEquals(0, norm.numBatchesTracked.itemLong());
        assertEquals(1, norm.runningVar.item());
    }

    @Test
    void withoutRunningStatisticsEvaluationUsesTheBatch() {
        BatchNorm1d norm = new BatchNorm1d(2, BatchNorm1d.options().trackRunningStats(false));
        assertNull(norm.runningMean);
        norm.eval();
        Tensor y = norm.forward(Tensor.randn(50, 2).mul(3).add(4));
        assertArrayEquals(new float[] {0, 0}, y.mean(0).toFloatArray(), 1e-5f);
    }

    @Test
    void largeMeansDoNotSpoilTheVariance() {
        Tensor x = Tensor.fromArray(new float[] {10000.25f, 10000.5f, 10000.75f, 10001f}, 1, 4);
        float[] y = Functional.layerNorm(x, new int[] {4}, null, null, 0).toFloatArray();
        assertArrayEquals(new float[] {-1.3416408f, -0.4472136f, 0.4472136f, 1.3416408f}, y, 1e-5f);
    }
}
