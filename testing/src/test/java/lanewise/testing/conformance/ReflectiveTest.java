package lanewise.testing.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lanewise.tensor.DType;
import org.junit.jupiter.api.Test;

class ReflectiveTest {

    /** As a layer is spelled. */
    public static final class Layer {
        final int channels;
        final int[] kernel;
        final Options options;

        public Layer(int channels, int kernel) {
            this(channels, new int[] {kernel}, options());
        }

        public Layer(int channels, int[] kernel) {
            this(channels, kernel, options());
        }

        public Layer(int channels, int kernel, Options options) {
            this(channels, new int[] {kernel, kernel}, options);
        }

        public Layer(int channels, int[] kernel, Options options) {
            if (channels <= 0) {
                throw new IllegalArgumentException("Layer: channels must be positive; got " + channels);
            }
            this.channels = channels;
            this.kernel = kernel;
            this.options = options;
        }

        public enum Mode {
            MEAN,
            BATCH_MEAN
        }

        public record Options(
                int stride,
                double eps,
                boolean bias,
                Mode mode,
                DType dtype,
                Double maximum,
                double beta1,
                double beta2) {
            public Options stride(int stride) {
                return new Options(stride, eps, bias, mode, dtype, maximum, beta1, beta2);
            }

            public Options layerEps(double eps) {
                return new Options(stride, eps, bias, mode, dtype, maximum, beta1, beta2);
            }

            public Options bias(boolean bias) {
                return new Options(stride, eps, bias, mode, dtype, maximum, beta1, beta2);
            }

            public Options mode(Mode mode) {
                return new Options(stride, eps, bias, mode, dtype, maximum, beta1, beta2);
            }

            public Options dtype(DType dtype) {
                return new Options(stride, eps, bias, mode, dtype, maximum, beta1, beta2);
            }

            public Options maximum(Double maximum) {
                return new Options(stride, eps, bias, mode, dtype, maximum, beta1, beta2);
            }

            public Options betas(double beta1, double beta2) {
                return new Options(stride, eps, bias, mode, dtype, maximum, beta1, beta2);
            }
        }

        public static Options options() {
            return new Options(1, 1e-5, true, Mode.MEAN, DType.FLOAT32, 1.0, 0.9, 0.999);
        }
    }

    /** As an optimizer is spelled: no options() of its own, but a first one. */
    public record Optimizer(List<String> parameters, Optimizer.Options options) {
        public record Options(double lr, double momentum) {
            public Options momentum(double momentum) {
                return new Options(lr, momentum);
            }
        }

        public static Options lr(double lr) {
            return new Options(lr, 0);
        }
    }

    private static final String SIGNATURE =
            "channels, kernel, stride=1, layer_eps=1e-5, bias=True, mode='mean', dtype=None,"
                    + " maximum=1.0, betas=(0.9, 0.999), inplace=False, missing=3";

    private static Layer layer(List<Object> args, Map<String, Object> kwargs) {
        return (Layer)
                Reflective.construct(Layer.class, List.of(), new Signature(SIGNATURE).bind("Layer", args, kwargs));
    }

    @Test
    void requiredArgumentsArePositional() {
        assertArrayEquals(new int[] {5}, layer(List.of(2L, 5L), Map.of()).kernel);
        assertArrayEquals(new int[] {5, 6}, layer(List.of(2L, new Py.Tuple(List.of(5L, 6L))), Map.of()).kernel);
        assertArrayEquals(new int[] {5}, layer(List.of(), Map.of("kernel", 5L, "channels", 2L)).kernel);
    }

    @Test
    void optionalArgumentsBecomeOptions() {
        Map<String, Object> kwargs = new HashMap<>(Map.of(
                "layer_eps",
                1L,
                "bias",
                false,
                "mode",
                "batchmean",
                "dtype",
                new Py.DTypeName("float64"),
                "betas",
                new Py.Tuple(List.of(0.5, 0.25))));
        kwargs.put("maximum", null);
        Layer layer = layer(List.of(2L, 5L, 3L), kwargs);
        assertEquals(
                new Layer.Options(3, 1.0, false, Layer.Mode.BATCH_MEAN, DType.FLOAT64, null, 0.5, 0.25), layer.options);
        assertArrayEquals(new int[] {5, 5}, layer.kernel);
    }

    @Test
    void whatMeansNotGivenNeedsNoOption() {
        assertEquals(Layer.options(), layer(List.of(2L, 5L), Map.of("inplace", false)).options);
        assertThrows(BindingException.class, () -> layer(List.of(2L, 5L), Map.of("inplace", true)));
        assertThrows(BindingException.class, () -> layer(List.of(2L, 5L), Map.of("missing", 4L)));
    }

    @Test
    void typesAreNotBent() {
        assertThrows(BindingException.class, () -> layer(List.of(2.0, 5L), Map.of()));
        assertThrows(BindingException.class, () -> layer(List.of(1L << 40, 5L), Map.of()));
        assertThrows(BindingException.class, () -> layer(List.of(2L, 5L), Map.of("mode", "median")));
    }

    @Test
    void exceptionsOfTheConstructorComeThrough() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> layer(List.of(0L, 5L), Map.of()));
        assertTrue(e.getMessage().startsWith("Layer: channels"), e.getMessage());
    }

    @Test
    void optionsMayStartWithTheirFirstName() {
        Args args =
                new Signature("lr=0.1, momentum=0").bind("Optimizer", List.of(), Map.of("lr", 0.5, "momentum", 0.9));
        Optimizer made = (Optimizer) Reflective.construct(Optimizer.class, List.of(List.of("p")), args);
        assertEquals(new Optimizer(List.of("p"), new Optimizer.Options(0.5, 0.9)), made);
    }

    @Test
    void namesBecomeCamelCase() {
        assertEquals("weightDecay", Reflective.camel("weight_decay"));
        assertEquals("tMax", Reflective.camel("T_max"));
        assertEquals("p", Reflective.camel("p"));
    }

    @Test
    void missingClassesAreNull() {
        assertNull(Reflective.find("lanewise.nn", "NoSuchModule"));
        assertEquals(Arrays.class, Reflective.find("java.util", "Arrays"));
    }
}
