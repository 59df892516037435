package lanewise.testing.ops;

import static lanewise.testing.ops.OpSample.of;
import static lanewise.testing.ops.OpSample.unary;

import java.util.List;

/** Other shapes over the same memory. */
final class ViewSamples {

    private ViewSamples() {}

    static List<OpSample> rows() {
        return List.of(
                unary("reshape", x -> x.reshape(-1, 2)).on(of(3, 4)).on(of(2, 1, 2)),
                unary("expand", x -> x.expand(2, 3, 4)).on(of(3, 1)).on(of(4)).on(of()),
                unary("transpose", x -> x.transpose(0, -1)).on(of(2, 3)).on(of(2, 3, 4)).on(of(0, 2)),
                unary("permute", x -> x.permute(2, 0, 1)).on(of(2, 3, 4)),
                unary("unsqueeze", x -> x.unsqueeze(-1)).on(of()).on(of(3, 2)),
                unary("squeeze", x -> x.squeeze()).on(of(1, 3, 1)).on(of(1)),
                unary("select", x -> x.select(1, -1)).on(of(2, 3)).on(of(2, 3, 2)),
                unary("slice", x -> x.slice(0, 1, 6, 2)).on(of(7)).on(of(3, 2)).on(of(1, 2)),
                unary("narrow", x -> x.narrow(1, 1, 2)).on(of(2, 4)),
                unary("diagonal", x -> x.diagonal(1, 0, 1)).on(of(3, 3)).on(of(2, 4, 2)).on(of(1, 1)),
                unary("asStrided overlapping", x -> x.contiguous().asStrided(new int[] {3, 2}, new int[] {1, 1}, 1))
                        .on(of(6)),
                unary("sumToSize", x -> x.sumToSize(3, 1)).on(of(2, 3, 4)));
    }
}
