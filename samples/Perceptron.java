// The perceptron: a neuron with a step that learns AND, OR and NOT by correcting its errors, and cannot learn XOR.
// After every record, weights and bias move by eta · error · input; with eta = 0.1 a few passes are enough.
// Shows weights, bias and predictions, why no line parts XOR's points, and a net of two layers that learns it.
import static lanewise.autograd.GradMode.noGrad;

import lanewise.nn.*;
import lanewise.nn.Module;
import lanewise.optim.*;
import lanewise.samples.*;
import lanewise.tensor.*;

class Perceptron extends Module {
    final Linear linear;
    final Step step = new Step();

    Perceptron(int inputs) {
        linear = new Linear(inputs, 1);
    }

    @Override
    public Tensor forward(Tensor x) {
        return step.forward(linear.forward(x)).squeeze(-1);
    }

    /** The error-correction rule for one record; returns whether there was something to correct. */
    boolean correct(Tensor x, Tensor y, double eta) {
        try (var _ = noGrad()) { // the step has no slope to go down, so the rule is no gradient descent
            Tensor error = y.sub(forward(x));
            linear.weight.add_(x.mul(error).mul(eta));
            linear.bias.add_(error.mul(eta));
            return error.item() != 0;
        }
    }

    /** Passes over all records in random order until none needs correcting; returns how many, or -1. */
    int learn(Tensor x, Tensor y, double eta, int passes) {
        for (int pass = 1; pass <= passes; pass++) {
            boolean corrected = false;
            for (long i : Tensor.randperm(x.size(0)).toLongArray()) {
                corrected |= correct(x.get(i), y.get(i), eta);
            }
            if (!corrected) {
                return pass;
            }
        }
        return -1;
    }
}

/** Predicts the records in random order, prints them and counts the right ones. */
int test(Module model, Tensor x, Tensor y) {
    int right = 0;
    for (long i : Tensor.randperm(x.size(0)).toLongArray()) {
        int predicted;
        try (var _ = noGrad()) {
            predicted = model.forward(x.narrow(0, (int) i, 1)).item() > 0.5 ? 1 : 0;
        }
        IO.println("  %s -> %d (%d)"
                .formatted(
                        Arrays.toString(x.get(i).toIntArray()),
                        predicted,
                        y.get(i).itemLong()));
        right += predicted == y.get(i).itemLong() ? 1 : 0;
    }
    return right;
}

void main(String[] args) {
    Arguments.parse("Perceptron", args, 1);
    Tensor pairs = Tensor.tensor(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
    var tables = new LinkedHashMap<String, Tensor>();
    tables.put("AND", Tensor.of(0, 0, 0, 1));
    tables.put("OR", Tensor.of(0, 1, 1, 1));
    tables.put("NOT", Tensor.of(1, 0));
    tables.put("XOR", Tensor.of(0, 1, 1, 0));
    var charts = new ArrayList<org.knowm.xchart.XYChart>();
    tables.forEach((name, y) -> {
        Tensor x = name.equals("NOT") ? Tensor.tensor(new float[][] {{0}, {1}}) : pairs;
        var perceptron = new Perceptron(x.size(1));
        int passes = perceptron.learn(x, y, 0.1, 1000);
        IO.println(name + (passes > 0 ? ": learned in " + passes + " passes" : ": not learned in 1,000 passes"));
        IO.println("  weights " + NumpyText.of(perceptron.linear.weight.get(0)) + ", bias "
                + NumpyText.of(perceptron.linear.bias));
        int right = test(perceptron, x, y);
        if (name.equals("XOR")) {
            IO.println("  XOR wants w1 + b > 0 and w2 + b > 0, so w1 + w2 + 2b > 0; and b <= 0, w1 + w2 + b <= 0,");
            IO.println(
                    "  so w1 + w2 + 2b <= 0: there are no such numbers, no line parts (0,0), (1,1) from (0,1), (1,0).");
            Figures.atMost("XOR by one perceptron, right of 4", right, 3);
        } else {
            Figures.report(name + ", right of " + y.size(0), right, y.size(0));
        }
        if (x.size(1) == 2) {
            charts.add(chart("Perceptron: " + name, perceptron, x, y));
        }
    });

    // A layer between, and slopes instead of steps: gradient descent bends the line.
    var net = new Sequential(new Linear(2, 8), new Tanh(), new Linear(8, 1), new Sigmoid(), new Flatten(0));
    var criterion = new BCELoss();
    var optimizer = new Adam(net.parameters(), Adam.lr(0.1));
    Tensor xor = tables.get("XOR");
    for (int pass = 1; pass <= 300; pass++) {
        optimizer.zeroGrad();
        criterion.forward(net.forward(pairs), xor).backward();
        optimizer.step();
    }
    IO.println("XOR by a net of two layers:");
    Figures.report("XOR by two layers, right of 4", test(net, pairs, xor), 4);
    charts.add(chart("Two layers: XOR", net, pairs, xor));
    Pictures.save("Perceptron", charts, 2);
}

org.knowm.xchart.XYChart chart(String title, Module model, Tensor x, Tensor y) {
    var groups = new LinkedHashMap<String, Tensor>();
    groups.put("0", x.get(y.eq(0)));
    groups.put("1", x.get(y.eq(1)));
    try (var _ = noGrad()) {
        return Pictures.regions(
                title, -0.5, 1.5, grid -> model.forward(grid).gt(0.5).toLong(), groups);
    }
}
