// Generated from VectorFloatNorms.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The loops over lines that {@link DoubleNorms} is made of, a vector at a time: n is a multiple of the lanes. */
final class VectorDoubleNorms {
    private static final VectorSpecies<Double> S = VectorSpecies.of(double.class, VectorShape.forBitSize(Simd.BITS));
    private static final int LANES = S.length();
    private static final int SEQUENCES = ScalarDoubleReductions.SEQUENCES;

    private VectorDoubleNorms() {}

    /** The sums over each line's {@link ScalarDoubleReductions#SEQUENCES}, line after line. */
    static void sums(double[] x, int xo, int stride, int lines, int n, double[] sums) {
        for (int r = 0, at = xo; r < lines; r++, at += stride) {
            for (int k = 0; k < SEQUENCES; k += 2 * LANES) {
                DoubleVector s0 = DoubleVector.zero(S);
                DoubleVector s1 = DoubleVector.zero(S);
                for (int i = k; i < n; i += SEQUENCES) {
                    s0 = s0.add(DoubleVector.fromArray(S, x, at + i));
                    s1 = s1.add(DoubleVector.fromArray(S, x, at + i + LANES));
                }
                s0.intoArray(sums, r * SEQUENCES + k);
                s1.intoArray(sums, r * SEQUENCES + k + LANES);
            }
        }
    }

    /** As {@link #sums}, of {@code (x - c)^2}. */
    static void squares(double[] x, int xo, int stride, double[] c, int lines, int n, double[] sums) {
        for (int r = 0, at = xo; r < lines; r++, at += stride) {
            for (int k = 0; k < SEQUENCES; k += 2 * LANES) {
                DoubleVector s0 = DoubleVector.zero(S);
                DoubleVector s1 = DoubleVector.zero(S);
                for (int i = k; i < n; i += SEQUENCES) {
                    DoubleVector d0 = DoubleVector.fromArray(S, x, at + i).sub(c[r]);
                    DoubleVector d1 = DoubleVector.fromArray(S, x, at + i + LANES).sub(c[r]);
                    s0 = s0.add(d0.mul(d0));
                    s1 = s1.add(d1.mul(d1));
                }
                s0.intoArray(sums, r * SEQUENCES + k);
                s1.intoArray(sums, r * SEQUENCES + k + LANES);
            }
        }
    }

    /** {@code y = (x - c) f + d}. */
    static void scaled(double[] x, int xo, double c, double f, double d, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector z = DoubleVector.fromArray(S, x, xo + i).sub(c).mul(f).add(d);
            z.intoArray(y, yo + i);
        }
    }

    /** {@code y = (x - c) f w + b}. */
    static void weighted(
            double[] x, int xo, double c, double f, double[] w, int wo, double[] b, int bo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector z = DoubleVector.fromArray(S, x, xo + i).sub(c).mul(f);
            z = z.mul(DoubleVector.fromArray(S, w, wo + i)).add(DoubleVector.fromArray(S, b, bo + i));
            z.intoArray(y, yo + i);
        }
    }

    /** {@code y = g f - (x - c) s - d}. */
    static void spread(
            double[] g, int go, double f, double[] x, int xo, double c, double s, double d, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector away = DoubleVector.fromArray(S, x, xo + i).sub(c).mul(s);
            DoubleVector z = DoubleVector.fromArray(S, g, go + i).mul(f).sub(away).sub(d);
            z.intoArray(y, yo + i);
        }
    }

    /** As {@link #sums}, of {@code u = g w} and of {@code v = g w h} with {@code h = (x - c) f}. */
    static void products(
            double[] g,
            int go,
            double[] x,
            int xo,
            int stride,
            double[] c,
            double[] f,
            double[] w,
            int wo,
            int lines,
            int n,
            double[] u,
            double[] v) {
        for (int r = 0, at = 0; r < lines; r++, at += stride) {
            for (int k = 0; k < SEQUENCES; k += 2 * LANES) {
                DoubleVector u0 = DoubleVector.zero(S);
                DoubleVector u1 = DoubleVector.zero(S);
                DoubleVector v0 = DoubleVector.zero(S);
                DoubleVector v1 = DoubleVector.zero(S);
                for (int i = k; i < n; i += SEQUENCES) {
                    int j = i + LANES;
                    DoubleVector z0 = DoubleVector.fromArray(S, g, go + at + i).mul(DoubleVector.fromArray(S, w,
                            wo + i));
                    DoubleVector z1 = DoubleVector.fromArray(S, g, go + at + j).mul(DoubleVector.fromArray(S, w,
                            wo + j));
                    DoubleVector h0 =
                            DoubleVector.fromArray(S, x, xo + at + i).sub(c[r]).mul(f[r]);
                    DoubleVector h1 =
                            DoubleVector.fromArray(S, x, xo + at + j).sub(c[r]).mul(f[r]);
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
            double[] g,
            int go,
            double[] x,
            int xo,
            int stride,
            double[] c,
            double[] f,
            int lines,
            double[] slopes,
            double[] shifts,
            int so,
            int n) {
        for (int i = 0; i < n; i += 2 * LANES) {
            int j = i + LANES;
            DoubleVector slope0 = DoubleVector.fromArray(S, slopes, so + i);
            DoubleVector slope1 = DoubleVector.fromArray(S, slopes, so + j);
            DoubleVector shift0 = DoubleVector.fromArray(S, shifts, so + i);
            DoubleVector shift1 = DoubleVector.fromArray(S, shifts, so + j);
            for (int r = 0, at = i; r < lines; r++, at += stride) {
                DoubleVector g0 = DoubleVector.fromArray(S, g, go + at);
                DoubleVector g1 = DoubleVector.fromArray(S, g, go + at + LANES);
                DoubleVector h0 = DoubleVector.fromArray(S, x, xo + at).sub(c[r]).mul(f[r]);
                DoubleVector h1 =
                        DoubleVector.fromArray(S, x, xo + at + LANES).sub(c[r]).mul(f[r]);
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
            double[] g,
            int go,
            double[] x,
            int xo,
            int stride,
            double[] c,
            double[] f,
            double[] s,
            double[] d,
            double[] w,
            int wo,
            double[] y,
            int yo,
            int lines,
            int n) {
        for (int r = 0, at = 0; r < lines; r++, at += stride) {
            // Not in the loop: for all the compiler knows, y may be one of these arrays.
            double center = c[r];
            double factor = f[r];
            double slope = s[r];
            double share = d[r];
            for (int i = 0; i < n; i += LANES) {
                DoubleVector away =
                        DoubleVector.fromArray(S, x, xo + at + i).sub(center).mul(slope);
                DoubleVector z = DoubleVector.fromArray(S, g, go + at + i).mul(DoubleVector.fromArray(S, w, wo + i));
                z.mul(factor).sub(away).sub(share).intoArray(y, yo + at + i);
            }
        }
    }

    /** {@code y += (x - c)^2}. */
    static void addSquares(double[] x, int xo, double[] c, double[] y, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector d = DoubleVector.fromArray(S, x, xo + i).sub(DoubleVector.fromArray(S, c, i));
            DoubleVector.fromArray(S, y, i).add(d.mul(d)).intoArray(y, i);
        }
    }

    /** {@code y = (x - c) f + d}. */
    static void scaledColumns(double[] x, int xo, double[] c, double[] f, double[] d, double[] y, int yo, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector z = DoubleVector.fromArray(S, x, xo + i).sub(DoubleVector.fromArray(S, c, i));
            z = z.mul(DoubleVector.fromArray(S, f, i)).add(DoubleVector.fromArray(S, d, i));
            z.intoArray(y, yo + i);
        }
    }

    /** {@code products += (x - c) g} and {@code sums += g}. */
    static void addProducts(double[] g, int go, double[] x, int xo, double[] c, double[] products, double[] sums,
            int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector gradient = DoubleVector.fromArray(S, g, go + i);
            DoubleVector d = DoubleVector.fromArray(S, x, xo + i).sub(DoubleVector.fromArray(S, c, i));
            DoubleVector.fromArray(S, products, i).add(d.mul(gradient)).intoArray(products, i);
            DoubleVector.fromArray(S, sums, i).add(gradient).intoArray(sums, i);
        }
    }

    /** {@code y = g f - (x - c) s - d}. */
    static void spreadColumns(
            double[] g,
            int go,
            double[] f,
            double[] x,
            int xo,
            double[] c,
            double[] s,
            double[] d,
            double[] y,
            int yo,
            int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector away = DoubleVector.fromArray(S, x, xo + i).sub(DoubleVector.fromArray(S, c, i));
            DoubleVector z = DoubleVector.fromArray(S, g, go + i).mul(DoubleVector.fromArray(S, f, i));
            z = z.sub(away.mul(DoubleVector.fromArray(S, s, i))).sub(DoubleVector.fromArray(S, d, i));
            z.intoArray(y, yo + i);
        }
    }
}
