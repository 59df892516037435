package lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LBFGSTest {

    /** Rosenbrock's valley, whose floor is at (1, 1). */
    private static Tensor valley(Tensor p) {
        Tensor x = p.get(0);
        Tensor y = p.get(1);
        return x.rsub(1).pow(2).add(y.sub(x.pow(2)).pow(2), 100);
    }

    private static LBFGS optimizer(Tensor p) {
        return new LBFGS(
                List.of(p), LBFGS.lr(0.5).maxIter(12).historySize(3).lineSearchFn(LBFGS.LineSearch.STRONG_WOLFE));
    }

    private static void step(LBFGS optimizer, Tensor p) {
        optimizer.step(() -> {
            optimizer.zeroGrad();
            Tensor loss = valley(p);
            loss.backward();
            return loss;
        });
    }

    private static Tensor start() {
        return Tensor.tensor(new double[] {-1.5, 2}).requiresGrad_();
    }

    @Test
    void goesOnFromItsStateWithTheSameBits() {
        Tensor whole = start();
        LBFGS one = optimizer(whole);
        Tensor resumed = start();
        LBFGS first = optimizer(resumed);
        step(one, whole);
        step(one, whole);
        step(first, resumed);
        step(first, resumed);

        LBFGS second = optimizer(resumed);
        second.loadStateDict(first.stateDict());
        for (int i = 0; i < 8; i++) {
            step(one, whole);
            step(second, resumed);
            assertArrayEquals(whole.toDoubleArray(), resumed.toDoubleArray());
        }
        assertEquals(1, whole.get(0).item(), 1e-4);
        assertTrue(((Map<?, ?>) ((Map<?, ?>) one.stateDict().get("state")).get(0)).containsKey("old_stps"));
    }

    @Test
    void aStateThatDoesNotFitChangesNothing() {
        Tensor p = start();
        LBFGS optimizer = optimizer(p);
        step(optimizer, p);
        Map<String, Object> state = optimizer.stateDict();
        Map<String, Object> own = new HashMap<>();
        ((Map<?, ?>) ((Map<?, ?>) state.get("state")).get(0)).forEach((name, value) -> own.put((String) name, value));
        own.put("prev_flat_grad", Tensor.ones(3));
        Map<String, Object> broken = new HashMap<>(state);
        broken.put("state", Map.of(0, own));

        var e = assertThrows(IllegalArgumentException.class, () -> optimizer.loadStateDict(broken));

        assertEquals("LBFGS.loadStateDict: prev_flat_grad is not a tensor of 2 elements", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> optimizer.loadStateDict(Map.of()));
        assertEquals(
                ((Map<?, ?>) state.get("state")).keySet(),
                ((Map<?, ?>) optimizer.stateDict().get("state")).keySet());
    }

    @Test
    void aFreshStateForgets() {
        Tensor p = start();
        LBFGS optimizer = optimizer(p);
        Map<String, Object> fresh = optimizer.stateDict();
        step(optimizer, p);
        optimizer.loadStateDict(fresh);
        assertEquals(Map.of(), optimizer.stateDict().get("state"));
    }

    @Test
    void withoutAHistoryItDescendsAlongTheGradient() {
        Tensor p = start();
        LBFGS optimizer = new LBFGS(List.of(p), LBFGS.lr(1e-3).maxIter(5).historySize(0));
        double before = valley(p.detach()).item();
        step(optimizer, p);
        assertTrue(valley(p.detach()).item() < before);
    }
}
