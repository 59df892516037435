package lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SWALRTest {

    /** The rates are PyTorch's. */
    @Test
    void goesToItsRateAndStays() {
        check(SWALR.options().annealEpochs(4), 0.1, 0.08828427124746191, 0.06, 0.0317157287525381, 0.02, 0.02, 0.02);
        check(
                SWALR.options().annealEpochs(3).annealStrategy(SWALR.AnnealStrategy.LINEAR),
                0.1,
                0.07333333333333335,
                0.046666666666666676,
                0.02,
                0.02,
                0.02,
                0.02);
        check(SWALR.options().annealEpochs(0), 0.02, 0.02, 0.02);
    }

    private static void check(SWALR.Options options, double... expected) {
        SGD sgd = new SGD(List.of(Tensor.ones(1).requiresGrad_()), SGD.lr(0.1));
        SWALR schedule = new SWALR(sgd, 0.02, options);
        double[] rates = new double[expected.length];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = sgd.paramGroups().getFirst().lr();
            schedule.step();
        }
        assertArrayEquals(expected, rates, 1e-12);
    }
}
