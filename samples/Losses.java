// Loss functions on one example: three pictures, of a cat, a dog and a sheep, and the scores that a classifier gave.
// Scores become probabilities by exp and normalising; cross-entropy is the -log of what the right class got.
// Shows each step, then 0-1, squared, absolute, cross-entropy and hinge loss in a table, and -log as a picture.
import lanewise.nn.*;
import lanewise.samples.*;
import lanewise.tensor.*;

void main(String[] args) {
    Arguments.parse("Losses", args, 1);
    List<String> classes = List.of("cat", "dog", "sheep");
    Tensor scores = Tensor.tensor(new double[][] {{5, 4, 2}, {4, 2, 8}, {1, 2, 6}}); // a row per picture
    Tensor right = Tensor.tensor(new long[] {0, 1, 2}); // the pictures show a cat, a dog and a sheep
    Tensor oneHot = Functional.oneHot(right, 3).toDouble();

    // Step by step: exp makes scores positive, dividing by their sum makes probabilities, -log punishes small ones.
    Tensor exps = scores.exp();
    Tensor probabilities = exps.div(exps.sum(new int[] {1}, true));
    Tensor surprise = probabilities.log().neg();
    for (int i = 0; i < 3; i++) {
        IO.println("A picture of a %s:\n  class      score        exp  probability     -log"
                .formatted(classes.get(i)));
        for (int j = 0; j < 3; j++) {
            IO.println("  %-8s %7.1f %10.3f %12.4f %8.4f%s"
                    .formatted(
                            classes.get(j),
                            scores.get(i, j).item(),
                            exps.get(i, j).item(),
                            probabilities.get(i, j).item(),
                            surprise.get(i, j).item(),
                            i == j ? "  <- its loss" : ""));
        }
    }

    // The losses of the three pictures, by the framework; cross-entropy and hinge loss take the scores as they are.
    var none = Reduction.NONE;
    var table = new LinkedHashMap<String, Tensor>();
    table.put("0-1", probabilities.argmax(1).ne(right).toDouble());
    table.put("squared", Functional.mseLoss(probabilities, oneHot, none).mean(1));
    table.put("absolute", Functional.l1Loss(probabilities, oneHot, none).mean(1));
    table.put(
            "cross-entropy",
            Functional.crossEntropy(
                    scores, right, CrossEntropyLoss.options().reduction(none)));
    // PyTorch's hinge loss of several classes divides by their number; the texts do not.
    table.put(
            "hinge",
            Functional.multiMarginLoss(
                            scores, right, MultiMarginLoss.options().reduction(none))
                    .mul(3));
    IO.println("%-16s%10s%10s%10s%10s".formatted("loss", "cat", "dog", "sheep", "mean"));
    table.forEach((name, losses) -> IO.println("%-16s%10.4f%10.4f%10.4f%10.4f"
            .formatted(
                    name,
                    losses.get(0).item(),
                    losses.get(1).item(),
                    losses.get(2).item(),
                    losses.mean().item())));
    IO.println("The cat is right but unsure, the dog wrong and sure of it, the sheep right and sure.");

    double[] p = Pictures.places(0.002, 1, 499);
    var chart = Pictures.chart("Cross-entropy", "probability p of the right class", "loss");
    Pictures.addLine(
            chart,
            "-log p",
            p,
            Arrays.stream(p).map(each -> -Math.log(each)).toArray());
    Pictures.addPoints(
            chart,
            "the three pictures",
            probabilities.diagonal().toDoubleArray(),
            surprise.diagonal().toDoubleArray());
    chart.getStyler().setMarkerSize(11);
    Pictures.save("Losses", chart);

    Figures.report("cat's probabilities", NumpyText.of(probabilities.get(0)), "[0.70538451 0.25949646 0.03511903]");
    String expected = "[0.34901222 6.02058114 0.02474489]";
    Figures.report("-log, step by step", NumpyText.of(surprise.diagonal()), expected);
    Figures.report("cross-entropy", NumpyText.of(table.get("cross-entropy")), expected);
    Figures.report("0-1", NumpyText.of(table.get("0-1")), "[0. 1. 0.]");
    Figures.report("squared", NumpyText.of(table.get("squared")), "[5.17900148e-02 6.51714899e-01 3.19949008e-04]");
    Figures.report("absolute", NumpyText.of(table.get("absolute")), "[0.19641032 0.66504783 0.01629416]");
    Figures.report("hinge", NumpyText.of(table.get("hinge")), "[0. 10. 0.]");
}
