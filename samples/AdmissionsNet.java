// Predicts who is admitted to a university with a network of two hidden neurons, all sigmoid, without biases.
// Prepares the table, starts and trains as the Python program does, so that all its figures come out to the last digit.
// Shows a slip in that program: its loss looks at the last applicant's hidden layer alone; the true loss is beside it.
import static lanewise.autograd.GradMode.noGrad;

import lanewise.datasets.NumpyRandom;
import lanewise.optim.SGD;
import lanewise.samples.*;
import lanewise.tensor.*;

Tensor weightsInputHidden;
Tensor weightsHiddenOutput;

/** From features (N, 6) or (6) to the outputs (N) or (). */
Tensor network(Tensor features) {
    Tensor hiddenOutput = features.matmul(weightsInputHidden).sigmoid();
    return hiddenOutput.matmul(weightsHiddenOutput).sigmoid();
}

void main(String[] args) {
    var arguments = Arguments.parse("AdmissionsNet", args, 900);
    int epochs = arguments.epochs();
    var data = AdmissionsData.prepare(21); // data_prep.py: np.random.seed(21), choice of 90 %
    int features = data.features().size(1);
    int hidden = 2;
    double scale = 1 / Math.sqrt(features);
    var random = new NumpyRandom(21); // seeded again, as backprop.py does
    weightsInputHidden = random.normal(0, scale, features, hidden).requiresGrad_();
    weightsHiddenOutput = random.normal(0, scale, hidden).requiresGrad_();
    var optimizer = new SGD(List.of(weightsInputHidden, weightsHiddenOutput), SGD.lr(0.005));
    Tensor lastRecord = data.features().select(0, -1);

    var lines = new ArrayList<String>();
    var printed = new double[epochs];
    var losses = new double[epochs];
    int every = Math.max(1, epochs / 10);
    for (int e = 0; e < epochs; e++) {
        Tensor error = data.targets().sub(network(data.features()));
        optimizer.zeroGrad();
        error.square().sum().div(2).backward(); // the sum over all records
        optimizer.step();

        try (var _ = noGrad()) {
            // The Python program's x is the one that its loop over the records left behind.
            printed[e] =
                    network(lastRecord).sub(data.targets()).square().mean().item();
            losses[e] = network(data.features())
                    .sub(data.targets())
                    .square()
                    .mean()
                    .item();
        }
        if (e % every == 0) {
            boolean increased = e > 0 && printed[e] > printed[e - every];
            lines.add("%.12f".formatted(printed[e]));
            IO.println("Train loss: %s%s   (of all records: %.12f)"
                    .formatted(lines.getLast(), increased ? " WARNING - Loss Increasing" : "", losses[e]));
        }
    }

    Tensor right;
    try (var _ = noGrad()) {
        right = network(data.featuresTest()).gt(0.5).eq(data.targetsTest().gt(0.5));
    }
    String accuracy = "%.3f".formatted(right.toDouble().mean().item());
    IO.println("Prediction accuracy: " + accuracy);
    var curves = new LinkedHashMap<String, double[]>();
    curves.put("as printed: hidden layer of the last record", printed);
    curves.put("all records", losses);
    Pictures.curves(
            "AdmissionsNet",
            "Two hidden neurons on the admissions table",
            "epoch",
            "mean squared error, training part",
            curves);

    if (epochs == 900) {
        Figures.report("train loss, epoch 0", lines.get(0), "0.245943442947");
        Figures.report("train loss, epoch 90", lines.get(1), "0.224108177301");
        Figures.report("train loss, epoch 180", lines.get(2), "0.228908195703");
        Figures.report("train loss, epoch 810", lines.get(9), "0.231882889013");
        Figures.report("accuracy", accuracy, "0.750");
    }
}
