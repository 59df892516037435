package lanewise.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Powers, exponentials, logarithms, trigonometry, rounding and the better known special functions, element by element.
 *
 * <p>Functions that lead out of the integers compute integers and bools as float32; rounding leaves integers as they
 * are. Two operands broadcast. See {@link Special} for more.
 */
public sealed interface MathOps permits Tensor {

    /** Returns e to the power of the elements. */
    default Tensor exp() {
        return MathFunctions.exp((Tensor) this);
    }

    /** Returns 2 to the power of the elements. */
    default Tensor exp2() {
        return MathFunctions.exp2((Tensor) this);
    }

    /** Returns {@code e^x - 1}, exact for small x. */
    default Tensor expm1() {
        return MathFunctions.expm1((Tensor) this);
    }

    /** Returns the natural logarithms; minus infinity at 0, NaN below. */
    default Tensor log() {
        return MathFunctions.log((Tensor) this);
    }

    /** Returns {@code log(1 + x)}, exact for small x. */
    default Tensor log1p() {
        return MathFunctions.log1p((Tensor) this);
    }

    /** Returns the logarithms to base 2. */
    default Tensor log2() {
        return MathFunctions.log2((Tensor) this);
    }

    /** Returns the logarithms to base 10. */
    default Tensor log10() {
        return MathFunctions.log10((Tensor) this);
    }

    /** Returns {@code log(e^this + e^b)} without overflow. @throws IllegalArgumentException on integers */
    default Tensor logaddexp(Tensor b) {
        return MathFunctions.logaddexp((Tensor) this, b);
    }

    /** Returns {@code log2(2^this + 2^b)} without overflow. @throws IllegalArgumentException on integers */
    default Tensor logaddexp2(Tensor b) {
        return MathFunctions.logaddexp2((Tensor) this, b);
    }

    /** Returns the square roots; NaN below 0. */
    default Tensor sqrt() {
        return MathFunctions.sqrt((Tensor) this);
    }

    /** Returns 1 over the square roots. */
    default Tensor rsqrt() {
        return MathFunctions.rsqrt((Tensor) this);
    }

    /**
     * Returns this to the power {@code exponent}. @throws IllegalArgumentException on integers to a negative integer
     */
    default Tensor pow(Number exponent) {
        return MathFunctions.pow((Tensor) this, exponent);
    }

    /** Returns this to the power {@code exponent}; integers stay integers. */
    default Tensor pow(Tensor exponent) {
        return MathFunctions.pow((Tensor) this, exponent);
    }

    /** Returns {@code base} to the power of this tensor: {@code torch.pow(base, x)}. */
    default Tensor rpow(Number base) {
        return MathFunctions.pow(base, (Tensor) this);
    }

    /** Returns this to the power {@code exponent}, in float64 whatever the inputs. */
    default Tensor floatPower(Number exponent) {
        return ((Tensor) this).to(DType.FLOAT64).pow(exponent.doubleValue());
    }

    /** Returns this to the power {@code exponent}, in float64 whatever the inputs. */
    default Tensor floatPower(Tensor exponent) {
        return ((Tensor) this).to(DType.FLOAT64).pow(exponent.to(DType.FLOAT64));
    }

    /** Returns {@code this * 2^b}. */
    default Tensor ldexp(Tensor b) {
        return MathFunctions.ldexp((Tensor) this, b);
    }

    /** Returns {@code sqrt(this^2 + b^2)} without overflow. @throws IllegalArgumentException on integers */
    default Tensor hypot(Tensor b) {
        return MathFunctions.hypot((Tensor) this, b);
    }

    /** Returns the sines of angles in radians. */
    default Tensor sin() {
        return MathFunctions.sin((Tensor) this);
    }

    /** Returns the cosines of angles in radians. */
    default Tensor cos() {
        return MathFunctions.cos((Tensor) this);
    }

    /** Returns the tangents of angles in radians. */
    default Tensor tan() {
        return MathFunctions.tan((Tensor) this);
    }

    /** Returns the inverse sines, in radians; NaN beyond -1 and 1. */
    default Tensor asin() {
        return MathFunctions.asin((Tensor) this);
    }

    /** Returns the inverse cosines, in radians; NaN beyond -1 and 1. */
    default Tensor acos() {
        return MathFunctions.acos((Tensor) this);
    }

    /** Returns the inverse tangents, in radians. */
    default Tensor atan() {
        return MathFunctions.atan((Tensor) this);
    }

    /** Returns the angles, in radians, of the points {@code (b, this)}. */
    default Tensor atan2(Tensor b) {
        return MathFunctions.atan2((Tensor) this, b);
    }

    /** Returns the hyperbolic sines. */
    default Tensor sinh() {
        return MathFunctions.sinh((Tensor) this);
    }

    /** Returns the hyperbolic cosines. */
    default Tensor cosh() {
        return MathFunctions.cosh((Tensor) this);
    }

    /** Returns the inverse hyperbolic sines. */
    default Tensor asinh() {
        return MathFunctions.asinh((Tensor) this);
    }

    /** Returns the inverse hyperbolic cosines; NaN below 1. */
    default Tensor acosh() {
        return MathFunctions.acosh((Tensor) this);
    }

    /** Returns the inverse hyperbolic tangents; infinite at -1 and 1, NaN beyond. */
    default Tensor atanh() {
        return MathFunctions.atanh((Tensor) this);
    }

    /** Returns degrees as radians. */
    default Tensor deg2rad() {
        return MathFunctions.deg2rad((Tensor) this);
    }

    /** Returns radians as degrees. */
    default Tensor rad2deg() {
        return MathFunctions.rad2deg((Tensor) this);
    }

    /** Returns the elements rounded down. */
    default Tensor floor() {
        return MathFunctions.floor((Tensor) this);
    }

    /** Returns the elements rounded up. */
    default Tensor ceil() {
        return MathFunctions.ceil((Tensor) this);
    }

    /** Returns the elements rounded toward zero. */
    default Tensor trunc() {
        return MathFunctions.trunc((Tensor) this);
    }

    /** Returns the nearest whole numbers, of two equally near the even one. */
    default Tensor round() {
        return MathFunctions.round((Tensor) this);
    }

    /**
     * Returns the elements rounded to so many decimals; a negative count rounds to tens, hundreds, ….
     *
     * @throws IllegalArgumentException if this is an integer tensor and {@code decimals} is not 0
     */
    default Tensor round(int decimals) {
        return MathFunctions.round((Tensor) this, decimals);
    }

    /** Returns the fractions, with the elements' sign. @throws IllegalArgumentException on integers */
    default Tensor frac() {
        return MathFunctions.frac((Tensor) this);
    }

    /** Returns the absolute values with the signs of {@code b}, that of -0 included. */
    default Tensor copysign(Tensor b) {
        return MathFunctions.copysign((Tensor) this, b);
    }

    /** Returns the absolute values with the sign of {@code b}, that of -0 included. */
    default Tensor copysign(Number b) {
        return copysign(Tensor.number(b));
    }

    /** Returns the next numbers that the dtype has, toward {@code b}, without a derivative. */
    default Tensor nextafter(Tensor b) {
        return MathFunctions.nextafter((Tensor) this, b);
    }

    /** Returns 0 below zero, {@code values} at zero, 1 above, without a derivative. */
    default Tensor heaviside(Tensor values) {
        return MathFunctions.heaviside((Tensor) this, values);
    }

    /** Returns the elements with NaN replaced by 0 and infinities by the largest finite numbers. */
    default Tensor nanToNum() {
        return nanToNum(0, null, null);
    }

    /**
     * Returns the elements with NaN and infinities replaced.
     *
     * @param nan what stands in for NaN
     * @param posinf what stands in for positive infinity, or null for the largest finite number
     * @param neginf what stands in for negative infinity, or null for the smallest finite number
     */
    default Tensor nanToNum(double nan, @Nullable Double posinf, @Nullable Double neginf) {
        return MathFunctions.nanToNum((Tensor) this, nan, posinf, neginf);
    }

    /** Returns the error function of the elements. */
    default Tensor erf() {
        return Special.erf((Tensor) this);
    }

    /** Returns {@code 1 - erf(x)}, exact where that is small. */
    default Tensor erfc() {
        return Special.erfc((Tensor) this);
    }

    /** Returns the inverse of the error function. */
    default Tensor erfinv() {
        return Special.erfinv((Tensor) this);
    }

    /** Returns the logarithm of the absolute value of the gamma function. */
    default Tensor lgamma() {
        return Special.gammaln((Tensor) this);
    }

    /** Returns the derivative of the logarithm of the gamma function. */
    default Tensor digamma() {
        return Special.digamma((Tensor) this);
    }

    /** Returns the n-th derivative of the digamma function. @throws IllegalArgumentException if n is negative */
    default Tensor polygamma(int n) {
        return Special.polygamma(n, (Tensor) this);
    }

    /**
     * Returns the logarithm of the multivariate gamma function of dimension p. @throws IllegalArgumentException if p <
     * 1
     */
    default Tensor mvlgamma(int p) {
        return Special.multigammaln((Tensor) this, p);
    }

    /** Returns the modified Bessel function of order 0. */
    default Tensor i0() {
        return Special.i0((Tensor) this);
    }

    /** Returns {@code sin(pi x) / (pi x)}, 1 at 0. */
    default Tensor sinc() {
        return Special.sinc((Tensor) this);
    }

    /** Returns {@code log(x / (1 - x))}. */
    default Tensor logit() {
        return Special.logit((Tensor) this);
    }

    /** Returns {@code log(z / (1 - z))} of the elements kept between {@code eps} and {@code 1 - eps}. */
    default Tensor logit(Number eps) {
        return Special.logit((Tensor) this, eps);
    }

    /** Returns {@code this * log(b)}, 0 where this is 0 and b is no NaN. */
    default Tensor xlogy(Tensor b) {
        return Special.xlogy((Tensor) this, b);
    }

    /** Returns {@code this * log(b)}, 0 where this is 0 and b is no NaN. */
    default Tensor xlogy(Number b) {
        return Special.xlogy((Tensor) this, b);
    }
}
