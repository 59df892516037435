package lanewise.nn;

import java.util.Arrays;
import java.util.stream.IntStream;
import lanewise.autograd.GradMode;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What layers that normalise channels have in common. */
final class Norms {

    private Norms() {}

    static Parameter scale(int features) {
        return new Parameter(Tensor.ones(new int[] {features}, DType.getDefault()));
    }

    static Parameter shift(int features) {
        return new Parameter(Tensor.zeros(new int[] {features}, DType.getDefault()));
    }

    static Buffer mean(int features) {
        return new Buffer(Tensor.zeros(new int[] {features}, DType.getDefault()));
    }

    static Buffer variance(int features) {
        return new Buffer(Tensor.ones(new int[] {features}, DType.getDefault()));
    }

    static Buffer count() {
        return new Buffer(Tensor.zeros(new int[0], DType.INT64));
    }

    /** Gives what was made for no channels its size. */
    static void resize(
            int features,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            @Nullable Tensor mean,
            @Nullable Tensor variance) {
        int[] shape = {features};
        for (Tensor each : Arrays.asList(weight, variance)) {
            if (each != null) {
                each.setData(Tensor.ones(shape, each.dtype()));
            }
        }
        for (Tensor each : Arrays.asList(bias, mean)) {
            if (each != null) {
                each.setData(Tensor.zeros(shape, each.dtype()));
            }
        }
    }

    static void reset(@Nullable Tensor mean, @Nullable Tensor variance, @Nullable Tensor count) {
        try (var _ = GradMode.noGrad()) {
            if (mean != null) {
                mean.zero_();
            }
            if (variance != null) {
                variance.fill_(1);
            }
            if (count != null) {
                count.zero_();
            }
        }
    }

    static void check(String layer, Tensor x, int... ranks) {
        if (IntStream.of(ranks).noneMatch(rank -> rank == x.dim())) {
            throw new IllegalArgumentException(layer + ": expected "
                    + String.join(
                            " or ",
                            IntStream.of(ranks).mapToObj(rank -> rank + "D").toList()) + " input (got " + x.dim()
                    + "D input " + Arrays.toString(x.shape()) + ")");
        }
    }

    static Tensor batch(
            Tensor x,
            @Nullable Tensor mean,
            @Nullable Tensor variance,
            @Nullable Tensor count,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            @Nullable Double momentum,
            double eps,
            boolean training) {
        double factor = momentum == null ? 0 : momentum;
        if (training && count != null) {
            count.add_(1);
            if (momentum == null) {
                factor = 1.0 / count.itemLong();
            }
        }
        return Functional.batchNorm(x, mean, variance, weight, bias, training || mean == null, factor, eps);
    }

    static Tensor instance(
            Tensor x,
            int dims,
            @Nullable Tensor mean,
            @Nullable Tensor variance,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            @Nullable Double momentum,
            double eps,
            boolean training) {
        boolean own = training || mean == null;
        double factor = momentum == null ? 0 : momentum;
        if (x.dim() == dims + 1) {
            return Functional.instanceNorm(x.unsqueeze(0), mean, variance, weight, bias, own, factor, eps)
                    .squeeze(0);
        }
        return Functional.instanceNorm(x, mean, variance, weight, bias, own, factor, eps);
    }

    static String repr(int features, double eps, @Nullable Double momentum, boolean affine, boolean track) {
        return features + ", eps=" + PyText.real(eps) + ", momentum="
                + (momentum == null ? "None" : PyText.real(momentum)) + ", affine=" + PyText.bool(affine)
                + ", track_running_stats=" + PyText.bool(track);
    }
}
