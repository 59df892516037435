package lanewise.testing.ops;

import static lanewise.testing.ops.OpSample.binary;
import static lanewise.testing.ops.OpSample.of;
import static lanewise.testing.ops.OpSample.op;
import static lanewise.testing.ops.OpSample.unary;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lanewise.tensor.Indices;
import lanewise.tensor.Slice;
import lanewise.tensor.Tensor;

/** Elements read and written by indices and masks. */
final class IndexingSamples {

    private IndexingSamples() {}

    static List<OpSample> rows() {
        return Stream.of(picking(), writing(), reducing(), brackets())
                .flatMap(List::stream)
                .toList();
    }

    /** An index tensor of distinct places: where writes repeat, one value wins, and differences say nothing. */
    private static Tensor places(int... places) {
        return Tensor.tensor(places);
    }

    private static List<OpSample> picking() {
        return List.of(
                op("gather", in -> in.get(0).gather(1, in.get(1)))
                        .on(of(3, 4), of(3, 2).whole(0, 3))
                        .on(of(3, 4), of(2, 5).whole(0, 3)),
                op("gather along 0", in -> in.get(0).gather(0, in.get(1)))
                        .on(of(3, 4), of(5, 2).whole(0, 2))
                        .on(of(3), of(2).whole(0, 2))
                        .on(of(2, 3, 2), of(1, 2, 2).whole(0, 1))
                        .on(of(), of().whole(0, 0))
                        .on(of(), of(3).whole(0, 0)),
                op("indexSelect", in -> in.get(0).indexSelect(-1, in.get(1)))
                        .on(of(4), of(6).whole(0, 3))
                        .on(of(2, 3), of(2).whole(0, 2))
                        .on(of(2, 3), of(0).whole(0, 2)),
                op("indexSelect of rows", in -> in.get(0).indexSelect(0, in.get(1)))
                        .on(of(3, 2), of(4).whole(0, 2)),
                op("take", in -> in.get(0).take(in.get(1)))
                        .on(of(2, 3), of(2, 2).whole(-6, 5))
                        .on(of(), of(2).whole(0, 0)),
                op("takeAlongDim", in -> in.get(0).takeAlongDim(in.get(1), 1))
                        .on(of(3, 4), of(1, 2).whole(0, 3))
                        .on(of(1, 4), of(3, 2).whole(0, 3)),
                op("takeAlongDim of all", in -> in.get(0).takeAlongDim(in.get(1)))
                        .on(of(2, 3), of(2, 2).whole(0, 5)),
                op("maskedSelect", in -> in.get(0).maskedSelect(in.get(1).toBool()))
                        .on(of(3, 4), of(4).whole(0, 1))
                        .on(of(4), of(3, 4).whole(0, 1))
                        .on(of(3), of().whole(1, 1)),
                unary("nonzero", x -> x.nonzero())
                        .notDifferentiable()
                        .on(of(2, 3))
                        .on(of()),
                unary("unravelIndex", x -> x.unravelIndex(3, 4).getFirst().mul(4).add(x.unravelIndex(3, 4).get(1)))
                        .means(x -> x)
                        .notDifferentiable()
                        .on(of(5, 2).whole(0, 11)),
                unary("argwhere", x -> x.argwhere()).notDifferentiable().on(of(2, 3)));
    }

    private static List<OpSample> writing() {
        return List.of(
                binary(
                                "scatter",
                                (x, s) -> x.scatter(
                                        0, places(2, 0, 1).reshape(3, 1).expand(3, 2), s))
                        .on(of(3, 2), of(3, 2))
                        .on(of(4, 3), of(3, 2)),
                binary("scatter of a larger source", (x, s) -> x.scatter(0, places(1, 3), s))
                        .on(of(4), of(3)),
                unary("scatter of a number", x -> x.scatter(-1, places(1, 0).reshape(2, 1), 7))
                        .on(of(2, 3)),
                op("scatterAdd", in -> in.get(0).scatterAdd(1, in.get(2), in.get(1)))
                        .on(of(2, 3), of(2, 4), of(2, 4).whole(0, 2))
                        .on(of(3, 3), of(3, 3), of(2, 2).whole(0, 2)),
                op("indexAdd", in -> in.get(0).indexAdd(1, in.get(2), in.get(1), 2.5))
                        .on(of(2, 3), of(2, 4), of(4).whole(0, 2))
                        .on(of(2, 3, 2), of(2, 1, 2), of(1).whole(0, 2)),
                binary("indexCopy", (x, s) -> x.indexCopy(0, places(2, 0), s))
                        .on(of(3), of(2))
                        .on(of(3, 2), of(2, 2)),
                unary("indexFill", x -> x.indexFill(1, places(-1, 0), 3))
                        .on(of(2, 3))
                        .on(of(2, 2, 2)),
                binary("indexFill of a tensor", (x, v) -> x.indexFill(0, places(1, 1), v))
                        .on(of(3, 2), of()),
                binary("put", (x, s) -> x.put(places(0, -1), s, false))
                        .on(of(2, 3), of(2))
                        .on(of(4), of(2)),
                op("put that adds", in -> in.get(0).put(in.get(2), in.get(1), true))
                        .on(of(2, 3), of(4), of(4).whole(-6, 5))
                        .on(of(2, 3), of(2, 2), of(4).whole(0, 5)),
                op("maskedFill", in -> in.get(0).maskedFill(in.get(1).toBool(), -1))
                        .on(of(2, 3), of(2, 3).whole(0, 1))
                        .on(of(3), of(2, 3).whole(0, 1))
                        .on(of(2, 3), of(3).whole(0, 1)),
                op(
                                "maskedFill of a tensor",
                                in -> in.get(0).maskedFill(in.get(1).toBool(), in.get(2)))
                        .on(of(2, 3), of(2, 3).whole(0, 1), of())
                        .on(of(3), of(2, 1).whole(0, 1), of()),
                op("maskedScatter", in -> in.get(0).maskedScatter(in.get(1).toBool(), in.get(2)))
                        .on(of(2, 3), of(2, 3).whole(0, 1), of(7))
                        .on(of(2, 3), of(3).whole(0, 1), of(2, 3)));
    }

    private static List<OpSample> reducing() {
        Stream<OpSample> scatters = Stream.of("sum", "prod", "mean", "amax", "amin")
                .flatMap(reduce -> Stream.of(true, false)
                        .map(self -> op(
                                        "scatterReduce " + reduce + (self ? "" : " without self"),
                                        in -> in.get(0).scatterReduce(1, in.get(2), in.get(1), reduce, self))
                                .on(of(2, 3), of(2, 4), of(2, 4).whole(0, 2))));
        Stream<OpSample> indices = Stream.of("prod", "mean", "amax", "amin")
                .flatMap(reduce -> Stream.of(true, false)
                        .map(self -> op(
                                        "indexReduce " + reduce + (self ? "" : " without self"),
                                        in -> in.get(0).indexReduce(0, in.get(2), in.get(1), reduce, self))
                                .on(of(3, 2), of(4, 2), of(4).whole(0, 2))));
        return Stream.concat(scatters, indices).toList();
    }

    private static OpSample get(String what, Object... indices) {
        return unary("get " + what, x -> x.get(indices));
    }

    private static List<OpSample> brackets() {
        Object mask = new boolean[] {true, false, true};
        return Arrays.asList(
                get("int", -1).on(of(3)).on(of(2, 3)),
                get("slice and int", Slice.of(0, 5, 2), 1).on(of(4, 3)).on(of(3, 2, 2)),
                get("ellipsis and new axis", Indices.ELLIPSIS, Indices.NEW_AXIS, Slice.from(1))
                        .on(of(3))
                        .on(of(2, 3)),
                get("ints", new int[] {0, 2, 0, -1}).on(of(3)).on(of(3, 2)),
                get("ints behind a slice", Slice.from(1), new int[] {0, 2})
                        .on(of(3, 3))
                        .on(of(2, 3, 2)),
                get("neighbours", Slice.all(), new int[] {0, 1}, new int[] {1, -1})
                        .on(of(2, 3, 2))
                        .on(of(2, 2, 2, 2)),
                get("indices apart", new int[] {0, 1}, Slice.all(), new int[][] {{1}, {0}})
                        .on(of(2, 3, 2)),
                get("mask", mask).on(of(3)).on(of(3, 2)),
                get("mask of a matrix", (Object) new boolean[][] {{true, false}, {true, true}})
                        .on(of(2, 2))
                        .on(of(2, 2, 2)),
                get("mask and ints", mask, new int[] {1, 0}).on(of(3, 2)),
                get("truth", true).on(of(3)).on(of()),
                get("falsehood", false).on(of(3)),
                binary("set of a slice", (x, v) -> x.mul(1).set(v, Slice.of(0, 2)))
                        .on(of(3), of(2))
                        .on(of(3, 2), of()),
                binary("set of an element", (x, v) -> x.mul(1).set(v, 1, -1)).on(of(2, 3), of()),
                binary("set by ints", (x, v) -> x.mul(1).set(v, new int[] {2, 0}))
                        .on(of(3), of(2))
                        .on(of(3, 2), of(2)),
                binary("set by a mask", (x, v) -> x.mul(1).set(v, mask))
                        .on(of(3), of())
                        .on(of(3, 2), of(2, 2)),
                binary(
                                "set of indices apart",
                                (x, v) -> x.mul(1).set(v, new int[] {0, 1}, Slice.all(), new int[] {1, 0}))
                        .on(of(2, 3, 2), of(2, 3))
                        .on(of(2, 3, 2), of()),
                binary("indexPut", (x, v) -> x.indexPut(Arrays.asList(null, places(2, 0)), v))
                        .on(of(2, 3), of(2, 2)),
                op("indexPut that adds", in -> in.get(0).indexPut(List.of(in.get(2)), in.get(1), true))
                        .on(of(3, 2), of(4, 2), of(4).whole(-3, 2))
                        .on(of(3, 2), of(2), of(4).whole(-3, 2)));
    }
}
