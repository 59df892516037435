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
                unary("transpose", x -> x.transpose(0, -1))
                        .on(of(2, 3))
                        .on(of(2, 3, 4))
                        .on(of(0, 2)),
                unary("permute", x -> x.permute(2, 0, 1)).on(of(2, 3, 4)),
                unary("unsqueeze", x -> x.unsqueeze(-1)).on(of()).on(of(3, 2)),
                unary("squeeze", x -> x.squeeze()).on(of(1, 3, 1)).on(of(1)),
                unary("select", x -> x.select(1, -1)).on(of(2, 3)).on(of(2, 3, 2)),
                unary("slice", x -> x.slice(0, 1, 6, 2)).on(of(7)).on(of(3, 2)).on(of(1, 2)),
                unary("narrow", x -> x.narrow(1, 1, 2)).on(of(2, 4)),
                unary("diagonal", x -> x.diagonal(1, 0, 1))
                        .on(of(3, 3))
                        .on(of(2, 4, 2))
                        .on(of(1, 1)),
                unary("asStrided overlapping", x -> x.contiguous().asStrided(new int[] {3, 2}, new int[] {1, 1}, 1))
                        .on(of(6)),
                unary("view", x -> x.contiguous().view(2, -1)).on(of(3, 4)).on(of(2)),
                unary("broadcastTo", x -> x.broadcastTo(2, 3)).on(of(3)).on(of(2, 1)),
                unary("flatten", x -> x.flatten(0, 1))
                        .on(of(2, 3, 2))
                        .on(of(4, 1))
                        .on(of(0, 3)),
                unary("unflatten", x -> x.unflatten(-1, 2, -1)).on(of(6)).on(of(3, 4)),
                unary("ravel", x -> x.ravel()).on(of(2, 3)).on(of()),
                unary("movedim", x -> x.movedim(new int[] {0, 1}, new int[] {-1, 0}))
                        .on(of(2, 3))
                        .on(of(2, 3, 4)),
                unary("t", x -> x.t()).on(of(2, 3)).on(of(3)).on(of()),
                unary("T", x -> x.T()).on(of(2, 3)).on(of(2, 3, 2)),
                unary("mT", x -> x.mT()).on(of(2, 3)).on(of(2, 3, 4)),
                unary("unfold", x -> x.unfold(0, 3, 1)).on(of(5)).on(of(4, 2)),
                unary("unfold with gaps", x -> x.unfold(-1, 2, 3)).on(of(7)).on(of(2, 5)),
                unary("sumToSize", x -> x.sumToSize(3, 1)).on(of(2, 3, 4)));
    }
}
