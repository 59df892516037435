package lanewise.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import lanewise.tensor.kernels.Kernels.AdamStep;
import lanewise.tensor.kernels.Kernels.SgdStep;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Optimizer steps against PyTorch's loops written down step by step in double precision. */
class UpdateKernelsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 17, 1000, 20_000})
    void sgd(int n) {
        for (int options = 0; options < 32; options++) {
            double momentum = (options & 1) != 0 ? 0.9 : 0;
            boolean nesterov = (options & 2) != 0 && momentum > 0;
            double decay = (options & 4) != 0 ? 0.01 : 0;
            boolean maximize = (options & 8) != 0;
            double dampening = (options & 16) != 0 && !nesterov ? 0.3 : 0;
            double[] p = Samples.widened(Samples.ordinary(n + 1, 1));
            double[] buffer = momentum > 0 ? new double[n + 1] : null;
            float[] floats = Samples.ordinary(n + 1, 1);
            float[] floatBuffer = momentum > 0 ? new float[n + 1] : null;
            if (buffer != null) {
                // What a buffer held before the first step does not matter.
                buffer[1] = Double.NaN;
                floatBuffer[1] = Float.NaN;
            }
            double[] expected = p.clone();
            double[] b = new double[n];
            for (int t = 0; t < 4; t++) {
                float[] gradient = Samples.ordinary(n, t + 5L);
                double[] g = Samples.widened(gradient);
                for (int i = 0; i < n; i++) {
                    double d = (maximize ? -g[i] : g[i]) + decay * expected[1 + i];
                    if (momentum > 0) {
                        b[i] = t == 0 ? d : momentum * b[i] + (1 - dampening) * d;
                        d = nesterov ? d + momentum * b[i] : b[i];
                    }
                    expected[1 + i] -= 0.1 * d;
                }
                SgdStep step = new SgdStep(0.1, momentum, dampening, decay, nesterov, maximize, t == 0);
                Kernels.FLOAT64.sgd(step, p, 1, g, 0, buffer, 1, n);
                Kernels.FLOAT32.sgd(step, floats, 1, gradient, 0, floatBuffer, 1, n);
            }
            assertArrayEquals(expected, p, 1e-13);
            for (int i = 0; i <= n; i++) {
                assertEquals(expected[i], floats[i], 1e-5);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 17, 1000, 20_000})
    void adam(int n) {
        for (int options = 0; options < 16; options++) {
            boolean maximize = (options & 1) != 0;
            boolean decoupled = (options & 2) != 0;
            double decay = (options & 4) != 0 ? 0.01 : 0;
            boolean amsgrad = (options & 8) != 0;
            double[] p = Samples.widened(Samples.ordinary(n, 1));
            double[][] state = new double[3][n];
            float[] floats = Samples.ordinary(n, 1);
            float[][] floatState = new float[3][n];
            double[] expected = p.clone();
            double[] m = new double[n];
            double[] v = new double[n];
            double[] largest = new double[n];
            for (int t = 1; t <= 4; t++) {
                float[] gradient = Samples.ordinary(n, t + 5L);
                double[] g = Samples.widened(gradient);
                for (int i = 0; i < n; i++) {
                    double d = maximize ? -g[i] : g[i];
                    if (decoupled) {
                        expected[i] *= 1 - 0.1 * decay;
                    } else {
                        d += decay * expected[i];
                    }
                    m[i] = 0.8 * m[i] + (1 - 0.8) * d;
                    v[i] = 0.95 * v[i] + (1 - 0.95) * d * d;
                    largest[i] = Math.max(largest[i], v[i]);
                    double root = Math.sqrt(1 - Math.pow(0.95, t));
                    double denominator = Math.sqrt(amsgrad ? largest[i] : v[i]) / root + 1e-8;
                    expected[i] -= 0.1 / (1 - Math.pow(0.8, t)) * m[i] / denominator;
                }
                AdamStep step = new AdamStep(0.1, 0.8, 0.95, 1e-8, decay, decoupled, maximize, t);
                Kernels.FLOAT64.adam(step, p, 0, g, 0, state[0], 0, state[1], 0, amsgrad ? state[2] : null, 0, n);
                Kernels.FLOAT32.adam(
                        step,
                        floats,
                        0,
                        gradient,
                        0,
                        floatState[0],
                        0,
                        floatState[1],
                        0,
                        amsgrad ? floatState[2] : null,
                        0,
                        n);
            }
            assertArrayEquals(expected, p, 1e-12);
            for (int i = 0; i < n; i++) {
                assertEquals(expected[i], floats[i], 2e-5);
            }
        }
    }
}
