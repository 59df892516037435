package lanewise.testing.ops;

import static lanewise.testing.ops.ArithmeticSamples.broadcasting;
import static lanewise.testing.ops.ArithmeticSamples.shapes;
import static lanewise.testing.ops.OpSample.binary;
import static lanewise.testing.ops.OpSample.unary;

import java.util.List;
import lanewise.tensor.Tensor;

/** Powers, exponentials, logarithms, trigonometry, rounding. */
final class MathSamples {

    private MathSamples() {}

    static List<OpSample> rows() {
        double nan = Double.NaN;
        double inf = Double.POSITIVE_INFINITY;
        return List.of(
                shapes(unary("exp", Tensor::exp).means(Math::exp)),
                shapes(unary("exp2", Tensor::exp2).means(x -> Math.pow(2, x))),
                shapes(unary("expm1", Tensor::expm1).means(Math::expm1)),
                shapes(unary("log", Tensor::log).means(Math::log).between(0.2, 5)),
                shapes(unary("log1p", Tensor::log1p).means(Math::log1p).between(-0.8, 5)),
                shapes(unary("log2", Tensor::log2)
                        .means(x -> Math.log(x) / Math.log(2))
                        .between(0.2, 5)),
                shapes(unary("log10", Tensor::log10).means(Math::log10).between(0.2, 5)),
                broadcasting(
                        binary("logaddexp", Tensor::logaddexp).means((a, b) -> Math.log(Math.exp(a) + Math.exp(b)))),
                broadcasting(binary("logaddexp2", Tensor::logaddexp2)
                        .means((a, b) -> Math.log(Math.pow(2, a) + Math.pow(2, b)) / Math.log(2))),
                shapes(unary("sqrt", Tensor::sqrt).means(Math::sqrt).between(0.2, 5)),
                shapes(unary("rsqrt", Tensor::rsqrt)
                        .means(x -> 1 / Math.sqrt(x))
                        .between(0.2, 5)),
                shapes(unary("pow 3", x -> x.pow(3)).means(x -> x * x * x)),
                shapes(unary("pow 2", x -> x.pow(2)).means(x -> x * x)).tie(new double[] {0, 3}, 0, 6),
                shapes(unary("pow 1", x -> x.pow(1)).means(x -> x)).tie(new double[] {0, 3}, 1, 1),
                shapes(unary("pow 0", x -> x.pow(0)).means(x -> 1)).tie(new double[] {0, 3}, 0, 0),
                shapes(unary("pow 0.5", x -> x.pow(0.5)).means(Math::sqrt).between(0.2, 5)),
                shapes(unary("pow -0.5", x -> x.pow(-0.5))
                        .means(x -> 1 / Math.sqrt(x))
                        .between(0.2, 5)),
                shapes(unary("pow -1", x -> x.pow(-1)).means(x -> 1 / x).between(0.2, 5)),
                shapes(unary("pow 1.7", x -> x.pow(1.7))
                        .means(x -> Math.pow(x, 1.7))
                        .between(0.2, 5)),
                shapes(unary("rpow", x -> x.rpow(3)).means(x -> Math.pow(3, x))),
                broadcasting(binary("pow", Tensor::pow).means(Math::pow).between(0.2, 2)),
                unary("pow ties", x -> x.pow(Tensor.fromArray(new double[] {0, 1, 2, 0}, 4)))
                        .on(OpSample.of(4).in(1, 2))
                        .tie(new double[] {0, 0, 0, 2}, 0, 1, 0, 0),
                unary(
                                "pow ties of the exponent",
                                e -> Tensor.zeros(new int[] {2}, e.dtype()).pow(e))
                        .on(OpSample.of(2).in(1, 2))
                        .tie(new double[] {0, 2}, 0, 0),
                broadcasting(binary("floatPower", Tensor::floatPower)
                        .means(Math::pow)
                        .between(0.2, 2)),
                broadcasting(binary("ldexp", Tensor::ldexp).means((a, b) -> a * Math.pow(2, b))),
                broadcasting(binary("hypot", Tensor::hypot).means(Math::hypot).between(0.2, 2)),
                shapes(unary("sin", Tensor::sin).means(Math::sin)),
                shapes(unary("cos", Tensor::cos).means(Math::cos)),
                shapes(unary("tan", Tensor::tan).means(Math::tan).between(-1.3, 1.3)),
                shapes(unary("asin", Tensor::asin).means(Math::asin).between(-0.9, 0.9)),
                shapes(unary("acos", Tensor::acos).means(Math::acos).between(-0.9, 0.9)),
                shapes(unary("atan", Tensor::atan).means(Math::atan)),
                broadcasting(binary("atan2", Tensor::atan2).means(Math::atan2).between(0.3, 2)),
                shapes(unary("sinh", Tensor::sinh).means(Math::sinh)),
                shapes(unary("cosh", Tensor::cosh).means(Math::cosh)),
                shapes(unary("asinh", Tensor::asinh).means(x -> Math.log(x + Math.sqrt(x * x + 1)))),
                shapes(unary("acosh", Tensor::acosh)
                        .means(x -> Math.log(x + Math.sqrt(x * x - 1)))
                        .between(1.2, 5)),
                shapes(unary("atanh", Tensor::atanh)
                        .means(x -> Math.log((1 + x) / (1 - x)) / 2)
                        .between(-0.9, 0.9)),
                shapes(unary("deg2rad", Tensor::deg2rad).means(Math::toRadians)),
                shapes(unary("rad2deg", Tensor::rad2deg).means(Math::toDegrees)),
                shapes(unary("floor", Tensor::floor).means(Math::floor)).tie(new double[] {1, 1.5}, 0, 0),
                shapes(unary("ceil", Tensor::ceil).means(Math::ceil)),
                shapes(unary("trunc", Tensor::trunc).means(x -> (double) (long) x)),
                shapes(unary("round", Tensor::round).means(Math::rint)),
                shapes(unary("round 1", x -> x.round(1)).means(x -> Math.rint(x * 10) / 10)),
                shapes(unary("round -1", x -> x.mul(30).round(-1)).means(x -> Math.rint(x * 30 / 10) * 10)),
                shapes(unary("frac", Tensor::frac).means(x -> x - (long) x)).tie(new double[] {1, -1.5}, 1, 1),
                broadcasting(binary("copysign", Tensor::copysign).means(Math::copySign)),
                unary("copysign ties", x -> x.copysign(-1)).on(OpSample.of(3)).tie(new double[] {0, 2, -2}, 0, -1, 1),
                broadcasting(binary("nextafter", (a, b) -> a.nextafter(b.add(10)))
                                .means((a, b) -> Math.nextUp(a)))
                        .notDifferentiable(),
                broadcasting(binary("heaviside", (a, b) -> a.trunc().heaviside(b))
                                .means((a, b) -> Math.abs(a) < 1 ? b : a < 0 ? 0 : 1))
                        .notDifferentiable(),
                shapes(unary("nanToNum", x -> x.nanToNum(1, 2.0, 3.0)).means(x -> x))
                        .tie(new double[] {nan, inf, -inf, 4}, 0, 0, 0, 1));
    }
}
