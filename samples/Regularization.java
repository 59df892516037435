// Regularization: a penalty on large weights keeps a network from learning its training records by heart.
// L1 adds the sizes of all weights to the loss, L2 half of their squares; both times a factor lambda.
// Shows the penalties of two weight vectors, then a net that overfits with and without them, and the zeros under L1.
import static lanewise.autograd.GradMode.noGrad;

import lanewise.nn.*;
import lanewise.nn.Module;
import lanewise.optim.*;
import lanewise.samples.*;
import lanewise.tensor.*;

Tensor l1(Tensor w) {
    return w.abs().sum();
}

Tensor l2(Tensor w) {
    return w.square().sum().mul(0.5);
}

/** Records of 20 numbers of which only the first three matter, with noise: little to learn, much to learn by heart. */
Tensor target(Tensor x) {
    Tensor sum = x.select(1, 0).add(x.select(1, 1)).sub(x.select(1, 2));
    return sum.add(Tensor.randn(x.size(0))).gt(0).toFloat();
}

record Run(double[] train, double[] test, double accuracy, int zeros, int weights) {}

Run train(long seed, int epochs, double lambda, UnaryOperator<Tensor> penalty) {
    Tensor.manualSeed(seed);
    Tensor trainX = Tensor.randn(60, 20);
    Tensor trainY = target(trainX);
    Tensor testX = Tensor.randn(1000, 20);
    Tensor testY = target(testX);
    var net = new Sequential(new Linear(20, 32), new Tanh(), new Linear(32, 1), new Flatten(0));
    List<Parameter> weights =
            net.parameters().stream().filter(w -> w.dim() == 2).toList(); // biases go unpunished
    var criterion = new BCEWithLogitsLoss();
    var optimizer = new SGD(net.parameters(), SGD.lr(0.05).momentum(0.9));
    double[] trainLosses = new double[epochs];
    double[] testLosses = new double[epochs];
    for (int epoch = 0; epoch < epochs; epoch++) {
        Tensor data = criterion.forward(net.forward(trainX), trainY);
        Tensor loss = data;
        for (Tensor w : weights) {
            loss = loss.add(penalty.apply(w).mul(lambda));
        }
        optimizer.zeroGrad();
        loss.backward();
        optimizer.step();
        try (var _ = noGrad()) {
            trainLosses[epoch] = data.item();
            testLosses[epoch] = criterion.forward(net.forward(testX), testY).item();
        }
    }
    try (var _ = noGrad()) {
        double accuracy =
                net.forward(testX).gt(0).eq(testY).toFloat().mean().item();
        int zeros = 0;
        int count = 0;
        for (Tensor w : weights) {
            zeros += (int) w.abs().lt(0.005).sum().itemLong();
            count += w.numel();
        }
        return new Run(trainLosses, testLosses, accuracy, zeros, count);
    }
}

void main(String[] args) {
    var arguments = Arguments.parse("Regularization", args, 600);
    Tensor x = Tensor.of(1, 1, 1, 1);
    Tensor w1 = Tensor.of(1, 0, 0, 0);
    Tensor w2 = Tensor.of(0.25, 0.25, 0.25, 0.25);
    IO.println("w1 and w2 give x the same score, %s and %s, but L2 likes the spread weights better, L1 neither:"
            .formatted(x.dot(w1).item(), x.dot(w2).item()));
    IO.println(
            "  L1: %s and %s, L2: %s and %s".formatted(l1(w1).item(), l1(w2).item(), l2(w1).item(), l2(w2).item()));

    var runs = new LinkedHashMap<String, Run>();
    runs.put("without", train(arguments.seed(), arguments.epochs(), 0, this::l2));
    runs.put("L2", train(arguments.seed(), arguments.epochs(), 0.1, this::l2));
    runs.put("L1", train(arguments.seed(), arguments.epochs(), 0.03, this::l1));
    var lines = new LinkedHashMap<String, double[]>();
    runs.forEach((name, run) -> {
        IO.println("%-8s train loss %.4f, test loss %.4f, test accuracy %.3f, %3d of %d weights (almost) 0"
                .formatted(name, run.train[run.train.length - 1], last(run), run.accuracy, run.zeros, run.weights));
        lines.put(name + ", train", run.train);
        lines.put(name + ", test", run.test);
    });
    Pictures.curves("Regularization", "A net that overfits, and two penalties", "epoch", "cross-entropy", lines);

    Figures.report("L1 of w1", l1(w1).item(), 1.0);
    Figures.report("L1 of w2", l1(w2).item(), 1.0);
    Figures.report("L2 of w1", l2(w1).item(), 0.5);
    Figures.report("L2 of w2", l2(w2).item(), 0.125);
    Figures.atLeast("test loss saved by L2", last(runs.get("without")) - last(runs.get("L2")), 0.2);
    Figures.atLeast("test loss saved by L1", last(runs.get("without")) - last(runs.get("L1")), 0.2);
    Figures.atLeast("weights at 0 under L1", runs.get("L1").zeros, 300);
}

double last(Run run) {
    return run.test[run.test.length - 1];
}
