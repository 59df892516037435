package lanewise.tensor.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The loops over lines that {@link FloatNorms} is made of, a vector at a time: n is a multiple of the lanes. */
final class VectorFloatNorms {
    private static final VectorSpecies<Float> S = VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.BITS));
    private static final int LANES = S.length();
    private static final int SEQUENCES = ScalarFloatReductions.SEQUENCES;

    private VectorFloatNorms() {}

    /** The sums over each line's {@link ScalarFloatReductions#SEQUENCES}, line after line. */
    static void sums(float[] x, int xo, int stride, int lines, int n, float[] sums) {
        for (int r = 0, at = xo; r < lines; r++, at += stride) {
            for (int k = 0; k < SEQUENCES; k += 2 * LANES) {
                FloatVector s0 = FloatVector.zero(S);
                FloatVector s1 = FloatVector.zero(S);
                for (int i = k; i < n; i += SEQUENCES) {
                    s0 = s0.add(FloatVector.fromArray(S, x, at + i));
                    s1 = s1.add(FloatVector.fromArray(S, x, at + i + LANES));
                }
                s0.intoArray(sums, r * SEQUENCES + k);
                s1.intoArray(sums, r * SEQUENCES + k + LANES);
            }
        }
    }

    /** As {@link #sums}, of {@code (x - c)^2}. */
    static void squares(float[] x, int xo, int stride, float[] c, int lines, int n, float[] sums) {
        for (int r = 0, at = xo; r < lines; r++, at += stride) {
            for (int k = 0; k < SEQUENCES; k += 2 * LANES) {
                FloatVector s0 = FloatVector.zero(S);
                FloatVector s1 = FloatVector.zero(S);
                for (int i = k; i < n; i += SEQUENCES) {
                    FloatVector d0 = FloatVector.fromArray(S, x, at + i).sub(c[r]);
                    FloatVector d1 = FloatVector.fromArray(S, x, at + i + LANES).sub(c[r]);
                    s0 = s0.add(d0.mul(d0));
                    s1 = s1.add(d1.mul(d1));
                }
                s0.intoArray(sums, r * SEQUENCES + k);
                s1.intoArray(sums, r * SEQUENCES + k + LANES);
            }
        }
    }

    /** {@code y = (x - c) f + d}. */
    static void scaled(float[] x, int xo, float c, float f, float d, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector z = FloatVector.fromArray(S, x, xo + i).sub(c).mul(f).add(d);
            z.intoArray(y, yo + i);
        }
    }

    /** {@code y = (x - c) f w + b}. */
    static void weighted(
            float[] x, int xo, float c, float f, float[] w, int wo, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector z = FloatVector.fromArray(S, x, xo + i).sub(c).mul(f);
            z = z.mul(FloatVector.fromArray(S, w, wo + i)).add(FloatVector.fromArray(S, b, bo + i));
            z.intoArray(y, yo + i);
        }
    }

    /** {@code y = g f - (x - c) s - d}. */
    static void spread(
            float[] g, int go, float f, float[] x, int xo, float c, float s, float d, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector away = FloatVector.fromArray(S, x, xo + i).sub(c).mul(s);
            FloatVector z = FloatVector.fromArray(S, g, go + i).mul(f).sub(away).sub(d);
            z.intoArray(y, yo + i);
        }
    }

    /** As {@link #sums}, of {@code u = g w} and of {@code v = g w h} with {@code h = (x - c) f}. */
    static void products(
            float[] g,
            int go,
            float[] x,
            int xo,
            int stride,
            float[] c,
            float[] f,
            float[] w,
            int wo,
            int lines,
            int n,
            float[] u,
            float[] v) {
        for (int r = 0, at = 0; r < lines; r++, at += stride) {
            for (int k = 0; k < SEQUENCES; k += 2 * LANES) {
                FloatVector u0 = FloatVector.zero(S);
                FloatVector u1 = FloatVector.zero(S);
                FloatVector v0 = FloatVector.zero(S);
                FloatVector v1 = FloatVector.zero(S);
                for (int i = k; i < n; i += SEQUENCES) {
                    int j = i + LANES;
                    FloatVector z0 = FloatVector.fromArray(S, g, go + at + i).mul(FloatVector.fromArray(S, w, wo + i));
                    FloatVector z1 = FloatVector.fromArray(S, g, go + at + j).mul(FloatVector.fromArray(S, w, wo + j));
                    FloatVector h0 =
                            FloatVector.fromArray(S, x, xo + at + i).sub(c[r]).mul(f[r]);
                    FloatVector h1 =
                            FloatVector.fromArray(S, x, xo + at + j).sub(c[r]).mul(f[r]);
                    u0 = u0.add(z0);
                    u1 = u1.add(z1);
                    v0 = v0.add(z0.mul(h0));
                    v1 = v1.add(z1.mul(h1));
                }
                int to = r * SEQUENCES + k;
                u0.intoArray(u, to);
                u1.intoArray(u, to + LANES);
                v0.intoArray(v, to);
                v1.intoArray(v, to + LANES);
            }
        }
    }

    /** For each column of lines {@code slopes += g h} and {@code shifts += g} with {@code h = (x - c) f}. */
    static void slopes(
            float[] g,
            int go,
            float[] x,
            int xo,
            int stride,
            float[] c,
            float[] f,
            int lines,
            float[] slopes,
            float[] shifts,
            int so,
            int n) {
        for (int i = 0; i < n; i += 2 * LANES) {
            int j = i + LANES;
            FloatVector slope0 = FloatVector.fromArray(S, slopes, so + i);
            FloatVector slope1 = FloatVector.fromArray(S, slopes, so + j);
            FloatVector shift0 = FloatVector.fromArray(S, shifts, so + i);
            FloatVector shift1 = FloatVector.fromArray(S, shifts, so + j);
            for (int r = 0, at = i; r < lines; r++, at += stride) {
                FloatVector g0 = FloatVector.fromArray(S, g, go + at);
                FloatVector g1 = FloatVector.fromArray(S, g, go + at + LANES);
                FloatVector h0 = FloatVector.fromArray(S, x, xo + at).sub(c[r]).mul(f[r]);
                FloatVector h1 =
                        FloatVector.fromArray(S, x, xo + at + LANES).sub(c[r]).mul(f[r]);
                slope0 = slope0.add(g0.mul(h0));
                slope1 = slope1.add(g1.mul(h1));
                shift0 = shift0.add(g0);
                shift1 = shift1.add(g1);
            }
            slope0.intoArray(slopes, so + i);
            slope1.intoArray(slopes, so + j);
            shift0.intoArray(shifts, so + i);
            shift1.intoArray(shifts, so + j);
        }
    }

    /** {@code y = g w f - (x - c) s - d} of lines. */
    static void spreadWeighted(
            float[] g,
            int go,
            float[] x,
            int xo,
            int stride,
            float[] c,
            float[] f,
            float[] s,
            float[] d,
            float[] w,
            int wo,
            float[] y,
            int yo,
            int lines,
            int n) {
        for (int r = 0, at = 0; r < lines; r++, at += stride) {
            // Not in the loop: for all the compiler knows, y may be one of these arrays.
            float center = c[r];
            float factor = f[r];
            float slope = s[r];
            float share = d[r];
            for (int i = 0; i < n; i += LANES) {
                FloatVector away =
                        FloatVector.fromArray(S, x, xo + at + i).sub(center).mul(slope);
                FloatVector z = FloatVector.fromArray(S, g, go + at + i).mul(FloatVector.fromArray(S, w, wo + i));
                z.mul(factor).sub(away).sub(share).intoArray(y, yo + at + i);
            }
        }
    }

    /** {@code y += (x - c)^2}. */
    static void addSquares(float[] x, int xo, float[] c, float[] y, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector d = FloatVector.fromArray(S, x, xo + i).sub(FloatVector.fromArray(S, c, i));
            FloatVector.fromArray(S, y, i).add(d.mul(d)).intoArray(y, i);
        }
    }

    /** {@code y = (x - c) f + d}. */
    static void scaledColumns(float[] x, int xo, float[] c, float[] f, float[] d, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector z = FloatVector.fromArray(S, x, xo + i).sub(FloatVector.fromArray(S, c, i));
            z = z.mul(FloatVector.fromArray(S, f, i)).add(FloatVector.fromArray(S, d, i));
            z.intoArray(y, yo + i);
        }
    }

    /** {@code products += (x - c) g} and {@code sums += g}. */
    static void addProducts(float[] g, int go, float[] x, int xo, float[] c, float[] products, float[] sums, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector gradient = FloatVector.fromArray(S, g, go + i);
            FloatVector d = FloatVector.fromArray(S, x, xo + i).sub(FloatVector.fromArray(S, c, i));
            FloatVector.fromArray(S, products, i).add(d.mul(gradient)).intoArray(products, i);
            FloatVector.fromArray(S, sums, i).add(gradient).intoArray(sums, i);
        }
    }

    /** {@code y = g f - (x - c) s - d}. */
    static void spreadColumns(
            float[] g,
            int go,
            float[] f,
            float[] x,
            int xo,
            float[] c,
            float[] s,
            float[] d,
            float[] y,
            int yo,
            int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector away = FloatVector.fromArray(S, x, xo + i).sub(FloatVector.fromArray(S, c, i));
            FloatVector z = FloatVector.fromArray(S, g, go + i).mul(FloatVector.fromArray(S, f, i));
            z = z.sub(away.mul(FloatVector.fromArray(S, s, i))).sub(FloatVector.fromArray(S, d, i));
            z.intoArray(y, yo + i);
        }
    }
}
