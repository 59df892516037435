package lanewise.testing.conformance;

import lanewise.tensor.Tensor;

/** The rows of the functional family. */
final class FunctionalAdapters {
    private FunctionalAdapters() {}

    static void register(OpTable table) {
        normalised(table);
    }

    private static void normalised(OpTable table) {
        table.op("softmax", "input, dim, dtype=None", a -> cast(a).softmax(a.integer("dim")));
        table.op("log_softmax", "input, dim, dtype=None", a -> cast(a).logSoftmax(a.integer("dim")));
        table.op(
                "nn.functional.softmin",
                "input, dim, dtype=None",
                a -> cast(a).neg().softmax(a.integer("dim")));
    }

    private static Tensor cast(Args a) {
        return a.isNone("dtype") ? a.tensor("input") : a.tensor("input").to(a.dtype("dtype"));
    }
}
