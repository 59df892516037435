package lanewise.testing.ops;

import static lanewise.testing.ops.ArithmeticSamples.broadcasting;
import static lanewise.testing.ops.ArithmeticSamples.shapes;
import static lanewise.testing.ops.OpSample.binary;
import static lanewise.testing.ops.OpSample.unary;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import lanewise.tensor.Special;
import lanewise.tensor.Tensor;

/** Special functions; what has no short formula is defined by its integral or series. */
final class SpecialSamples {

    private SpecialSamples() {}

    static List<OpSample> rows() {
        return List.of(
                shapes(unary("erf", Tensor::erf).means(SpecialSamples::erf)),
                shapes(unary("erfc", Tensor::erfc).means(x -> 1 - erf(x))),
                shapes(unary("erfcx", Special::erfcx).means(x -> Math.exp(x * x) * (1 - erf(x)))),
                shapes(unary("erfinv of erf", x -> x.erf().erfinv()).means(x -> x)),
                shapes(unary("erfinv", Tensor::erfinv).between(-0.95, 0.95)),
                shapes(unary("ndtr", Special::ndtr).means(x -> (1 + erf(x / Math.sqrt(2))) / 2)),
                shapes(unary("ndtri of ndtr", x -> Special.ndtri(Special.ndtr(x)))
                        .means(x -> x)),
                shapes(unary("ndtri", Special::ndtri).between(0.05, 0.95)),
                shapes(unary("logNdtr", Special::logNdtr).means(x -> Math.log((1 + erf(x / Math.sqrt(2))) / 2))),
                shapes(unary("lgamma", Tensor::lgamma)
                        .means(SpecialSamples::lgamma)
                        .between(0.3, 6)),
                shapes(unary("lgamma left", x -> x.lgamma()).between(-0.9, -0.1)),
                shapes(unary("multigammaln", x -> Special.multigammaln(x, 2))
                        .means(x -> 0.5 * Math.log(Math.PI) + lgamma(x) + lgamma(x - 0.5))
                        .between(1, 6)),
                shapes(unary("digamma", Tensor::digamma)
                        .means(x -> (lgamma(x + 1e-4) - lgamma(x - 1e-4)) / 2e-4 + polygamma(2, x) * -1e-8 / 6)
                        .between(1.5, 6)),
                shapes(unary("digamma left", x -> x.digamma()).between(-0.9, -0.1)),
                shapes(unary("polygamma 1", x -> x.polygamma(1))
                        .means(x -> polygamma(1, x))
                        .between(0.5, 6)),
                shapes(unary("polygamma 2", x -> x.polygamma(2))
                        .means(x -> polygamma(2, x))
                        .between(0.5, 6)),
                shapes(unary("polygamma 1 left", x -> x.polygamma(1)).between(-0.9, -0.1)),
                shapes(unary("zeta", x -> Special.zeta(3, x))
                        .means(x -> -polygamma(2, x) / 2)
                        .between(0.5, 6)),
                shapes(unary("i0", Tensor::i0).means(x -> bessel(0, x))),
                shapes(unary("i0e", Special::i0e).means(x -> bessel(0, x) * Math.exp(-Math.abs(x)))),
                shapes(unary("i1", Special::i1).means(x -> bessel(1, x))).tie(new double[] {0}, 0.5),
                shapes(unary("i1e", Special::i1e).means(x -> bessel(1, x) * Math.exp(-Math.abs(x))))
                        .tie(new double[] {0}, 0.5),
                shapes(unary("entr", Special::entr).means(x -> -x * Math.log(x)).between(0.2, 2)),
                shapes(unary("sinc", Tensor::sinc).means(x -> Math.sin(Math.PI * x) / (Math.PI * x)))
                        .tie(new double[] {0}, 0),
                shapes(unary("sinc near 0", x -> x.sinc()).between(-2e-3, 2e-3)),
                broadcasting(binary("xlogy", Tensor::xlogy)
                        .means((a, b) -> a * Math.log(b))
                        .between(0.2, 2)),
                unary("xlogy ties", x -> x.xlogy(Tensor.fromArray(new double[] {0, 2, 0}, 3)))
                        .on(OpSample.of(3).in(1, 2))
                        .notDifferentiable() // away from its ties: infinite where the second argument is 0
                        .tie(new double[] {0, 0, 1}, 0, Math.log(2), Double.NEGATIVE_INFINITY),
                broadcasting(binary("xlog1py", Special::xlog1py)
                        .means((a, b) -> a * Math.log1p(b))
                        .between(0.2, 2)),
                shapes(unary("logit", Tensor::logit)
                        .means(x -> Math.log(x / (1 - x)))
                        .between(0.1, 0.9)),
                shapes(unary("logit eps", x -> x.logit(0.2))
                                .means(x -> Math.log(Math.clamp(x, 0.2, 0.8) / (1 - Math.clamp(x, 0.2, 0.8))))
                                .between(0.05, 0.97))
                        .tie(new double[] {0.1, 0.5, 0.9}, 0, 4, 0));
    }

    /** 2/√π ∫ e^(−t²) from 0 to x, by Simpson's rule. */
    private static double erf(double x) {
        return 2 / Math.sqrt(Math.PI) * simpson(t -> Math.exp(-t * t), 0, x, 400);
    }

    /** Stirling's series, shifted to the right where it converges. */
    private static double lgamma(double x) {
        double below = 0;
        while (x < 20) {
            below += Math.log(x);
            x++;
        }
        return (x - 0.5) * Math.log(x)
                - x
                + 0.5 * Math.log(2 * Math.PI)
                + 1 / (12 * x)
                - 1 / (360 * x * x * x)
                + 1 / (1260 * Math.pow(x, 5))
                - below;
    }

    /** (−1)ⁿ⁺¹ n! Σ (x + k)⁻ⁿ⁻¹, the tail by its integral. */
    private static double polygamma(int n, double x) {
        double sum = 0;
        int terms = 4000;
        for (int k = 0; k < terms; k++) {
            sum += Math.pow(x + k, -n - 1);
        }
        double end = x + terms - 0.5;
        sum += Math.pow(end, -n) / n - (n + 1) / 24.0 * Math.pow(end, -n - 2);
        double factorial = n == 1 ? 1 : 2;
        return n % 2 == 0 ? -factorial * sum : factorial * sum;
    }

    /** 1/π ∫ e^(x cos t) cos(n t) from 0 to π. */
    private static double bessel(int n, double x) {
        return simpson(t -> Math.exp(x * Math.cos(t)) * Math.cos(n * t), 0, Math.PI, 400) / Math.PI;
    }

    private static double simpson(DoubleUnaryOperator f, double from, double to, int steps) {
        double h = (to - from) / steps;
        double sum = f.applyAsDouble(from) + f.applyAsDouble(to);
        for (int i = 1; i < steps; i++) {
            sum += (i % 2 == 1 ? 4 : 2) * f.applyAsDouble(from + i * h);
        }
        return sum * h / 3;
    }
}
