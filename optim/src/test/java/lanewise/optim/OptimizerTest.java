package lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

class OptimizerTest {

    private static final class Plain<O extends Optimizer.Options<O>> extends Optimizer<O> {
        Plain(Tensor p, O options) {
            super(List.of(p), options);
        }

        @Override
        protected void update(Tensor p, Tensor g, State state, O options) {
            p.add_(g, -options.lr());
        }
    }

    private static Tensor parameter() {
        return Tensor.ones(1).requiresGrad_();
    }

    @Test
    void anOptimizerOfOnesOwnSaysThatItHasNoMomentum() {
        Plain<TopRate> plain = new Plain<>(parameter(), new TopRate(0.1));
        String message = assertThrows(UnsupportedOperationException.class, () -> new CyclicLR(plain, 0.01, 0.1))
                .getMessage();
        assertEquals("TopRate: optimizer has no momentum that a schedule could cycle", message);
    }

    @Test
    void optionsThatAreNoRecordAreRefusedByName() {
        final class Loose implements Optimizer.Options<Loose> {
            @Override
            public double lr() {
                return 0.1;
            }

            @Override
            public Loose lr(double lr) {
                return this;
            }
        }
        Plain<Loose> plain = new Plain<>(parameter(), new Loose());
        String message =
                assertThrows(IllegalStateException.class, plain::stateDict).getMessage();
        assertTrue(message.contains("must be a public record") && message.contains("Loose"), message);
    }

    @Test
    void aGroupThatComesAfterItsScheduleIsNamed() {
        SGD sgd = new SGD(List.of(parameter()), SGD.lr(0.1));
        LambdaLR schedule = new LambdaLR(sgd, epoch -> 1.0 / (epoch + 1));
        sgd.addParamGroup(List.of(parameter()), SGD.lr(0.2));
        String message =
                assertThrows(IllegalStateException.class, schedule::step).getMessage();
        assertTrue(message.contains("group 1 was added after the schedule"), message);
    }
}

/** Options that stand for themselves, outside any optimizer. */
record TopRate(double lr) implements Optimizer.Options<TopRate> {
    @Override
    public TopRate lr(double lr) {
        return new TopRate(lr);
    }
}
