package lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import lanewise.tensor.DType;
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

    /** Processors multiply subnormal numbers slowly, and rounding lets no momentum sink below the least of them. */
    @Test
    void momentumOfZeroGradientsIsNotSubnormal() {
        for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
            double normal = type == DType.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
            int steps = type == DType.FLOAT32 ? 1_000 : 8_000;
            var momentum = SGD.lr(0.1).momentum(0.9);
            List<Double> left = List.of(
                    momentumAfter(steps, type, p -> new SGD(p, momentum), "momentum_buffer"),
                    momentumAfter(steps, type, p -> new SGD(p, momentum.nesterov(true)), "momentum_buffer"),
                    momentumAfter(steps, type, p -> new Adam(p, Adam.lr(0.1)), "exp_avg"));
            for (double m : left) {
                assertTrue(m == 0 || m >= normal && m < 100 * normal, type + ": " + m);
            }
        }
    }

    /** As in PyTorch, where the state of a parameter comes to be with what is remembered of it. */
    @Test
    void whatRemembersNothingHasNoState() {
        Tensor p = Tensor.ones(2).requiresGrad_();
        SGD plain = new SGD(List.of(p), SGD.lr(0.1));
        p.sum().backward();
        plain.step();
        assertEquals(Map.of(), plain.stateDict().get("state"));
    }

    /** The largest momentum of 19 parameters: one step of a gradient of 1, then steps of zero. */
    private static double momentumAfter(
            int steps, DType type, Function<List<Tensor>, Optimizer<?>> maker, String name) {
        Tensor p = Tensor.ones(new int[] {19}, type).requiresGrad_();
        Optimizer<?> optimizer = maker.apply(List.of(p));
        p.setGrad(Tensor.ones(new int[] {19}, type));
        optimizer.step();
        p.setGrad(Tensor.zeros(new int[] {19}, type));
        for (int i = 0; i < steps; i++) {
            optimizer.step();
        }
        var states = (Map<?, ?>) optimizer.stateDict().get("state");
        var state = (Map<?, ?>) states.values().iterator().next();
        return ((Tensor) state.get(name)).abs().max().item();
    }
}

/** Options that stand for themselves, outside any optimizer. */
record TopRate(double lr) implements Optimizer.Options<TopRate> {
    @Override
    public TopRate lr(double lr) {
        return new TopRate(lr);
    }
}
