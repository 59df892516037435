package lanewise.tensor;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Arrays that nobody reads any more, for the next results of their size: a fresh array must be cleared, and lies in no
 * cache, so that writing it costs as much as many a kernel.
 *
 * <p>Nobody notices, for an array comes here only where it can be proved that no tensor of the user's shows it:
 * gradients that only the engine held, when the rules have read them ({@link TensorSpace#release}), and what passes
 * from one layer to the next inside a container ({@link #leave}), when the last derivative that reads it is done. All
 * else is left to the garbage collector, which may take these arrays too where memory is short.
 */
public final class SpareMemory {

    /** Fills what is given back, and what is handed out, with NaN: a test's proof that nobody reads either. */
    private static final boolean POISON = Boolean.getBoolean("lanewise.poisonSpareMemory");

    /** Bytes below which a fresh array costs less than the search for a used one. */
    private static final int SMALLEST = POISON ? 1 : 1024;
    /** How many arrays are kept. */
    private static final int MOST = 1024;
    /** How much of the heap they may fill; asked once, for the answer costs as much as what it guards. */
    private static final long MOST_BYTES = Runtime.getRuntime().maxMemory() / 4;

    private static final int CHAINS = 256;

    private static SoftReference<SpareMemory> shared = new SoftReference<>(null);

    /** What is free: chains of storages by type and length, the one that was given back last at the head. */
    private final @Nullable Storage[] chains = new Storage[CHAINS];

    private int count;
    private long bytes;

    private SpareMemory() {}

    /**
     * The caller, who alone held {@code value}, will not read it again: its memory is free as soon as nothing that was
     * recorded reads it either. For containers of layers, about what they pass from one layer to the next, and for
     * loops that make one large result after the other. Nobody has to call this; whoever does and is wrong, because a
     * view or somebody else still shows the memory, will read other numbers there.
     *
     * @param value no view of anything that the caller does not hold alone; a leaf that collects a gradient is left
     *     alone
     */
    public static void leave(Tensor value) {
        if (isWorthwhile(value) && !(value.isLeaf() && value.requiresGrad()) && value.storage.leave()) {
            give(value.storage);
        }
    }

    /** Whether the memory of {@code value} is so large that using it again saves time. */
    public static boolean isWorthwhile(Tensor value) {
        return value.storage.bytes() >= SMALLEST;
    }

    /** A storage of that type and length whose elements are any numbers: all of them are to be overwritten. */
    static Storage any(DType dtype, int length) {
        Storage spare = take(dtype, length);
        Storage storage = spare == null ? Storage.allocate(dtype, length) : spare;
        if (POISON) {
            poison(storage);
        }
        return storage;
    }

    /** A storage of that type and length whose elements are 0. */
    static Storage zeros(DType dtype, int length) {
        Storage spare = take(dtype, length);
        if (spare == null) {
            return Storage.allocate(dtype, length);
        }
        spare.clear();
        return spare;
    }

    private static @Nullable Storage take(DType dtype, int length) {
        if ((long) length * dtype.itemSize() < SMALLEST) {
            return null;
        }
        synchronized (SpareMemory.class) {
            SpareMemory memory = shared.get();
            return memory == null ? null : memory.remove(dtype, length);
        }
    }

    /** Takes back the memory of {@code storage}, which nobody reads any more; a second time means nothing. */
    static void give(Storage storage) {
        if (storage.bytes() < SMALLEST) {
            return;
        }
        synchronized (SpareMemory.class) {
            if (storage.given) {
                return;
            }
            storage.given = true;
            if (POISON) {
                poison(storage);
            }
            SpareMemory memory = shared.get();
            if (memory == null) {
                memory = new SpareMemory();
                shared = new SoftReference<>(memory);
            }
            memory.add(storage);
        }
    }

    private @Nullable Storage remove(DType dtype, int length) {
        int chain = chain(dtype, length);
        Storage before = null;
        for (Storage at = chains[chain]; at != null; at = at.next) {
            if (at.length == length && at.dtype == dtype) {
                // What came last is most likely still in a cache.
                if (before == null) {
                    chains[chain] = at.next;
                } else {
                    before.next = at.next;
                }
                count--;
                bytes -= at.bytes();
                at.next = null;
                return Storage.reusing(at);
            }
            before = at;
        }
        return null;
    }

    private void add(Storage storage) {
        if (count == MOST || bytes > MOST_BYTES) {
            // Much of it must be of sizes that are no longer asked for; the others will be back soon.
            Arrays.fill(chains, null);
            count = 0;
            bytes = 0;
        }
        int chain = chain(storage.dtype, storage.length);
        storage.next = chains[chain];
        chains[chain] = storage;
        count++;
        bytes += storage.bytes();
    }

    private static int chain(DType dtype, int length) {
        return (length * 31 + (length >>> 10) + dtype.ordinal()) & CHAINS - 1;
    }

    private static void poison(Storage storage) {
        if (storage.array instanceof float[] floats) {
            Arrays.fill(floats, Float.NaN);
        } else if (storage.array instanceof double[] doubles) {
            Arrays.fill(doubles, Double.NaN);
        }
    }
}
