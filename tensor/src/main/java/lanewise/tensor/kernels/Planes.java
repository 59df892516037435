package lanewise.tensor.kernels;

import java.util.function.IntConsumer;

/** Work on many planes of a tensor that know nothing of each other, in pieces worth a thread's while. */
final class Planes {
    /** Element visits that a piece should have at least. */
    private static final long PIECE = 16_384;

    private Planes() {}

    /** Some neighbouring planes. */
    @FunctionalInterface
    interface Range {
        void run(int first, int last);
    }

    /** Calls {@code body} once for each plane; {@code work} is about how many elements one plane visits. */
    static void run(int planes, long work, IntConsumer body) {
        ranges(planes, work, (first, last) -> {
            for (int plane = first; plane < last; plane++) {
                body.accept(plane);
            }
        });
    }

    /** Calls {@code body} for ranges of planes that together are all of them; a range can share scratch arrays. */
    static void ranges(int planes, long work, Range body) {
        int each = (int) Math.min(planes, Math.max(1, PIECE / Math.max(1, work)));
        if (each == 0) {
            return;
        }
        Parallel.run((planes + each - 1) / each, piece -> {
            int first = piece * each;
            body.run(first, (int) Math.min(planes, first + (long) each));
        });
    }
}
