// A forward pass through a network of 4 inputs, 3 hidden and 2 output neurons, all sigmoid.
// Input and weights are NumPy's random numbers of seed 42, so every digit can be compared with the Python program.
// Shows the outputs of both layers, first as products of matrices, then as a model of Linear layers.
import static lanewise.autograd.GradMode.noGrad;

import lanewise.datasets.NumpyRandom;
import lanewise.nn.*;
import lanewise.samples.*;
import lanewise.tensor.*;

void main(String[] args) {
    Arguments.parse("ForwardPass", args, 1);
    int inputs = 4;
    int hidden = 3;
    int outputs = 2;
    var random = new NumpyRandom(42); // np.random.seed(42)
    Tensor x = random.randn(inputs);
    Tensor weightsInputToHidden = random.normal(0, 0.1, inputs, hidden);
    Tensor weightsHiddenToOutput = random.normal(0, 0.1, hidden, outputs);

    Tensor hiddenLayerIn = x.matmul(weightsInputToHidden);
    Tensor hiddenLayerOut = hiddenLayerIn.sigmoid();
    Tensor outputLayerIn = hiddenLayerOut.matmul(weightsHiddenToOutput);
    Tensor outputLayerOut = outputLayerIn.sigmoid();
    IO.println("x: " + NumpyText.of(x));
    IO.println("Hidden-layer output: " + NumpyText.of(hiddenLayerOut));
    IO.println("Output-layer output: " + NumpyText.of(outputLayerOut));

    // The same as a model. A Linear layer keeps its weights as (out, in): the transpose of the matrices above.
    var model = new Sequential(
            new Linear(inputs, hidden, Linear.options().bias(false)),
            new Sigmoid(),
            new Linear(hidden, outputs, Linear.options().bias(false)),
            new Sigmoid());
    model.to(DType.FLOAT64);
    model.loadStateDict(Map.of("0.weight", weightsInputToHidden.t(), "2.weight", weightsHiddenToOutput.t()));
    IO.println(model);
    Tensor modelOut;
    try (var _ = noGrad()) {
        modelOut = model.forward(x);
    }
    IO.println("Output of the model: " + NumpyText.of(modelOut));

    Figures.report("hidden layer", NumpyText.of(hiddenLayerOut), "[0.41492192 0.42604313 0.5002434]");
    Figures.report("output layer", NumpyText.of(outputLayerOut), "[0.49815196 0.48539772]");
    Figures.report("output of the model", NumpyText.of(modelOut), "[0.49815196 0.48539772]");
}
