package lanewise.benchmarks;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** DJL with its libtorch: blocks and a trainer for steps, NDArray for single ops. */
final class Djl implements Peer {
    private NDManager manager;

    public static void main(String[] args) {
        System.setProperty("ai.djl.offline", "true");
        Serve.main(new Djl(), args);
    }

    @Override
    public void threads(int threads) {
        System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(threads));
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    }

    @Override
    public Work work(Row row) {
        return switch (row.op()) {
            case "mlp" -> step(perceptron(row), fill(0, 1, row.size(0), row.size(1)));
            case "cnn" -> step(cnn(), fill(0, 1, row.size(0), 1, 28, 28));
            case "inference" -> inference(row);
            case "epoch" -> epoch(row);
            default -> op(row);
        };
    }

    // ---- models ----------------------------------------------------------------------------------------------------

    private static SequentialBlock perceptron(Row row) {
        int[] widths = row.sizesFrom(1);
        SequentialBlock model = new SequentialBlock();
        for (int i = 1; i < widths.length; i++) {
            if (i > 1) {
                model.add(row.variant().equals("relu") ? Activation.reluBlock() : Activation.sigmoidBlock());
            }
            model.add(linear(widths[i]));
        }
        return model;
    }

    private static SequentialBlock cnn() {
        return new SequentialBlock()
                .add(conv(32))
                .add(Activation.reluBlock())
                .add(conv(64))
                .add(Activation.reluBlock())
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(Blocks.batchFlattenBlock())
                .add(linear(128))
                .add(Activation.reluBlock())
                .add(linear(10));
    }

    private static Linear linear(int units) {
        return Linear.builder().setUnits(units).build();
    }

    private static Conv2d conv(int filters) {
        return Conv2d.builder()
                .setFilters(filters)
                .setKernelShape(new Shape(3, 3))
                .build();
    }

    private Trainer trainer(SequentialBlock block, Shape input) {
        Model model = Model.newInstance("model", Device.cpu(), "PyTorch");
        model.setBlock(block);
        block.setInitializer(new Filled(), Parameter.Type.WEIGHT);
        Optimizer sgd = Optimizer.sgd()
                .setLearningRateTracker(Tracker.fixed(0.01f))
                .optMomentum(0.9f)
                .build();
        Trainer trainer = model.newTrainer(new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(sgd)
                .optDevices(new Device[] {Device.cpu()}));
        trainer.initialize(input);
        return trainer;
    }

    /** The weights of lanewise's models: every second parameter is one. */
    private static final class Filled implements Initializer {
        private int number;

        @Override
        public NDArray initialize(NDManager manager, Shape shape, DataType type) {
            int n = (int) shape.size();
            float[] values = Fill.weights(n, number, n / (int) shape.get(0));
            number += 2;
            return manager.create(values, shape);
        }
    }

    private Work step(SequentialBlock block, NDArray x) {
        Trainer trainer = trainer(block, x.getShape());
        NDArray target = manager.create(Fill.classes((int) x.getShape().get(0)));
        return check -> {
            try (NDManager scope = manager.newSubManager()) {
                x.tempAttach(scope);
                target.tempAttach(scope);
                return step(trainer, new NDList(x), new NDList(target));
            }
        };
    }

    private static float step(Trainer trainer, NDList x, NDList target) {
        NDArray loss;
        try (GradientCollector gradients = trainer.newGradientCollector()) {
            loss = trainer.getLoss().evaluate(target, trainer.forward(x));
            gradients.backward(loss);
        }
        trainer.step();
        return loss.getFloat();
    }

    private Work epoch(Row row) {
        Images images = Images.read();
        if (images == null) {
            return null;
        }
        Trainer trainer = trainer(perceptron(row), new Shape(row.size(0), row.size(1)));
        ArrayDataset data = new ArrayDataset.Builder()
                .setData(manager.create(images.pixels(), new Shape(images.classes().length, 784)))
                .optLabels(manager.create(images.classes()))
                .setSampling(row.size(0), true)
                .build();
        return check -> {
            double sum = 0;
            int batches = 0;
            try {
                for (Batch batch : trainer.iterateDataset(data)) {
                    try (batch) {
                        sum += step(trainer, batch.getData(), batch.getLabels());
                        batches++;
                    }
                }
            } catch (IOException | TranslateException e) {
                throw new IllegalStateException(e);
            }
            return sum / batches;
        };
    }

    private Work inference(Row row) {
        NDArray x = fill(0, 1, row.size(0), row.size(1));
        Trainer trainer = trainer(perceptron(row), x.getShape());
        return check -> {
            try (NDManager scope = manager.newSubManager()) {
                x.tempAttach(scope);
                NDArray y = trainer.evaluate(new NDList(x)).singletonOrThrow();
                return check ? sum(y) : 0;
            }
        };
    }

    // ---- single ops ------------------------------------------------------------------------------------------------

    private Work op(Row row) {
        switch (row.op()) {
            case "matmul":
                int m = row.size(0);
                int n = row.size(1);
                int k = row.size(2);
                NDArray a = row.variant().equals("tn") ? fill(0, 1, k, m).transpose() : fill(0, 1, m, k);
                NDArray b = row.variant().equals("nt") ? fill(1, 1, n, k).transpose() : fill(1, 1, k, n);
                return both(row, x -> x.matMul(b), a);
            case "conv2d":
                int groups = row.size(7);
                int kernel = row.size(5);
                int fanIn = row.size(1) / groups * kernel * kernel;
                NDArray weight = fill(1, 1 / Math.sqrt(fanIn), row.size(4), row.size(1) / groups, kernel, kernel);
                NDArray bias = fill(2, 1, row.size(4));
                Shape padding = new Shape(row.size(6), row.size(6));
                Shape one = new Shape(1, 1);
                return both(
                        row,
                        x -> Conv2d.conv2d(x, weight, bias, one, padding, one, groups)
                                .singletonOrThrow(),
                        images(row),
                        weight,
                        bias);
            case "max_pool2d", "avg_pool2d":
                Shape window = new Shape(row.size(4), row.size(4));
                Shape none = new Shape(0, 0);
                return both(
                        row,
                        x -> row.op().startsWith("max")
                                ? Pool.maxPool2d(x, window, window, none, false)
                                : Pool.avgPool2d(x, window, window, none, false, true),
                        images(row));
            case "one_element":
                return null;
            default:
                UnaryOperator<NDArray> function = elementwise(row);
                NDArray x = row.op().equals("log")
                        ? fill(0, 1, row.sizesFrom(0)).add(1.5f)
                        : row.sizes().size() == 2 ? fill(0, 3, row.sizesFrom(0)) : null;
                return function == null ? null : both(row, function, x);
        }
    }

    private UnaryOperator<NDArray> elementwise(Row row) {
        if (row.sizes().size() != 2) {
            return null;
        }
        NDArray other = fill(1, 3, row.sizesFrom(0));
        int columns = row.size(1);
        NDArray ones = manager.ones(new Shape(columns));
        NDArray zeros = manager.zeros(new Shape(columns));
        int[] rows = {1};
        return switch (row.op()) {
            case "add" -> x -> x.add(other);
            case "mul" -> x -> x.mul(other);
            case "exp" -> NDArray::exp;
            case "log" -> NDArray::log;
            case "tanh" -> NDArray::tanh;
            case "sigmoid" -> Activation::sigmoid;
            case "relu" -> Activation::relu;
            case "gelu" -> Activation::gelu;
            case "silu" -> x -> Activation.swish(x, 1);
            case "sum" -> NDArray::sum;
            case "mean" -> NDArray::mean;
            case "max" -> x -> x.max(rows);
            case "argmax" -> x -> x.argMax(1);
            case "softmax" -> x -> x.softmax(1);
            case "log_softmax" -> x -> x.logSoftmax(1);
            case "layer_norm" ->
                x -> LayerNorm.layerNorm(x, new Shape(columns), ones, zeros, 1e-5f)
                        .singletonOrThrow();
            case "batch_norm" -> {
                NDArray weight = manager.ones(new Shape(16));
                NDArray bias = manager.zeros(new Shape(16));
                NDArray mean = manager.zeros(new Shape(16));
                NDArray variance = manager.ones(new Shape(16));
                yield x -> BatchNorm.batchNorm(
                                x.reshape(-1, 16, 4, 4), mean, variance, weight, bias, 1, 0.9f, 1e-5f, true)
                        .singletonOrThrow();
            }
            default -> null;
        };
    }

    /** The op without recording, or with its backward pass for the inputs, the first of which it is given. */
    private Work both(Row row, UnaryOperator<NDArray> op, NDArray... inputs) {
        if (row.backward()) {
            for (NDArray input : inputs) {
                input.setRequiresGradient(true);
            }
        }
        return check -> {
            try (NDManager scope = manager.newSubManager()) {
                for (NDArray input : inputs) {
                    input.tempAttach(scope);
                }
                if (!row.backward()) {
                    NDArray y = op.apply(inputs[0]);
                    return check ? sum(y) : 0;
                }
                try (GradientCollector gradients = Engine.getEngine("PyTorch").newGradientCollector()) {
                    gradients.zeroGradients();
                    NDArray y = op.apply(inputs[0]);
                    gradients.backward(y);
                    return check ? sum(y) + sum(inputs[0].getGradient()) : 0;
                }
            }
        };
    }

    private static double sum(NDArray y) {
        return y.toType(DataType.FLOAT64, true).sum().getDouble();
    }

    private NDArray images(Row row) {
        return fill(0, 1, row.size(0), row.size(1), row.size(2), row.size(3));
    }

    private NDArray fill(int seed, double scale, int... shape) {
        long[] sizes = java.util.Arrays.stream(shape).asLongStream().toArray();
        Shape all = new Shape(sizes);
        return manager.create(Fill.values((int) all.size(), seed, scale), all);
    }
}
