package lanewise.testing.ops;

import static lanewise.testing.ops.OpSample.binary;
import static lanewise.testing.ops.OpSample.of;
import static lanewise.testing.ops.OpSample.unary;

import java.util.List;
import lanewise.tensor.Tensor;

/** Sums, products, quotients and powers. */
final class ArithmeticSamples {

    private ArithmeticSamples() {}

    static List<OpSample> rows() {
        return List.of(
                broadcasting(binary("add", Tensor::add).means((a, b) -> a + b)),
                broadcasting(binary("add alpha", (a, b) -> a.add(b, 2.5)).means((a, b) -> a + 2.5 * b)),
                broadcasting(binary("sub", Tensor::sub).means((a, b) -> a - b)),
                broadcasting(binary("mul", Tensor::mul).means((a, b) -> a * b)),
                broadcasting(
                        binary("div", Tensor::div).means((a, b) -> a / b).between(0.5, 3)),
                shapes(unary("add number", x -> x.add(3)).means(x -> x + 3)),
                shapes(unary("mul number", x -> x.mul(-1.5)).means(x -> -1.5 * x)),
                shapes(unary("neg", Tensor::neg).means(x -> -x)));
    }

    /** The shapes every element-wise op of one tensor is tried on: zero-dim, vector, matrix, empty. */
    static OpSample shapes(OpSample sample) {
        return sample.on(of()).on(of(5)).on(of(3, 4)).on(of(2, 1, 3)).on(of(0)).on(of(2, 0, 3));
    }

    /** The pairs of shapes every element-wise op of two tensors is tried on. */
    static OpSample broadcasting(OpSample sample) {
        return sample.on(of(), of())
                .on(of(4), of())
                .on(of(3, 4), of(3, 4))
                .on(of(3, 4), of(4))
                .on(of(3, 1), of(1, 4))
                .on(of(2, 3, 2), of(3, 1))
                .on(of(0), of(1))
                .on(of(2, 0), of(0));
    }
}
