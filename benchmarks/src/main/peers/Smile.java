package lanewise.benchmarks;

import java.util.ArrayList;
import java.util.List;
import smile.classification.MLP;
import smile.model.mlp.Layer;
import smile.model.mlp.LayerBuilder;
import smile.model.mlp.OutputFunction;
import smile.util.function.TimeFunction;

/** Smile's multilayer perceptron. It starts from random weights and does not tell its loss. */
final class Smile implements Peer {

    public static void main(String[] args) {
        Serve.main(new Smile(), args);
    }

    @Override
    public void threads(int threads) {
        // Records of a batch are a parallel stream, in which the caller takes part.
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", String.valueOf(threads - 1));
    }

    @Override
    public Work work(Row row) {
        if (!row.op().equals("mlp")) {
            return null;
        }
        int batch = row.size(0);
        int[] widths = row.sizesFrom(1);
        List<LayerBuilder> layers = new ArrayList<>(List.of(Layer.input(widths[0])));
        for (int i = 1; i + 1 < widths.length; i++) {
            layers.add(row.variant().equals("relu") ? Layer.rectifier(widths[i]) : Layer.sigmoid(widths[i]));
        }
        layers.add(Layer.mle(widths[widths.length - 1], OutputFunction.SOFTMAX));
        MLP model = new MLP(layers.toArray(LayerBuilder[]::new));
        model.setLearningRate(TimeFunction.constant(0.01));
        model.setMomentum(TimeFunction.constant(0.9));
        float[] values = Fill.values(batch * widths[0], 0, 1);
        double[][] x = new double[batch][widths[0]];
        int[] y = new int[batch];
        for (int i = 0; i < batch; i++) {
            for (int j = 0; j < widths[0]; j++) {
                x[i][j] = values[i * widths[0] + j];
            }
            y[i] = i % 10;
        }
        return check -> {
            if (batch == 1) {
                model.update(x[0], y[0]);
            } else {
                model.update(x, y);
            }
            return Double.NaN;
        };
    }
}
