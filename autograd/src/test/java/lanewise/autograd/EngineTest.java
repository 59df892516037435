package lanewise.autograd;

import static lanewise.autograd.GradMode.noGrad;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The engine on plain doubles. */
class EngineTest {

    @Test
    void aProductHasTheOtherFactorAsDerivative() {
        Num a = Num.leaf(3);
        Num b = Num.leaf(5);
        a.times(b).backward();
        assertEquals(5, a.grad.value);
        assertEquals(3, b.grad.value);
    }

    @Test
    void aValueUsedTwiceCollectsBothShares() {
        // The first test of any engine: y = x² + x is wrong where nodes run before all their shares are in.
        Num x = Num.leaf(4);
        x.times(x).plus(x).backward();
        assertEquals(9, x.grad.value);
    }

    @Test
    void aDiamondRunsEveryNodeOnce() {
        Num x = Num.leaf(2);
        Num y = x.times(x);
        Num runs = Num.of(0);
        Num counted = Num.of(y.value).from("count", y, g -> {
            runs.value++;
            return g;
        });
        counted.times(counted).plus(counted).backward();
        assertEquals((2 * 4 + 1) * 4, x.grad.value);
        assertEquals(1, runs.value);
    }

    @Test
    void aLeafThatIsMadeAfterItsReaderRunsOnce() {
        List<Double> collected = new ArrayList<>();
        Node<Num> reader = new Node<>("reader", "");
        Node<Num> leaf = Node.leaf((g, owned, recorded) -> collected.add(g.value), "");
        reader.input(leaf, 0, g -> g);
        Node<Num> last = new Node<>("last", "");
        last.input(reader, 0, g -> Num.of(2 * g.value));
        last.input(leaf, 0, g -> Num.of(3 * g.value));
        new Engine<>(Num.SPACE).backward(List.of(new Edge<>(last, 0)), List.of(Num.of(1)), false, false);
        assertEquals(List.of(5.0), collected);
    }

    /** A new thread's numbers begin anew: what it adds to a graph must be numbered above what it reads all the same. */
    @Test
    void whatAnotherThreadAddsRunsFirst() throws InterruptedException {
        Num x = Num.leaf(3);
        Num y = x.times(x).plus(x);
        Num[] z = new Num[1];
        Thread other = new Thread(() -> z[0] = y.times(y).plus(y));
        other.start();
        other.join();
        z[0].times(y).backward(); // y³ + y²
        assertEquals((3 * 12 * 12 + 2 * 12) * (2 * 3 + 1), x.grad.value);
    }

    @Test
    void aForeignRuleKeepsWhatItReturned() {
        Num x = Num.leaf(1);
        List<Num> kept = new ArrayList<>();
        Num y = x.times(Num.of(1));
        Num z = Num.of(1).from("foreign", y, g -> {
            kept.add(Num.of(5 * g.value));
            return kept.getLast();
        });
        z.edge().node().foreign();
        z.plus(y.times(Num.of(2))).backward();
        assertEquals(7, x.grad.value);
        assertEquals(5, kept.getFirst().value);
    }

    @Test
    void gradientsOnTheWayAreReleasedOnce() {
        List<Num> seen = new ArrayList<>();
        Num x = Num.leaf(3);
        Num y = x;
        for (int i = 0; i < 4; i++) {
            y = Num.of(2 * y.value).from("double", y, g -> {
                seen.add(g);
                return Num.of(2 * g.value);
            });
        }
        y.backward();
        assertEquals(16, x.grad.value);
        // The first is the caller's own; the leaf keeps the last, which no rule has seen.
        assertEquals(List.of(0, 1, 1, 1), seen.stream().map(g -> g.released).toList());
        assertEquals(0, x.grad.released);
    }

    @Test
    void gradientsOfTwoLeavesAreNeverOneObject() {
        Num a = Num.leaf(1);
        Num b = Num.leaf(1);
        a.plus(b).backward();
        assertNotSame(a.grad, b.grad);
        a.grad.value = 7;
        assertEquals(1, b.grad.value);
    }

    @Test
    void manySharesAddUp() {
        Num x = Num.leaf(1);
        Num sum = x;
        for (int i = 0; i < 9; i++) {
            sum = sum.plus(x);
        }
        sum.backward();
        assertEquals(10, x.grad.value);
    }

    @Test
    void aGraphOf200000OperationsIsWalkedWithoutRecursion() {
        Num x = Num.leaf(1);
        Num y = x;
        for (int i = 0; i < 200_000; i++) {
            y = y.plus(Num.of(1));
        }
        y.backward();
        assertEquals(1, x.grad.value);
    }

    @Test
    void higherDerivativesThroughCreateGraph() {
        Num x = Num.leaf(2);
        Num y = x.times(x).times(x).times(x);
        Num first = y.derivative(x, true);
        Num second = first.derivative(x, true);
        Num third = second.derivative(x, false);
        assertEquals(32, first.value);
        assertEquals(48, second.value);
        assertEquals(48, third.value);
        assertNull(x.grad);
    }

    @Test
    void derivativeByAValueOnTheWay() {
        Num x = Num.leaf(3);
        Num y = x.times(x);
        Num z = y.times(y);
        assertEquals(18, z.derivative(y, false).value);
    }

    @Test
    void whatIsNotUsedHasNoDerivative() {
        Num x = Num.leaf(3);
        Num other = Num.leaf(1);
        assertNull(x.times(x).derivative(other, false));
    }

    @Test
    void aSecondWalkIsRefusedOnceSavedValuesAreFreed() {
        Num x = Num.leaf(3);
        Num y = x.times(x);
        y.backward();
        IllegalStateException e = assertThrows(IllegalStateException.class, y::backward);
        assertTrue(e.getMessage().contains("trying to backward through the graph a second time"), e.getMessage());
        assertTrue(e.getMessage().contains("mul"), e.getMessage());
    }

    @Test
    void aSecondWalkIsFineWithRetainGraphOrNothingSaved() {
        Num x = Num.leaf(3);
        Num y = x.times(x);
        y.backward(true, false);
        y.backward();
        assertEquals(12, x.grad.value);
        Num a = Num.leaf(1);
        Num sum = a.plus(a);
        sum.backward();
        sum.backward();
        assertEquals(4, a.grad.value);
    }

    @Test
    void aSavedValueChangedInPlaceIsNoticed() {
        Num x = Num.leaf(3);
        Num k = Num.of(2);
        Num y = x.times(k);
        k.set("double_", 4);
        IllegalStateException e = assertThrows(IllegalStateException.class, y::backward);
        assertTrue(e.getMessage().contains("mul saved"), e.getMessage());
        assertTrue(e.getMessage().contains("double_"), e.getMessage());
    }

    @Test
    void nothingIsRecordedInsideNoGrad() {
        Num x = Num.leaf(3);
        try (var _ = noGrad()) {
            assertFalse(x.times(x).requiresGrad());
            try (var _ = GradMode.enableGrad()) {
                assertTrue(x.times(x).requiresGrad());
            }
            assertFalse(GradMode.isEnabled());
        }
        assertTrue(GradMode.isEnabled());
    }

    @Test
    void modesBelongToTheirThread() throws InterruptedException {
        List<Boolean> seen = new ArrayList<>();
        try (var _ = GradMode.inferenceMode()) {
            assertTrue(GradMode.isInferenceMode());
            Thread other = new Thread(() -> seen.add(GradMode.isEnabled()));
            other.start();
            other.join();
        }
        assertEquals(List.of(true), seen);
        assertFalse(GradMode.isInferenceMode());
    }

    @Test
    void aScopeIsNotClosedByAnotherThread() throws InterruptedException {
        GradMode.Scope scope = GradMode.noGrad();
        List<Throwable> thrown = new ArrayList<>();
        Thread other = new Thread(() -> thrown.add(assertThrows(IllegalStateException.class, scope::close)));
        other.start();
        other.join();
        assertEquals(1, thrown.size());
        assertFalse(GradMode.isEnabled());
        scope.close();
        scope.close();
        assertTrue(GradMode.isEnabled());
    }

    @Test
    void hooksSeeTheSumAndMayReplaceIt() {
        Num x = Num.leaf(3);
        Num y = x.times(Num.of(2));
        List<Double> seen = new ArrayList<>();
        HookHandle handle = y.edge().node().hook(0, g -> {
            seen.add(g.value);
            return Num.of(10);
        });
        y.plus(y).backward(true, false);
        assertEquals(List.of(2.0), seen);
        assertEquals(20, x.grad.value);
        handle.remove();
        y.plus(y).backward();
        assertEquals(24, x.grad.value);
        assertEquals(1, seen.size());
    }

    @Test
    void eachHandleTakesAwayItsOwnHookOnly() {
        Num x = Num.leaf(3);
        Num y = x.times(Num.of(2));
        UnaryOperator<@Nullable Num> twice = g -> Num.of(2 * g.value);
        HookHandle first = y.edge().node().hook(0, twice);
        y.edge().node().hook(0, twice);
        first.remove();
        first.remove();
        y.backward();
        assertEquals(2 * 2, x.grad.value);
    }

    @Test
    void severalResultsOfOneNodeWaitForEachOther() {
        Num x = Num.leaf(3);
        Node<Num> both = new Node<>("powers", "number", "number");
        both.joint(List.of(x.edge()), gradients -> {
            double g = 0;
            g += gradients.get(0) == null ? 0 : gradients.get(0).value * 2 * x.value;
            g += gradients.get(1) == null ? 0 : gradients.get(1).value * 3 * x.value * x.value;
            return java.util.Collections.singletonList(Num.of(g));
        });
        Num.ENGINE.backward(
                List.of(new Edge<>(both, 0), new Edge<>(both, 1)), List.of(Num.of(1), Num.of(1)), true, false);
        assertEquals(6 + 27, x.grad.value);
        x.grad = null;
        Num.ENGINE.backward(List.of(new Edge<>(both, 1)), List.of(Num.of(1)), false, false);
        assertEquals(27, x.grad.value);
    }

    @Test
    void anomalyModeNamesTheForwardLine() {
        Num x = Num.leaf(0);
        try (var _ = AnomalyMode.detectAnomaly()) {
            Num y = x.sqrt().times(Num.of(0));
            ArithmeticException e = assertThrows(ArithmeticException.class, y::backward);
            assertTrue(e.getMessage().contains("SqrtBackward0"), e.getMessage());
            assertNotNull(e.getCause());
        }
        assertFalse(AnomalyMode.isEnabled());
    }

    @Test
    void independentGraphsAreWalkedByManyThreadsAtOnce() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        List<Double> results = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int t = 0; t < 8; t++) {
            threads.add(Thread.ofVirtual().start(() -> {
                Num x = Num.leaf(2);
                Num y = x;
                for (int i = 0; i < 1000; i++) {
                    y = y.plus(x);
                }
                y.backward();
                results.add(x.grad.value);
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(java.util.Collections.nCopies(8, 1001.0), results);
    }
}
