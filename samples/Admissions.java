// Predicts who is admitted to a university from exam scores, grades and the rank of the school, with a single neuron.
// The table is prepared as in the Python program: one-hot rank, standardised scores, the same 90 % of rows to train on.
// Shows gradient descent on the sum of all gradients: such steps overshoot, and the loss jumps to and fro for ever.
import static lanewise.autograd.GradMode.noGrad;

import lanewise.datasets.NumpyRandom;
import lanewise.optim.SGD;
import lanewise.samples.*;
import lanewise.tensor.*;

/** Trains the neuron and notes its loss after each epoch. */
double[] train(Tensor weights, AdmissionsData data, double learnRate, int epochs) {
    var optimizer = new SGD(List.of(weights), SGD.lr(learnRate));
    var losses = new double[epochs];
    for (int e = 0; e < epochs; e++) {
        Tensor output = data.features().matmul(weights).sigmoid();
        Tensor error = data.targets().sub(output);
        optimizer.zeroGrad();
        error.square().sum().div(2).backward(); // the sum over all records
        optimizer.step();
        try (var _ = noGrad()) {
            Tensor out = data.features().matmul(weights).sigmoid();
            losses[e] = out.sub(data.targets()).square().mean().item();
        }
    }
    return losses;
}

/** The first weights: np.random.seed(42) once more, as gradient.py does. */
Tensor weights(int features) {
    return new NumpyRandom(42).normal(0, 1 / Math.sqrt(features), features).requiresGrad_();
}

void main(String[] args) {
    var arguments = Arguments.parse("Admissions", args, 1000);
    int epochs = arguments.epochs();
    var data = AdmissionsData.prepare(42); // data_prep.py: np.random.seed(42), choice of 90 %
    int features = data.features().size(1);
    Tensor weights = weights(features);
    double[] losses = train(weights, data, 0.5, epochs);

    var lines = new ArrayList<String>();
    int every = Math.max(1, epochs / 10);
    for (int e = 0; e < epochs; e += every) {
        boolean increased = e > 0 && losses[e] > losses[e - every];
        lines.add("%.12f%s".formatted(losses[e], increased ? " WARNING - Loss Increasing" : ""));
        IO.println("Train loss: " + lines.getLast());
    }
    Tensor testOut = data.featuresTest().matmul(weights.detach()).sigmoid();
    Tensor right = testOut.gt(0.5).eq(data.targetsTest().gt(0.5));
    String accuracy = "%.3f".formatted(right.toDouble().mean().item());
    IO.println("Prediction accuracy: " + accuracy);
    IO.println("Weights of gre, gpa, rank 1 to 4: " + weights.detach());

    double[] mean = train(weights(features), data, 0.5 / data.features().size(0), epochs);
    IO.println("With the mean of the gradients instead of their sum: %.12f".formatted(mean[epochs - 1]));
    var curves = new LinkedHashMap<String, double[]>();
    int shown = Math.min(60, epochs);
    curves.put("sum of the gradients, as in the document", Arrays.copyOf(losses, shown));
    curves.put("mean of the gradients", Arrays.copyOf(mean, shown));
    Pictures.curves(
            "Admissions",
            "One neuron on the admissions table: the first %d epochs".formatted(shown),
            "epoch",
            "mean squared error, training part",
            curves);

    if (epochs == 1000) {
        Figures.report("train loss, epoch 0", lines.get(0), "0.286196010415");
        Figures.report("train loss, epoch 100", lines.get(1), "0.257761346594");
        Figures.report("train loss, epoch 200", lines.get(2), "0.257722034703");
        Figures.report("train loss, epoch 300", lines.get(3), "0.257722749419 WARNING - Loss Increasing");
        Figures.report("train loss, epoch 900", lines.get(9).substring(0, 14), "0.257722752309");
        Figures.report("accuracy", accuracy, "0.725");
    }
}
