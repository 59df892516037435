// The network of 784-16-16-10 sigmoid neurons that introductions draw: 13,002 weights and biases, one for each knob.
// Its cost is, first, the squared distance from the wanted outputs, then the cross-entropy of the ten digits.
// Shows the parameters, how both learn to read MNIST (93 % and more), and what the first 16 neurons look for.
import static lanewise.autograd.GradMode.noGrad;
import static lanewise.nn.Functional.oneHot;

import lanewise.datasets.*;
import lanewise.nn.*;
import lanewise.optim.*;
import lanewise.samples.*;
import lanewise.tensor.*;
import lanewise.train.Progress;
import lanewise.train.Trainer;

Sequential network() {
    return new Sequential(
            new Flatten(),
            new Linear(784, 16),
            new Sigmoid(),
            new Linear(16, 16),
            new Sigmoid(),
            new Linear(16, 10));
}

/** The sum of the squared distances of the ten outputs, squashed to 0 … 1, from a 1 for the digit and nine 0s. */
Tensor squaredCost(Tensor outputs, Tensor digits) {
    Tensor wanted = oneHot(digits, 10).toFloat();
    return outputs.sigmoid().sub(wanted).square().sum(1).mean();
}

double accuracy(Sequential net, DataLoader loader) {
    long right = 0;
    try (var _ = noGrad()) {
        for (Batch batch : loader) {
            right += net.forward(batch.input())
                    .argmax(1)
                    .eq(batch.target())
                    .sum()
                    .itemLong();
        }
    }
    return (double) right / loader.dataset().size();
}

void main(String[] args) {
    var arguments = Arguments.parse("DigitNet16", args, 8, 15);
    var transform = new ToTensor(); // gray levels from 0 to 1
    MNIST trainSet = MnistData.train(arguments, transform);
    var trainLoader = new DataLoader(trainSet, DataLoader.batchSize(32).shuffle(true));
    var testLoader = new DataLoader(MnistData.test(arguments, transform), DataLoader.batchSize(1000));
    boolean whole = trainSet.size() == 60_000;
    var summary = network().summary(1, 28, 28);
    IO.println(summary);
    Figures.report("parameters", summary.totalParameters(), 13002);

    var costs = new LinkedHashMap<String, Trainer.Loss>();
    costs.put("squared", this::squaredCost);
    costs.put("cross-entropy", new CrossEntropyLoss()::forward);
    var lines = new LinkedHashMap<String, double[]>();
    costs.forEach((name, cost) -> {
        Tensor.manualSeed(arguments.seed());
        var net = network();
        var optimizer = new Adam(net.parameters(), Adam.lr(0.005));
        var schedule = new CosineAnnealingLR(optimizer, arguments.epochs());
        var accuracies = new double[arguments.epochs()];
        for (int epoch = 1; epoch <= arguments.epochs(); epoch++) {
            var progress = new Progress("%s, epoch %d/%d".formatted(name, epoch, arguments.epochs()), trainLoader);
            for (Batch batch : progress) {
                Tensor loss = cost.forward(net.forward(batch.input()), batch.target());
                optimizer.zeroGrad();
                loss.backward();
                optimizer.step();
                progress.loss(loss.item());
            }
            schedule.step();
            accuracies[epoch - 1] = accuracy(net, testLoader);
            IO.println("%s, epoch %d/%d: cost %.4f, accuracy %.4f"
                    .formatted(name, epoch, arguments.epochs(), progress.meanLoss(), accuracies[epoch - 1]));
        }
        lines.put(name + " cost", accuracies);
        Pictures.grid(
                "DigitNet16-" + name, ((Linear) net.get(1)).weight.detach().reshape(16, 28, 28), 8, 4);
        String part = whole ? "" : ", learned from 10,000 images";
        Figures.atLeast(
                "accuracy with " + name + " cost" + part, accuracies[accuracies.length - 1], whole ? 0.93 : 0.87);
    });
    if (!whole) {
        IO.println("The document's 93 % needs all 60,000 images: bin/run DigitNet16 --data DIR");
    }
    Pictures.curves(
            "DigitNet16", "784-16-16-10 with two cost functions", "epoch", "accuracy on the test set", lines);
}
