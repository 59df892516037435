// Reads handwritten digits of 8 x 8 points with 32 hidden neurons, trained on one record at a time, all by hand.
// Data, split and first weights are scikit-learn's and NumPy's, so the Python program's accuracies come out exactly.
// Shows that the score depends on the first weights: ten seeds, their mean, and the test digits that one gets wrong.
import lanewise.datasets.*;
import lanewise.samples.*;
import lanewise.tensor.*;

class NeuralNetwork {
    final double learningRate;
    final Tensor weightsInputHidden;
    final Tensor weightsHiddenOutput;

    NeuralNetwork(int inputs, int hidden, int outputs, double learningRate, NumpyRandom random) {
        this.learningRate = learningRate;
        weightsInputHidden = random.normal(0, Math.pow(inputs, -0.5), hidden, inputs);
        weightsHiddenOutput = random.normal(0, Math.pow(hidden, -0.5), outputs, hidden);
    }

    /** One record (64) and its targets (10). */
    void train(Tensor inputs, Tensor targets) {
        Tensor hiddenOutputs = weightsInputHidden.mv(inputs).sigmoid();
        Tensor finalOutputs = weightsHiddenOutput.mv(hiddenOutputs).sigmoid();
        Tensor outputErrors = targets.sub(finalOutputs);
        // The text's rule: errors are split among the hidden neurons by weight, without the output's own slope.
        Tensor hiddenErrors = weightsHiddenOutput.t().mv(outputErrors);
        Tensor outputSteps = outputErrors.mul(finalOutputs).mul(finalOutputs.rsub(1));
        Tensor hiddenSteps = hiddenErrors.mul(hiddenOutputs).mul(hiddenOutputs.rsub(1));
        weightsHiddenOutput.add_(outputSteps.outer(hiddenOutputs).mul(learningRate));
        weightsInputHidden.add_(hiddenSteps.outer(inputs).mul(learningRate));
    }

    /** Records (N, 64) to the outputs (N, 10). */
    Tensor query(Tensor inputs) {
        Tensor hiddenOutputs = inputs.matmul(weightsInputHidden.t()).sigmoid();
        return hiddenOutputs.matmul(weightsHiddenOutput.t()).sigmoid();
    }
}

void main(String[] args) {
    var arguments = Arguments.parse("Digits8x8", args, 2);
    TensorDataset digits = Tables.digits();
    Tensor scaled = digits.inputs().div(16).mul(0.99).add(0.01);
    // train_test_split(data, target, test_size=0.1, random_state=0)
    List<Tensor> split = Datasets.trainTestSplit(List.of(scaled, digits.targets()), 0.1, 0);
    Tensor train = split.get(0);
    Tensor test = split.get(1);
    long[] trainLabels = split.get(2).toLongArray();
    Tensor testLabels = split.get(3);
    IO.println("%d digits to train on, %d to test with".formatted(train.size(0), test.size(0)));

    var accuracies = new ArrayList<Double>();
    Tensor predicted = testLabels;
    for (int seed = 0; seed < 10; seed++) {
        var network = new NeuralNetwork(64, 32, 10, 0.2, new NumpyRandom(seed));
        for (int epoch = 0; epoch < arguments.epochs(); epoch++) {
            for (int i = 0; i < train.size(0); i++) {
                double[] targets = new double[10];
                Arrays.fill(targets, 0.01);
                targets[(int) trainLabels[i]] = 0.99;
                network.train(train.select(0, i), Tensor.fromArray(targets));
            }
        }
        predicted = network.query(test).argmax(1);
        accuracies.add(predicted.eq(testLabels).toDouble().mean().item());
        IO.println("seed %d: accuracy %.4f".formatted(seed, accuracies.getLast()));
    }
    var statistics = accuracies.stream().mapToDouble(a -> a).summaryStatistics();
    IO.println("mean %.4f, from %.4f to %.4f"
            .formatted(statistics.getAverage(), statistics.getMin(), statistics.getMax()));

    Tensor wrong = predicted.ne(testLabels).nonzero().squeeze(1);
    IO.println("The last network takes " + testLabels.indexSelect(0, wrong));
    IO.println("for                    " + predicted.indexSelect(0, wrong));
    Pictures.grid("Digits8x8", test.indexSelect(0, wrong).reshape(-1, 8, 8), 5, 16);

    if (arguments.epochs() == 2) {
        Figures.atLeast("mean accuracy of 10 seeds", statistics.getAverage(), 0.93);
        Figures.report("mean accuracy", "%.3f".formatted(statistics.getAverage()), "0.939");
        Figures.report("lowest accuracy", "%.3f".formatted(statistics.getMin()), "0.922");
        Figures.report("highest accuracy", "%.3f".formatted(statistics.getMax()), "0.956");
    }
}
