package lanewise.testing.ops;

import static lanewise.testing.ops.OpSample.binary;
import static lanewise.testing.ops.OpSample.of;
import static lanewise.testing.ops.OpSample.op;
import static lanewise.testing.ops.OpSample.unary;

import java.util.List;
import lanewise.nn.EmbeddingBag;
import lanewise.nn.Functional;
import lanewise.nn.PaddingMode;
import lanewise.tensor.Attention;
import lanewise.tensor.DType;
import lanewise.tensor.GatedCells;
import lanewise.tensor.Recurrence;
import lanewise.tensor.Tensor;

/** Layer-like functions that are composed of other ops. */
final class LayerSamples {

    private LayerSamples() {}

    static List<OpSample> rows() {
        return List.of(
                op("bilinear", in -> Functional.bilinear(in.get(0), in.get(1), in.get(2), in.get(3)))
                        .on(of(4, 2), of(4, 3), of(5, 2, 3), of(5))
                        .on(of(2), of(3), of(1, 2, 3), of(1)),
                op("embedding", in -> Functional.embedding(in.get(0), in.get(1)))
                        .on(of(3, 2).whole(0, 4), of(5, 2))
                        .on(of().whole(0, 4), of(5, 2)),
                op("lstm step", in -> GatedCells.lstm(in.get(0), in.get(1), in.get(2)))
                        .on(of(3, 8), of(3, 8), of(3, 2))
                        .on(of(0, 8), of(0, 8), of(0, 2)),
                op(
                                "lstm step, output",
                                in -> GatedCells.lstm(in.get(0), in.get(1), in.get(2))
                                        .get(0))
                        .on(of(3, 8), of(3, 8), of(3, 2)),
                op(
                                "lstm step, cell",
                                in -> GatedCells.lstm(in.get(0), in.get(1), in.get(2))
                                        .get(1))
                        .on(of(3, 8), of(3, 8), of(3, 2)),
                op("lstm", in -> recurrence(in, false)).on(of(6, 3), of(2, 2), of(2, 2), of(8, 3), of(8, 2)),
                op("lstm biased", in -> recurrence(in, true))
                        .on(of(6, 3), of(2, 2), of(2, 2), of(8, 3), of(8, 2), of(8), of(8))
                        .on(of(1, 1), of(1, 1), of(1, 1), of(4, 1), of(4, 1), of(4), of(4)),
                op("attention", in -> Attention.attend(in, null, 2, true)).on(of(2, 3, 4), of(2, 2, 4), of(2, 2, 2)),
                op("attention side by side", in -> Attention.attend(in, mask(in.get(0)), 2, false))
                        .on(of(3, 2, 12)),
                op("gru step", in -> GatedCells.gru(in.get(0), in.get(1), in.get(2)))
                        .on(of(3, 6), of(3, 6), of(3, 2))
                        .on(of(1, 15), of(1, 15), of(1, 5)),
                bag(EmbeddingBag.Mode.SUM),
                bag(EmbeddingBag.Mode.MEAN),
                bag(EmbeddingBag.Mode.MAX),
                op(
                                "embeddingBag weighted",
                                in -> Functional.embeddingBag(
                                        in.get(0),
                                        in.get(1),
                                        null,
                                        in.get(2),
                                        EmbeddingBag.options()
                                                .mode(EmbeddingBag.Mode.SUM)
                                                .paddingIdx(2)))
                        .on(of(3, 2).whole(0, 4), of(5, 2), of(3, 2)),
                unary("normalize", x -> Functional.normalize(x, 3, -1, 1e-12)).on(of(4, 3)),
                unary("normalize steep", x -> Functional.normalize(x, 1.5, 0, 1e-12))
                        .on(of(4, 3)),
                binary("cosineSimilarity", Functional::cosineSimilarity).on(of(4, 3), of(4, 3)),
                binary("pairwiseDistance", Functional::pairwiseDistance)
                        .on(of(4, 3), of(4, 3))
                        .on(of(3), of(3)),
                unary("pdist", x -> Functional.pdist(x, 2)).on(of(4, 3)).on(of(1, 3)),
                pad(PaddingMode.CONSTANT),
                pad(PaddingMode.REFLECT),
                pad(PaddingMode.REPLICATE),
                pad(PaddingMode.CIRCULAR),
                unary("pixelShuffle", x -> Functional.pixelShuffle(x, 2)).on(of(1, 4, 2, 3)),
                unary("pixelUnshuffle", x -> Functional.pixelUnshuffle(x, 2)).on(of(1, 1, 4, 2)),
                unary("channelShuffle", x -> Functional.channelShuffle(x, 2)).on(of(1, 4, 2)),
                op(
                                "scaledDotProductAttention",
                                in -> Functional.scaledDotProductAttention(
                                        in.get(0), in.get(1), in.get(2), null, 0, true))
                        .on(of(2, 3, 2), of(2, 3, 2), of(2, 3, 4)),
                op(
                                "scaledDotProductAttention masked",
                                in -> Functional.scaledDotProductAttention(
                                        in.get(0),
                                        in.get(1),
                                        in.get(2),
                                        Tensor.eye(3, 3, DType.FLOAT32).toBool(),
                                        0,
                                        false))
                        .on(of(3, 2), of(3, 2), of(3, 4)));
    }

    private static List<Tensor> recurrence(List<Tensor> in, boolean bias) {
        return Recurrence.lstm(
                new Recurrence.Lstm(
                        in.get(0),
                        in.get(1),
                        in.get(2),
                        in.get(3),
                        in.get(4),
                        bias ? in.get(5) : null,
                        bias ? in.get(6) : null),
                bias);
    }

    /** −3 for keys behind the query. */
    private static Tensor mask(Tensor like) {
        return Tensor.ones(new int[] {3, 3}, like.dtype()).triu(1).mul(-3);
    }

    private static OpSample bag(EmbeddingBag.Mode mode) {
        return op(
                        "embeddingBag " + mode,
                        in -> Functional.embeddingBag(
                                in.get(0),
                                in.get(1),
                                Tensor.tensor(new long[] {0, 2, 2}),
                                null,
                                EmbeddingBag.options().mode(mode)))
                .on(of(5).whole(0, 4), of(5, 2));
    }

    private static OpSample pad(PaddingMode mode) {
        return unary("pad " + mode, x -> Functional.pad(x, new int[] {1, 2, 0, 1}, mode, 3))
                .on(of(1, 2, 3));
    }
}
