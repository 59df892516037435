package lanewise.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DoubleTwinsTest {
    static Stream<String> sources() {
        return DoubleTwins.SOURCES.stream();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void committedTwinIsTheGeneratedOne(String source) throws IOException {
        assertEquals(
                DoubleTwins.twin(source),
                Files.readString(DoubleTwins.target(source)),
                () -> "Run DoubleTwins.main after a change to " + source + ".java");
    }

    @Test
    void wordsAreExchangedAndOthersLeft() {
        assertEquals(
                "double[] x = DoubleVector.zero(S); DoubleMath.exp(x); floats(afloat); y = z / 2;",
                DoubleTwins.translate(
                        "float[] x = FloatVector.zero(S); FloatMath.exp(x); floats(afloat); y = (float) z / 2;"));
    }
}
