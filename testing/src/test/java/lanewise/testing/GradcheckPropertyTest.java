package lanewise.testing;

import static lanewise.testing.Gradcheck.gradcheck;
import static lanewise.testing.Gradcheck.gradgradcheck;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lanewise.tensor.Tensor;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GradcheckPropertyTest {

    @Property(tries = 30)
    void viewsOfAnyLayoutAreChecked(@ForAll("views") Tensor x) {
        x.requiresGrad_(true);
        assertTrue(gradcheck(y -> y.mul(y).mul(0.5), x));
        assertTrue(gradgradcheck(y -> y.mul(y).mul(0.5), x));
    }

    @Provide
    Arbitrary<Tensor> views() {
        return TensorArbitraries.views(TensorArbitraries.within(TensorArbitraries.shapes(0, 3, 0, 3), -2, 2));
    }
}
