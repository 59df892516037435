package lanewise.tensor.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The loops over lines that {@link FloatNorms} is made of, a vector at a time: n is a multiple of the lanes. */
final class VectorFloatNorms {
    private static final VectorSpecies<Float> S = VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.BITS));
    private static final int LANES = S.length();

    private VectorFloatNorms() {}

    /** {@code y = (x - c)^2}. */
    static void squares(float[] x, int xo, float c, float[] y, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector d = FloatVector.fromArray(S, x, xo + i).sub(c);
            d.mul(d).intoArray(y, i);
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

    /** {@code u = g w}, {@code v = g h w}, {@code slopes += g h}, {@code shifts += g} with {@code h = (x - c) f}. */
    static void slopes(
            float[] g,
            int go,
            float[] x,
            int xo,
            float c,
            float f,
            float[] w,
            int wo,
            float[] slopes,
            int so,
            float[] shifts,
            int to,
            float[] u,
            float[] v,
            int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector gradient = FloatVector.fromArray(S, g, go + i);
            FloatVector factor = FloatVector.fromArray(S, w, wo + i);
            FloatVector slope =
                    gradient.mul(FloatVector.fromArray(S, x, xo + i).sub(c).mul(f));
            FloatVector.fromArray(S, slopes, so + i).add(slope).intoArray(slopes, so + i);
            FloatVector.fromArray(S, shifts, to + i).add(gradient).intoArray(shifts, to + i);
            gradient.mul(factor).intoArray(u, i);
            slope.mul(factor).intoArray(v, i);
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
