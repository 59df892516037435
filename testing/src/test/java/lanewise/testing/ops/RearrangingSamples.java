package lanewise.testing.ops;

import static lanewise.testing.ops.OpSample.binary;
import static lanewise.testing.ops.OpSample.of;
import static lanewise.testing.ops.OpSample.unary;

import java.util.List;
import lanewise.tensor.Tensor;

/** The same elements turned, repeated, padded or cut out. */
final class RearrangingSamples {

    private RearrangingSamples() {}

    static List<OpSample> rows() {
        return List.of(
                unary("flip", x -> x.flip(0, -1)).on(of(2, 3)).on(of(2, 2, 3)).on(of(0, 3)),
                unary("flip of no dimension", x -> x.flip()).on(of(2, 3)).on(of()),
                unary("fliplr", x -> x.fliplr()).on(of(2, 3)),
                unary("flipud", x -> x.flipud()).on(of(3)).on(of(2, 3)),
                unary("roll", x -> x.roll(4)).on(of(3)).on(of(2, 3)).on(of(0)),
                unary("roll of two dimensions", x -> x.roll(new int[] {1, -2}, new int[] {0, 1}))
                        .on(of(3, 5))
                        .on(of(1, 2)),
                unary("rot90", x -> x.rot90()).on(of(2, 3)).on(of(2, 3, 2)),
                unary("rot90 twice", x -> x.rot90(2, 0, 1)).on(of(2, 3)),
                unary("rot90 back", x -> x.rot90(-1, 1, 0)).on(of(2, 3)),
                unary("repeat", x -> x.repeat(2, 1, 3))
                        .on(of(2, 2))
                        .on(of(3))
                        .on(of())
                        .on(of(0, 2)),
                unary("tile", x -> x.tile(2)).on(of(2, 2)).on(of(3)).on(of()),
                unary("repeatInterleave", x -> x.repeatInterleave(2, 0))
                        .on(of(3))
                        .on(of(2, 3)),
                unary("repeatInterleave by counts", x -> x.repeatInterleave(Tensor.tensor(new int[] {2, 0, 1}), -1))
                        .on(of(3))
                        .on(of(2, 3)),
                unary("tril", x -> x.tril(1)).on(of(3, 4)).on(of(2, 3, 3)).on(of(0, 2)),
                unary("triu", x -> x.triu(-1)).on(of(4, 3)).on(of(2, 3, 3)),
                unary("diag", x -> x.diag(1)).on(of(3)).on(of(3, 3)).on(of(2, 4)),
                unary("diagEmbed", x -> x.diagEmbed(-1, 0, 2)).on(of(2, 3)).on(of(2, 0)),
                unary("diagflat", x -> x.diagflat(1)).on(of(2, 2)).on(of()),
                binary("diagonalScatter", (x, s) -> x.diagonalScatter(s, 1, 0, 1))
                        .on(of(3, 3), of(2))
                        .on(of(2, 4, 2), of(2, 2)),
                binary("selectScatter", (x, s) -> x.selectScatter(s, 1, -1))
                        .on(of(2, 3), of(2))
                        .on(of(2, 3, 2), of(2, 2)),
                binary("sliceScatter", (x, s) -> x.sliceScatter(s, 0, 1, 6, 2))
                        .on(of(6), of(3))
                        .on(of(4, 2), of(2, 2)),
                unary("constantPad", x -> x.constantPad(new int[] {1, 2}, 3))
                        .on(of(3))
                        .on(of(2, 2))
                        .on(of(0, 2)),
                unary("constantPad that cuts", x -> x.constantPad(new int[] {-1, 2, 1, -1}, 0))
                        .on(of(3, 4))
                        .on(of(2, 3, 2)));
    }
}
