// Generated from VectorFloatUpdates.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Optimizer steps, a vector at a time; the scalar twins say what is computed and do what fills no vector. */
final class VectorDoubleUpdates {
    private static final VectorSpecies<Double> S = VectorSpecies.of(double.class, VectorShape.forBitSize(Simd.BITS));
    private static final int LANES = S.length();
    private static final double TINY = DoubleMath.TINY;

    private VectorDoubleUpdates() {}

    static void sgd(double sign, double decay, double minusLr, double[] p, int po, double[] g, int go, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector w = DoubleVector.fromArray(S, p, po + i);
            DoubleVector d = DoubleVector.fromArray(S, g, go + i).mul(sign);
            d = DoubleVector.broadcast(S, decay).fma(w, d);
            DoubleVector.broadcast(S, minusLr).fma(d, w).intoArray(p, po + i);
        }
        ScalarDoubleUpdates.sgd(sign, decay, minusLr, p, po + i, g, go + i, n - i);
    }

    static void sgdMomentum(
            double sign,
            double decay,
            double minusLr,
            double momentum,
            double fresh,
            double[] p,
            int po,
            double[] g,
            int go,
            double[] buffer,
            int bo,
            int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector w = DoubleVector.fromArray(S, p, po + i);
            DoubleVector d = DoubleVector.fromArray(S, g, go + i).mul(sign);
            d = DoubleVector.broadcast(S, decay).fma(w, d);
            DoubleVector b = DoubleVector.fromArray(S, buffer, bo + i).mul(momentum);
            b = DoubleVector.broadcast(S, fresh).fma(d, b).add(TINY).sub(TINY);
            b.intoArray(buffer, bo + i);
            DoubleVector.broadcast(S, minusLr).fma(b, w).intoArray(p, po + i);
        }
        ScalarDoubleUpdates.sgdMomentum(
                sign, decay, minusLr, momentum, fresh, p, po + i, g, go + i, buffer, bo + i, n - i);
    }

    static void sgdNesterov(
            double sign,
            double decay,
            double minusLr,
            double momentum,
            double ahead,
            double fresh,
            double[] p,
            int po,
            double[] g,
            int go,
            double[] buffer,
            int bo,
            int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector w = DoubleVector.fromArray(S, p, po + i);
            DoubleVector d = DoubleVector.fromArray(S, g, go + i).mul(sign);
            d = DoubleVector.broadcast(S, decay).fma(w, d);
            DoubleVector b = DoubleVector.fromArray(S, buffer, bo + i).mul(momentum);
            b = DoubleVector.broadcast(S, fresh).fma(d, b).add(TINY).sub(TINY);
            b.intoArray(buffer, bo + i);
            d = DoubleVector.broadcast(S, ahead).fma(b, d);
            DoubleVector.broadcast(S, minusLr).fma(d, w).intoArray(p, po + i);
        }
        ScalarDoubleUpdates.sgdNesterov(
                sign, decay, minusLr, momentum, ahead, fresh, p, po + i, g, go + i, buffer, bo + i, n - i);
    }

    static void adam(
            double keep,
            double sign,
            double decay,
            double beta1,
            double fresh1,
            double beta2,
            double fresh2,
            double eps,
            double minusStep,
            double correction,
            double[] p,
            int po,
            double[] g,
            int go,
            double[] m,
            int mo,
            double[] v,
            int vo,
            int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector w = DoubleVector.fromArray(S, p, po + i).mul(keep);
            DoubleVector d = DoubleVector.fromArray(S, g, go + i).mul(sign);
            d = DoubleVector.broadcast(S, decay).fma(w, d);
            DoubleVector mean = DoubleVector.fromArray(S, m, mo + i).mul(beta1);
            mean = DoubleVector.broadcast(S, fresh1).fma(d, mean).add(TINY).sub(TINY);
            mean.intoArray(m, mo + i);
            DoubleVector square = DoubleVector.fromArray(S, v, vo + i).mul(beta2);
            square = d.mul(fresh2).fma(d, square);
            square.intoArray(v, vo + i);
            DoubleVector denominator = square.sqrt().mul(correction).add(eps);
            w.add(mean.mul(minusStep).div(denominator)).intoArray(p, po + i);
        }
        ScalarDoubleUpdates.adam(
                keep,
                sign,
                decay,
                beta1,
                fresh1,
                beta2,
                fresh2,
                eps,
                minusStep,
                correction,
                p,
                po + i,
                g,
                go + i,
                m,
                mo + i,
                v,
                vo + i,
                n - i);
    }

    static void adamMax(
            double keep,
            double sign,
            double decay,
            double beta1,
            double fresh1,
            double beta2,
            double fresh2,
            double eps,
            double minusStep,
            double correction,
            double[] p,
            int po,
            double[] g,
            int go,
            double[] m,
            int mo,
            double[] v,
            int vo,
            double[] vMax,
            int vMaxO,
            int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector w = DoubleVector.fromArray(S, p, po + i).mul(keep);
            DoubleVector d = DoubleVector.fromArray(S, g, go + i).mul(sign);
            d = DoubleVector.broadcast(S, decay).fma(w, d);
            DoubleVector mean = DoubleVector.fromArray(S, m, mo + i).mul(beta1);
            mean = DoubleVector.broadcast(S, fresh1).fma(d, mean).add(TINY).sub(TINY);
            mean.intoArray(m, mo + i);
            DoubleVector square = DoubleVector.fromArray(S, v, vo + i).mul(beta2);
            square = d.mul(fresh2).fma(d, square);
            square.intoArray(v, vo + i);
            DoubleVector largest = square.max(DoubleVector.fromArray(S, vMax, vMaxO + i));
            largest.intoArray(vMax, vMaxO + i);
            DoubleVector denominator = largest.sqrt().mul(correction).add(eps);
            w.add(mean.mul(minusStep).div(denominator)).intoArray(p, po + i);
        }
        ScalarDoubleUpdates.adamMax(
                keep,
                sign,
                decay,
                beta1,
                fresh1,
                beta2,
                fresh2,
                eps,
                minusStep,
                correction,
                p,
                po + i,
                g,
                go + i,
                m,
                mo + i,
                v,
                vo + i,
                vMax,
                vMaxO + i,
                n - i);
    }
}
