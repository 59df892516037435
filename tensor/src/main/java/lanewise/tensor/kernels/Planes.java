package lanewise.tensor.kernels;

/** Work on many planes of a tensor that know nothing of each other, in pieces worth a thread's while. */
final class Planes {
    /** Element visits that a piece should have at least. */
    private static final long PIECE = 16_384;

    private Planes() {}

    /** Calls {@code body} once for each plane; {@code work} is about how many elements one plane visits. */
    static void run(int planes, long work, Parallel.Task body) {
        int each = (int) Math.min(planes, Math.max(1, PIECE / Math.max(1, work)));
        if (each == 0) {
            return;
        }
        Parallel.run((planes + each - 1) / each, piece -> {
            int last = (int) Math.min(planes, (piece + 1L) * each);
            for (int plane = piece * each; plane < last; plane++) {
                body.run(plane);
            }
        });
    }
}
