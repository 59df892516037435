// Backpropagation through a network of 3 inputs, 2 hidden neurons and 1 output, all sigmoid, for one record.
// The error flows back from the output through its weights into the hidden layer: by hand, then by autograd.
// Shows the change of every weight for a learning rate of 0.5, the same both times.
import lanewise.samples.*;
import lanewise.tensor.*;

void main(String[] args) {
    Arguments.parse("Backprop", args, 1);
    double learnRate = 0.5;
    Tensor x = Tensor.tensor(new double[] {0.5, 0.1, -0.2});
    Tensor target = Tensor.tensor(0.6, DType.FLOAT64);
    Tensor weightsInputHidden = Tensor.tensor(new double[][] {{0.5, -0.6}, {0.1, -0.2}, {0.1, 0.7}})
            .requiresGrad_();
    Tensor weightsHiddenOutput = Tensor.tensor(new double[] {0.1, -0.3}).requiresGrad_();

    // Forward pass
    Tensor hiddenLayerOutput = x.matmul(weightsInputHidden).sigmoid();
    Tensor output = hiddenLayerOutput.dot(weightsHiddenOutput).sigmoid();

    // Backward pass by hand: error times slope, passed back in proportion to the weights.
    Tensor error = target.sub(output);
    Tensor outputErrorTerm = error.mul(slope(output));
    Tensor hiddenErrorTerm = outputErrorTerm.mul(weightsHiddenOutput).mul(slope(hiddenLayerOutput));
    Tensor deltaHiddenOutput =
            hiddenLayerOutput.mul(outputErrorTerm).mul(learnRate).detach();
    Tensor deltaInputHidden = x.outer(hiddenErrorTerm).mul(learnRate).detach();
    IO.println("By hand:");
    IO.println("Change in weights for hidden layer to output layer:\n" + NumpyText.of(deltaHiddenOutput));
    IO.println("Change in weights for input layer to hidden layer:\n" + NumpyText.of(deltaInputHidden));

    // By autograd: it recorded the forward pass and walks it backwards.
    error.square().mul(0.5).backward();
    Tensor autogradHiddenOutput = weightsHiddenOutput.grad().mul(-learnRate);
    Tensor autogradInputHidden = weightsInputHidden.grad().mul(-learnRate);
    IO.println("By autograd:");
    IO.println("Change in weights for hidden layer to output layer:\n" + NumpyText.of(autogradHiddenOutput));
    IO.println("Change in weights for input layer to hidden layer:\n" + NumpyText.of(autogradInputHidden));

    String hiddenOutput = "[0.00804047 0.00555918]";
    String inputHidden = "[[1.77005547e-04 -5.11178506e-04] [3.54011093e-05 -1.02235701e-04]"
            + " [-7.08022187e-05 2.04471402e-04]]";
    Figures.report("hidden to output, by hand", NumpyText.of(deltaHiddenOutput), hiddenOutput);
    Figures.report("hidden to output, by autograd", NumpyText.of(autogradHiddenOutput), hiddenOutput);
    Figures.report("input to hidden, by hand", NumpyText.of(deltaInputHidden), inputHidden);
    Figures.report("input to hidden, by autograd", NumpyText.of(autogradInputHidden), inputHidden);
}

/** The derivative of the sigmoid, in terms of its output. */
Tensor slope(Tensor y) {
    return y.mul(y.rsub(1));
}
