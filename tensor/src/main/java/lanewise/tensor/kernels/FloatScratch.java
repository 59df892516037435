package lanewise.tensor.kernels;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Buffers that one thread at a time uses while it multiplies {@code float} matrices. A few are kept for the next call,
 * tied to no thread, so that nothing outlives the threads of an application.
 */
final class FloatScratch {
    /** Attention needs five on each thread. */
    private static final AtomicReferenceArray<FloatScratch> KEPT =
            new AtomicReferenceArray<>(5 * Runtime.getRuntime().availableProcessors());
    /** Room for the largest tile: 8 rows of two 16-lane vectors. */
    final float[] tile = new float[256];

    private float[] a = new float[0];
    private float[] b = new float[0];
    private float[] c = new float[0];
    private float[] image = new float[0];
    private float[][] rows = new float[0][];
    private MemorySegment panels = MemorySegment.NULL;

    private FloatScratch() {}

    static FloatScratch take() {
        for (int i = 0; i < KEPT.length(); i++) {
            if (KEPT.getPlain(i) != null) {
                FloatScratch s = KEPT.getAndSet(i, null);
                if (s != null) {
                    return s;
                }
            }
        }
        return new FloatScratch();
    }

    /** Hands the buffers back; the caller must not touch them any more. */
    void give() {
        for (int i = 0; i < KEPT.length(); i++) {
            if (KEPT.getPlain(i) == null && KEPT.compareAndSet(i, null, this)) {
                return;
            }
        }
    }

    /** For panels of the first factor, at least so long, contents undefined. */
    float[] a(int length) {
        if (a.length < length) {
            a = new float[grown(length)];
        }
        return a;
    }

    /**
     * For panels of the second factor that vectors are loaded from, room for at least {@code length} elements, from the
     * start of a cache line. In an array, whose start nobody can place, every 512-bit load would touch two lines: that
     * costs a tenth of the whole product. The garbage collector frees it.
     */
    MemorySegment panels(int length) {
        if (panels.byteSize() < (long) length * Float.BYTES) {
            panels = Arena.ofAuto().allocate((long) grown(length) * Float.BYTES, 64);
        }
        return panels;
    }

    /** For a panel of the second factor. */
    float[] b(int length) {
        if (b.length < length) {
            b = new float[grown(length)];
        }
        return b;
    }

    /** For rows of the second factor, an array of {@link ScalarFloatGemm#PACKED_COLS} elements for each. */
    float[][] rows(int count) {
        int have = rows.length;
        if (have < count) {
            rows = Arrays.copyOf(rows, count);
            for (int i = have; i < count; i++) {
                rows[i] = new float[ScalarFloatGemm.PACKED_COLS];
            }
        }
        return rows;
    }

    /** For a result on its way to its place. */
    float[] c(int length) {
        if (c.length < length) {
            c = new float[grown(length)];
        }
        return c;
    }

    /** For an image with zeros around; no product touches it. */
    float[] image(int length) {
        if (image.length < length) {
            image = new float[grown(length)];
        }
        return image;
    }

    private static int grown(int length) {
        return Math.max(1024, Integer.highestOneBit(length - 1) << 1);
    }
}
