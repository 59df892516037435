// Generated from VectorFloatNorms.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The loops over lines that {@link DoubleNorms} is made of, a vector at a time: n is a multiple of the lanes. */
final class VectorDoubleNorms {
    private static final VectorSpecies<Double> S = VectorSpecies.of(double.class, VectorShape.forBitSize(Simd.BITS));
    private static final int LANES = S.length();

    private VectorDoubleNorms() {}

    /** {@code y = (x - c)^2}. */
    static void squares(double[] x, int xo, double c, double[] y, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector d = DoubleVector.fromArray(S, x, xo + i).sub(c);
            d.mul(d).intoArray(y, i);
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

    /** {@code u = g w}, {@code v = g h w}, {@code slopes += g h}, {@code shifts += g} with {@code h = (x - c) f}. */
    static void slopes(
            double[] g,
            int go,
            double[] x,
            int xo,
            double c,
            double f,
            double[] w,
            int wo,
            double[] slopes,
            int so,
            double[] shifts,
            int to,
            double[] u,
            double[] v,
            int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector gradient = DoubleVector.fromArray(S, g, go + i);
            DoubleVector factor = DoubleVector.fromArray(S, w, wo + i);
            DoubleVector slope =
                    gradient.mul(DoubleVector.fromArray(S, x, xo + i).sub(c).mul(f));
            DoubleVector.fromArray(S, slopes, so + i).add(slope).intoArray(slopes, so + i);
            DoubleVector.fromArray(S, shifts, to + i).add(gradient).intoArray(shifts, to + i);
            gradient.mul(factor).intoArray(u, i);
            slope.mul(factor).intoArray(v, i);
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
