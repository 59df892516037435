package lanewise.testing.ops;

import static lanewise.testing.ops.OpSample.binary;
import static lanewise.testing.ops.OpSample.of;
import static lanewise.testing.ops.OpSample.op;
import static lanewise.testing.ops.OpSample.unary;

import java.util.List;
import java.util.stream.Stream;
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
import lanewise.nn.Unfold;
import lanewise.nn.Upsample;
import lanewise.tensor.Tensor;

/** Convolution, pooling, normalisation and resizing. */
final class SpatialSamples {

    private SpatialSamples() {}

    static List<OpSample> rows() {
        return Stream.of(convolution(), transposed(), patches(), pooling(), unpooling(), normalisation(), resizing())
                .flatMap(List::stream)
                .toList();
    }

    private static OpSample conv2d(String what, Conv2d.Options options) {
        return op("conv2d " + what, in -> Functional.conv2d(in.get(0), in.get(1), in.get(2), options));
    }

    private static List<OpSample> convolution() {
        return List.of(
                op("conv1d", in -> Functional.conv1d(in.get(0), in.get(1), in.get(2)))
                        .on(of(2, 3, 5), of(2, 3, 3), of(2))
                        .on(of(3, 4), of(1, 3, 1), of(1))
                        .on(of(0, 2, 4), of(2, 2, 3), of(2)),
                op(
                                "conv1d with every option",
                                in -> Functional.conv1d(
                                        in.get(0),
                                        in.get(1),
                                        in.get(2),
                                        Conv1d.options()
                                                .stride(2)
                                                .padding(3)
                                                .dilation(2)
                                                .groups(2)))
                        .on(of(2, 4, 5), of(4, 2, 3), of(4)),
                conv2d("", Conv2d.options())
                        .on(of(2, 2, 4, 5), of(3, 2, 3, 2), of(3))
                        .on(of(2, 4, 3), of(2, 2, 1, 2), of(2))
                        .on(of(2, 3, 3, 2), of(2, 3, 1, 1), of(2))
                        .on(of(1, 1, 3, 3), of(1, 1, 3, 3), of(1)),
                conv2d(
                                "with every option",
                                Conv2d.options()
                                        .stride(2, 1)
                                        .padding(1, 2)
                                        .dilation(1, 2)
                                        .groups(2))
                        .on(of(1, 4, 4, 3), of(2, 2, 2, 3), of(2)),
                conv2d("of the input's size", Conv2d.options().padding("same").dilation(1, 2))
                        .on(of(1, 2, 3, 4), of(2, 2, 2, 4), of(2)),
                conv2d(
                                "of single channels",
                                Conv2d.options().groups(3).padding(1).stride(1, 2))
                        .on(of(2, 3, 3, 4), of(6, 1, 3, 2), of(6)),
                conv2d("padded in a circle", Conv2d.options().padding(1).paddingMode("circular"))
                        .on(of(1, 2, 3, 3), of(1, 2, 2, 3), of(1)),
                op("conv2d without bias", in -> Functional.conv2d(in.get(0), in.get(1), null))
                        .on(of(1, 2, 3, 4), of(2, 2, 2, 2)),
                op(
                                "conv3d",
                                in -> Functional.conv3d(
                                        in.get(0),
                                        in.get(1),
                                        in.get(2),
                                        Conv3d.options().stride(1, 2, 1).padding(1, 0, 1)))
                        .on(of(1, 2, 2, 3, 3), of(2, 2, 2, 2, 3), of(2)));
    }

    private static List<OpSample> transposed() {
        return List.of(
                op(
                                "convTranspose1d",
                                in -> Functional.convTranspose1d(
                                        in.get(0),
                                        in.get(1),
                                        in.get(2),
                                        ConvTranspose1d.options()
                                                .stride(3)
                                                .padding(1)
                                                .outputPadding(2)))
                        .on(of(2, 2, 4), of(2, 3, 3), of(3))
                        .on(of(2, 4), of(2, 1, 2), of(1)),
                op("convTranspose2d", in -> Functional.convTranspose2d(in.get(0), in.get(1), in.get(2)))
                        .on(of(2, 2, 3, 2), of(2, 2, 2, 3), of(2))
                        .on(of(1, 3, 2, 2), of(3, 2, 1, 1), of(2)),
                op(
                                "convTranspose2d with every option",
                                in -> Functional.convTranspose2d(
                                        in.get(0),
                                        in.get(1),
                                        in.get(2),
                                        ConvTranspose2d.options()
                                                .stride(2, 1)
                                                .padding(1, 0)
                                                .outputPadding(1, 0)
                                                .dilation(1, 2)
                                                .groups(2)))
                        .on(of(1, 4, 2, 3), of(4, 1, 3, 2), of(2)),
                op(
                                "convTranspose2d of single channels",
                                in -> Functional.convTranspose2d(
                                        in.get(0),
                                        in.get(1),
                                        null,
                                        ConvTranspose2d.options().groups(3).stride(2)))
                        .on(of(2, 3, 2, 3), of(3, 2, 2, 3)),
                op(
                                "convTranspose3d",
                                in -> Functional.convTranspose3d(
                                        in.get(0),
                                        in.get(1),
                                        in.get(2),
                                        ConvTranspose3d.options().stride(1, 2, 1)))
                        .on(of(1, 2, 2, 2, 2), of(2, 1, 2, 2, 1), of(1)));
    }

    private static List<OpSample> patches() {
        return List.of(
                unary(
                                "unfold images",
                                x -> Functional.unfold(
                                        x,
                                        new int[] {2, 3},
                                        Unfold.options()
                                                .dilation(2, 1)
                                                .padding(1)
                                                .stride(1, 2)))
                        .on(of(2, 2, 4, 3))
                        .on(of(1, 3, 4)),
                unary(
                                "fold images",
                                x -> Functional.fold(
                                        x,
                                        new int[] {3, 4},
                                        new int[] {2},
                                        Fold.options().padding(1, 0).stride(1, 2)))
                        .on(of(2, 8, 8))
                        .on(of(4, 8)));
    }

    private static List<OpSample> pooling() {
        return List.of(
                unary(
                                "maxPool1d",
                                x -> Functional.maxPool1d(
                                        x,
                                        new int[] {3},
                                        MaxPool1d.options().stride(2).padding(1)))
                        .on(of(2, 2, 7))
                        .on(of(2, 6)),
                unary("maxPool2d", x -> Functional.maxPool2d(x, 2))
                        .on(of(2, 2, 4, 5))
                        .on(of(1, 4, 4))
                        .on(of(0, 2, 4, 4)),
                unary(
                                "maxPool2d with every option",
                                x -> Functional.maxPool2d(
                                        x,
                                        new int[] {3, 2},
                                        MaxPool2d.options()
                                                .stride(2, 3)
                                                .padding(1, 1)
                                                .dilation(2, 1)
                                                .ceilMode(true)))
                        .on(of(1, 2, 6, 5)),
                unary(
                                "maxPool3d",
                                x -> Functional.maxPool3d(
                                        x,
                                        new int[] {2, 1, 2},
                                        MaxPool3d.options().ceilMode(true)))
                        .on(of(1, 2, 3, 2, 3)),
                unary(
                                "avgPool1d",
                                x -> Functional.avgPool1d(
                                        x,
                                        new int[] {3},
                                        AvgPool1d.options().stride(2).padding(1)))
                        .on(of(2, 2, 7)),
                unary("avgPool2d", x -> Functional.avgPool2d(x, 2))
                        .on(of(2, 2, 4, 5))
                        .on(of(1, 4, 4))
                        .on(of(0, 2, 4, 4)),
                unary(
                                "avgPool2d that does not count padding",
                                x -> Functional.avgPool2d(
                                        x,
                                        new int[] {3, 2},
                                        AvgPool2d.options()
                                                .stride(2)
                                                .padding(1)
                                                .ceilMode(true)
                                                .countIncludePad(false)))
                        .on(of(1, 2, 6, 5)),
                unary(
                                "avgPool3d with a divisor",
                                x -> Functional.avgPool3d(
                                        x,
                                        new int[] {2, 1, 2},
                                        AvgPool3d.options().divisorOverride(3)))
                        .on(of(1, 2, 3, 2, 3)),
                unary("adaptiveAvgPool1d", x -> Functional.adaptiveAvgPool1d(x, 3))
                        .on(of(2, 2, 5)),
                unary("adaptiveAvgPool2d", x -> Functional.adaptiveAvgPool2d(x, 3, -1))
                        .on(of(2, 2, 5, 4))
                        .on(of(1, 2, 2)),
                unary("adaptiveAvgPool3d", x -> Functional.adaptiveAvgPool3d(x, 2))
                        .on(of(1, 2, 3, 2, 4)),
                unary("adaptiveMaxPool1d", x -> Functional.adaptiveMaxPool1d(x, 3))
                        .on(of(2, 2, 5)),
                unary("adaptiveMaxPool2d", x -> Functional.adaptiveMaxPool2d(x, 3, -1))
                        .on(of(2, 2, 5, 4))
                        .on(of(1, 2, 2)),
                unary("adaptiveMaxPool3d", x -> Functional.adaptiveMaxPool3d(x, 2))
                        .on(of(1, 2, 3, 2, 4)),
                unary(
                                "lpPool1d",
                                x -> Functional.lpPool1d(
                                        x, 3, new int[] {2}, LPPool1d.options().stride(1)))
                        .between(0.5, 2)
                        .on(of(1, 2, 5)),
                unary(
                                "lpPool2d",
                                x -> Functional.lpPool2d(
                                        x, 2, new int[] {2}, LPPool2d.options().ceilMode(true)))
                        .on(of(1, 2, 4, 3)));
    }

    private static Tensor places(int[] shape, long... places) {
        return Tensor.fromArray(places, shape);
    }

    private static List<OpSample> unpooling() {
        return List.of(
                unary(
                                "maxUnpool1d",
                                x -> Functional.maxUnpool1d(
                                        x,
                                        places(new int[] {1, 2, 2}, 1, 2, 0, 3),
                                        new int[] {2},
                                        MaxUnpool1d.options(),
                                        null))
                        .on(of(1, 2, 2)),
                unary(
                                "maxUnpool2d",
                                x -> Functional.maxUnpool2d(
                                        x,
                                        places(new int[] {1, 2, 2}, 1, 2, 11, 9),
                                        new int[] {2},
                                        MaxUnpool2d.options(),
                                        new int[] {3, 4}))
                        .on(of(1, 2, 2)),
                unary(
                                "maxUnpool3d",
                                x -> Functional.maxUnpool3d(
                                        x,
                                        places(new int[] {1, 1, 1, 1, 2}, 15, 2),
                                        new int[] {2},
                                        MaxUnpool3d.options(),
                                        null))
                        .on(of(1, 1, 1, 1, 2)));
    }

    private static List<OpSample> normalisation() {
        return List.of(
                op(
                                "batchNorm",
                                in -> Functional.batchNorm(
                                        in.get(0), null, null, in.get(1), in.get(2), true, 0.1, 1e-3))
                        .on(of(4, 3), of(3), of(3))
                        .on(of(2, 3, 4), of(3), of(3))
                        .on(of(2, 2, 2, 3), of(2), of(2)),
                unary(
                                "batchNorm without weights",
                                x -> Functional.batchNorm(x, null, null, null, null, true, 0.1, 1e-3))
                        .on(of(3, 2, 2)),
                op(
                                "batchNorm by running statistics",
                                in -> Functional.batchNorm(
                                        in.get(0),
                                        Tensor.arange(3).to(in.get(0).dtype()),
                                        Tensor.arange(1, 4).to(in.get(0).dtype()),
                                        in.get(1),
                                        in.get(2),
                                        false,
                                        0.1,
                                        1e-3))
                        .on(of(4, 3), of(3), of(3))
                        .on(of(2, 3, 4), of(3), of(3)),
                op(
                                "instanceNorm",
                                in -> Functional.instanceNorm(
                                        in.get(0), null, null, in.get(1), in.get(2), true, 0.1, 1e-3))
                        .on(of(2, 3, 4), of(3), of(3))
                        .on(of(1, 2, 2, 3), of(2), of(2)),
                op("groupNorm", in -> Functional.groupNorm(in.get(0), 2, in.get(1), in.get(2), 1e-3))
                        .on(of(2, 4, 3), of(4), of(4))
                        .on(of(3, 4), of(4), of(4)),
                op("layerNorm", in -> Functional.layerNorm(in.get(0), new int[] {2, 3}, in.get(1), in.get(2), 1e-3))
                        .on(of(4, 2, 3), of(2, 3), of(2, 3))
                        .on(of(2, 3), of(2, 3), of(2, 3)),
                unary("layerNorm without weights", x -> Functional.layerNorm(x, 4))
                        .on(of(3, 4))
                        .on(of(0, 4)),
                binary("rmsNorm", (x, w) -> Functional.rmsNorm(x, new int[] {3, 2}, w, 0.1))
                        .on(of(4, 3, 2), of(3, 2))
                        .on(of(0, 3, 2), of(3, 2)),
                unary(
                                "localResponseNorm",
                                x -> Functional.localResponseNorm(
                                        x,
                                        3,
                                        LocalResponseNorm.options()
                                                .alpha(0.5)
                                                .beta(0.75)
                                                .k(1)))
                        .on(of(2, 4, 3))
                        .on(of(1, 2, 2, 2)));
    }

    private static OpSample resize(String what, Upsample.Options options) {
        return unary("interpolate " + what, x -> Functional.interpolate(x, options));
    }

    private static OpSample read(String mode, String padding, boolean alignCorners) {
        return op(
                "gridSample " + mode + " " + padding + (alignCorners ? " aligned" : ""),
                in -> Functional.gridSample(in.get(0), in.get(1), mode, padding, alignCorners));
    }

    private static List<OpSample> resizing() {
        Upsample.Options by = Upsample.options().scaleFactor(1.7);
        return List.of(
                resize("nearest", by).on(of(2, 2, 4)).on(of(1, 2, 3, 4)).on(of(1, 1, 2, 3, 2)),
                resize("nearest-exact", by.mode("nearest-exact")).on(of(1, 2, 3, 4)),
                resize("linear", by.mode("linear")).on(of(2, 2, 4)),
                resize("bilinear", by.mode("bilinear")).on(of(1, 2, 3, 4)),
                resize(
                                "bilinear to a size",
                                Upsample.options().size(5, 2).mode("bilinear").alignCorners(true))
                        .on(of(1, 2, 3, 4)),
                resize("bicubic", by.mode("bicubic").recomputeScaleFactor(true)).on(of(1, 2, 3, 4)),
                resize("trilinear", by.mode("trilinear")).on(of(1, 1, 2, 3, 2)),
                resize("area", Upsample.options().size(2, 3).mode("area")).on(of(1, 2, 3, 4)),
                read("bilinear", "zeros", false)
                        .on(of(2, 2, 3, 4), of(2, 2, 3, 2).in(-1.3, 1.3)),
                read("bilinear", "border", true)
                        .on(of(1, 2, 3, 4), of(1, 2, 3, 2).in(-1.3, 1.3)),
                read("bilinear", "reflection", false)
                        .on(of(1, 2, 3, 4), of(1, 2, 3, 2).in(-2.9, 2.9)),
                read("nearest", "zeros", false)
                        .on(of(1, 2, 3, 4), of(1, 2, 3, 2).in(-1.3, 1.3)),
                read("bicubic", "reflection", true)
                        .on(of(1, 2, 3, 4), of(1, 2, 3, 2).in(-1.3, 1.3)),
                read("bilinear", "zeros", true)
                        .on(of(1, 1, 2, 3, 2), of(1, 1, 2, 3, 3).in(-1.3, 1.3)),
                unary("affineGrid", theta -> Functional.affineGrid(theta, new int[] {2, 1, 3, 2}, false))
                        .on(of(2, 2, 3)));
    }
}
