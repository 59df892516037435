package lanewise.testing.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lanewise.autograd.GradMode;
import lanewise.nn.Buffer;
import lanewise.nn.Module;
import lanewise.nn.Parameter;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** A module that counts its calls and multiplies by a weight, recorded in train and eval mode; then ones that err. */
class ModulesRunnerTest {

    static class Scale extends Module {
        final Parameter weight = new Parameter(Tensor.ones(2));
        final Buffer calls = new Buffer(Tensor.zeros(1));

        @Override
        public Tensor forward(Tensor x) {
            if (isTraining()) {
                try (var _ = GradMode.noGrad()) {
                    calls.add_(1.0);
                }
            }
            return isTraining() ? x.mul(weight) : x;
        }
    }

    private static String tensor(String data) {
        int size = data.split(",").length;
        return "{\"tensor\": {\"dtype\": \"float64\", \"shape\": [" + size + "], \"data\": [" + data + "]}}";
    }

    private static String state(String calls) {
        return "{\"weight\": " + tensor("2.0, 3.0") + ", \"calls\": " + tensor(calls) + "}";
    }

    private static Outcome run(Module module) {
        ModuleTable table = new ModuleTable();
        table.module("Scale", "", a -> module);
        return new ModulesRunner(table)
                .run(JsonLines.object(
                        "{\"id\": \"Scale/0\", \"module\": \"Scale\", \"args\": [],"
                                + " \"kwargs\": {}, \"state\": " + state("7.0") + ", \"inputs\": [" + tensor("5.0, 1.0")
                                + "],"
                                + " \"forward_kwargs\": {}, \"runs\": ["
                                + "{\"mode\": \"train\", \"output\": " + tensor("10.0, 3.0") + ", \"cotangents\": ["
                                + tensor("1.0, 2.0")
                                + "], \"input_grads\": [" + tensor("2.0, 6.0") + "], \"param_grads\": {\"weight\": "
                                + tensor("5.0, 2.0")
                                + "}, \"state_after\": " + state("8.0") + "},"
                                + "{\"mode\": \"eval\", \"output\": " + tensor("5.0, 1.0") + ", \"cotangents\": ["
                                + tensor("1.0, 2.0")
                                + "], \"input_grads\": [" + tensor("1.0, 2.0")
                                + "], \"param_grads\": {\"weight\": null}, \"state_after\": "
                                + state("8.0") + "}]}",
                        "test"));
    }

    private static String failure(Module module) {
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, run(module));
        return failed.expected() + " | " + failed.got();
    }

    @Test
    void rightModulePasses() {
        assertEquals(Outcome.PASSED, run(new Scale()));
    }

    @Test
    void wrongOutputsGradientsAndStatesFail() {
        assertTrue(failure(new Scale() {
                    @Override
                    public Tensor forward(Tensor x) {
                        return super.forward(x).mul(1.001);
                    }
                })
                .startsWith("in train mode, output 0[0] 10.0"));
        assertTrue(failure(new Scale() {
                    @Override
                    public Tensor forward(Tensor x) {
                        return isTraining() ? super.forward(x) : x.mul(weight);
                    }
                })
                .startsWith("in eval mode, output"));
        assertTrue(failure(new Scale() {
                    @Override
                    public Tensor forward(Tensor x) {
                        return isTraining() ? super.forward(x.detach()) : x;
                    }
                })
                .contains("gradient of input 0"));
        assertTrue(failure(new Scale() {
                    @Override
                    public Tensor forward(Tensor x) {
                        super.forward(x);
                        return isTraining() ? x.mul(weight.detach()) : x;
                    }
                })
                .contains("gradient of weight"));
        assertTrue(failure(new Scale() {
                    @Override
                    public Tensor forward(Tensor x) {
                        return isTraining() ? x.mul(weight) : x;
                    }
                })
                .contains("state calls[0] 8.0 | 7.0"));
    }

    @Test
    void otherNamesInTheStateFail() {
        assertTrue(failure(new Scale() {
                    final Parameter another = new Parameter(Tensor.ones(1));
                })
                .contains("names in the state"));
    }

    @Test
    void modulesWithoutAClassAreNotYetSupported() {
        ModuleTable table = new ModuleTable();
        table.module("NoSuchModule", "");
        assertNull(table.find("NoSuchModule"));
    }

    @Test
    void randomStreamsAreHeldToTheirBits() {
        int[] one = {1};
        TensorValue expected = TensorValue.ofReals("float32", one, 1);
        double ulp = Math.ulp(1f);
        TensorValue near = TensorValue.ofReals("float32", one, 1 + 2 * ulp);
        assertNotNull(RandomRunner.complaint(expected, near, "uniform_", "output"));
        assertNull(RandomRunner.complaint(expected, near, "normal_", "output"));
        assertNotNull(RandomRunner.complaint(
                expected, TensorValue.ofReals("float32", one, 1 + 3 * ulp), "normal_", "output"));
        TensorValue wide = TensorValue.ofReals("float64", one, 1);
        assertNull(RandomRunner.complaint(wide, TensorValue.ofReals("float64", one, 1 + 5e-13), "randn", "output"));
        assertNotNull(RandomRunner.complaint(wide, TensorValue.ofReals("float64", one, 1 + 2e-12), "randn", "output"));
        assertNotNull(RandomRunner.complaint(wide, expected, "randn", "output"));
    }
}
