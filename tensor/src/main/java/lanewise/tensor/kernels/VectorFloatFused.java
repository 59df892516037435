package lanewise.tensor.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The simple functions of {@link Fused}, a vector at a time; each a loop of its own, for a branch on the function
 * inside one loop for all would cost more than the function.
 */
final class VectorFloatFused {
    private static final VectorSpecies<Float> S = VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.BITS));
    private static final int LANES = S.length();

    private VectorFloatFused() {}

    static void run(int op, float p, float q, float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
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
            y[yo + i] = ScalarFloatElementwise.fused(op, p, q, a[ao + i], x[xo + i]);
        }
    }

    private static void leakyRelu(float p, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector z = v.mul(p).blend(v, v.compare(VectorOperators.GT, 0));
            z.intoArray(y, yo + i);
        }
    }

    private static void leakyReluBackward(float p, float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(S, a, ao + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector z = u.mul(p).blend(u, v.compare(VectorOperators.GT, 0));
            z.intoArray(y, yo + i);
        }
    }

    private static void clamp(float p, float q, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector z = v.max(p).min(q);
            z.intoArray(y, yo + i);
        }
    }

    private static void clampBackward(
            float p, float q, float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(S, a, ao + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            VectorMask<Float> low = v.compare(VectorOperators.GE, p);
            FloatVector z = FloatVector.zero(S).blend(u, low.and(v.compare(VectorOperators.LE, q)));
            z.intoArray(y, yo + i);
        }
    }

    private static void hardtanhBackward(
            float p, float q, float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(S, a, ao + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            VectorMask<Float> low = v.compare(VectorOperators.LE, p);
            FloatVector z = u.blend(0, low.or(v.compare(VectorOperators.GE, q)));
            z.intoArray(y, yo + i);
        }
    }

    private static void threshold(float p, float q, float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(S, a, ao + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector z = u.blend(q, v.compare(VectorOperators.LE, p));
            z.intoArray(y, yo + i);
        }
    }

    private static void shrink(float p, float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(S, a, ao + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector z = u.blend(0, v.abs().compare(VectorOperators.LE, p));
            z.intoArray(y, yo + i);
        }
    }

    private static void hardsigmoid(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector z = v.add(3).max(0).min(6).div(6);
            z.intoArray(y, yo + i);
        }
    }

    private static void hardsigmoidBackward(float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(S, a, ao + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector z =
                    FloatVector.zero(S).blend(u.mul((float) (1.0 / 6)), v.abs().compare(VectorOperators.LT, 3));
            z.intoArray(y, yo + i);
        }
    }

    private static void hardswish(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector z = v.mul(v.add(3).max(0).min(6).div(6));
            z.intoArray(y, yo + i);
        }
    }

    private static void hardswishBackward(float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(S, a, ao + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector slope = v.mul((float) (1.0 / 3)).add(0.5f);
            FloatVector z =
                    u.mul(slope.blend(1, v.compare(VectorOperators.GT, 3)).blend(0, v.compare(VectorOperators.LT, -3)));
            z.intoArray(y, yo + i);
        }
    }

    private static void absBackward(float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(S, a, ao + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector z = u.mul(FloatVector.zero(S)
                    .blend(1, v.compare(VectorOperators.GT, 0))
                    .blend(-1, v.compare(VectorOperators.LT, 0)));
            z.intoArray(y, yo + i);
        }
    }

    private static void eluJoin(float p, float q, float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(S, a, ao + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector z = u.mul(p).blend(v.mul(q), v.compare(VectorOperators.GT, 0));
            z.intoArray(y, yo + i);
        }
    }

    private static void eluSlope(float p, float q, float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(S, a, ao + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector z = u.mul(p).blend(q, v.compare(VectorOperators.GT, 0));
            z.intoArray(y, yo + i);
        }
    }

    private static void softplusJoin(float p, float q, float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(S, a, ao + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector z = u.div(p).blend(v, v.mul(p).compare(VectorOperators.GT, q));
            z.intoArray(y, yo + i);
        }
    }

    private static void softplusSlope(
            float p, float q, float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(S, a, ao + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector z = u.blend(1, v.mul(p).compare(VectorOperators.GT, q));
            z.intoArray(y, yo + i);
        }
    }

    private static void siluSlope(float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(S, a, ao + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector one = FloatVector.broadcast(S, 1);
            FloatVector z = u.mul(v.fma(one.sub(u), one));
            z.intoArray(y, yo + i);
        }
    }

    private static void mishJoin(float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(S, a, ao + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector m = u.mul(u.add(2));
            FloatVector z = v.mul(m.div(m.add(2)));
            z.intoArray(y, yo + i);
        }
    }

    private static void mishSlope(float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(S, a, ao + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector m = u.mul(u.add(2));
            FloatVector down = m.add(2);
            FloatVector bend = v.mul(4).mul(u.mul(u.add(1)));
            FloatVector z = m.fma(down, bend).div(down.mul(down));
            z.intoArray(y, yo + i);
        }
    }

    private static void geluTanhArgument(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector cubic = v.mul(v).mul(FloatMath.GELU_CUBIC);
            FloatVector z = v.mul(cubic.fma(
                    FloatVector.broadcast(S, FloatMath.GELU_SLOPE), FloatVector.broadcast(S, FloatMath.GELU_SLOPE)));
            z.intoArray(y, yo + i);
        }
    }

    private static void geluTanhSlope(float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(S, a, ao + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector one = FloatVector.broadcast(S, 1);
            FloatVector cubic = v.mul(v).mul(3 * FloatMath.GELU_CUBIC);
            FloatVector bend = cubic.fma(
                    FloatVector.broadcast(S, FloatMath.GELU_SLOPE), FloatVector.broadcast(S, FloatMath.GELU_SLOPE));
            FloatVector z = u.mul(v.mul(one.sub(u)).fma(bend, one));
            z.intoArray(y, yo + i);
        }
    }

    private static void scaledProduct(float p, float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(S, a, ao + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector z = u.mul(v).mul(p);
            z.intoArray(y, yo + i);
        }
    }

    private static void quotient(float p, float q, float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(S, a, ao + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector z = u.div(v.mul(p).add(q));
            z.intoArray(y, yo + i);
        }
    }

    private static void squareProduct(
            float p, float q, float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(S, a, ao + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector z = u.mul(v.mul(v).mul(p).add(q));
            z.intoArray(y, yo + i);
        }
    }

    private static void squareQuotient(
            float p, float q, float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(S, a, ao + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector z = u.div(v.mul(v).mul(p).add(q));
            z.intoArray(y, yo + i);
        }
    }

    private static void cubeProduct(float p, float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(S, a, ao + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector z = u.mul(p).mul(v.mul(v).mul(v));
            z.intoArray(y, yo + i);
        }
    }
}
