// One step of gradient descent for a single neuron: by hand, by autograd and by an optimizer.
// A sigmoid neuron of four weights sees one record; the step goes down the squared error's slope.
// Shows its output, its error and the change of each weight, the same three times.
import lanewise.nn.MSELoss;
import lanewise.optim.SGD;
import lanewise.samples.*;
import lanewise.tensor.*;

void main(String[] args) {
    Arguments.parse("GradientDescent", args, 1);
    double learnRate = 0.5;
    Tensor x = Tensor.tensor(new double[] {1, 2, 3, 4});
    Tensor y = Tensor.tensor(0.5, DType.FLOAT64);
    Tensor w = Tensor.tensor(new double[] {0.5, -0.5, 0.3, 0.1}).requiresGrad_();

    // Forwards: the weighted sum, squashed.
    Tensor h = x.dot(w);
    Tensor output = h.sigmoid();
    Tensor error = y.sub(output);

    // By hand: the error times the slope of the sigmoid, for each weight times its input.
    Tensor errorTerm = error.mul(output).mul(output.rsub(1)).detach();
    Tensor byHand = x.mul(errorTerm).mul(learnRate);

    // By autograd: half the squared error, differentiated with respect to the weights.
    Tensor loss = error.square().mul(0.5);
    loss.backward();
    Tensor byAutograd = w.grad().mul(-learnRate);

    IO.println("Neural network output: %.12f".formatted(output.item()));
    IO.println("Amount of error:       %.12f".formatted(error.item()));
    IO.println("Change in weights, by hand:         " + NumpyText.of(byHand));
    IO.println("Change in weights, by autograd:     " + NumpyText.of(byAutograd));

    // By an optimizer: it makes the step, and further ones bring the output to its target.
    Tensor before = w.detach().clone();
    var optimizer = new SGD(List.of(w), SGD.lr(learnRate));
    optimizer.step();
    Tensor byOptimizer = w.detach().sub(before);
    IO.println("Change in weights, by an optimizer: " + NumpyText.of(byOptimizer));

    var criterion = new MSELoss();
    var outputs = new ArrayList<Double>(List.of(output.item()));
    for (int step = 1; step <= 8; step++) {
        Tensor now = x.dot(w).sigmoid();
        outputs.add(now.item());
        optimizer.zeroGrad();
        criterion.forward(now, y).div(2).backward();
        optimizer.step();
    }
    IO.println("Output after 8 more steps:          %.12f"
            .formatted(x.dot(w).sigmoid().item()));

    var lines = new LinkedHashMap<String, double[]>();
    lines.put("output", outputs.stream().mapToDouble(each -> each).toArray());
    lines.put("target", outputs.stream().mapToDouble(each -> y.item()).toArray());
    Pictures.curves("GradientDescent", "One neuron learns one record", "forward pass", "output", lines);

    Figures.report("output", "%.12f".formatted(output.item()), "0.689974481128");
    Figures.report("error", "%.12f".formatted(error.item()), "-0.189974481128");
    String change = "[-0.02031869 -0.04063738 -0.06095608 -0.08127477]";
    Figures.report("change by hand", NumpyText.of(byHand), change);
    Figures.report("change by autograd", NumpyText.of(byAutograd), change);
    Figures.report("change by SGD", NumpyText.of(byOptimizer), change);
}
