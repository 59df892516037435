package lanewise.testing.conformance;

import java.util.List;
import lanewise.nn.AdaptiveMaxPoolNd;
import lanewise.nn.CTCLoss;
import lanewise.nn.ConvTranspose1d;
import lanewise.nn.ConvTranspose2d;
import lanewise.nn.ConvTranspose3d;
import lanewise.nn.EmbeddingBag;
import lanewise.nn.GRU;
import lanewise.nn.LSTM;
import lanewise.nn.LSTMCell;
import lanewise.nn.MaxPoolNd;
import lanewise.nn.Module;
import lanewise.nn.MultiheadAttention;
import lanewise.nn.RNN;
import lanewise.nn.Softplus;
import lanewise.nn.Transformer;
import lanewise.nn.TransformerDecoderLayer;
import lanewise.nn.TransformerEncoderLayer;
import lanewise.tensor.Tensor;

/** The rows of {@code torch.nn}: constructors as Python spells them. */
final class ModuleAdapters {
    private static final String REDUCTION = "size_average=None, reduce=None, reduction='mean'";
    private static final String WEIGHTED = "weight=None, " + REDUCTION;

    private ModuleAdapters() {}

    static void register(ModuleTable table) {
        linear(table);
        activations(table);
        convolutions(table);
        pooling(table);
        normalisation(table);
        recurrent(table);
        attention(table);
        shapes(table);
        losses(table);
    }

    private static void linear(ModuleTable table) {
        table.module("Identity", "");
        table.module("Linear", "in_features, out_features, bias=True");
        table.module("Bilinear", "in1_features, in2_features, out_features, bias=True");
        table.module(
                "Embedding",
                "num_embeddings, embedding_dim, padding_idx=None, max_norm=None, norm_type=2.0,"
                        + " scale_grad_by_freq=False, sparse=False");
        table.module(
                        "EmbeddingBag",
                        "num_embeddings, embedding_dim, max_norm=None, norm_type=2.0, scale_grad_by_freq=False,"
                                + " mode='mean', sparse=False, include_last_offset=False, padding_idx=None")
                .forward(
                        "input, offsets=None, per_sample_weights=None",
                        (EmbeddingBag m, Args a) -> m.forward(
                                a.tensor("input"), a.tensorOrNull("offsets"), a.tensorOrNull("per_sample_weights")));
        table.module("CosineSimilarity", "dim=1, eps=1e-8");
        table.module("PairwiseDistance", "p=2.0, eps=1e-6, keepdim=False");
        table.module("Dropout", "p=0.5, inplace=False");
        table.module("Dropout1d", "p=0.5, inplace=False");
        table.module("Dropout2d", "p=0.5, inplace=False");
        table.module("Dropout3d", "p=0.5, inplace=False");
        table.module("AlphaDropout", "p=0.5, inplace=False");
        table.module("FeatureAlphaDropout", "p=0.5, inplace=False");
    }

    private static void activations(ModuleTable table) {
        for (String plain : new String[] {"Sigmoid", "Tanh", "Softsign", "Tanhshrink", "LogSigmoid", "Softmax2d"}) {
            table.module(plain, "");
        }
        for (String inplace : new String[] {"ReLU", "ReLU6", "SiLU", "Mish", "SELU", "Hardsigmoid", "Hardswish"}) {
            table.module(inplace, "inplace=False");
        }
        table.module("GELU", "approximate='none'");
        table.module("ELU", "alpha=1.0, inplace=False");
        table.module("CELU", "alpha=1.0, inplace=False");
        table.module("LeakyReLU", "negative_slope=0.01, inplace=False");
        table.module("RReLU", "lower=0.125, upper=0.3333333333333333, inplace=False");
        table.module("Softplus", "beta=1, threshold=20", a -> new Softplus(a.real("beta"), a.real("threshold")));
        table.module("Hardtanh", "min_val=-1.0, max_val=1.0, inplace=False");
        table.module("Hardshrink", "lambd=0.5");
        table.module("Softshrink", "lambd=0.5");
        table.module("Threshold", "threshold, value, inplace=False");
        table.module("GLU", "dim=-1");
        table.module("Softmax", "dim=None");
        table.module("LogSoftmax", "dim=None");
        table.module("Softmin", "dim=None");
        table.module("PReLU", "num_parameters=1, init=0.25");
    }

    private static void convolutions(ModuleTable table) {
        for (int dims = 1; dims <= 3; dims++) {
            table.module(
                    "Conv" + dims + "d",
                    "in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1,"
                            + " bias=True, padding_mode='zeros'");
            table.module(
                            "ConvTranspose" + dims + "d",
                            "in_channels, out_channels, kernel_size, stride=1, padding=0,"
                                    + " output_padding=0, groups=1, bias=True, dilation=1, padding_mode='zeros'")
                    .forward("input, output_size=None", ModuleAdapters::transposed);
        }
        table.module("Fold", "output_size, kernel_size, dilation=1, padding=0, stride=1");
        table.module("Unfold", "kernel_size, dilation=1, padding=0, stride=1");
    }

    private static void pooling(ModuleTable table) {
        for (int dims = 1; dims <= 3; dims++) {
            table.module(
                            "MaxPool" + dims + "d",
                            "kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False")
                    .forward("input", (Module m, Args a) -> largest(m, a.tensor("input")));
            table.module("MaxUnpool" + dims + "d", "kernel_size, stride=None, padding=0");
            table.module(
                    "AvgPool" + dims + "d",
                    "kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True"
                            + (dims == 1 ? "" : ", divisor_override=None"));
            table.module("AdaptiveAvgPool" + dims + "d", "output_size");
            table.module("AdaptiveMaxPool" + dims + "d", "output_size, return_indices=False")
                    .forward("input", (Module m, Args a) -> largest(m, a.tensor("input")));
            table.module("LPPool" + dims + "d", "norm_type, kernel_size, stride=None, ceil_mode=False");
        }
    }

    /** Where PyTorch's {@code forward} changes what it returns, lanewise has a second method. */
    private static Object largest(Module module, Tensor x) {
        return switch (module) {
            case MaxPoolNd pool when pool.returnsIndices() -> pool.forwardWithIndices(x);
            case AdaptiveMaxPoolNd pool when pool.returnsIndices() -> pool.forwardWithIndices(x);
            default -> module.forward(x);
        };
    }

    private static void normalisation(ModuleTable table) {
        for (int dims = 1; dims <= 3; dims++) {
            table.module(
                    "BatchNorm" + dims + "d",
                    "num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True");
            table.module(
                    "InstanceNorm" + dims + "d",
                    "num_features, eps=1e-5, momentum=0.1, affine=False, track_running_stats=False");
        }
        table.module("LayerNorm", "normalized_shape, eps=1e-5, elementwise_affine=True");
        table.module("GroupNorm", "num_groups, num_channels, eps=1e-5, affine=True");
        table.module("LocalResponseNorm", "size, alpha=1e-4, beta=0.75, k=1.0");
        table.module("CrossMapLRN2d", "size, alpha=1e-4, beta=0.75, k=1");
    }

    private static void recurrent(ModuleTable table) {
        String common = "num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False";
        table.module(
                        "RNN",
                        "input_size, hidden_size, num_layers=1, nonlinearity='tanh', bias=True, batch_first=False,"
                                + " dropout=0.0, bidirectional=False")
                .forward("input, hx=None", (RNN m, Args a) -> m.forward(a.tensor("input"), a.tensorOrNull("hx")));
        table.module("GRU", "input_size, hidden_size, " + common)
                .forward("input, hx=None", (GRU m, Args a) -> m.forward(a.tensor("input"), a.tensorOrNull("hx")));
        table.module("LSTM", "input_size, hidden_size, " + common + ", proj_size=0")
                .forward("input, hx=None", (LSTM m, Args a) -> {
                    List<Tensor> state = a.isNone("hx") ? List.of() : a.tensors("hx");
                    return state.isEmpty()
                            ? m.withState(a.tensor("input"))
                            : m.forward(a.tensor("input"), state.get(0), state.get(1));
                });
        table.module("RNNCell", "input_size, hidden_size, bias=True, nonlinearity='tanh'");
        table.module("GRUCell", "input_size, hidden_size, bias=True");
        table.module("LSTMCell", "input_size, hidden_size, bias=True")
                .forward("input, hx=None", (LSTMCell m, Args a) -> {
                    List<Tensor> state = a.isNone("hx") ? List.of() : a.tensors("hx");
                    return state.isEmpty()
                            ? m.withState(a.tensor("input"))
                            : m.forward(a.tensor("input"), state.get(0), state.get(1));
                });
    }

    private static void attention(ModuleTable table) {
        table.module(
                        "MultiheadAttention",
                        "embed_dim, num_heads, dropout=0.0, bias=True, add_bias_kv=False,"
                                + " add_zero_attn=False, kdim=None, vdim=None, batch_first=False")
                .forward(
                        "query, key, value, key_padding_mask=None, need_weights=True, attn_mask=None,"
                                + " average_attn_weights=True",
                        (MultiheadAttention m, Args a) -> m.forward(
                                a.tensor("query"),
                                a.tensor("key"),
                                a.tensor("value"),
                                MultiheadAttention.arguments()
                                        .keyPaddingMask(a.tensorOrNull("key_padding_mask"))
                                        .needWeights(a.bool("need_weights"))
                                        .attnMask(a.tensorOrNull("attn_mask"))
                                        .averageAttnWeights(a.bool("average_attn_weights"))));
        String layer = "d_model, nhead, dim_feedforward=2048, dropout=0.1, activation='relu', layer_norm_eps=1e-5,"
                + " batch_first=False, norm_first=False";
        table.module("TransformerEncoderLayer", layer)
                .forward(
                        "src, src_mask=None, src_key_padding_mask=None",
                        (TransformerEncoderLayer m, Args a) -> m.forward(
                                a.tensor("src"), a.tensorOrNull("src_mask"), a.tensorOrNull("src_key_padding_mask")));
        table.module("TransformerDecoderLayer", layer)
                .forward(
                        "tgt, memory, tgt_mask=None, memory_mask=None, tgt_key_padding_mask=None,"
                                + " memory_key_padding_mask=None",
                        (TransformerDecoderLayer m, Args a) ->
                                m.forward(a.tensor("tgt"), a.tensor("memory"), masks(a)));
        table.module(
                        "Transformer",
                        "d_model=512, nhead=8, num_encoder_layers=6, num_decoder_layers=6, dim_feedforward=2048,"
                                + " dropout=0.1, activation='relu', custom_encoder=None, custom_decoder=None,"
                                + " layer_norm_eps=1e-5, batch_first=False, norm_first=False")
                .forward(
                        "src, tgt, src_mask=None, tgt_mask=None, memory_mask=None, src_key_padding_mask=None,"
                                + " tgt_key_padding_mask=None, memory_key_padding_mask=None",
                        (Transformer m, Args a) -> m.forward(
                                a.tensor("src"),
                                a.tensor("tgt"),
                                a.tensorOrNull("src_mask"),
                                a.tensorOrNull("src_key_padding_mask"),
                                masks(a)));
    }

    private static TransformerDecoderLayer.Masks masks(Args a) {
        return TransformerDecoderLayer.masks()
                .tgtMask(a.tensorOrNull("tgt_mask"))
                .memoryMask(a.tensorOrNull("memory_mask"))
                .tgtKeyPaddingMask(a.tensorOrNull("tgt_key_padding_mask"))
                .memoryKeyPaddingMask(a.tensorOrNull("memory_key_padding_mask"));
    }

    private static void shapes(ModuleTable table) {
        table.module("Flatten", "start_dim=1, end_dim=-1");
        table.module("Unflatten", "dim, unflattened_size");
        for (int dims = 1; dims <= 3; dims++) {
            table.module("ConstantPad" + dims + "d", "padding, value");
            table.module("ReflectionPad" + dims + "d", "padding");
            table.module("ReplicationPad" + dims + "d", "padding");
            table.module("ZeroPad" + dims + "d", "padding");
        }
        table.module("PixelShuffle", "upscale_factor");
        table.module("PixelUnshuffle", "downscale_factor");
        table.module("ChannelShuffle", "groups");
        table.module(
                "Upsample",
                "size=None, scale_factor=None, mode='nearest', align_corners=None, recompute_scale_factor=None");
        table.module("UpsamplingNearest2d", "size=None, scale_factor=None");
        table.module("UpsamplingBilinear2d", "size=None, scale_factor=None");
    }

    private static void losses(ModuleTable table) {
        table.module("L1Loss", REDUCTION);
        table.module("MSELoss", REDUCTION);
        table.module("SmoothL1Loss", REDUCTION + ", beta=1.0");
        table.module("HuberLoss", "reduction='mean', delta=1.0");
        table.module(
                "CrossEntropyLoss",
                "weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean',"
                        + " label_smoothing=0.0");
        table.module("NLLLoss", "weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean'");
        table.module("NLLLoss2d", "weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean'");
        table.module("KLDivLoss", REDUCTION + ", log_target=False");
        table.module("BCELoss", WEIGHTED);
        table.module("BCEWithLogitsLoss", WEIGHTED + ", pos_weight=None");
        table.module(
                "PoissonNLLLoss",
                "log_input=True, full=False, size_average=None, eps=1e-8, reduce=None, reduction='mean'");
        table.module("GaussianNLLLoss", "*, full=False, eps=1e-6, reduction='mean'");
        table.module("SoftMarginLoss", REDUCTION);
        table.module("HingeEmbeddingLoss", "margin=1.0, " + REDUCTION);
        table.module("MarginRankingLoss", "margin=0.0, " + REDUCTION);
        table.module("CosineEmbeddingLoss", "margin=0.0, " + REDUCTION);
        table.module("TripletMarginLoss", "margin=1.0, p=2.0, eps=1e-6, swap=False, " + REDUCTION);
        table.module(
                "MultiMarginLoss", "p=1, margin=1.0, weight=None, size_average=None, reduce=None, reduction='mean'");
        table.module("MultiLabelMarginLoss", REDUCTION);
        table.module("MultiLabelSoftMarginLoss", WEIGHTED);
        table.module("CTCLoss", "blank=0, reduction='mean', zero_infinity=False")
                .forward(
                        "log_probs, targets, input_lengths, target_lengths",
                        (CTCLoss m, Args a) -> m.forward(
                                a.tensor("log_probs"),
                                a.tensor("targets"),
                                lengths(a, "input_lengths"),
                                lengths(a, "target_lengths")));
    }

    private static Object transposed(Module m, Args a) {
        Tensor x = a.tensor("input");
        int[] size = a.isNone("output_size") ? null : a.ints("output_size");
        return switch (m) {
            case ConvTranspose1d layer -> size == null ? layer.forward(x) : layer.forward(x, size);
            case ConvTranspose2d layer -> size == null ? layer.forward(x) : layer.forward(x, size);
            case ConvTranspose3d layer -> size == null ? layer.forward(x) : layer.forward(x, size);
            default -> throw new IllegalArgumentException(m + " is no transposed convolution");
        };
    }

    private static int[] lengths(Args a, String name) {
        return a.isTensor(name) ? a.tensor(name).toIntArray() : a.ints(name);
    }
}
