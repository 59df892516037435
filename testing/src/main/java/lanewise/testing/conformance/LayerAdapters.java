package lanewise.testing.conformance;

import java.util.Locale;
import lanewise.nn.Embedding;
import lanewise.nn.EmbeddingBag;
import lanewise.nn.Functional;
import lanewise.nn.PaddingMode;
import lanewise.nn.Unfold;
import lanewise.tensor.Tensor;

/** The rows of embeddings, paddings, shuffles and attention in {@code torch.nn.functional}. */
final class LayerAdapters {
    private LayerAdapters() {}

    static void register(OpTable table) {
        embeddings(table);
        shapes(table);
        attention(table);
    }

    private static void embeddings(OpTable table) {
        // The recorded calls are as the op is tested: weights first.
        table.op(
                        "nn.functional.embedding",
                        "weight, input, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False,"
                                + " sparse=False",
                        a -> Functional.embedding(
                                a.tensor("input"),
                                a.tensor("weight"),
                                Embedding.options()
                                        .paddingIdx(a.integerOrNull("padding_idx"))
                                        .maxNorm(a.isNone("max_norm") ? null : (Double) a.real("max_norm"))
                                        .normType(a.real("norm_type"))
                                        .scaleGradByFreq(a.bool("scale_grad_by_freq"))))
                .mutating();
        table.op(
                        "nn.functional.embedding_bag",
                        "weight, input, offsets=None, max_norm=None, norm_type=2, scale_grad_by_freq=False,"
                                + " mode='mean', sparse=False, per_sample_weights=None, include_last_offset=False,"
                                + " padding_idx=None",
                        a -> Functional.embeddingBag(
                                a.tensor("input"),
                                a.tensor("weight"),
                                a.tensorOrNull("offsets"),
                                a.tensorOrNull("per_sample_weights"),
                                EmbeddingBag.options()
                                        .maxNorm(a.isNone("max_norm") ? null : (Double) a.real("max_norm"))
                                        .normType(a.real("norm_type"))
                                        .scaleGradByFreq(a.bool("scale_grad_by_freq"))
                                        .mode(EmbeddingBag.Mode.valueOf(
                                                a.text("mode").toUpperCase(Locale.ROOT)))
                                        .includeLastOffset(a.bool("include_last_offset"))
                                        .paddingIdx(a.integerOrNull("padding_idx"))))
                .mutating();
    }

    private static void shapes(OpTable table) {
        table.op(
                "nn.functional.pad",
                "input, pad, mode='constant', value=None",
                a -> Functional.pad(
                        a.tensor("input"), a.ints("pad"), PaddingMode.of(a.text("mode")), a.realOr("value", 0)));
        table.op(
                "nn.functional.pixel_shuffle",
                "input, upscale_factor",
                a -> Functional.pixelShuffle(a.tensor("input"), a.integer("upscale_factor")));
        table.op(
                "nn.functional.pixel_unshuffle",
                "input, downscale_factor",
                a -> Functional.pixelUnshuffle(a.tensor("input"), a.integer("downscale_factor")));
        table.op(
                "nn.functional.channel_shuffle",
                "input, groups",
                a -> Functional.channelShuffle(a.tensor("input"), a.integer("groups")));
        table.op(
                "nn.functional.unfold",
                "input, kernel_size, dilation=1, padding=0, stride=1",
                a -> Functional.unfold(
                        a.tensor("input"),
                        a.ints("kernel_size"),
                        Unfold.options()
                                .dilation(a.ints("dilation"))
                                .padding(a.ints("padding"))
                                .stride(a.ints("stride"))));
    }

    private static void attention(OpTable table) {
        table.op(
                "nn.functional._scaled_dot_product_attention",
                "query, key, value, attn_mask=None, dropout_p=0.0, need_attn_weights=False, is_causal=False",
                a -> {
                    Tensor v = a.tensor("value");
                    // The weights are the attention over an identity in place of the values.
                    Tensor identity = Tensor.eye(v.size(-2)).to(v.dtype());
                    return new Tensor[] {attend(a, v), attend(a, identity)};
                });
    }

    private static Tensor attend(Args a, Tensor value) {
        return Functional.scaledDotProductAttention(
                a.tensor("query"),
                a.tensor("key"),
                value,
                a.tensorOrNull("attn_mask"),
                a.real("dropout_p"),
                a.bool("is_causal"));
    }
}
