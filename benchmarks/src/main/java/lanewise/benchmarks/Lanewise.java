package lanewise.benchmarks;

import static lanewise.autograd.GradMode.noGrad;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import lanewise.datasets.Batch;
import lanewise.datasets.Compose;
import lanewise.datasets.DataLoader;
import lanewise.datasets.MNIST;
import lanewise.datasets.Normalize;
import lanewise.datasets.ToTensor;
import lanewise.nn.Conv2d;
import lanewise.nn.CrossEntropyLoss;
import lanewise.nn.Flatten;
import lanewise.nn.Functional;
import lanewise.nn.GRU;
import lanewise.nn.LSTM;
import lanewise.nn.Layer;
import lanewise.nn.Linear;
import lanewise.nn.MaxPool2d;
import lanewise.nn.Module;
import lanewise.nn.Parameter;
import lanewise.nn.ReLU;
import lanewise.nn.Sequential;
import lanewise.nn.Sigmoid;
import lanewise.nn.TransformerEncoderLayer;
import lanewise.optim.SGD;
import lanewise.tensor.SpareMemory;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Lanewise itself, written as its users write. */
final class Lanewise implements Peer {

    private Tensor sink = Tensor.zeros(1);

    public static void main(String[] args) {
        Serve.main(new Lanewise(), args);
    }

    @Override
    public void threads(int threads) {
        Tensor.setNumThreads(threads);
    }

    @Override
    public @Nullable Work work(Row row) {
        return switch (row.op()) {
            case "mlp" -> step(perceptron(row), fill(0, 1, row.size(0), row.size(1)));
            case "cnn" -> step(cnn(), fill(0, 1, row.size(0), 1, 28, 28));
            case "epoch" -> epoch(row);
            case "inference" -> {
                Module model = perceptron(row).eval();
                Tensor x = fill(0, 1, row.size(0), row.size(1));
                yield forward(() -> model.forward(x));
            }
            case "serving" -> serving(row);
            case "matmul" -> product(row);
            case "one_element" -> {
                Tensor a = fill(0, 1, 1).requiresGrad_();
                Tensor b = fill(1, 1, 1);
                yield recorded(() -> a.add(b));
            }
            case "lstm", "gru" -> {
                Tensor x = fill(0, 1, row.size(1), row.size(0), row.size(2));
                Module model = filled(
                        row.op().equals("gru")
                                ? new GRU(row.size(2), row.size(3))
                                : new LSTM(row.size(2), row.size(3)));
                yield module(row, model, x);
            }
            case "encoder" -> {
                Module model = new TransformerEncoderLayer(
                        row.size(2),
                        row.size(3),
                        TransformerEncoderLayer.options()
                                .dimFeedforward(row.size(4))
                                .dropout(0)
                                .batchFirst(true));
                yield module(row, filled(model), fill(0, 1, row.size(0), row.size(1), row.size(2)));
            }
            case "sdpa" -> {
                int[] shape = row.sizesFrom(0);
                Tensor query = fill(0, 1, shape);
                Tensor key = fill(1, 1, shape);
                Tensor value = fill(2, 1, shape);
                yield op(row, () -> Functional.scaledDotProductAttention(query, key, value), query, key, value);
            }
            case "conv2d" -> convolution(row);
            case "max_pool2d" -> {
                Tensor x = images(row);
                yield op(row, () -> Functional.maxPool2d(x, row.size(4)), x);
            }
            case "avg_pool2d" -> {
                Tensor x = images(row);
                yield op(row, () -> Functional.avgPool2d(x, row.size(4)), x);
            }
            default -> elementwise(row);
        };
    }

    // ---- models ----------------------------------------------------------------------------------------------------

    private static Sequential perceptron(Row row) {
        Layer activation = row.variant().equals("relu") ? new ReLU() : new Sigmoid();
        int[] widths = row.sizesFrom(1);
        var model = new Sequential(new Linear(widths[0], widths[1]));
        for (int i = 1; i + 1 < widths.length; i++) {
            model.append(activation).append(new Linear(widths[i], widths[i + 1]));
        }
        return filled(model);
    }

    private static Sequential cnn() {
        return filled(new Sequential(
                new Conv2d(1, 32, 3),
                new ReLU(),
                new Conv2d(32, 64, 3),
                new ReLU(),
                new MaxPool2d(2),
                new Flatten(),
                new Linear(9216, 128),
                new ReLU(),
                new Linear(128, 10)));
    }

    /** Gives every weight its number's values; biases start at zero, the scales of norms at one. */
    private static <M extends Module> M filled(M model) {
        int number = 0;
        try (var _ = noGrad()) {
            for (Map.Entry<String, Parameter> entry : model.namedParameters().entrySet()) {
                Parameter p = entry.getValue();
                if (p.dim() > 1) {
                    int fanIn = p.numel() / p.size(0);
                    p.copy_(Tensor.fromArray(Fill.weights(p.numel(), number, fanIn), p.shape()));
                } else if (entry.getKey().contains("bias")) {
                    p.zero_();
                }
                number++;
            }
        }
        return model;
    }

    private static Work step(Module model, Tensor x) {
        Tensor target = Tensor.fromArray(Fill.classes(x.size(0)), x.size(0));
        var criterion = new CrossEntropyLoss();
        var optimizer = new SGD(model.parameters(), SGD.lr(0.01).momentum(0.9));
        return check -> {
            Tensor loss = criterion.forward(model.forward(x), target);
            optimizer.zeroGrad();
            loss.backward();
            optimizer.step();
            return loss.item();
        };
    }

    private static @Nullable Work epoch(Row row) {
        String folder = System.getenv("MNIST");
        if (folder == null || !Files.isDirectory(Path.of(folder))) {
            return null;
        }
        var transform = new Compose(new ToTensor(), new Normalize(0.1307f, 0.3081f));
        var images = new MNIST(Path.of(folder), MNIST.train().transform(transform));
        var loader = new DataLoader(images, DataLoader.batchSize(row.size(0)).shuffle(true));
        Module model = perceptron(row);
        var criterion = new CrossEntropyLoss();
        var optimizer = new SGD(model.parameters(), SGD.lr(0.01).momentum(0.9));
        return check -> {
            double sum = 0;
            int batches = 0;
            for (Batch batch : loader) {
                Tensor loss = criterion.forward(model.forward(batch.input().reshape(-1, 784)), batch.target());
                optimizer.zeroGrad();
                loss.backward();
                optimizer.step();
                sum += loss.item();
                batches++;
            }
            return sum / batches;
        };
    }

    /** One model answers several virtual threads at once, each asking for one record after the other. */
    private Work serving(Row row) {
        Module model = perceptron(row).eval();
        Tensor[] records = fill(0, 1, row.size(0), row.size(1)).split(1).toArray(Tensor[]::new);
        double[] answers = new double[records.length];
        int callers = Tensor.getNumThreads();
        return check -> {
            try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int c = 0; c < callers; c++) {
                    int first = c;
                    pool.execute(() -> {
                        try (var _ = noGrad()) {
                            for (int i = first; i < records.length; i += callers) {
                                answers[i] = model.forward(records[i]).get(0, 0).item();
                            }
                        }
                    });
                }
            }
            return Arrays.stream(answers).sum();
        };
    }

    // ---- single ops ------------------------------------------------------------------------------------------------

    private Work product(Row row) {
        int m = row.size(0);
        int n = row.size(1);
        int k = row.size(2);
        boolean left = row.variant().equals("tn");
        boolean right = row.variant().equals("nt");
        Tensor a = left ? fill(0, 1, k, m).t() : fill(0, 1, m, k);
        Tensor b = right ? fill(1, 1, n, k).t() : fill(1, 1, k, n);
        return forward(() -> a.matmul(b));
    }

    private Work convolution(Row row) {
        int groups = row.size(7);
        int in = row.size(1);
        int kernel = row.size(5);
        Tensor x = images(row);
        int fanIn = in / groups * kernel * kernel;
        Tensor weight = fill(1, 1 / Math.sqrt(fanIn), row.size(4), in / groups, kernel, kernel);
        Tensor bias = fill(2, 1, row.size(4));
        var options = Conv2d.options().padding(row.size(6)).groups(groups);
        return op(row, () -> Functional.conv2d(x, weight, bias, options), x, weight, bias);
    }

    private @Nullable Work elementwise(Row row) {
        int[] shape = row.sizesFrom(0);
        Tensor x = row.op().equals("log") ? fill(0, 1, shape).add(1.5) : fill(0, 3, shape);
        Tensor other = fill(1, 3, shape);
        int columns = row.size(1);
        UnaryOperator<Tensor> op = switch (row.op()) {
            case "add" -> t -> t.add(other);
            case "mul" -> t -> t.mul(other);
            case "exp" -> Tensor::exp;
            case "log" -> Tensor::log;
            case "tanh" -> Tensor::tanh;
            case "sigmoid" -> Tensor::sigmoid;
            case "relu" -> Tensor::relu;
            case "gelu" -> Functional::gelu;
            case "silu" -> Functional::silu;
            case "sum" -> Tensor::sum;
            case "mean" -> Tensor::mean;
            case "max" -> t -> t.max(1).values();
            case "argmax" -> t -> t.argmax(1);
            case "softmax" -> t -> t.softmax(1);
            case "log_softmax" -> t -> t.logSoftmax(1);
            case "layer_norm" -> {
                Tensor weight = Tensor.ones(columns);
                Tensor bias = Tensor.zeros(columns);
                yield t -> Functional.layerNorm(t, new int[] {columns}, weight, bias, 1e-5);
            }
            case "batch_norm" -> {
                Tensor weight = Tensor.ones(16);
                Tensor bias = Tensor.zeros(16);
                Tensor mean = Tensor.zeros(16);
                Tensor variance = Tensor.ones(16);
                yield t -> Functional.batchNorm(t.reshape(-1, 16, 4, 4), mean, variance, weight, bias, true, 0.1, 1e-5);
            }
            default -> null;
        };
        return op == null ? null : op(row, () -> op.apply(x), x);
    }

    // ---- forward, and backward too ---------------------------------------------------------------------------------

    private Work module(Row row, Module model, Tensor x) {
        return op(row, () -> model.forward(x), model.parameters().toArray(Tensor[]::new));
    }

    /** The op without recording, or with its backward pass for the inputs. */
    private Work op(Row row, Supplier<Tensor> op, Tensor... inputs) {
        if (!row.backward()) {
            return forward(op);
        }
        for (Tensor input : inputs) {
            input.requiresGrad_();
        }
        Tensor g = Tensor.onesLike(op.get().detach());
        return check -> {
            Tensor y = op.get();
            y.backward(g);
            double result = check ? sum(y) + sum(grad(inputs[0])) : 0;
            SpareMemory.leave(y);
            for (Tensor input : inputs) {
                input.setGrad(null);
            }
            return result;
        };
    }

    private static Tensor grad(Tensor input) {
        Tensor grad = input.grad();
        if (grad == null) {
            throw new IllegalStateException("backward left no gradient");
        }
        return grad;
    }

    private static Work forward(Supplier<Tensor> op) {
        return check -> {
            Tensor y;
            try (var _ = noGrad()) {
                y = op.get();
            }
            double result = check ? sum(y) : 0;
            SpareMemory.leave(y);
            return result;
        };
    }

    private Work recorded(Supplier<Tensor> op) {
        return check -> {
            sink = op.get();
            return check ? sum(sink) : 0;
        };
    }

    private static double sum(Tensor y) {
        return y.detach().to(lanewise.tensor.DType.FLOAT64).sum().item();
    }

    private static Tensor images(Row row) {
        return fill(0, 1, row.size(0), row.size(1), row.size(2), row.size(3));
    }

    private static Tensor fill(int seed, double scale, int... shape) {
        int n = 1;
        for (int size : shape) {
            n *= size;
        }
        return Tensor.fromArray(Fill.values(n, seed, scale), shape);
    }
}
