package lanewise.benchmarks;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** DL4J on ND4J. Its momentum is Nesterov's, so that losses are not compared. */
final class Dl4j implements Peer {

    public static void main(String[] args) {
        Serve.main(new Dl4j(), args);
    }

    @Override
    public void threads(int threads) {
        // OMP_NUM_THREADS says it.
    }

    @Override
    public Work work(Row row) {
        return switch (row.op()) {
            case "mlp" -> step(perceptron(row), fill(0, row.size(0), row.size(1)));
            case "cnn" -> step(cnn(), fill(0, row.size(0), 1, 28, 28));
            case "matmul" -> product(row);
            default -> null;
        };
    }

    private static NeuralNetConfiguration.ListBuilder list() {
        return new NeuralNetConfiguration.Builder()
                .updater(new Nesterovs(0.01, 0.9))
                .list();
    }

    private static MultiLayerNetwork perceptron(Row row) {
        int[] widths = row.sizesFrom(1);
        var list = list();
        Activation activation = row.variant().equals("relu") ? Activation.RELU : Activation.SIGMOID;
        for (int i = 1; i + 1 < widths.length; i++) {
            list.layer(new DenseLayer.Builder()
                    .nIn(widths[i - 1])
                    .nOut(widths[i])
                    .activation(activation)
                    .build());
        }
        list.layer(output(widths[widths.length - 2]));
        return started(new MultiLayerNetwork(list.build()));
    }

    private static MultiLayerNetwork cnn() {
        return started(new MultiLayerNetwork(list().layer(conv(1, 32))
                .layer(conv(32, 64))
                .layer(new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .build())
                .layer(new DenseLayer.Builder()
                        .nIn(9216)
                        .nOut(128)
                        .activation(Activation.RELU)
                        .build())
                .layer(output(128))
                .setInputType(InputType.convolutional(28, 28, 1))
                .build()));
    }

    private static ConvolutionLayer conv(int in, int out) {
        return new ConvolutionLayer.Builder(3, 3)
                .nIn(in)
                .nOut(out)
                .convolutionMode(ConvolutionMode.Truncate)
                .activation(Activation.RELU)
                .build();
    }

    private static OutputLayer output(int in) {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(in)
                .nOut(10)
                .activation(Activation.SOFTMAX)
                .build();
    }

    private static MultiLayerNetwork started(MultiLayerNetwork model) {
        model.init();
        return model;
    }

    private static Work step(MultiLayerNetwork model, INDArray x) {
        int batch = (int) x.size(0);
        INDArray target = Nd4j.zeros(batch, 10);
        for (int i = 0; i < batch; i++) {
            target.putScalar(i, i % 10, 1);
        }
        return check -> {
            model.fit(x, target);
            return model.score() < 0 ? 0 : Double.NaN; // the loss is read
        };
    }

    private static Work product(Row row) {
        int m = row.size(0);
        int n = row.size(1);
        int k = row.size(2);
        INDArray a = row.variant().equals("tn") ? fill(0, k, m).transpose() : fill(0, m, k);
        INDArray b = row.variant().equals("nt") ? fill(1, n, k).transpose() : fill(1, k, n);
        INDArray c = Nd4j.createUninitialized(new long[] {m, n}, 'f');
        return check -> {
            a.mmuli(b, c);
            return check
                    ? c.castTo(org.nd4j.linalg.api.buffer.DataType.DOUBLE)
                            .sumNumber()
                            .doubleValue()
                    : 0;
        };
    }

    private static INDArray fill(int seed, int... shape) {
        long[] sizes = java.util.Arrays.stream(shape).asLongStream().toArray();
        int n = java.util.Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        return Nd4j.create(Fill.values(n, seed, 1), sizes, 'c');
    }
}
