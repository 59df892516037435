// Generated from VectorFloatFused.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The simple functions of {@link Fused}, a vector at a time; each a loop of its own, for a branch on the function
 * inside one loop for all would cost more than the function.
 */
final class VectorDoubleFused {
    private static final VectorSpecies<Double> S = VectorSpecies.of(double.class, VectorShape.forBitSize(Simd.BITS));
    private static final int LANES = S.length();

    private VectorDoubleFused() {}

    static void run(int op, double p, double q, double[] a, int ao, double[] x, int xo, double[] y, int yo, int n) {
        int done = n / LANES * LANES;
        switch (op) {
            case Fused.LEAKY_RELU -> leakyRelu(p, x, xo, y, yo, done);
            case Fused.LEAKY_RELU_BACKWARD -> leakyReluBackward(p, a, ao, x, xo, y, yo, done);
            case Fused.CLAMP -> clamp(p, q, x, xo, y, yo, done);
            case Fused.CLAMP_BACKWARD -> clampBackward(p, q, a, ao, x, xo, y, yo, done);
            case Fused.HARDTANH_BACKWARD -> hardtanhBackward(p, q, a, ao, x, xo, y, yo, done);
            case Fused.THRESHOLD -> threshold(p, q, a, ao, x, xo, y, yo, done);
            case Fused.SHRINK -> shrink(p, a, ao, x, xo, y, yo, done);
            case Fused.HARDSIGMOID -> hardsigmoid(x, xo, y, yo, done);
            case Fused.HARDSIGMOID_BACKWARD -> hardsigmoidBackward(a, ao, x, xo, y, yo, done);
            case Fused.HARDSWISH -> hardswish(x, xo, y, yo, done);
            case Fused.HARDSWISH_BACKWARD -> hardswishBackward(a, ao, x, xo, y, yo, done);
            case Fused.ABS_BACKWARD -> absBackward(a, ao, x, xo, y, yo, done);
            case Fused.ELU_JOIN -> eluJoin(p, q, a, ao, x, xo, y, yo, done);
            case Fused.ELU_SLOPE -> eluSlope(p, q, a, ao, x, xo, y, yo, done);
            case Fused.SOFTPLUS_JOIN -> softplusJoin(p, q, a, ao, x, xo, y, yo, done);
            case Fused.SOFTPLUS_SLOPE -> softplusSlope(p, q, a, ao, x, xo, y, yo, done);
            case Fused.SILU_SLOPE -> siluSlope(a, ao, x, xo, y, yo, done);
            case Fused.MISH_JOIN -> mishJoin(a, ao, x, xo, y, yo, done);
            case Fused.MISH_SLOPE -> mishSlope(a, ao, x, xo, y, yo, done);
            case Fused.GELU_TANH_ARGUMENT -> geluTanhArgument(x, xo, y, yo, done);
            case Fused.GELU_TANH_SLOPE -> geluTanhSlope(a, ao, x, xo, y, yo, done);
            case Fused.SCALED_PRODUCT -> scaledProduct(p, a, ao, x, xo, y, yo, done);
            case Fused.QUOTIENT -> quotient(p, q, a, ao, x, xo, y, yo, done);
            case Fused.SQUARE_PRODUCT -> squareProduct(p, q, a, ao, x, xo, y, yo, done);
            case Fused.SQUARE_QUOTIENT -> squareQuotient(p, q, a, ao, x, xo, y, yo, done);
            case Fused.CUBE_PRODUCT -> cubeProduct(p, a, ao, x, xo, y, yo, done);
            default -> throw new IllegalArgumentException("fused: no loop of number " + op);
        }
        for (int i = done; i < n; i++) {
            y[yo + i] = ScalarDoubleElementwise.fused(op, p, q, a[ao + i], x[xo + i]);
        }
    }

    private static void leakyRelu(double p, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector z = v.mul(p).blend(v, v.compare(VectorOperators.GT, 0));
            z.intoArray(y, yo + i);
        }
    }

    private static void leakyReluBackward(double p, double[] a, int ao, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector z = u.mul(p).blend(u, v.compare(VectorOperators.GT, 0));
            z.intoArray(y, yo + i);
        }
    }

    private static void clamp(double p, double q, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector z = v.max(p).min(q);
            z.intoArray(y, yo + i);
        }
    }

    private static void clampBackward(
            double p, double q, double[] a, int ao, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            VectorMask<Double> low = v.compare(VectorOperators.GE, p);
            DoubleVector z = DoubleVector.zero(S).blend(u, low.and(v.compare(VectorOperators.LE, q)));
            z.intoArray(y, yo + i);
        }
    }

    private static void hardtanhBackward(
            double p, double q, double[] a, int ao, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            VectorMask<Double> low = v.compare(VectorOperators.LE, p);
            DoubleVector z = u.blend(0, low.or(v.compare(VectorOperators.GE, q)));
            z.intoArray(y, yo + i);
        }
    }

    private static void threshold(double p, double q, double[] a, int ao, double[] x, int xo, double[] y, int yo,
            int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector z = u.blend(q, v.compare(VectorOperators.LE, p));
            z.intoArray(y, yo + i);
        }
    }

    private static void shrink(double p, double[] a, int ao, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector z = u.blend(0, v.abs().compare(VectorOperators.LE, p));
            z.intoArray(y, yo + i);
        }
    }

    private static void hardsigmoid(double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector z = v.add(3).max(0).min(6).div(6);
            z.intoArray(y, yo + i);
        }
    }

    private static void hardsigmoidBackward(double[] a, int ao, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector z =
                    DoubleVector.zero(S).blend(u.mul((1.0 / 6)), v.abs().compare(VectorOperators.LT, 3));
            z.intoArray(y, yo + i);
        }
    }

    private static void hardswish(double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector z = v.mul(v.add(3).max(0).min(6).div(6));
            z.intoArray(y, yo + i);
        }
    }

    private static void hardswishBackward(double[] a, int ao, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector slope = v.mul((1.0 / 3)).add(0.5f);
            DoubleVector z =
                    u.mul(slope.blend(1, v.compare(VectorOperators.GT, 3)).blend(0, v.compare(VectorOperators.LT, -3)));
            z.intoArray(y, yo + i);
        }
    }

    private static void absBackward(double[] a, int ao, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector z = u.mul(DoubleVector.zero(S)
                    .blend(1, v.compare(VectorOperators.GT, 0))
                    .blend(-1, v.compare(VectorOperators.LT, 0)));
            z.intoArray(y, yo + i);
        }
    }

    private static void eluJoin(double p, double q, double[] a, int ao, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector z = u.mul(p).blend(v.mul(q), v.compare(VectorOperators.GT, 0));
            z.intoArray(y, yo + i);
        }
    }

    private static void eluSlope(double p, double q, double[] a, int ao, double[] x, int xo, double[] y, int yo,
            int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector z = u.mul(p).blend(q, v.compare(VectorOperators.GT, 0));
            z.intoArray(y, yo + i);
        }
    }

    private static void softplusJoin(double p, double q, double[] a, int ao, double[] x, int xo, double[] y, int yo,
            int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector z = u.div(p).blend(v, v.mul(p).compare(VectorOperators.GT, q));
            z.intoArray(y, yo + i);
        }
    }

    private static void softplusSlope(
            double p, double q, double[] a, int ao, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector z = u.blend(1, v.mul(p).compare(VectorOperators.GT, q));
            z.intoArray(y, yo + i);
        }
    }

    private static void siluSlope(double[] a, int ao, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector one = DoubleVector.broadcast(S, 1);
            DoubleVector z = u.mul(v.fma(one.sub(u), one));
            z.intoArray(y, yo + i);
        }
    }

    private static void mishJoin(double[] a, int ao, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector m = u.mul(u.add(2));
            DoubleVector z = v.mul(m.div(m.add(2)));
            z.intoArray(y, yo + i);
        }
    }

    private static void mishSlope(double[] a, int ao, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector m = u.mul(u.add(2));
            DoubleVector down = m.add(2);
            DoubleVector bend = v.mul(4).mul(u.mul(u.add(1)));
            DoubleVector z = m.fma(down, bend).div(down.mul(down));
            z.intoArray(y, yo + i);
        }
    }

    private static void geluTanhArgument(double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector cubic = v.mul(v).mul(DoubleMath.GELU_CUBIC);
            DoubleVector z = v.mul(cubic.fma(
                    DoubleVector.broadcast(S, DoubleMath.GELU_SLOPE), DoubleVector.broadcast(S,
                            DoubleMath.GELU_SLOPE)));
            z.intoArray(y, yo + i);
        }
    }

    private static void geluTanhSlope(double[] a, int ao, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector one = DoubleVector.broadcast(S, 1);
            DoubleVector cubic = v.mul(v).mul(3 * DoubleMath.GELU_CUBIC);
            DoubleVector bend = cubic.fma(
                    DoubleVector.broadcast(S, DoubleMath.GELU_SLOPE), DoubleVector.broadcast(S, DoubleMath.GELU_SLOPE));
            DoubleVector z = u.mul(v.mul(one.sub(u)).fma(bend, one));
            z.intoArray(y, yo + i);
        }
    }

    private static void scaledProduct(double p, double[] a, int ao, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector z = u.mul(v).mul(p);
            z.intoArray(y, yo + i);
        }
    }

    private static void quotient(double p, double q, double[] a, int ao, double[] x, int xo, double[] y, int yo,
            int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector z = u.div(v.mul(p).add(q));
            z.intoArray(y, yo + i);
        }
    }

    private static void squareProduct(
            double p, double q, double[] a, int ao, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector z = u.mul(v.mul(v).mul(p).add(q));
            z.intoArray(y, yo + i);
        }
    }

    private static void squareQuotient(
            double p, double q, double[] a, int ao, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector z = u.div(v.mul(v).mul(p).add(q));
            z.intoArray(y, yo + i);
        }
    }

    private static void cubeProduct(double p, double[] a, int ao, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector z = u.mul(p).mul(v.mul(v).mul(v));
            z.intoArray(y, yo + i);
        }
    }
}
