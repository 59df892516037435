// Ten activation functions with their derivatives, drawn side by side; the derivatives are autograd's.
// A sigmoid's slope is at most 1/4, so each of its layers shrinks the gradient that flows back; ReLU's slope is 1.
// Shows all curves as one picture and the gradients of five sigmoid layers beside those of five ReLU layers.
import lanewise.nn.*;
import lanewise.nn.Module;
import lanewise.samples.*;
import lanewise.tensor.*;
import org.knowm.xchart.XYChart;

XYChart chart(String name, Layer function) {
    double[] places = Pictures.places(-3, 3, 300);
    Tensor x = Tensor.fromArray(places).requiresGrad_();
    Tensor y = function.forward(x);
    y.sum().backward(); // each y depends on its own x alone, so the sum's gradient holds every slope
    XYChart chart = Pictures.chart(name, "x", "y", 280, 290);
    Pictures.addLine(chart, "f(x)", places, y.detach().toDoubleArray());
    Pictures.addLine(chart, "f'(x)", places, x.grad().toDoubleArray());
    chart.getStyler()
            .setXAxisTickMarkSpacingHint(30)
            .setYAxisTickMarkSpacingHint(45)
            .setXAxisMin(-3.0)
            .setXAxisMax(3.0)
            .setYAxisMin(-1.5)
            .setYAxisMax(3.0);
    return chart;
}

/** Layers of 64 neurons with this activation, the same weights for each, on random records: the mean |gradient|. */
List<Double> gradients(int layers, long seed, Supplier<Module> activation) {
    Tensor.manualSeed(seed);
    var net = new Sequential();
    for (int i = 0; i < layers; i++) {
        var linear = new Linear(64, 64);
        Init.kaimingNormal_(linear.weight); // He's weights, made for ReLU
        net.append(linear).append(activation.get());
    }
    net.forward(Tensor.randn(256, 64)).square().mean().backward();
    return net.modules().stream()
            .filter(module -> module instanceof Linear)
            .map(module -> ((Linear) module).weight.grad().abs().mean().item())
            .toList();
}

void main(String[] args) {
    var arguments = Arguments.parse("Activations", args, 1);
    var functions = new LinkedHashMap<String, Layer>();
    functions.put("sigmoid", new Sigmoid());
    functions.put("tanh", new Tanh());
    functions.put("ReLU", new ReLU());
    functions.put("leaky ReLU (0.1)", new LeakyReLU(0.1));
    functions.put("ELU", new ELU());
    functions.put("PReLU (slope learned)", new PReLU(PReLU.options().init(0.25)).to(DType.FLOAT64));
    functions.put("RReLU (slope random)", new RReLU());
    functions.put("softplus", new Softplus());
    functions.put("step", new Step());
    functions.put("piecewise linear", x -> x.div(4).add(0.5).clamp(0, 1));
    Pictures.save(
            "Activations",
            functions.entrySet().stream()
                    .map(each -> chart(each.getKey(), each.getValue()))
                    .toList(),
            5);

    Tensor zero = Tensor.zeros(new int[0], DType.FLOAT64).requiresGrad_();
    zero.sigmoid().backward();
    double largest = zero.grad().item();
    IO.println("The sigmoid is steepest at 0: slope %s; five of them: at most %s of a gradient gets through."
            .formatted(largest, "%.10f".formatted(Math.pow(largest, 5))));

    List<Double> sigmoid = gradients(5, arguments.seed(), Sigmoid::new);
    List<Double> relu = gradients(5, arguments.seed(), ReLU::new);
    IO.println("Mean size of the gradient of each layer's weights:\nlayer     sigmoid        ReLU");
    for (int i = 0; i < 5; i++) {
        IO.println("  %d    %.3e   %.3e".formatted(i + 1, sigmoid.get(i), relu.get(i)));
    }
    double sigmoidShare = sigmoid.getFirst() / sigmoid.getLast();
    double reluShare = relu.getFirst() / relu.getLast();
    IO.println("The first layer learns at %.5f of the last one's speed with sigmoid, at %.3f with ReLU."
            .formatted(sigmoidShare, reluShare));

    var lines = new LinkedHashMap<String, double[]>();
    lines.put("sigmoid", sigmoid.stream().mapToDouble(each -> each).toArray());
    lines.put("ReLU", relu.stream().mapToDouble(each -> each).toArray());
    XYChart chart = Pictures.chart("The vanishing gradient", "layer", "mean size of the gradient (logarithmic)");
    lines.forEach((name, y) -> Pictures.addLine(chart, name, new double[] {1, 2, 3, 4, 5}, y));
    chart.getStyler().setYAxisLogarithmic(true).setXAxisMaxLabelCount(5);
    Pictures.save("Activations-vanishing", chart);

    Figures.report("largest slope of the sigmoid", largest, 0.25);
    Figures.report("five of them at best", "%.10f".formatted(Math.pow(largest, 5)), "0.0009765625");
    Figures.atMost("first layer's gradient over the last's, sigmoid", sigmoidShare, 0.001);
    Figures.atLeast("first layer's gradient over the last's, ReLU", reluShare, 0.1);
}
