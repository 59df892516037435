package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ModuleTest {

    static class Base extends Module {
        private final Linear first = new Linear(2, 3);
    }

    static class Derived extends Base {
        final Parameter scale = new Parameter(Tensor.ones(1));
        final Buffer runningMean = new Buffer(Tensor.zeros(3));
        final Linear outProj = new Linear(3, 1, Linear.options().bias(false));
        final String note = "not a member";
        transient Linear hidden = new Linear(7, 7);
    }

    /** A class that reads its surroundings has a synthetic field for them. */
    class Inner extends Module {
        final Linear layer = new Linear(1, 1);

        ModuleTest outside() {
            return ModuleTest.this;
        }
    }

    static class Collections extends Module {
        final List<Module> list = new ArrayList<>(List.of(new ReLU(), new Linear(1, 2)));
        final Module[] array = {new Linear(2, 1)};
        final Map<String, Parameter> map = new LinkedHashMap<>(Map.of("bias", new Parameter(Tensor.zeros(4))));
    }

    static class Shared extends Module {
        final Linear encoder = new Linear(2, 2);
        final Linear decoder = encoder;
        final Parameter tied = encoder.weight;
    }

    static class Forgotten extends Module {
        final Tensor weight = Tensor.ones(2).requiresGrad_();
    }

    static class ByHand extends Module {
        final Linear layer;

        ByHand() {
            layer = register("renamed", new Linear(1, 1));
            register("extra", new Parameter(Tensor.zeros(2)));
            register("count", new Buffer(Tensor.zeros(1), false));
        }

        void again() {
            register("extra", new Parameter(Tensor.zeros(2)));
        }

        void dotted() {
            register("a.b", new Linear(1, 1));
        }
    }

    @Test
    void fieldsAreMembersSuperclassesFirst() {
        assertEquals(
                List.of("scale", "first.weight", "first.bias", "out_proj.weight"),
                List.copyOf(new Derived().namedParameters().keySet()));
    }

    @Test
    void buffersArePartOfTheStateUnlessTheyAreNot() {
        assertEquals(
                List.of("scale", "running_mean", "first.weight", "first.bias", "out_proj.weight"),
                List.copyOf(new Derived().stateDict().keySet()));
        assertEquals(
                List.of("extra", "renamed.weight", "renamed.bias"),
                List.copyOf(new ByHand().stateDict().keySet()));
        assertEquals(1, new ByHand().buffers().size());
    }

    @Test
    void innerClassesHaveOnlyTheirOwnMembers() {
        Inner inner = new Inner();
        assertSame(this, inner.outside());
        assertEquals(List.of("layer"), List.copyOf(inner.namedChildren().keySet()));
    }

    @Test
    void listsArraysAndMapsAreLookedInto() {
        assertEquals(
                List.of("map.bias", "list.1.weight", "list.1.bias", "array.0.weight", "array.0.bias"),
                List.copyOf(new Collections().namedParameters().keySet()));
    }

    @Test
    void sharedParametersCountOnceButKeepAllTheirNamesInTheState() {
        Shared shared = new Shared();
        assertEquals(2, shared.parameters().size());
        assertEquals(2, shared.modules().size());
        assertTrue(shared.stateDict().containsKey("decoder.weight"));
        assertTrue(shared.stateDict().containsKey("tied"));
    }

    @Test
    void aFieldThatOptimizersWouldMissIsRefused() {
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> new Forgotten().parameters());
        assertTrue(e.getMessage().contains("Forgotten: field weight"), e.getMessage());
        assertTrue(e.getMessage().contains("new Parameter"), e.getMessage());
    }

    @Test
    void whatIsRegisteredByHandHasThatNameOnly() {
        ByHand module = new ByHand();
        assertEquals(List.of("renamed"), List.copyOf(module.namedChildren().keySet()));
        assertThrows(IllegalArgumentException.class, module::again);
        assertThrows(IllegalArgumentException.class, module::dotted);
    }

    @Test
    void modesReachAllModules() {
        Derived module = new Derived();
        assertTrue(module.isTraining());
        assertSame(module, module.eval());
        module.modules().forEach(each -> assertFalse(each.isTraining()));
        module.train();
        module.modules().forEach(each -> assertTrue(each.isTraining()));
    }

    @Test
    void applyVisitsChildrenFirst() {
        List<String> seen = new ArrayList<>();
        new Derived().apply(module -> seen.add(module.getClass().getSimpleName()));
        assertEquals(List.of("Linear", "Linear", "Derived"), seen);
    }

    @Test
    void gradientsAreClearedAndSwitchedOff() {
        Linear layer = new Linear(2, 1);
        layer.forward(Tensor.ones(3, 2)).sum().backward();
        assertNotNull(layer.weight.grad());
        layer.zeroGrad();
        assertNull(layer.weight.grad());
        layer.requiresGrad_(false);
        assertFalse(layer.forward(Tensor.ones(3, 2)).requiresGrad());
    }

    @Test
    void conversionKeepsParametersAndValues() {
        Linear layer = new Linear(2, 1);
        Parameter weight = layer.weight;
        float[] before = weight.toFloatArray();
        layer.to(DType.FLOAT64);
        assertSame(weight, layer.weight);
        assertEquals(DType.FLOAT64, weight.dtype());
        assertArrayEquals(before, weight.toFloatArray());
        assertThrows(IllegalArgumentException.class, () -> layer.to(DType.INT64));
    }

    @Test
    void conversionKeepsGradients() {
        Linear layer = new Linear(2, 1);
        layer.forward(Tensor.ones(3, 2)).sum().backward();
        layer.to(DType.FLOAT64);
        assertEquals(DType.FLOAT64, layer.weight.grad().dtype());
        assertArrayEquals(new double[] {3, 3}, layer.weight.grad().toDoubleArray());
        assertArrayEquals(new double[] {3}, layer.bias.grad().toDoubleArray());
    }

    interface Encoder {
        Tensor encode(Tensor x);
    }

    static class LinearEncoder extends Module implements Encoder {
        final Linear layer = new Linear(2, 2);

        @Override
        public Tensor encode(Tensor x) {
            return layer.forward(x);
        }
    }

    static class Encoding extends Module {
        final Encoder encoder = new LinearEncoder();
        final Encoder[] several = {new LinearEncoder(), x -> x};
        final Runnable other = () -> {};
    }

    @Test
    void aModuleBehindAnInterfaceIsFound() {
        assertEquals(
                List.of("encoder.layer.weight", "encoder.layer.bias", "several.0.layer.weight", "several.0.layer.bias"),
                List.copyOf(new Encoding().namedParameters().keySet()));
    }

    @Test
    void hooksSeeAndReplace() {
        ReLU relu = new ReLU();
        var before = relu.registerForwardPreHook((module, x) -> x.neg());
        var after = relu.registerForwardHook((module, x, y) -> y.add(1));
        assertEquals(3, relu.call(Tensor.of(-2)).item());
        before.remove();
        after.remove();
        assertEquals(0, relu.call(Tensor.of(-2)).item());
    }

    @Test
    void eachHandleTakesAwayItsOwnHookOnly() {
        ReLU relu = new ReLU();
        Module.ForwardHook more = (module, x, y) -> y.add(1);
        var first = relu.registerForwardHook(more);
        relu.registerForwardHook(more);
        first.remove();
        first.remove();
        assertEquals(3, relu.call(Tensor.of(2)).item());
    }

    @Test
    void aModuleOfTwoInputsSaysThatItIsNoneOfOne() {
        UnsupportedOperationException e =
                assertThrows(UnsupportedOperationException.class, () -> new MSELoss().forward(Tensor.ones(1)));
        assertTrue(e.getMessage().startsWith("MSELoss.forward(x)"), e.getMessage());
    }
}
