package lanewise.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Our own elementary functions against the exactest ones at hand: within 2 ulp over the whole range. */
class MathFunctionsTest {
    /** A prime, so that all exponents and varied mantissas are met. */
    private static final int STRIDE = 9973;

    @Test
    void exp() {
        assertTrue(worst(FloatMath::exp, StrictMath::exp) <= 1);
        assertTrue(worstDouble(DoubleMath::exp, StrictMath::exp, -745, 709.7) <= 2);
        assertEquals(Float.POSITIVE_INFINITY, FloatMath.exp(88.7229f));
        assertEquals(Float.POSITIVE_INFINITY, FloatMath.exp(Float.POSITIVE_INFINITY));
        assertEquals(0, FloatMath.exp(Float.NEGATIVE_INFINITY));
        assertEquals(Float.MIN_VALUE, FloatMath.exp(-103.5f));
        assertEquals(Double.POSITIVE_INFINITY, DoubleMath.exp(709.8));
        assertEquals(0, DoubleMath.exp(-746));
        assertEquals(Double.NaN, DoubleMath.exp(Double.NaN));
    }

    @Test
    void log() {
        assertTrue(worst(FloatMath::log, StrictMath::log) <= 1);
        assertTrue(worstDouble(DoubleMath::log, StrictMath::log, Double.MIN_VALUE, Double.MAX_VALUE) <= 2);
        assertEquals(Float.NEGATIVE_INFINITY, FloatMath.log(-0f));
        assertEquals(Float.NaN, FloatMath.log(-1));
        assertEquals(Double.POSITIVE_INFINITY, DoubleMath.log(Double.POSITIVE_INFINITY));
        assertEquals(0, DoubleMath.log(1));
    }

    @Test
    void tanh() {
        assertTrue(worst(FloatMath::tanh, StrictMath::tanh) <= 2);
        assertTrue(worstDouble(DoubleMath::tanh, StrictMath::tanh, -25, 25) <= 2);
        assertEquals(-0f, FloatMath.tanh(-0f));
        assertEquals(-1, FloatMath.tanh(Float.NEGATIVE_INFINITY));
        assertEquals(Float.NaN, FloatMath.tanh(Float.NaN));
    }

    @Test
    void sigmoid() {
        assertTrue(worst(FloatMath::sigmoid, MathFunctionsTest::sigmoid) <= 2);
        // The reference itself is off by up to 2 ulp in double precision.
        assertTrue(worstDouble(DoubleMath::sigmoid, MathFunctionsTest::sigmoid, -700, 700) <= 4);
        assertEquals(0, FloatMath.sigmoid(Float.NEGATIVE_INFINITY));
        assertEquals(1, FloatMath.sigmoid(Float.POSITIVE_INFINITY));
        assertEquals(0.5f, FloatMath.sigmoid(-0f));
        assertEquals(Float.NaN, FloatMath.sigmoid(Float.NaN));
    }

    private static double sigmoid(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    @Test
    void erf() {
        assertTrue(worst(FloatMath::erf, ErrorFunctions::erf) <= 2);
        assertEquals(-0f, FloatMath.erf(-0f));
        assertEquals(-1, FloatMath.erf(Float.NEGATIVE_INFINITY));
        assertEquals(Float.NaN, FloatMath.erf(Float.NaN));
    }

    @Test
    void trigonometry() {
        assertTrue(worst(x -> FloatFunctions.sine(x, 0), StrictMath::sin) <= 2);
        assertTrue(worst(x -> FloatFunctions.sine(x, 1), StrictMath::cos) <= 2);
        assertTrue(worst(FloatFunctions::atan, StrictMath::atan) <= 2);
        assertEquals(-0f, FloatFunctions.sine(-0f, 0));
        assertEquals(-0f, FloatFunctions.atan(-0f));
        assertEquals(Float.NaN, FloatFunctions.sine(Float.NEGATIVE_INFINITY, 0));
        assertEquals((float) -Math.PI / 2, FloatFunctions.atan(Float.NEGATIVE_INFINITY));
    }

    @Test
    void exponentialsAndLogarithmsOfOtherBases() {
        assertTrue(worst(FloatFunctions::expm1, StrictMath::expm1) <= 2);
        assertTrue(worst(FloatFunctions::exp2, x -> StrictMath.pow(2, x)) <= 1);
        assertTrue(worst(FloatFunctions::log1p, StrictMath::log1p) <= 2);
        assertTrue(worst(FloatFunctions::log2, SpecialFunctions::log2) <= 1);
        assertTrue(worst(FloatFunctions::log10, StrictMath::log10) <= 1);
        assertEquals(-0f, FloatFunctions.log1p(-0f));
        assertEquals(-0f, FloatFunctions.expm1(-0f));
        assertEquals(Float.NEGATIVE_INFINITY, FloatFunctions.log1p(-1));
        assertEquals(-149, FloatFunctions.log2(Float.MIN_VALUE));
        assertEquals(3, FloatFunctions.log10(1000));
    }

    @Test
    void normalDistribution() {
        assertTrue(worst(FloatFunctions::ndtr, ErrorFunctions::ndtr) <= 5);
        assertTrue(worst(FloatFunctions::gelu, x -> x * ErrorFunctions.ndtr(x)) <= 5);
        for (float x = -14; x < 14; x += 0.001f) {
            assertEquals(ActivationFunctions.geluSlope(x), FloatFunctions.geluSlope(x), 4e-7, "at " + x);
        }
        // Closer together where the tail is a normal number: few of the floats above lie there.
        for (int i = -1_290_000; i < 600_000; i++) {
            float x = i * 1e-5f;
            double truth = ErrorFunctions.ndtr(x);
            assertEquals(truth, FloatFunctions.ndtr(x), 5 * Math.ulp((float) truth), "at " + x);
            assertEquals(x * truth, FloatFunctions.gelu(x), 5 * Math.ulp((float) (x * truth)), "gelu at " + x);
        }
        assertEquals(0, FloatFunctions.ndtr(Float.NEGATIVE_INFINITY));
        assertEquals(1, FloatFunctions.ndtr(Float.POSITIVE_INFINITY));
        assertEquals(Float.NaN, FloatFunctions.ndtr(Float.NaN));
        assertEquals(Float.NaN, FloatFunctions.gelu(Float.NaN));
        assertEquals(Float.NaN, FloatFunctions.gelu(Float.NEGATIVE_INFINITY), "as PyTorch's infinity times 0");
        assertEquals(Float.POSITIVE_INFINITY, FloatFunctions.gelu(Float.POSITIVE_INFINITY));
        assertEquals(Float.MAX_VALUE, FloatFunctions.gelu(Float.MAX_VALUE));
    }

    @FunctionalInterface
    private interface FloatFunction {
        float apply(float x);
    }

    /** The largest error over all floats in steps, in units of the last place of the exact result. */
    private static double worst(FloatFunction f, DoubleUnaryOperator exact) {
        double worst = 0;
        for (long bits = 0; bits < 1L << 32; bits += STRIDE) {
            float x = Float.intBitsToFloat((int) bits);
            float y = f.apply(x);
            double truth = exact.applyAsDouble(x);
            if (Double.isNaN(truth) || Double.isInfinite((float) truth)) {
                assertEquals((float) truth, y, "at " + x);
            } else {
                worst = Math.max(worst, Math.abs(y - truth) / Math.ulp((float) truth));
            }
        }
        return worst;
    }

    private static double worstDouble(DoubleUnaryOperator f, DoubleUnaryOperator exact, double low, double high) {
        Random random = new Random(1);
        double worst = 0;
        for (int i = 0; i < 300_000; i++) {
            double x = switch (i % 3) {
                case 0 -> low + (high - low) * random.nextDouble();
                case 1 -> 2 * random.nextDouble() - 1;
                default -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(80) - 60);
            };
            if (x >= low && x <= high) {
                double truth = exact.applyAsDouble(x);
                worst = Math.max(worst, Math.abs(f.applyAsDouble(x) - truth) / Math.ulp(truth));
            }
        }
        return worst;
    }
}
