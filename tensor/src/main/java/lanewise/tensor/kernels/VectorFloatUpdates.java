package lanewise.tensor.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Optimizer steps, a vector at a time; the scalar twins say what is computed and do what fills no vector. */
final class VectorFloatUpdates {
    private static final VectorSpecies<Float> S = VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.BITS));
    private static final int LANES = S.length();
    private static final float TINY = FloatMath.TINY;

    private VectorFloatUpdates() {}

    static void sgd(float sign, float decay, float minusLr, float[] p, int po, float[] g, int go, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector w = FloatVector.fromArray(S, p, po + i);
            FloatVector d = FloatVector.fromArray(S, g, go + i).mul(sign);
            d = FloatVector.broadcast(S, decay).fma(w, d);
            FloatVector.broadcast(S, minusLr).fma(d, w).intoArray(p, po + i);
        }
        ScalarFloatUpdates.sgd(sign, decay, minusLr, p, po + i, g, go + i, n - i);
    }

    static void sgdMomentum(
            float sign,
            float decay,
            float minusLr,
            float momentum,
            float fresh,
            float[] p,
            int po,
            float[] g,
            int go,
            float[] buffer,
            int bo,
            int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector w = FloatVector.fromArray(S, p, po + i);
            FloatVector d = FloatVector.fromArray(S, g, go + i).mul(sign);
            d = FloatVector.broadcast(S, decay).fma(w, d);
            FloatVector b = FloatVector.fromArray(S, buffer, bo + i).mul(momentum);
            b = FloatVector.broadcast(S, fresh).fma(d, b).add(TINY).sub(TINY);
            b.intoArray(buffer, bo + i);
            FloatVector.broadcast(S, minusLr).fma(b, w).intoArray(p, po + i);
        }
        ScalarFloatUpdates.sgdMomentum(
                sign, decay, minusLr, momentum, fresh, p, po + i, g, go + i, buffer, bo + i, n - i);
    }

    static void sgdNesterov(
            float sign,
            float decay,
            float minusLr,
            float momentum,
            float ahead,
            float fresh,
            float[] p,
            int po,
            float[] g,
            int go,
            float[] buffer,
            int bo,
            int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector w = FloatVector.fromArray(S, p, po + i);
            FloatVector d = FloatVector.fromArray(S, g, go + i).mul(sign);
            d = FloatVector.broadcast(S, decay).fma(w, d);
            FloatVector b = FloatVector.fromArray(S, buffer, bo + i).mul(momentum);
            b = FloatVector.broadcast(S, fresh).fma(d, b).add(TINY).sub(TINY);
            b.intoArray(buffer, bo + i);
            d = FloatVector.broadcast(S, ahead).fma(b, d);
            FloatVector.broadcast(S, minusLr).fma(d, w).intoArray(p, po + i);
        }
        ScalarFloatUpdates.sgdNesterov(
                sign, decay, minusLr, momentum, ahead, fresh, p, po + i, g, go + i, buffer, bo + i, n - i);
    }

    static void adam(
            float keep,
            float sign,
            float decay,
            float beta1,
            float fresh1,
            float beta2,
            float fresh2,
            float eps,
            float minusStep,
            float correction,
            float[] p,
            int po,
            float[] g,
            int go,
            float[] m,
            int mo,
            float[] v,
            int vo,
            int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector w = FloatVector.fromArray(S, p, po + i).mul(keep);
            FloatVector d = FloatVector.fromArray(S, g, go + i).mul(sign);
            d = FloatVector.broadcast(S, decay).fma(w, d);
            FloatVector mean = FloatVector.fromArray(S, m, mo + i).mul(beta1);
            mean = FloatVector.broadcast(S, fresh1).fma(d, mean).add(TINY).sub(TINY);
            mean.intoArray(m, mo + i);
            FloatVector square = FloatVector.fromArray(S, v, vo + i).mul(beta2);
            square = d.mul(fresh2).fma(d, square);
            square.intoArray(v, vo + i);
            FloatVector denominator = square.sqrt().mul(correction).add(eps);
            w.add(mean.mul(minusStep).div(denominator)).intoArray(p, po + i);
        }
        ScalarFloatUpdates.adam(
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
            float keep,
            float sign,
            float decay,
            float beta1,
            float fresh1,
            float beta2,
            float fresh2,
            float eps,
            float minusStep,
            float correction,
            float[] p,
            int po,
            float[] g,
            int go,
            float[] m,
            int mo,
            float[] v,
            int vo,
            float[] vMax,
            int vMaxO,
            int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector w = FloatVector.fromArray(S, p, po + i).mul(keep);
            FloatVector d = FloatVector.fromArray(S, g, go + i).mul(sign);
            d = FloatVector.broadcast(S, decay).fma(w, d);
            FloatVector mean = FloatVector.fromArray(S, m, mo + i).mul(beta1);
            mean = FloatVector.broadcast(S, fresh1).fma(d, mean).add(TINY).sub(TINY);
            mean.intoArray(m, mo + i);
            FloatVector square = FloatVector.fromArray(S, v, vo + i).mul(beta2);
            square = d.mul(fresh2).fma(d, square);
            square.intoArray(v, vo + i);
            FloatVector largest = square.max(FloatVector.fromArray(S, vMax, vMaxO + i));
            largest.intoArray(vMax, vMaxO + i);
            FloatVector denominator = largest.sqrt().mul(correction).add(eps);
            w.add(mean.mul(minusStep).div(denominator)).intoArray(p, po + i);
        }
        ScalarFloatUpdates.adamMax(
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
