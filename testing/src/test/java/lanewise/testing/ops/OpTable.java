package lanewise.testing.ops;

import java.util.List;
import java.util.stream.Stream;

/** All rows of all families: what {@link OpTableTest} runs. */
final class OpTable {

    private OpTable() {}

    static List<OpSample> all() {
        return Stream.of(
                        ArithmeticSamples.rows(),
                        OtherNameSamples.rows(),
                        CopySamples.rows(),
                        BoundsSamples.rows(),
                        LogicSamples.rows(),
                        MathSamples.rows(),
                        SpecialSamples.rows(),
                        ActivationSamples.rows(),
                        MatrixSamples.rows(),
                        LinalgSamples.rows(),
                        IndexingSamples.rows(),
                        JoiningSamples.rows(),
                        LayerSamples.rows(),
                        LossSamples.rows(),
                        RearrangingSamples.rows(),
                        ViewSamples.rows(),
                        ReductionSamples.rows(),
                        StatisticsSamples.rows(),
                        SpatialSamples.rows())
                .flatMap(List::stream)
                .toList();
    }
}
