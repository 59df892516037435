package lanewise.nn;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import lanewise.autograd.GradMode;
import lanewise.tensor.DType;
import lanewise.tensor.Generator;
import lanewise.tensor.Tensor;

/**
 * A second model whose weights are an average of those that a training goes through: stochastic weight averaging (SWA),
 * or an exponential moving average (EMA). PyTorch's {@code torch.optim.swa_utils.AveragedModel}.
 *
 * <p>{@snippet :
 * var averaged = new AveragedModel(model, () -> new Net());
 * for (...) {
 *     ... // train model
 *     averaged.updateParameters(model); // after an epoch for SWA, after every step for EMA
 * }
 * averaged.eval();
 * averaged.forward(x);
 * }
 *
 * <p>Buffers, such as running statistics, are copied from the model unless {@code useBuffers} averages them too. The
 * state dict has PyTorch's names: {@code n_averaged} and {@code module.…}.
 *
 * <p>Source: Izmailov et al. 2018, Averaging Weights Leads to Wider Optima and Better Generalization.
 */
public final class AveragedModel extends Module {

    /**
     * What is averaged, and how.
     *
     * @param decay the share of the old average that stays in a moving average, or NaN for the equal mean of all (NaN)
     * @param useBuffers whether floating-point buffers are averaged as well (false)
     */
    public record Options(double decay, boolean useBuffers) {

        /** Checks the decay. */
        public Options {
            if (decay < 0 || decay > 1) {
                throw new IllegalArgumentException("AveragedModel: expected a decay of 0 to 1; got " + decay);
            }
        }

        /** With another {@code decay}. */
        public Options decay(double decay) {
            return new Options(decay, useBuffers);
        }

        /** With another {@code useBuffers}. */
        public Options useBuffers(boolean useBuffers) {
            return new Options(decay, useBuffers);
        }
    }

    private final transient Options options;
    private final Buffer nAveraged = new Buffer(Tensor.zeros(new int[0], DType.INT64));
    private final Module module;

    /** The equal mean: stochastic weight averaging. */
    public static Options options() {
        return new Options(Double.NaN, false);
    }

    /** A moving average: each update keeps {@code decay} of the old one. */
    public static Options ema(double decay) {
        return options().decay(decay);
    }

    /** An equal mean; see {@link #AveragedModel(Module, Supplier, Options)}. */
    public AveragedModel(Module model, Supplier<? extends Module> maker) {
        this(model, maker, options());
    }

    /**
     * Begins with a copy of {@code model}.
     *
     * @param model the model that is trained
     * @param maker makes another of the same architecture; the numbers that it draws from the default generator are put
     *     back
     * @param options what is averaged, and how
     * @throws IllegalArgumentException if the two do not have the same parameters and buffers
     */
    public AveragedModel(Module model, Supplier<? extends Module> maker, Options options) {
        this.options = options;
        Generator generator = Generator.defaultGenerator();
        byte[] before = generator.getState();
        module = maker.get();
        generator.setState(before);
        if (module == model) {
            throw new IllegalArgumentException("AveragedModel: the maker returned the model itself; return a new one");
        }
        module.loadStateDict(model.stateDict());
        module.requiresGrad_(false);
        module.train(model.isTraining());
    }

    /** The model with the averaged weights. */
    public Module module() {
        return module;
    }

    /** How many models went into the average. */
    public long averaged() {
        return nAveraged.itemLong();
    }

    /**
     * Takes the present weights of {@code model} into the average; the first ones are copied.
     *
     * @throws IllegalArgumentException if {@code model} does not have the parameters and buffers of this one
     */
    public void updateParameters(Module model) {
        List<? extends Tensor> own = module.parameters();
        List<? extends Tensor> theirs = model.parameters();
        List<? extends Tensor> ownBuffers = module.buffers();
        List<? extends Tensor> theirBuffers = model.buffers();
        check(own, theirs);
        check(ownBuffers, theirBuffers);
        long count = averaged();
        try (var _ = GradMode.noGrad()) {
            Iterator<? extends Tensor> from = theirs.iterator();
            own.forEach(tensor -> average(tensor.detach(), from.next().detach(), count));
            Iterator<? extends Tensor> fromBuffers = theirBuffers.iterator();
            ownBuffers.forEach(tensor -> {
                Tensor source = fromBuffers.next().detach();
                if (options.useBuffers() && tensor.isFloatingPoint()) {
                    average(tensor.detach(), source, count);
                } else {
                    tensor.detach().copy_(source);
                }
            });
            nAveraged.add_(1);
        }
    }

    /**
     * Measures the running statistics of all batch normalizations of {@code model} anew, as the plain mean over the
     * batches: averaged weights need statistics of their own. PyTorch's {@code swa_utils.update_bn}.
     *
     * <p>{@snippet :
     * AveragedModel.updateBn(trainLoader, Batch::input, averaged);
     * }
     *
     * @param batches a loader, gone over once
     * @param input what the model is given of a batch
     * @param model the model, in training mode while this runs; models without batch normalization are left alone
     */
    public static <B> void updateBn(
            Iterable<? extends B> batches, Function<? super B, ? extends Tensor> input, Module model) {
        Map<NormNd, NormNd.Options> norms = new IdentityHashMap<>();
        model.modules().forEach(module -> {
            if (module instanceof BatchNorm1d || module instanceof BatchNorm2d || module instanceof BatchNorm3d) {
                norms.put((NormNd) module, ((NormNd) module).options);
            }
        });
        if (norms.isEmpty()) {
            return;
        }
        boolean training = model.isTraining();
        norms.forEach((norm, options) -> {
            norm.resetRunningStats();
            norm.options = options.momentum(null);
        });
        model.train();
        try (var _ = GradMode.noGrad()) {
            batches.forEach(batch -> model.call(input.apply(batch)));
        } finally {
            norms.forEach((norm, options) -> norm.options = options);
            model.train(training);
        }
    }

    private void average(Tensor mean, Tensor current, long count) {
        if (count == 0) {
            mean.copy_(current);
        } else {
            double share = Double.isNaN(options.decay()) ? 1.0 / (count + 1) : 1 - options.decay();
            mean.add_(current.sub(mean).mul(share));
        }
    }

    private static void check(List<? extends Tensor> own, List<? extends Tensor> theirs) {
        boolean same = own.size() == theirs.size();
        for (int i = 0; same && i < own.size(); i++) {
            same = Arrays.equals(own.get(i).shape(), theirs.get(i).shape());
        }
        if (!same) {
            throw new IllegalArgumentException(
                    "AveragedModel.updateParameters: expected a model of the same architecture, with " + own.size()
                            + " tensors of the same shapes; got " + theirs.size());
        }
    }

    @Override
    public Tensor forward(Tensor x) {
        return module.call(x);
    }
}
