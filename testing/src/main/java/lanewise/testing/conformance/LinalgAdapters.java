package lanewise.testing.conformance;

import lanewise.tensor.Tensor;

/** The rows of the linear-algebra family: products, decompositions, norms. */
final class LinalgAdapters {
    private LinalgAdapters() {}

    static void register(OpTable table) {
        products(table);
    }

    private static void products(OpTable table) {
        table.binary("matmul", Tensor::matmul);
        table.op("__rmatmul__", "input, other", a -> a.tensor("other").matmul(a.tensor("input")));
        table.op("mm", "input, mat2", a -> a.tensor("input").mm(a.tensor("mat2")));
        table.op("bmm", "input, mat2", a -> a.tensor("input").bmm(a.tensor("mat2")));
    }
}
