package lanewise.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import lanewise.testing.TensorArbitraries.BroadcastPair;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

class TensorArbitrariesTest {

    @Property(tries = 200)
    void pairsBroadcastToTheirResult(@ForAll("pairs") BroadcastPair pair) {
        Tensor sum = Tensor.zeros(pair.a()).add(Tensor.zeros(pair.b()));
        assertArrayEquals(pair.result(), sum.shape());
        Statistics.collect(Arrays.equals(pair.a(), pair.b()) ? "equal" : "different");
        Statistics.coverage(coverage -> coverage.check("different").percentage(share -> share > 20));
    }

    @Provide
    Arbitrary<BroadcastPair> pairs() {
        return TensorArbitraries.broadcastPairs();
    }

    @Property(tries = 100)
    void viewsHoldTheSameValuesInOtherLayouts(@ForAll("pairsOfViews") Tuple.Tuple2<Tensor, Tensor> pair) {
        assertArrayEquals(pair.get1().shape(), pair.get2().shape());
        assertEquals(pair.get1().dtype(), pair.get2().dtype());
        assertArrayEquals(pair.get1().toDoubleArray(), pair.get2().toDoubleArray());
        Statistics.collect(pair.get2().isContiguous() ? "contiguous" : "strided");
        Statistics.coverage(coverage -> coverage.check("strided").percentage(share -> share > 20));
    }

    @Provide
    Arbitrary<Tuple.Tuple2<Tensor, Tensor>> pairsOfViews() {
        return TensorArbitraries.tensors()
                .flatMap(tensor -> TensorArbitraries.views(net.jqwik.api.Arbitraries.just(tensor))
                        .map(view -> Tuple.of(tensor, view)));
    }

    @Property(tries = 50)
    void noElementIsNearAKink(@ForAll("smooth") Tensor x) {
        assertEquals(DType.FLOAT64, x.dtype());
        for (double value : x.toDoubleArray()) {
            assertTrue(Math.abs(value) >= 0.1 && Math.abs(value - 1) >= 0.1 && Math.abs(value) <= 3, "got " + value);
        }
    }

    @Provide
    Arbitrary<Tensor> smooth() {
        return TensorArbitraries.awayFrom(TensorArbitraries.shapes(), 0.1, 0.0, 1.0);
    }

    @Property(tries = 50)
    void distinctElementsKeepTheirDistance(@ForAll("distinct") Tensor x) {
        double[] values = x.toDoubleArray();
        Set<Long> places = new HashSet<>();
        for (double value : values) {
            places.add(Math.round(value / 0.25 * 2));
        }
        assertEquals(values.length, places.size());
    }

    @Provide
    Arbitrary<Tensor> distinct() {
        return TensorArbitraries.distinct(TensorArbitraries.shapes(), 0.25);
    }

    @Property(tries = 50)
    void emptyShapesHoldNothing(@ForAll("empty") int[] shape) {
        assertEquals(0, Tensor.zeros(shape).numel());
    }

    @Provide
    Arbitrary<int[]> empty() {
        return TensorArbitraries.emptyShapes();
    }

    @Example
    void boundsThatCannotHoldAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> TensorArbitraries.shapes(2, 1, 0, 3));
    }
}
