package lanewise.tensor.kernels;

/** Sums of Chebyshev polynomials. */
final class Chebyshev {
    private Chebyshev() {}

    /** The series {@code c[0] + c[1] T1(t) + c[2] T2(t) + …} at t in [-1, 1], by Clenshaw's recurrence. */
    static double sum(double[] c, double t) {
        double next = 0;
        double afterNext = 0;
        for (int k = c.length - 1; k > 0; k--) {
            double current = 2 * t * next - afterNext + c[k];
            afterNext = next;
            next = current;
        }
        return t * next - afterNext + c[0];
    }
}
