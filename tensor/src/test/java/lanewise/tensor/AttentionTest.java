package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AttentionTest {

    /** The product of all sizes is 2³², which is 0 for an int: those are not sizes of nothing. */
    @Test
    void largePowersOfTwoAreOneOperationToo() {
        List<Tensor> qkv = List.of(
                Tensor.ones(1, 1, 1 << 16).requiresGrad_(),
                Tensor.ones(1, 1, 1 << 16).requiresGrad_(),
                Tensor.ones(1, 1, 1 << 16).requiresGrad_());
        Tensor y = Attention.attend(qkv, null, 1, true);
        assertEquals("attention", y.gradFn().name());
    }
}
