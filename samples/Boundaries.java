// What one hidden layer can separate: points in the plane, and 1, 2, 3, 4 and 8 neurons to draw the line.
// Every neuron contributes one straight fold; the more there are, the more closely the boundary follows the points.
// Shows the boundary while it is learned, an animation for each width, and the accuracy rising with the width.
import static lanewise.autograd.GradMode.noGrad;

import java.awt.image.BufferedImage;
import lanewise.nn.*;
import lanewise.nn.Module;
import lanewise.optim.*;
import lanewise.samples.*;
import lanewise.tensor.*;
import org.knowm.xchart.BitmapEncoder;

/** A ring of class 0 around a disc of class 1, both a little blurred. */
Tensor ringAndDisc(int count) {
    Tensor angle = Tensor.rand(count).mul(2 * Math.PI);
    Tensor radius = Tensor.cat(List.of(
            Tensor.rand(count / 2).mul(0.4).add(1.0), Tensor.rand(count / 2).sqrt().mul(0.7)));
    return Tensor.stack(List.of(angle.cos().mul(radius), angle.sin().mul(radius)), 1);
}

BufferedImage frame(int width, int step, Module net, Map<String, Tensor> groups, double accuracy) {
    String title = "%d hidden, step %d: %.0f %%".formatted(width, step, 100 * accuracy);
    try (var _ = noGrad()) {
        return BitmapEncoder.getBufferedImage(
                Pictures.regions(title, -1.6, 1.6, grid -> net.forward(grid).gt(0).toLong(), groups));
    }
}

void main(String[] args) {
    var arguments = Arguments.parse("Boundaries", args, 300);
    Tensor x = ringAndDisc(300);
    Tensor y = Tensor.cat(List.of(Tensor.zeros(150), Tensor.ones(150)));
    var groups = new LinkedHashMap<String, Tensor>();
    groups.put("ring", x.narrow(0, 0, 150));
    groups.put("disc", x.narrow(0, 150, 150));

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
            if (step % (arguments.epochs() / 15) == 0) {
                frames.add(frame(widths[i], step, net, groups, accuracies[i]));
            }
            optimizer.zeroGrad();
            criterion.forward(outputs, y).backward();
            optimizer.step();
        }
        Pictures.gif("boundary-" + widths[i], frames, 300);
        IO.println("%d hidden: accuracy %.3f".formatted(widths[i], accuracies[i]));
    }

    var chart = Pictures.chart("One hidden layer on a ring and a disc", "hidden neurons", "accuracy");
    Pictures.addLine(chart, "accuracy", Arrays.stream(widths).asDoubleStream().toArray(), accuracies);
    Pictures.save("boundaries", chart);
    for (int i = 1; i < widths.length; i++) {
        Figures.atLeast(
                "accuracy gained from %d to %d neurons".formatted(widths[i - 1], widths[i]),
                accuracies[i] - accuracies[i - 1],
                0);
    }
    Figures.atMost("accuracy of one neuron", accuracies[0], 0.8);
    Figures.atLeast("accuracy of eight", accuracies[accuracies.length - 1], 0.99);
}
