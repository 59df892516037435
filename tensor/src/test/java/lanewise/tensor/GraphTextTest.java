package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphTextTest {

    @Test
    void namesLeavesAndDrawsEachNodeOnce() {
        Tensor w = Tensor.ones(2, 3).requiresGrad_();
        Tensor shared = w.mul(w);

        String dot = Autograd.toDot(shared.add(shared).sum(), Map.of("we\"ight", w));

        assertEquals("""
            digraph autograd {
                rankdir = BT;
                node [shape = box];
                output [label = "output\\nfloat32 []", style = rounded];
                n0 [label = "sum\\nfloat32 []"];
                n1 [label = "add\\nfloat32 [2, 3]"];
                n2 [label = "mul\\nfloat32 [2, 3]"];
                n3 [label = "we\\"ight\\nfloat32 [2, 3]", style = filled, fillcolor = lightblue];
                n0 -> output;
                n1 -> n0;
                n2 -> n1;
                n2 -> n1;
                n3 -> n2;
                n3 -> n2;
            }
            """, dot);
    }

    @Test
    void aTensorWithoutHistoryStandsAlone() {
        assertEquals("""
            digraph autograd {
                rankdir = BT;
                node [shape = box];
                output [label = "output\\nint64 [4]", style = rounded];
            }
            """, Autograd.toDot(Tensor.arange(4)));
    }
}
