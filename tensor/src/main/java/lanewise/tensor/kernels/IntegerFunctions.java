package lanewise.tensor.kernels;

/** Functions of two integers with PyTorch's meaning. */
final class IntegerFunctions {
    private IntegerFunctions() {}

    static long floorDiv(long a, long b) {
        return Math.floorDiv(a, nonZero(b));
    }

    static long truncDiv(long a, long b) {
        return a / nonZero(b);
    }

    static long remainder(long a, long b) {
        return Math.floorMod(a, nonZero(b));
    }

    static long fmod(long a, long b) {
        return a % nonZero(b);
    }

    /** {@code a^b}, wrapping; with a negative exponent only 1 and -1 have a whole inverse, all else gives 0. */
    static long pow(long a, long b) {
        if (b < 0) {
            return a == 1 ? 1 : a == -1 ? ((b & 1) == 0 ? 1 : -1) : 0;
        }
        long result = 1;
        for (long base = a, e = b; e > 0; e >>= 1, base *= base) {
            if ((e & 1) != 0) {
                result *= base;
            }
        }
        return result;
    }

    static long gcd(long a, long b) {
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return Math.abs(a);
    }

    static long lcm(long a, long b) {
        long divisor = gcd(a, b);
        return divisor == 0 ? 0 : Math.abs(a / divisor * b);
    }

    static long shiftLeft(long a, long b) {
        return b < 0 || b > 63 ? 0 : a << b;
    }

    static long shiftRight(long a, long b) {
        return b < 0 || b > 63 ? a >> 63 : a >> b;
    }

    private static long nonZero(long divisor) {
        if (divisor == 0) {
            throw new ArithmeticException("ZeroDivisionError: expected a non-zero integer divisor; got 0; "
                    + "divide in floating point, or replace the zeros with where()");
        }
        return divisor;
    }
}
