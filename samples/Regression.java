// Learns to predict a number from ten others with ten tanh neurons and a linear one: 121 parameters, plain SGD.
// Table of the layers, training with a validation part, and early stopping long before the 1,000 epochs asked for.
// Shows how much of the numbers' variance the network explains (R2) on data that it never saw, and the loss curve.
import lanewise.datasets.*;
import lanewise.nn.*;
import lanewise.optim.SGD;
import lanewise.samples.*;
import lanewise.tables.*;
import lanewise.tensor.*;
import lanewise.train.*;

void main(String[] args) {
    var arguments = Arguments.parse("Regression", args, 1000);
    long seed = 1 + arguments.seed();
    Tensor.manualSeed(seed);
    IO.println("random_state of the data and the splits: 42; seed of the weights and the batches: " + seed);

    // make_regression(n_samples=10000, n_features=10, bias=0.1, noise=0.1), then train_test_split(test_size=0.2)
    TensorDataset data = Synthetic.makeRegression(
            10_000, 10, Synthetic.regression().bias(0.1).noise(0.1), 42);
    Tensor x = data.inputs().toFloat();
    Tensor y = data.targets().toFloat().unsqueeze(1);
    List<Subset> parts = Datasets.trainTestSplit(new TensorDataset(x, y), 0.2, 42);
    List<Subset> trainParts = Datasets.trainTestSplit(parts.getFirst(), 0.1, 42);
    var train =
            new DataLoader(trainParts.getFirst(), DataLoader.batchSize(64).shuffle(true));
    var validation = new DataLoader(trainParts.getLast(), DataLoader.batchSize(64));
    var test = new DataLoader(parts.getLast(), DataLoader.batchSize(64));

    var model = new Sequential(new Linear(10, 10), new Tanh(), new Linear(10, 1));
    IO.println(model.summary(10));

    var stopping = new EarlyStopping("val_loss", EarlyStopping.patience(20).restoreBestWeights(true));
    var trainer = new Trainer(
            model,
            new MSELoss()::forward,
            new SGD(model.parameters(), SGD.lr(0.01)),
            Trainer.options().metrics(Metrics.r2()).callbacks(stopping).progress(false));
    History history = trainer.fit(train, validation, arguments.epochs());
    IO.println("stopped after %d epochs; best: epoch %d".formatted(history.size(), stopping.bestEpoch()));

    double r2 = trainer.evaluate(test).get("r2");
    IO.println("R2 on the test part: %.4f".formatted(r2));
    var curves = new LinkedHashMap<String, double[]>();
    curves.put("training part", history.get("loss"));
    curves.put("validation part", history.get("val_loss"));
    Pictures.curves(
            "Regression", "Regression: 10 tanh neurons, SGD, batches of 64", "epoch", "mean squared error", curves);

    if (arguments.epochs() == 1000) {
        int parameters = model.parameters().stream().mapToInt(Tensor::numel).sum();
        Figures.report("parameters", parameters, 121);
        Figures.atMost("epochs until early stopping", history.size(), 200);
        Figures.atLeast("R2 on the test part", r2, 0.9855);
    }
}
