package lanewise.tensor;

import org.jspecify.annotations.Nullable;

/**
 * A part of a dimension for {@link Tensor#get} and {@link Tensor#set}, as Python's {@code start:end:step}.
 *
 * @param start the first index; negative ones count from the end; null for the beginning
 * @param end the index to stop before; negative ones count from the end; null for the end
 * @param step the distance, at least 1; null for 1
 */
public record Slice(
        @Nullable Long start, @Nullable Long end, @Nullable Long step) {

    private static final Slice ALL = new Slice(null, null, null);

    /** The whole dimension: {@code :}. */
    public static Slice all() {
        return ALL;
    }

    /** From {@code start} to before {@code end}: {@code start:end}. */
    public static Slice of(long start, long end) {
        return new Slice(start, end, null);
    }

    /** Every {@code step}-th from {@code start} to before {@code end}: {@code start:end:step}. */
    public static Slice of(long start, long end, long step) {
        return new Slice(start, end, step);
    }

    /** From {@code start} on: {@code start:}. */
    public static Slice from(long start) {
        return new Slice(start, null, null);
    }

    /** To before {@code end}: {@code :end}. */
    public static Slice to(long end) {
        return new Slice(null, end, null);
    }

    /** The same part, but only every {@code step}-th: {@code start:end:step}. */
    public Slice step(long step) {
        return new Slice(start, end, step);
    }

    @Override
    public String toString() {
        return (start == null ? "" : start) + ":" + (end == null ? "" : end) + (step == null ? "" : ":" + step);
    }
}
