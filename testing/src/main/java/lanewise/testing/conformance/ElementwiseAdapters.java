package lanewise.testing.conformance;

import lanewise.tensor.Tensor;

/** The rows of the elementwise family: arithmetic, comparisons, maths, logic. */
final class ElementwiseAdapters {
    private ElementwiseAdapters() {}

    static void register(OpTable table) {
        arithmetic(table);
        comparisons(table);
    }

    private static void arithmetic(OpTable table) {
        table.op("add", "input, other, *, alpha=1", a -> {
            Tensor x = a.tensor("input");
            Number alpha = a.number("alpha");
            return a.given("alpha")
                    ? x.add(a.tensor("other"), alpha)
                    : a.either("other", x::add, x::add);
        });
        table.binary("mul", Tensor::mul, Tensor::mul);
        table.unary("neg", Tensor::neg);
    }

    private static void comparisons(OpTable table) {
        table.binary("eq", Tensor::eq, Tensor::eq);
        table.binary("ne", Tensor::ne, Tensor::ne);
        table.unary("isnan", Tensor::isnan);
    }
}
