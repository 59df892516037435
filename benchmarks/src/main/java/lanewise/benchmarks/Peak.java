package lanewise.benchmarks;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What one core can do, the two roofs of {@link Roofline}: multiply and add, and move numbers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Peak {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int TURNS = 10_000;
    /** Enough chains to cover the latency of two units, few enough for 16 registers. */
    private static final int CHAINS = 10;

    /** As long as the elementwise kernels' arrays: 4 MB each. */
    private static final int COPIED = 1 << 20;

    /** What {@link #fma} does. */
    static final double FLOPS = 2.0 * TURNS * CHAINS * SPECIES.length();
    /** What {@link #copy} reads and writes. */
    static final double BYTES = 2.0 * Float.BYTES * COPIED;

    private final float[] from = Fill.values(COPIED, 0, 1);
    private final float[] to = new float[COPIED];
    private float factor = 0.5f;

    /** Ten independent chains of fused multiply and add, no memory. */
    @Benchmark
    public float fma() {
        FloatVector m = FloatVector.broadcast(SPECIES, factor);
        FloatVector a = FloatVector.broadcast(SPECIES, 0);
        FloatVector b = FloatVector.broadcast(SPECIES, 1);
        FloatVector c = FloatVector.broadcast(SPECIES, 2);
        FloatVector d = FloatVector.broadcast(SPECIES, 3);
        FloatVector e = FloatVector.broadcast(SPECIES, 4);
        FloatVector f = FloatVector.broadcast(SPECIES, 5);
        FloatVector g = FloatVector.broadcast(SPECIES, 6);
        FloatVector h = FloatVector.broadcast(SPECIES, 7);
        FloatVector i = FloatVector.broadcast(SPECIES, 8);
        FloatVector j = FloatVector.broadcast(SPECIES, 9);
        for (int turn = 0; turn < TURNS; turn++) {
            a = a.fma(m, m);
            b = b.fma(m, m);
            c = c.fma(m, m);
            d = d.fma(m, m);
            e = e.fma(m, m);
            f = f.fma(m, m);
            g = g.fma(m, m);
            h = h.fma(m, m);
            i = i.fma(m, m);
            j = j.fma(m, m);
        }
        return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).lane(0);
    }

    /** A plain copy of one array to another. */
    @Benchmark
    public float[] copy() {
        System.arraycopy(from, 0, to, 0, COPIED);
        return to;
    }
}
