// What one hidden layer can separate: points in the plane, and 1, 2, 3, 4 and 8 neurons to draw the line.
// Every neuron contributes one straight fold; the more there are, the more closely the boundary follows the points.
// Shows the boundary while it is learned, an animation for each width, and the accuracy rising with the width.
import static lanewise.autograd.GradMode.noGrad;

import java.awt.image.BufferedImage;
import lanewise.datasets.*;
import lanewise.nn.*;
import lanewise.nn.Module;
import lanewise.optim.*;
import lanewise.samples.*;
import lanewise.tables.*;
import lanewise.tensor.*;
import org.knowm.xchart.BitmapEncoder;

BufferedImage frame(int width, int step, Module net, Map<String, Tensor> groups, double accuracy) {
    String title = "%d hidden, step %d: %.0f %%".formatted(width, step, 100 * accuracy);
    try (var _ = noGrad()) {
        return BitmapEncoder.getBufferedImage(Pictures.regions(
                title, -1.6, 1.6, grid -> net.forward(grid).gt(0).toLong(), groups));
    }
}

void main(String[] args) {
    var arguments = Arguments.parse("Boundaries", args, 330);
    TensorDataset points = Synthetic.makeCircles(300, 0.1, 0.4, arguments.seed());
    Tensor x = points.inputs().toFloat();
    Tensor y = points.targets().toFloat();
    var groups = new LinkedHashMap<String, Tensor>();
    groups.put("outer circle", x.get(y.eq(0)));
    groups.put("inner circle", x.get(y.eq(1)));

    var criterion = new BCEWithLogitsLoss();
    int[] widths = {1, 2, 3, 4, 8};
    double[] accuracies = new double[widths.length];
    for (int i = 0; i < widths.length; i++) {
        Tensor.manualSeed(arguments.seed());
        var net = new Sequential(new Linear(2, widths[i]), new Tanh(), new Linear(widths[i], 1), new Flatten(0));
        var optimizer = new Adam(net.parameters(), Adam.lr(0.05));
        var frames = new ArrayList<BufferedImage>();
        for (int step = 0; step <= arguments.epochs(); step++) {
            Tensor outputs = net.forward(x);
            accuracies[i] = outputs.gt(0).eq(y).toFloat().mean().item();
            if (step % (arguments.epochs() / 11) == 0) {
                frames.add(frame(widths[i], step, net, groups, accuracies[i]));
            }
            optimizer.zeroGrad();
            criterion.forward(outputs, y).backward();
            optimizer.step();
        }
        Pictures.gif("Boundaries-" + widths[i], frames, 300);
        IO.println("%d hidden: accuracy %.3f".formatted(widths[i], accuracies[i]));
    }

    var chart = Pictures.chart("One hidden layer and a circle in a circle", "hidden neurons", "accuracy");
    double[] places = Arrays.stream(widths).asDoubleStream().toArray();
    Pictures.addLine(chart, "accuracy", places, accuracies);
    Pictures.addPoints(chart, "widths tried", places, accuracies);
    chart.getStyler().setXAxisTickMarkSpacingHint(100).setMarkerSize(10);
    Pictures.save("Boundaries", chart);
    for (int i = 1; i < widths.length; i++) {
        Figures.atLeast(
                "accuracy gained from %d to %d neurons".formatted(widths[i - 1], widths[i]),
                accuracies[i] - accuracies[i - 1],
                0);
    }
    Figures.atMost("accuracy of one neuron", accuracies[0], 0.8);
    Figures.atLeast("accuracy of eight", accuracies[accuracies.length - 1], 0.99);
}
