package lanewise.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every row of every table. What the sizes mean:
 * <ul>
 *   <li>{@code mlp} (variant: activation): batch, widths …, a training step; {@code inference}: the same, forward only;
 *       {@code serving}: records, widths …, each record asked for alone, by as many callers at once as there are
 *       threads
 *   <li>{@code matmul} (variant: nn, nt, tn; t = stored transposed): m, n, k
 *   <li>{@code add} … {@code batch_norm}: rows, columns (of batch_norm: 16 channels of 4 × 4 images)
 *   <li>{@code cnn}: batch; {@code conv2d}: N, C, H, W, out, kernel, padding, groups; {@code max_pool2d},
 *       {@code avg_pool2d}: N, C, H, W, kernel
 *   <li>{@code lstm}, {@code gru}: batch, steps, inputs, hidden
 *   <li>{@code encoder}: batch, length, width, heads, inner width; {@code sdpa}: batch, heads, length, width of a head
 *   <li>{@code epoch}: batch, widths …
 *   <li>{@code one_element}: none
 * </ul>
 */
public final class Rows {
    private static final int[] SQUARES = {256, 384, 512, 768, 1024, 1536, 2048};
    private static final int COLUMNS = 256;
    private static final int[] LENGTHS = {1 << 10, 1 << 15, 1 << 20};
    private static final List<String> POINTWISE =
            List.of("add", "mul", "exp", "log", "tanh", "sigmoid", "relu", "gelu", "silu", "sum", "mean");
    private static final List<String> ROWWISE = List.of("max", "softmax", "log_softmax", "layer_norm", "batch_norm");

    private Rows() {}

    /** Returns the rows of a table. */
    public static List<Row> of(Group group) {
        return switch (group) {
            case STEPS -> steps();
            case GEMM -> products();
            case ELEMENTWISE -> elementwise();
            case CONV -> conv();
            case RECURRENT -> recurrent();
            case ATTENTION -> attention();
            case EPOCH ->
                List.of(new Row("epoch", "784-128-10 ReLU, batch 32", "epoch", "relu", "s", 32, 784, 128, 10));
            case STARTUP ->
                List.of(
                        new Row("startup", "whole process", "mlp", "relu", "s", 32, 784, 128, 10),
                        new Row("startup", "peak memory", "mlp", "relu", "MB", 32, 784, 128, 10));
            case OVERHEAD ->
                List.of(
                        new Row("overhead", "one element added, recorded", "one_element", "", "ns"),
                        new Row(
                                "overhead",
                                "inference, 784-128-10, one record",
                                "inference",
                                "relu",
                                "us",
                                1,
                                784,
                                128,
                                10),
                        new Row(
                                "overhead",
                                "1,000 records from one model, a caller a thread",
                                "serving",
                                "relu",
                                "us",
                                1000,
                                784,
                                128,
                                10),
                        new Row("overhead", "heap a step, 784-128-10, batch 32", "mlp", "relu", "B", 32, 784, 128, 10),
                        new Row("overhead", "heap a step, CNN, batch 64", "cnn", "", "B", 64));
        };
    }

    private static List<Row> steps() {
        return List.of(
                step("784-128-10 ReLU, batch 32", "relu", 32, 784, 128, 10),
                step("784-128-10 ReLU, batch 128", "relu", 128, 784, 128, 10),
                step("784-128-10 ReLU, batch 1024", "relu", 1024, 784, 128, 10),
                step("784-500-500-10 sigmoid, batch 200", "sigmoid", 200, 784, 500, 500, 10),
                step("784-16-16-10 sigmoid, batch 32", "sigmoid", 32, 784, 16, 16, 10),
                step("64-32-10 sigmoid, one record", "sigmoid", 1, 64, 32, 10));
    }

    private static Row step(String name, String activation, int... sizes) {
        return new Row("steps", name, "mlp", activation, "us", sizes);
    }

    /** Squares, and each product of each step, once. */
    private static List<Row> products() {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (int n : SQUARES) {
            product(rows, "nn", n, n, n);
        }
        for (Row step : steps()) {
            int batch = step.size(0);
            for (int i = 1; i + 1 < step.sizes().size(); i++) {
                int in = step.size(i);
                int out = step.size(i + 1);
                product(rows, "nt", batch, out, in);
                product(rows, "tn", out, in, batch);
                if (i > 1) { // nobody asks for the gradient of the images
                    product(rows, "nn", batch, in, out);
                }
            }
        }
        return List.copyOf(rows.values());
    }

    private static void product(Map<String, Row> rows, String variant, int m, int n, int k) {
        String name = variant.toUpperCase(java.util.Locale.ROOT) + " " + m + "×" + n + "×" + k;
        rows.put(name, new Row("gemm", name, "matmul", variant, "us", m, n, k));
    }

    private static List<Row> elementwise() {
        List<Row> rows = new ArrayList<>();
        for (int n : LENGTHS) {
            for (String op : POINTWISE) {
                bothWays(rows, "elementwise", op + " " + n, op, "us", n / COLUMNS, COLUMNS);
            }
            for (String op : ROWWISE) {
                bothWays(rows, "elementwise", op + " " + n, op, "us", n / COLUMNS, COLUMNS);
            }
            rows.add(new Row("elementwise", "argmax " + n, "argmax", "forward", "us", n / COLUMNS, COLUMNS));
        }
        return rows;
    }

    private static List<Row> conv() {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("conv", "CNN step, batch 64", "cnn", "", "ms", 64));
        bothWays(rows, "conv", "conv 3×3, 64→64, (16, 56, 56)", "conv2d", "us", 16, 64, 56, 56, 64, 3, 1, 1);
        bothWays(rows, "conv", "conv 5×5, 6→16, (32, 14, 14)", "conv2d", "us", 32, 6, 14, 14, 16, 5, 0, 1);
        bothWays(rows, "conv", "conv 1×1, 256→64, (8, 28, 28)", "conv2d", "us", 8, 256, 28, 28, 64, 1, 0, 1);
        bothWays(rows, "conv", "depthwise 3×3, 96, (8, 56, 56)", "conv2d", "us", 8, 96, 56, 56, 96, 3, 1, 96);
        bothWays(rows, "conv", "max_pool 2, (64, 64, 24, 24)", "max_pool2d", "us", 64, 64, 24, 24, 2);
        bothWays(rows, "conv", "avg_pool 2, (64, 64, 24, 24)", "avg_pool2d", "us", 64, 64, 24, 24, 2);
        return rows;
    }

    private static List<Row> recurrent() {
        List<Row> rows = new ArrayList<>();
        bothWays(rows, "recurrent", "LSTM", "lstm", "us", 32, 50, 128, 256);
        bothWays(rows, "recurrent", "GRU", "gru", "us", 32, 50, 128, 256);
        return rows;
    }

    private static List<Row> attention() {
        List<Row> rows = new ArrayList<>();
        bothWays(rows, "attention", "encoder layer (8, 128, 256)", "encoder", "us", 8, 128, 256, 8, 1024);
        bothWays(rows, "attention", "sdpa (8, 8, 128, 32)", "sdpa", "us", 8, 8, 128, 32);
        bothWays(rows, "attention", "sdpa (1, 8, 1024, 64)", "sdpa", "us", 1, 8, 1024, 64);
        return rows;
    }

    /** Adds the row, forward only, and the one with the backward pass. */
    private static void bothWays(List<Row> rows, String group, String name, String op, String unit, int... sizes) {
        rows.add(new Row(group, name, op, "forward", unit, sizes));
        rows.add(new Row(group, name + " +back", op, "both", unit, sizes));
    }
}
