package lanewise.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** TensorFlow's Java, with a graph that is built once: its fastest way. */
final class TensorFlow implements Peer {
    private ConfigProto config = ConfigProto.getDefaultInstance();

    public static void main(String[] args) {
        Serve.main(new TensorFlow(), args);
    }

    @Override
    public void threads(int threads) {
        config = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(1)
                .build();
    }

    @Override
    public Work work(Row row) {
        return switch (row.op()) {
            case "mlp" -> {
                Training graph = new Training(config);
                Placeholder<TFloat32> x = graph.tf.placeholder(TFloat32.class);
                Operand<TFloat32> y = x;
                int[] widths = row.sizesFrom(1);
                for (int i = 1; i < widths.length; i++) {
                    y = graph.linear(y, widths[i - 1], widths[i]);
                    if (i + 1 < widths.length) {
                        y = row.variant().equals("relu") ? graph.tf.nn.relu(y) : graph.tf.math.sigmoid(y);
                    }
                }
                yield graph.work(x, y, Shape.of(row.size(0), row.size(1)), true);
            }
            case "cnn" -> {
                // Channels last, the only order its CPU kernels know: other sums, so the losses are not compared.
                Training graph = new Training(config);
                Placeholder<TFloat32> x = graph.tf.placeholder(TFloat32.class);
                Operand<TFloat32> y = graph.conv(graph.conv(x, 1, 32), 32, 64);
                Operand<org.tensorflow.types.TInt32> window = graph.tf.constant(new int[] {1, 2, 2, 1});
                y = graph.tf.nn.maxPool(y, window, window, "VALID");
                y = graph.tf.reshape(y, graph.tf.constant(new int[] {row.size(0), 9216}));
                y = graph.linear(graph.tf.nn.relu(graph.linear(y, 9216, 128)), 128, 10);
                yield graph.work(x, y, Shape.of(row.size(0), 28, 28, 1), false);
            }
            default -> null;
        };
    }

    /** A graph with variables, the gradients of a loss and what updates them. */
    private static final class Training {
        private final Graph graph = new Graph();
        private final Session session;
        private final Ops tf = Ops.create(graph);
        private final List<Variable<TFloat32>> variables = new ArrayList<>();

        Training(ConfigProto config) {
            session = new Session(graph, config);
        }

        Operand<TFloat32> linear(Operand<TFloat32> x, int in, int out) {
            float[] rows = Fill.weights(out * in, variables.size(), in);
            float[] columns = new float[rows.length];
            for (int o = 0; o < out; o++) {
                for (int i = 0; i < in; i++) {
                    columns[i * out + o] = rows[o * in + i];
                }
            }
            Variable<TFloat32> weight = variable(Shape.of(in, out), columns);
            return tf.nn.biasAdd(tf.linalg.matMul(x, weight), variable(Shape.of(out), new float[out]));
        }

        Operand<TFloat32> conv(Operand<TFloat32> x, int in, int out) {
            Variable<TFloat32> weight =
                    variable(Shape.of(3, 3, in, out), Fill.weights(9 * in * out, variables.size(), 9 * in));
            Operand<TFloat32> y = tf.nn.conv2d(x, weight, List.of(1L, 1L, 1L, 1L), "VALID");
            return tf.nn.relu(tf.nn.biasAdd(y, variable(Shape.of(out), new float[out])));
        }

        private Variable<TFloat32> variable(Shape shape, float[] values) {
            Variable<TFloat32> variable = tf.variable(shape, TFloat32.class);
            set(variable, shape, values);
            variables.add(variable);
            return variable;
        }

        private void set(Variable<TFloat32> variable, Shape shape, float[] values) {
            Placeholder<TFloat32> value = tf.placeholder(TFloat32.class);
            Op assign = tf.assign(variable, value);
            try (TFloat32 tensor = tensor(shape, values);
                    Result done = session.runner()
                            .feed(value, tensor)
                            .addTarget(assign)
                            .run()) {
                assert done.size() == 0;
            }
        }

        Work work(Placeholder<TFloat32> x, Operand<TFloat32> logits, Shape shape, boolean comparable) {
            int batch = (int) shape.get(0);
            float[] classes = new float[batch * 10];
            for (int i = 0; i < batch; i++) {
                classes[i * 10 + i % 10] = 1;
            }
            Placeholder<TFloat32> target = tf.placeholder(TFloat32.class);
            Operand<TFloat32> loss = tf.math.mean(
                    tf.nn.softmaxCrossEntropyWithLogits(logits, target).loss(), tf.constant(0));
            Output<?>[] gradients = graph.addGradients(
                    loss.asOutput(), variables.stream().map(Variable::asOutput).toArray(Output[]::new));
            List<Op> updates = new ArrayList<>();
            // Gradients read the variables in place: without this an update may come before the last of them.
            Ops afterwards = tf.withControlDependencies(gradients);
            Operand<TFloat32> rate = tf.constant(0.01f);
            Operand<TFloat32> momentum = tf.constant(0.9f);
            for (int i = 0; i < gradients.length; i++) {
                Variable<TFloat32> variable = variables.get(i);
                Shape size = variable.shape();
                Variable<TFloat32> velocity = tf.variable(size, TFloat32.class);
                set(velocity, size, new float[(int) size.size()]);
                @SuppressWarnings("unchecked")
                Operand<TFloat32> gradient = (Output<TFloat32>) gradients[i];
                updates.add(afterwards.train.applyMomentum(variable, velocity, rate, gradient, momentum));
            }
            TFloat32 images = tensor(shape, Fill.values((int) shape.size(), 0, 1));
            TFloat32 labels = tensor(Shape.of(batch, 10), classes);
            return check -> {
                Session.Runner runner = session.runner().feed(x, images).feed(target, labels);
                updates.forEach(runner::addTarget);
                try (Result result = runner.fetch(loss).run()) {
                    float value = ((TFloat32) result.get(0)).getFloat();
                    return comparable ? value : Double.NaN;
                }
            };
        }

        private static TFloat32 tensor(Shape shape, float[] values) {
            return TFloat32.tensorOf(shape, DataBuffers.of(values));
        }
    }
}
