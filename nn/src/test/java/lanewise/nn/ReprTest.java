package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Modules print as PyTorch prints them. */
class ReprTest {

    static Stream<Arguments> layers() {
        return Stream.of(
                Arguments.of("Linear(in_features=784, out_features=128, bias=True)", new Linear(784, 128)),
                Arguments.of(
                        "Linear(in_features=1, out_features=2, bias=False)",
                        new Linear(1, 2, Linear.options().bias(false))),
                Arguments.of(
                        "Bilinear(in1_features=1, in2_features=2, out_features=3, bias=True)", new Bilinear(1, 2, 3)),
                Arguments.of("ReLU()", new ReLU()),
                Arguments.of("LeakyReLU(negative_slope=0.01)", new LeakyReLU()),
                Arguments.of("ELU(alpha=1.0)", new ELU()),
                Arguments.of("GELU(approximate='tanh')", new GELU("tanh")),
                Arguments.of("Softplus(beta=1, threshold=20)", new Softplus()),
                Arguments.of("Hardtanh(min_val=-1.0, max_val=1.0)", new Hardtanh()),
                Arguments.of("RReLU(lower=0.125, upper=0.3333333333333333)", new RReLU()),
                Arguments.of("Softshrink(0.5)", new Softshrink()),
                Arguments.of("Softmax(dim=1)", new Softmax(1)),
                Arguments.of("PReLU(num_parameters=1)", new PReLU()),
                Arguments.of("Dropout(p=0.5, inplace=False)", new Dropout()),
                Arguments.of("Flatten(start_dim=1, end_dim=-1)", new Flatten()),
                Arguments.of("Unflatten(dim=1, unflattened_size=(2, 3))", new Unflatten(1, 2, 3)),
                Arguments.of("Embedding(7, 3)", new Embedding(7, 3)),
                Arguments.of(
                        "Embedding(7, 3, padding_idx=6)",
                        new Embedding(7, 3, Embedding.options().paddingIdx(-1))),
                Arguments.of("EmbeddingBag(7, 3, mode='mean')", new EmbeddingBag(7, 3)),
                Arguments.of(
                        "LSTM(3, 4, num_layers=2, batch_first=True, dropout=0.5, bidirectional=True)",
                        new LSTM(
                                3,
                                4,
                                LSTM.options()
                                        .numLayers(2)
                                        .batchFirst(true)
                                        .dropout(0.5)
                                        .bidirectional(true))),
                Arguments.of("GRUCell(3, 4)", new GRUCell(3, 4)),
                Arguments.of(
                        "RNNCell(3, 4, nonlinearity=relu)",
                        new RNNCell(3, 4, RNNCell.options().nonlinearity(RNN.Nonlinearity.RELU))),
                Arguments.of("LayerNorm((5,), eps=1e-05, elementwise_affine=True)", new LayerNorm(5)),
                Arguments.of("ConstantPad1d(padding=(2, 2), value=3.5)", new ConstantPad1d(2, 3.5)),
                Arguments.of("ZeroPad2d((1, 1, 1, 1))", new ZeroPad2d(1)),
                Arguments.of("PixelShuffle(upscale_factor=2)", new PixelShuffle(2)),
                Arguments.of(
                        "Unfold(kernel_size=(2, 3), dilation=1, padding=0, stride=1)", new Unfold(new int[] {2, 3})),
                Arguments.of("CrossEntropyLoss()", new CrossEntropyLoss()));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void layer(String expected, Module layer) {
        assertEquals(expected, layer.toString());
    }

    @Test
    void nested() {
        Map<String, Layer> parts = new LinkedHashMap<>();
        parts.put("body", new Sequential(new Linear(2, 2), new Tanh()));
        parts.put("head", new Linear(2, 1));
        assertEquals("""
            Sequential(
              (body): Sequential(
                (0): Linear(in_features=2, out_features=2, bias=True)
                (1): Tanh()
              )
              (head): Linear(in_features=2, out_features=1, bias=True)
            )\
            """, new Sequential(parts).toString());
    }

    @Test
    void numbersAsPythonWritesThem() {
        assertEquals("1e-05", PyText.real(1e-5));
        assertEquals("0.0001", PyText.real(1e-4));
        assertEquals("2.5e-07", PyText.real(2.5e-7));
        assertEquals("1.0", PyText.real(1));
        assertEquals("12345678.9", PyText.real(12345678.9));
        assertEquals("1e+16", PyText.real(1e16));
        assertEquals("1000000000000000.0", PyText.real(1e15));
        assertEquals("-inf", PyText.real(Double.NEGATIVE_INFINITY));
        assertEquals("(3,)", PyText.tuple(3));
    }

    @Test
    void functionsInASequenceAreNamedByTheirPlace() {
        Sequential net = new Sequential(new Linear(1, 1), Tensor::relu);
        assertEquals("Lambda()", net.get(1).toString());
    }
}
