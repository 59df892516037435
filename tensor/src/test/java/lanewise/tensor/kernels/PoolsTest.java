package lanewise.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Pooling against a naive search, with ties and NaN; means and their transposes against the definition. */
class PoolsTest {

    private static Windows windows(int h, int w) {
        Windows.Side one = Windows.Side.adaptive(1, 1);
        return new Windows(
                one,
                Windows.Side.sliding(h, (h + 2 - 3) / 2 + 1, 3, 2, 1, 1, false),
                Windows.Side.sliding(w, w + 2 - 4, 3, 1, 1, 2, false),
                0);
    }

    private static float[] random(int n, boolean whole) {
        SplittableRandom r = new SplittableRandom(n);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = whole ? r.nextInt(3) : (float) r.nextDouble();
        }
        return x;
    }

    private static void check(float[] x, int h, int w) {
        Windows s = windows(h, w);
        int planes = x.length / s.inputs();
        float[] y = new float[planes * s.outputs()];
        long[] at = new long[y.length];
        Pools.max(s, planes, x, 0, y, at);
        double[] wide = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            wide[i] = x[i];
        }
        double[] wideY = new double[y.length];
        long[] wideAt = new long[y.length];
        Pools.max(s, planes, wide, 0, wideY, wideAt);
        assertArrayEquals(at, wideAt);
        int o = 0;
        for (int p = 0; p < planes; p++) {
            for (int oh = 0; oh < s.h.out; oh++) {
                for (int ow = 0; ow < s.w.out; ow++, o++) {
                    float best = Float.NEGATIVE_INFINITY;
                    int place = -1;
                    for (int kh = 0; kh < 3; kh++) {
                        for (int kw = 0; kw < 3; kw++) {
                            int ih = oh * 2 - 1 + kh;
                            int iw = ow - 1 + 2 * kw;
                            if (ih >= 0 && ih < h && iw >= 0 && iw < w) {
                                float value = x[p * h * w + ih * w + iw];
                                if (place < 0 || value > best || Float.isNaN(value)) {
                                    best = value;
                                    place = ih * w + iw;
                                }
                            }
                        }
                    }
                    assertEquals(best, y[o], "output " + o);
                    assertEquals(best, (float) wideY[o], "output " + o);
                    assertEquals(place, at[o], "place of output " + o);
                }
            }
        }
    }

    @Test
    void largestOfWindows() {
        check(random(3 * 7 * 8, false), 7, 8);
    }

    @Test
    void theFirstOfEqualsWins() {
        check(random(2 * 7 * 8, true), 7, 8);
        check(new float[56], 7, 8);
        float[] smallest = new float[56];
        Arrays.fill(smallest, Float.NEGATIVE_INFINITY);
        check(smallest, 7, 8);
    }

    @Test
    void theLastNaNWins() {
        float[] x = random(56, false);
        x[20] = Float.NaN;
        x[22] = Float.NaN;
        x[0] = Float.POSITIVE_INFINITY;
        x[2] = Float.NEGATIVE_INFINITY;
        check(x, 7, 8);
    }

    @Test
    void anEmptyWindowHasNoPlace() {
        Windows.Side one = Windows.Side.adaptive(1, 1);
        Windows s = new Windows(one, one, Windows.Side.sliding(1, 1, 2, 1, 1, 2, true), 0);
        float[] y = new float[1];
        long[] at = new long[1];
        Pools.max(s, 1, new float[] {5}, 0, y, at);
        assertEquals(Float.NEGATIVE_INFINITY, y[0]);
        assertEquals(-1, at[0]);
        float[] x = new float[1];
        Pools.put(1, 1, 1, new float[] {3}, 0, at, 0, true, x);
        assertEquals(0, x[0], "a gradient without a place goes nowhere");
    }

    @Test
    void adaptiveWindowsCoverEverything() {
        Windows.Side one = Windows.Side.adaptive(1, 1);
        for (int in = 1; in < 9; in++) {
            for (int out = 1; out < 9; out++) {
                Windows s = new Windows(one, one, Windows.Side.adaptive(in, out), 0);
                float[] x = random(in, false);
                float[] y = new float[out];
                Pools.mean(s, 1, x, 0, y);
                for (int o = 0; o < out; o++) {
                    int from = o * in / out;
                    int to = -Math.floorDiv(-(o + 1) * in, out);
                    double sum = 0;
                    for (int i = from; i < to; i++) {
                        sum += x[i];
                    }
                    assertEquals(sum / (to - from), y[o], 1e-6, in + " to " + out);
                }
                float[] shares = new float[in];
                float[] ones = new float[out];
                Arrays.fill(ones, 1);
                Pools.spread(s, 1, ones, 0, shares);
                float all = 0;
                for (float share : shares) {
                    assertTrue(share > 0, in + " to " + out + ": an element is seen by no window");
                    all += share;
                }
                assertEquals(out, all, 1e-5f, "a mean's shares add up to 1");
            }
        }
    }
}
