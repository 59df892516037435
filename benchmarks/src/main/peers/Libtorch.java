package lanewise.benchmarks;

import static org.bytedeco.pytorch.global.torch.avg_pool2d;
import static org.bytedeco.pytorch.global.torch.batch_norm;
import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.cross_entropy;
import static org.bytedeco.pytorch.global.torch.gelu;
import static org.bytedeco.pytorch.global.torch.layer_norm;
import static org.bytedeco.pytorch.global.torch.max_pool2d;
import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.scaled_dot_product_attention;
import static org.bytedeco.pytorch.global.torch.sigmoid;
import static org.bytedeco.pytorch.global.torch.silu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.GRUImpl;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.StringTensorDict;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.TransformerEncoderLayerImpl;
import org.bytedeco.pytorch.TransformerEncoderLayerOptions;
import org.bytedeco.pytorch.global.torch;

/** PyTorch's C++ library through bytedeco's presets, with MKL; written as one writes libtorch in C++. */
final class Libtorch implements Peer {

    public static void main(String[] args) {
        System.setProperty("org.bytedeco.openblas.load", "mkl"); // as PyTorch's own builds have it
        Serve.main(new Libtorch(), args);
    }

    @Override
    public void threads(int threads) {
        torch.set_num_threads(threads);
    }

    @Override
    public Work work(Row row) {
        return switch (row.op()) {
            case "mlp" -> step(perceptron(row), fill(0, 1, row.size(0), row.size(1)));
            case "cnn" -> step(cnn(), fill(0, 1, row.size(0), 1, 28, 28));
            case "epoch" -> epoch(row);
            case "inference" -> {
                Model model = perceptron(row);
                Tensor x = fill(0, 1, row.size(0), row.size(1));
                yield forward(() -> model.forward.apply(x));
            }
            case "one_element" -> {
                Tensor a = fill(0, 1, 1).requires_grad_();
                Tensor b = fill(1, 1, 1);
                yield check -> {
                    try (var scope = new PointerScope()) {
                        Tensor y = a.add(b);
                        return check ? y.item_float() : 0;
                    }
                };
            }
            default -> op(row);
        };
    }

    // ---- models ----------------------------------------------------------------------------------------------------

    /** What is trained: the function and the modules whose parameters it has. */
    private record Model(UnaryOperator<Tensor> forward, List<Module> modules) {
        TensorVector parameters() {
            TensorVector all = new TensorVector();
            modules.forEach(module -> Arrays.stream(module.parameters().get()).forEach(all::push_back));
            return all;
        }
    }

    private static Model perceptron(Row row) {
        int[] widths = row.sizesFrom(1);
        List<LinearImpl> layers = new ArrayList<>();
        for (int i = 1; i < widths.length; i++) {
            layers.add(new LinearImpl(widths[i - 1], widths[i]));
        }
        boolean rectified = row.variant().equals("relu");
        return filled(new Model(
                x -> {
                    Tensor y = layers.get(0).forward(x);
                    for (LinearImpl layer : layers.subList(1, layers.size())) {
                        y = layer.forward(rectified ? relu(y) : sigmoid(y));
                    }
                    return y;
                },
                List.copyOf(layers)));
    }

    private static Model cnn() {
        Conv2dImpl conv1 = new Conv2dImpl(1, 32, new LongPointer(3, 3));
        Conv2dImpl conv2 = new Conv2dImpl(32, 64, new LongPointer(3, 3));
        LinearImpl linear1 = new LinearImpl(9216, 128);
        LinearImpl linear2 = new LinearImpl(128, 10);
        return filled(new Model(
                x -> {
                    Tensor y = relu(conv2.forward(relu(conv1.forward(x))));
                    return linear2.forward(
                            relu(linear1.forward(max_pool2d(y, 2, 2).flatten(1, -1))));
                },
                List.of(conv1, conv2, linear1, linear2)));
    }

    private static Model filled(Model model) {
        int number = 0;
        try (var scope = new PointerScope();
                var guard = new NoGradGuard()) {
            for (Module module : model.modules) {
                StringTensorDict parameters = module.named_parameters();
                for (long i = 0; i < parameters.size(); i++) {
                    Tensor p = parameters.get(i).value();
                    int n = (int) p.numel();
                    if (p.dim() > 1) {
                        float[] values = Fill.weights(n, number, n / (int) p.size(0));
                        p.copy_(Tensor.create(values, sizes(p)));
                    } else if (parameters.get(i).key().getString().contains("bias")) {
                        p.zero_();
                    }
                    number++;
                }
            }
        }
        return model;
    }

    private static long[] sizes(Tensor x) {
        long[] sizes = new long[(int) x.dim()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = x.size(i);
        }
        return sizes;
    }

    private static SGD sgd(Model model) {
        SGDOptions options = new SGDOptions(0.01);
        options.momentum().put(0.9);
        return new SGD(model.parameters(), options);
    }

    private static Work step(Model model, Tensor x) {
        Tensor target = Tensor.create(Fill.classes((int) x.size(0)), x.size(0));
        SGD optimizer = sgd(model);
        return check -> {
            try (var scope = new PointerScope()) {
                return step(model, optimizer, x, target);
            }
        };
    }

    private static float step(Model model, SGD optimizer, Tensor x, Tensor target) {
        Tensor loss = cross_entropy(model.forward.apply(x), target);
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
        return loss.item_float();
    }

    private static Work epoch(Row row) {
        Images data = Images.read();
        if (data == null) {
            return null;
        }
        int n = data.classes().length;
        int batch = row.size(0);
        Tensor images = Tensor.create(data.pixels(), n, 784);
        Tensor classes = Tensor.create(data.classes(), n);
        Model model = perceptron(row);
        SGD optimizer = sgd(model);
        return check -> {
            double sum = 0;
            try (var all = new PointerScope()) {
                Tensor order = torch.randperm(n);
                for (int i = 0; i < n; i += batch) {
                    try (var scope = new PointerScope()) {
                        Tensor places =
                                order.slice(0, new LongOptional(i), new LongOptional(Math.min(n, i + batch)), 1);
                        sum += step(model, optimizer, images.index_select(0, places), classes.index_select(0, places));
                    }
                }
            }
            return sum / ((n + batch - 1) / batch);
        };
    }

    // ---- single ops ------------------------------------------------------------------------------------------------

    private static Work op(Row row) {
        switch (row.op()) {
            case "matmul": {
                int m = row.size(0);
                int n = row.size(1);
                int k = row.size(2);
                Tensor a = row.variant().equals("tn") ? fill(0, 1, k, m).t() : fill(0, 1, m, k);
                Tensor b = row.variant().equals("nt") ? fill(1, 1, n, k).t() : fill(1, 1, k, n);
                return forward(() -> a.matmul(b));
            }
            case "lstm": {
                LSTMImpl module = new LSTMImpl(row.size(2), row.size(3));
                return module(
                        row, module, x -> module.forward(x).get0(), fill(0, 1, row.size(1), row.size(0), row.size(2)));
            }
            case "gru": {
                GRUImpl module = new GRUImpl(row.size(2), row.size(3));
                return module(
                        row, module, x -> module.forward(x).get0(), fill(0, 1, row.size(1), row.size(0), row.size(2)));
            }
            case "encoder": {
                TransformerEncoderLayerOptions options = new TransformerEncoderLayerOptions(row.size(2), row.size(3));
                options.dim_feedforward().put(row.size(4));
                options.dropout().put(0);
                TransformerEncoderLayerImpl module = new TransformerEncoderLayerImpl(options);
                // The C++ layer knows (L, N, E) only.
                return module(
                        row,
                        module,
                        module::forward,
                        fill(0, 1, row.size(0), row.size(1), row.size(2)).transpose(0, 1));
            }
            case "sdpa": {
                int[] shape = row.sizesFrom(0);
                Tensor q = fill(0, 1, shape);
                Tensor k = fill(1, 1, shape);
                Tensor v = fill(2, 1, shape);
                return both(row, () -> scaled_dot_product_attention(q, k, v), q, k, v);
            }
            case "conv2d": {
                int groups = row.size(7);
                int kernel = row.size(5);
                int fanIn = row.size(1) / groups * kernel * kernel;
                Tensor x = images(row);
                Tensor weight = fill(1, 1 / Math.sqrt(fanIn), row.size(4), row.size(1) / groups, kernel, kernel);
                Tensor bias = fill(2, 1, row.size(4));
                TensorOptional optional = new TensorOptional(bias);
                long[] one = {1, 1};
                long[] padding = {row.size(6), row.size(6)};
                return both(row, () -> conv2d(x, weight, optional, one, padding, one, groups), x, weight, bias);
            }
            case "max_pool2d": {
                Tensor x = images(row);
                return both(row, () -> max_pool2d(x, row.size(4), row.size(4)), x);
            }
            case "avg_pool2d": {
                Tensor x = images(row);
                return both(row, () -> avg_pool2d(x, row.size(4), row.size(4)), x);
            }
            default:
                Tensor x = row.op().equals("log")
                        ? fill(0, 1, row.sizesFrom(0)).add(new Scalar(1.5f))
                        : fill(0, 3, row.sizesFrom(0));
                Supplier<Tensor> function = elementwise(row, x);
                return function == null ? null : both(row, function, x);
        }
    }

    private static Supplier<Tensor> elementwise(Row row, Tensor x) {
        Tensor other = fill(1, 3, row.sizesFrom(0));
        int columns = row.size(1);
        return switch (row.op()) {
            case "add" -> () -> x.add(other);
            case "mul" -> () -> x.mul(other);
            case "exp" -> x::exp;
            case "log" -> x::log;
            case "tanh" -> x::tanh;
            case "sigmoid" -> x::sigmoid;
            case "relu" -> x::relu;
            case "gelu" -> () -> gelu(x);
            case "silu" -> () -> silu(x);
            case "sum" -> x::sum;
            case "mean" -> x::mean;
            case "max" -> () -> x.max(1).get0();
            case "argmax" -> () -> x.argmax(new LongOptional(1), false);
            case "softmax" -> () -> x.softmax(1);
            case "log_softmax" -> () -> x.log_softmax(1);
            case "layer_norm" -> {
                TensorOptional ones = ones(columns);
                TensorOptional zeros = zeros(columns);
                long[] shape = {columns};
                yield () -> layer_norm(x, shape, ones, zeros, 1e-5, true);
            }
            case "batch_norm" -> {
                TensorOptional weight = ones(16);
                TensorOptional bias = zeros(16);
                TensorOptional mean = zeros(16);
                TensorOptional variance = ones(16);
                yield () -> batch_norm(x.reshape(-1, 16, 4, 4), weight, bias, mean, variance, true, 0.1, 1e-5, true);
            }
            default -> null;
        };
    }

    private static TensorOptional ones(int n) {
        return new TensorOptional(torch.ones(n));
    }

    private static TensorOptional zeros(int n) {
        return new TensorOptional(torch.zeros(n));
    }

    // ---- forward, and backward too ---------------------------------------------------------------------------------

    private static Work module(Row row, Module module, UnaryOperator<Tensor> forward, Tensor x) {
        filled(new Model(forward, List.of(module)));
        return both(row, () -> forward.apply(x), module.parameters().get());
    }

    /** The op without recording, or with its backward pass for the inputs. */
    private static Work both(Row row, Supplier<Tensor> op, Tensor... inputs) {
        if (!row.backward()) {
            return forward(op);
        }
        for (Tensor input : inputs) {
            input.requires_grad_();
        }
        Tensor g = torch.ones_like(op.get().detach());
        return check -> {
            try (var scope = new PointerScope()) {
                Tensor y = op.get();
                y.backward(g, new BoolOptional(), false, new TensorArrayRefOptional());
                double result = check ? sum(y) + sum(inputs[0].grad()) : 0;
                for (Tensor input : inputs) {
                    input.mutable_grad().reset();
                }
                return result;
            }
        };
    }

    private static Work forward(Supplier<Tensor> op) {
        return check -> {
            try (var scope = new PointerScope();
                    var guard = new NoGradGuard()) {
                Tensor y = op.get();
                return check ? sum(y) : 0;
            }
        };
    }

    private static double sum(Tensor y) {
        return y.toType(torch.ScalarType.Double).sum().item_double();
    }

    private static Tensor images(Row row) {
        return fill(0, 1, row.size(0), row.size(1), row.size(2), row.size(3));
    }

    private static Tensor fill(int seed, double scale, int... shape) {
        long[] sizes = Arrays.stream(shape).asLongStream().toArray();
        int n = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        return Tensor.create(Fill.values(n, seed, scale), sizes);
    }
}
