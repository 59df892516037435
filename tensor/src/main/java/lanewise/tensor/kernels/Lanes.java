package lanewise.tensor.kernels;

/**
 * Lines of a strided array, brought into a buffer of double precision and back: for loops that are not worth a kernel
 * per type.
 */
final class Lanes {
    private Lanes() {}

    /** Reads {@code n} elements at {@code xo, xo + step, …} of a {@code float[]} or {@code double[]}. */
    static void load(Object x, int xo, int step, int n, double[] line) {
        switch (x) {
            case float[] from -> {
                for (int i = 0; i < n; i++) {
                    line[i] = from[xo + i * step];
                }
            }
            case double[] from -> {
                for (int i = 0; i < n; i++) {
                    line[i] = from[xo + i * step];
                }
            }
            default -> throw Cast.unknown(x);
        }
    }

    /** Writes {@code n} elements to {@code yo, yo + step, …} of a {@code float[]} or {@code double[]}. */
    static void store(double[] line, int n, Object y, int yo, int step) {
        switch (y) {
            case float[] to -> {
                for (int i = 0; i < n; i++) {
                    to[yo + i * step] = (float) line[i];
                }
            }
            case double[] to -> {
                for (int i = 0; i < n; i++) {
                    to[yo + i * step] = line[i];
                }
            }
            default -> throw Cast.unknown(y);
        }
    }
}
