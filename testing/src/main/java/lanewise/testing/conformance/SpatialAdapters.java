package lanewise.testing.conformance;

import lanewise.nn.AvgPool1d;
import lanewise.nn.AvgPool2d;
import lanewise.nn.AvgPool3d;
import lanewise.nn.Conv1d;
import lanewise.nn.Conv2d;
import lanewise.nn.Conv3d;
import lanewise.nn.ConvTranspose1d;
import lanewise.nn.ConvTranspose2d;
import lanewise.nn.ConvTranspose3d;
import lanewise.nn.Fold;
import lanewise.nn.Functional;
import lanewise.nn.LPPool1d;
import lanewise.nn.LPPool2d;
import lanewise.nn.LocalResponseNorm;
import lanewise.nn.MaxPool1d;
import lanewise.nn.MaxPool2d;
import lanewise.nn.MaxPool3d;
import lanewise.nn.MaxUnpool1d;
import lanewise.nn.MaxUnpool2d;
import lanewise.nn.MaxUnpool3d;
import lanewise.nn.Upsample;
import lanewise.tensor.Selection;

/** The rows of the layers that see neighbourhoods: convolution, pooling, normalisation, resizing. */
final class SpatialAdapters {
    private static final String CONV = "input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1";
    private static final String TRANSPOSED =
            "input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1";
    private static final String MAX =
            "input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False";
    private static final String AVG =
            "input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True";
    private static final String UNPOOL = "input, indices, kernel_size, stride=None, padding=0, output_size=None";
    private static final String NORM =
            "input, running_mean%s, running_var%s, weight=None, bias=None, %s, momentum=0.1, eps=1e-5";

    private SpatialAdapters() {}

    static void register(OpTable table) {
        convolution(table);
        transposed(table);
        maxima(table);
        means(table);
        adaptive(table);
        unpooling(table);
        patches(table);
        normalisation(table);
        resizing(table);
    }

    private static void convolution(OpTable table) {
        table.op("nn.functional.conv1d", CONV, a -> {
            Conv1d.Options o = Conv1d.options()
                    .stride(a.ints("stride"))
                    .dilation(a.ints("dilation"))
                    .groups(a.integer("groups"));
            return Functional.conv1d(
                    a.tensor("input"),
                    a.tensor("weight"),
                    a.tensorOrNull("bias"),
                    a.value("padding") instanceof String text ? o.padding(text) : o.padding(a.ints("padding")));
        });
        table.op("nn.functional.conv2d", CONV, a -> {
            Conv2d.Options o = Conv2d.options()
                    .stride(a.ints("stride"))
                    .dilation(a.ints("dilation"))
                    .groups(a.integer("groups"));
            return Functional.conv2d(
                    a.tensor("input"),
                    a.tensor("weight"),
                    a.tensorOrNull("bias"),
                    a.value("padding") instanceof String text ? o.padding(text) : o.padding(a.ints("padding")));
        });
        table.op("nn.functional.conv3d", CONV, a -> {
            Conv3d.Options o = Conv3d.options()
                    .stride(a.ints("stride"))
                    .dilation(a.ints("dilation"))
                    .groups(a.integer("groups"));
            return Functional.conv3d(
                    a.tensor("input"),
                    a.tensor("weight"),
                    a.tensorOrNull("bias"),
                    a.value("padding") instanceof String text ? o.padding(text) : o.padding(a.ints("padding")));
        });
    }

    private static void transposed(OpTable table) {
        table.op(
                "nn.functional.conv_transpose1d",
                TRANSPOSED,
                a -> Functional.convTranspose1d(
                        a.tensor("input"),
                        a.tensor("weight"),
                        a.tensorOrNull("bias"),
                        ConvTranspose1d.options()
                                .stride(a.ints("stride"))
                                .padding(a.ints("padding"))
                                .outputPadding(a.ints("output_padding"))
                                .groups(a.integer("groups"))
                                .dilation(a.ints("dilation"))));
        table.op(
                "nn.functional.conv_transpose2d",
                TRANSPOSED,
                a -> Functional.convTranspose2d(
                        a.tensor("input"),
                        a.tensor("weight"),
                        a.tensorOrNull("bias"),
                        ConvTranspose2d.options()
                                .stride(a.ints("stride"))
                                .padding(a.ints("padding"))
                                .outputPadding(a.ints("output_padding"))
                                .groups(a.integer("groups"))
                                .dilation(a.ints("dilation"))));
        table.op(
                "nn.functional.conv_transpose3d",
                TRANSPOSED,
                a -> Functional.convTranspose3d(
                        a.tensor("input"),
                        a.tensor("weight"),
                        a.tensorOrNull("bias"),
                        ConvTranspose3d.options()
                                .stride(a.ints("stride"))
                                .padding(a.ints("padding"))
                                .outputPadding(a.ints("output_padding"))
                                .groups(a.integer("groups"))
                                .dilation(a.ints("dilation"))));
    }

    private static Object chosen(Args a, Selection selection) {
        return a.bool("return_indices") ? selection : selection.values();
    }

    private static void maxima(OpTable table) {
        table.op(
                "nn.functional.max_pool1d",
                MAX,
                a -> chosen(
                        a,
                        Functional.maxPool1dWithIndices(
                                a.tensor("input"),
                                a.ints("kernel_size"),
                                MaxPool1d.options()
                                        .stride(a.intsOrNull("stride"))
                                        .padding(a.ints("padding"))
                                        .dilation(a.ints("dilation"))
                                        .ceilMode(a.bool("ceil_mode")))));
        table.op(
                "nn.functional.max_pool2d",
                MAX,
                a -> chosen(
                        a,
                        Functional.maxPool2dWithIndices(
                                a.tensor("input"),
                                a.ints("kernel_size"),
                                MaxPool2d.options()
                                        .stride(a.intsOrNull("stride"))
                                        .padding(a.ints("padding"))
                                        .dilation(a.ints("dilation"))
                                        .ceilMode(a.bool("ceil_mode")))));
        table.op(
                "nn.functional.max_pool3d",
                MAX,
                a -> chosen(
                        a,
                        Functional.maxPool3dWithIndices(
                                a.tensor("input"),
                                a.ints("kernel_size"),
                                MaxPool3d.options()
                                        .stride(a.intsOrNull("stride"))
                                        .padding(a.ints("padding"))
                                        .dilation(a.ints("dilation"))
                                        .ceilMode(a.bool("ceil_mode")))));
    }

    private static void means(OpTable table) {
        table.op(
                "nn.functional.avg_pool1d",
                AVG,
                a -> Functional.avgPool1d(
                        a.tensor("input"),
                        a.ints("kernel_size"),
                        AvgPool1d.options()
                                .stride(a.intsOrNull("stride"))
                                .padding(a.ints("padding"))
                                .ceilMode(a.bool("ceil_mode"))
                                .countIncludePad(a.bool("count_include_pad"))));
        table.op(
                "nn.functional.avg_pool2d",
                AVG + ", divisor_override=None",
                a -> Functional.avgPool2d(
                        a.tensor("input"),
                        a.ints("kernel_size"),
                        AvgPool2d.options()
                                .stride(a.intsOrNull("stride"))
                                .padding(a.ints("padding"))
                                .ceilMode(a.bool("ceil_mode"))
                                .countIncludePad(a.bool("count_include_pad"))
                                .divisorOverride(a.integerOrNull("divisor_override"))));
        table.op(
                "nn.functional.avg_pool3d",
                AVG + ", divisor_override=None",
                a -> Functional.avgPool3d(
                        a.tensor("input"),
                        a.ints("kernel_size"),
                        AvgPool3d.options()
                                .stride(a.intsOrNull("stride"))
                                .padding(a.ints("padding"))
                                .ceilMode(a.bool("ceil_mode"))
                                .countIncludePad(a.bool("count_include_pad"))
                                .divisorOverride(a.integerOrNull("divisor_override"))));
        String power = "input, norm_type, kernel_size, stride=None, ceil_mode=False";
        table.op(
                "nn.functional.lp_pool1d",
                power,
                a -> Functional.lpPool1d(
                        a.tensor("input"),
                        a.real("norm_type"),
                        a.ints("kernel_size"),
                        LPPool1d.options().stride(a.intsOrNull("stride")).ceilMode(a.bool("ceil_mode"))));
        table.op(
                "nn.functional.lp_pool2d",
                power,
                a -> Functional.lpPool2d(
                        a.tensor("input"),
                        a.real("norm_type"),
                        a.ints("kernel_size"),
                        LPPool2d.options().stride(a.intsOrNull("stride")).ceilMode(a.bool("ceil_mode"))));
    }

    private static void adaptive(OpTable table) {
        table.op(
                "nn.functional.adaptive_avg_pool1d",
                "input, output_size",
                a -> Functional.adaptiveAvgPool1d(a.tensor("input"), a.intsWithNone("output_size", -1)));
        table.op(
                "nn.functional.adaptive_avg_pool2d",
                "input, output_size",
                a -> Functional.adaptiveAvgPool2d(a.tensor("input"), a.intsWithNone("output_size", -1)));
        table.op(
                "nn.functional.adaptive_avg_pool3d",
                "input, output_size",
                a -> Functional.adaptiveAvgPool3d(a.tensor("input"), a.intsWithNone("output_size", -1)));
        String max = "input, output_size, return_indices=False";
        table.op(
                "nn.functional.adaptive_max_pool1d",
                max,
                a -> chosen(
                        a,
                        Functional.adaptiveMaxPool1dWithIndices(a.tensor("input"), a.intsWithNone("output_size", -1))));
        table.op(
                "nn.functional.adaptive_max_pool2d",
                max,
                a -> chosen(
                        a,
                        Functional.adaptiveMaxPool2dWithIndices(a.tensor("input"), a.intsWithNone("output_size", -1))));
        table.op(
                "nn.functional.adaptive_max_pool3d",
                max,
                a -> chosen(
                        a,
                        Functional.adaptiveMaxPool3dWithIndices(a.tensor("input"), a.intsWithNone("output_size", -1))));
    }

    private static void unpooling(OpTable table) {
        table.op(
                "nn.functional.max_unpool1d",
                UNPOOL,
                a -> Functional.maxUnpool1d(
                        a.tensor("input"),
                        a.tensor("indices"),
                        a.ints("kernel_size"),
                        MaxUnpool1d.options().stride(a.intsOrNull("stride")).padding(a.ints("padding")),
                        a.intsOrNull("output_size")));
        table.op(
                "nn.functional.max_unpool2d",
                UNPOOL,
                a -> Functional.maxUnpool2d(
                        a.tensor("input"),
                        a.tensor("indices"),
                        a.ints("kernel_size"),
                        MaxUnpool2d.options().stride(a.intsOrNull("stride")).padding(a.ints("padding")),
                        a.intsOrNull("output_size")));
        table.op(
                "nn.functional.max_unpool3d",
                UNPOOL,
                a -> Functional.maxUnpool3d(
                        a.tensor("input"),
                        a.tensor("indices"),
                        a.ints("kernel_size"),
                        MaxUnpool3d.options().stride(a.intsOrNull("stride")).padding(a.ints("padding")),
                        a.intsOrNull("output_size")));
    }

    private static void patches(OpTable table) {
        table.op(
                "nn.functional.fold",
                "input, output_size, kernel_size, dilation=1, padding=0, stride=1",
                a -> Functional.fold(
                        a.tensor("input"),
                        a.ints("output_size"),
                        a.ints("kernel_size"),
                        Fold.options()
                                .dilation(a.ints("dilation"))
                                .padding(a.ints("padding"))
                                .stride(a.ints("stride"))));
    }

    private static void normalisation(OpTable table) {
        table.op(
                        "nn.functional.batch_norm",
                        NORM.formatted("", "", "training=False"),
                        a -> Functional.batchNorm(
                                a.tensor("input"),
                                a.tensorOrNull("running_mean"),
                                a.tensorOrNull("running_var"),
                                a.tensorOrNull("weight"),
                                a.tensorOrNull("bias"),
                                a.bool("training"),
                                a.real("momentum"),
                                a.real("eps")))
                .mutating();
        table.op(
                        "nn.functional.instance_norm",
                        NORM.formatted("=None", "=None", "use_input_stats=True"),
                        a -> Functional.instanceNorm(
                                a.tensor("input"),
                                a.tensorOrNull("running_mean"),
                                a.tensorOrNull("running_var"),
                                a.tensorOrNull("weight"),
                                a.tensorOrNull("bias"),
                                a.bool("use_input_stats"),
                                a.real("momentum"),
                                a.real("eps")))
                .mutating();
        table.op(
                "nn.functional.group_norm",
                "input, num_groups, weight=None, bias=None, eps=1e-5",
                a -> Functional.groupNorm(
                        a.tensor("input"),
                        a.integer("num_groups"),
                        a.tensorOrNull("weight"),
                        a.tensorOrNull("bias"),
                        a.real("eps")));
        table.op(
                "nn.functional.layer_norm",
                "input, normalized_shape, weight=None, bias=None, eps=1e-5",
                a -> Functional.layerNorm(
                        a.tensor("input"),
                        a.ints("normalized_shape"),
                        a.tensorOrNull("weight"),
                        a.tensorOrNull("bias"),
                        a.real("eps")));
        table.op(
                "nn.functional.rms_norm",
                "input, normalized_shape, weight=None, eps=None",
                a -> Functional.rmsNorm(
                        a.tensor("input"),
                        a.ints("normalized_shape"),
                        a.tensorOrNull("weight"),
                        a.isNone("eps") ? null : a.real("eps")));
        table.op(
                "nn.functional.local_response_norm",
                "input, size, alpha=1e-4, beta=0.75, k=1.0",
                a -> Functional.localResponseNorm(
                        a.tensor("input"),
                        a.integer("size"),
                        LocalResponseNorm.options()
                                .alpha(a.real("alpha"))
                                .beta(a.real("beta"))
                                .k(a.real("k"))));
    }

    private static void resizing(OpTable table) {
        table.op(
                "nn.functional.interpolate",
                "input, size=None, scale_factor=None, mode='nearest', align_corners=None, recompute_scale_factor=None",
                a -> Functional.interpolate(
                        a.tensor("input"),
                        size(a).mode(a.text("mode"))
                                .alignCorners(a.boolOrNull("align_corners"))
                                .recomputeScaleFactor(a.boolOrNull("recompute_scale_factor"))));
        table.op(
                "nn.functional.upsample_nearest",
                "input, size=None, scale_factor=None",
                a -> Functional.interpolate(a.tensor("input"), size(a)));
        table.op(
                "nn.functional.upsample_bilinear",
                "input, size=None, scale_factor=None",
                a -> Functional.interpolate(
                        a.tensor("input"), size(a).mode("bilinear").alignCorners(true)));
        table.op(
                "nn.functional.grid_sample",
                "input, grid, mode='bilinear', padding_mode='zeros', align_corners=None",
                a -> Functional.gridSample(
                        a.tensor("input"),
                        a.tensor("grid"),
                        a.text("mode"),
                        a.text("padding_mode"),
                        a.boolOr("align_corners", false)));
        table.op(
                "nn.functional.affine_grid",
                "theta, size, align_corners=None",
                a -> Functional.affineGrid(a.tensor("theta"), a.ints("size"), a.boolOr("align_corners", false)));
    }

    private static Upsample.Options size(Args a) {
        Upsample.Options options = Upsample.options();
        options = a.isNone("size") ? options : options.size(a.ints("size"));
        return a.isNone("scale_factor") ? options : options.scaleFactor(a.reals("scale_factor"));
    }
}
