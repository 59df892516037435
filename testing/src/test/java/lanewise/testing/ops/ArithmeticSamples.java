package lanewise.testing.ops;

import static lanewise.testing.ops.OpSample.binary;
import static lanewise.testing.ops.OpSample.of;
import static lanewise.testing.ops.OpSample.op;
import static lanewise.testing.ops.OpSample.unary;

import java.util.List;
import lanewise.tensor.Tensor;

/** Sums, products, quotients and what is made of them. */
final class ArithmeticSamples {

    private ArithmeticSamples() {}

    static List<OpSample> rows() {
        return List.of(
                broadcasting(binary("add", Tensor::add).means((a, b) -> a + b)),
                broadcasting(binary("add alpha", (a, b) -> a.add(b, 2.5)).means((a, b) -> a + 2.5 * b)),
                broadcasting(binary("sub", Tensor::sub).means((a, b) -> a - b)),
                broadcasting(binary("mul", Tensor::mul).means((a, b) -> a * b)),
                broadcasting(binary("div", Tensor::div).means((a, b) -> a / b).between(0.5, 3)),
                broadcasting(binary("sub alpha", (a, b) -> a.sub(b, 2.5)).means((a, b) -> a - 2.5 * b)),
                broadcasting(binary("rsub", Tensor::rsub).means((a, b) -> b - a)),
                broadcasting(binary("rsub alpha", (a, b) -> a.rsub(b, 3)).means((a, b) -> b - 3 * a)),
                broadcasting(binary("div floor", (a, b) -> a.div(b, "floor")).means((a, b) -> Math.floor(a / b)))
                        .between(0.5, 3),
                broadcasting(binary("div trunc", (a, b) -> a.neg().div(b, "trunc"))
                                .means((a, b) -> -Math.floor(a / b)))
                        .between(0.5, 3),
                broadcasting(binary("floorDivide", Tensor::floorDivide).means((a, b) -> Math.floor(a / b)))
                        .between(0.5, 3)
                        .notDifferentiable(),
                broadcasting(binary("remainder", (a, b) -> a.neg().remainder(b))
                        .means((a, b) -> -a + b * Math.ceil(a / b))
                        .between(0.5, 3)),
                broadcasting(binary("fmod", (a, b) -> a.neg().fmod(b))
                        .means((a, b) -> -a % b)
                        .between(0.5, 3)),
                shapes(unary("add number", x -> x.add(3)).means(x -> x + 3)),
                shapes(unary("sub number", x -> x.sub(3)).means(x -> x - 3)),
                shapes(unary("rsub number", x -> x.rsub(3)).means(x -> 3 - x)),
                shapes(unary("mul number", x -> x.mul(-1.5)).means(x -> -1.5 * x)),
                shapes(unary("div number", x -> x.div(-1.5)).means(x -> x / -1.5)),
                shapes(unary("neg", Tensor::neg).means(x -> -x)),
                shapes(unary("positive", Tensor::positive).means(x -> x)),
                shapes(unary("abs", Tensor::abs).means(Math::abs)).tie(new double[] {0, -0.0}, 0, 0),
                shapes(unary("sign", Tensor::sign).means(Math::signum)).tie(new double[] {0, 3}, 0, 0),
                shapes(unary("square", Tensor::square).means(x -> x * x)),
                shapes(unary("reciprocal", Tensor::reciprocal).means(x -> 1 / x).between(0.5, 3)),
                three(op("addcmul", in -> in.get(0).addcmul(in.get(1), in.get(2), 0.5))),
                three(op("addcdiv", in -> in.get(0).addcdiv(in.get(1), in.get(2), 0.5)))
                        .between(0.5, 3),
                broadcasting(binary("lerp", (a, b) -> a.lerp(b, 0.25)).means((a, b) -> a + 0.25 * (b - a))),
                broadcasting(binary("lerp far", (a, b) -> a.lerp(b, 1.5)).means((a, b) -> a + 1.5 * (b - a))),
                three(op("lerp tensor", in -> in.get(0).lerp(in.get(1), in.get(2)))),
                op("where", in -> Tensor.where(in.get(0).toBool(), in.get(1), in.get(2)))
                        .on(of(3, 4).whole(0, 1), of(3, 4), of(3, 4))
                        .on(of(4).whole(0, 1), of(3, 1), of())
                        .on(of().whole(1, 1), of(3), of(2, 1))
                        .on(of(0).whole(0, 1), of(1), of(0)));
    }

    /** The triples of shapes every element-wise op of three tensors is tried on. */
    static OpSample three(OpSample sample) {
        return sample.on(of(), of(), of())
                .on(of(3, 4), of(3, 4), of(3, 4))
                .on(of(4), of(3, 1), of())
                .on(of(2, 1, 2), of(3, 1), of(1))
                .on(of(2, 0), of(0), of(1));
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
