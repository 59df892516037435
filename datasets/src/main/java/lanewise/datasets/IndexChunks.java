package lanewise.datasets;

import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

/** Indices that are drawn some at a time, each lot when its first index is needed: what a Python generator does. */
abstract class IndexChunks implements PrimitiveIterator.OfInt {
    private int left;
    private long[] chunk = {};
    private int at;
    private boolean over;

    /** @param count how many indices there will be in all */
    IndexChunks(int count) {
        left = count;
    }

    /**
     * Draws.
     *
     * @param wanted how many are still to come
     * @return at least one index; more than wanted are dropped
     */
    abstract long[] draw(int wanted);

    /** Draws what a Python generator draws when it is asked for one index more than it has. */
    void finish() {}

    @Override
    public final boolean hasNext() {
        if (left > 0 && at == chunk.length) {
            chunk = draw(left);
            at = 0;
        }
        if (left == 0 && !over) {
            over = true;
            finish();
        }
        return left > 0;
    }

    @Override
    public final int nextInt() {
        if (!hasNext()) {
            throw new NoSuchElementException("the epoch is over");
        }
        left--;
        return (int) chunk[at++];
    }
}
