package lanewise.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Random numbers as tensors, drawn as PyTorch's CPU code draws them: same seed, same order of calls, same numbers.
 *
 * <p>What a fill draws may depend on the layout, as in PyTorch: normals of a contiguous tensor come in blocks, of any
 * other one after another. None of this has a derivative; the gradient of what was overwritten is zero.
 */
final class Sampling {

    private Sampling() {}

    /** Draws {@code n} numbers into an array of the tensor's element type. */
    private interface Draw {
        void into(Object array, int offset, int n);
    }

    static Generator orDefault(@Nullable Generator generator) {
        return generator == null ? Generator.defaultGenerator() : generator;
    }

    static Tensor uniform(Tensor x, double from, double to, @Nullable Generator generator) {
        Generator source = orDefault(generator);
        return real("uniform_", x, (array, offset, n) -> {
            if (array instanceof float[] floats) {
                source.uniform(floats, offset, n, from, to);
            } else {
                source.uniform((double[]) array, offset, n, from, to);
            }
        });
    }

    static Tensor normal(Tensor x, double mean, double std, @Nullable Generator generator) {
        Generator source = orDefault(generator);
        boolean blocks = x.isContiguous();
        return real("normal_", x, (array, offset, n) -> {
            if (array instanceof float[] floats) {
                if (blocks) {
                    source.normal(floats, offset, n, mean, std);
                } else {
                    source.normalOneByOne(floats, offset, n, mean, std);
                }
            } else if (blocks) {
                source.normal((double[]) array, offset, n, mean, std);
            } else {
                source.normalOneByOne((double[]) array, offset, n, mean, std);
            }
        });
    }

    static Tensor logNormal(Tensor x, double mean, double std, @Nullable Generator generator) {
        Generator source = orDefault(generator);
        return real("logNormal_", x, (array, offset, n) -> {
            if (array instanceof float[] floats) {
                source.logNormal(floats, offset, n, mean, std);
            } else {
                source.logNormal((double[]) array, offset, n, mean, std);
            }
        });
    }

    static Tensor exponential(Tensor x, double lambda, @Nullable Generator generator) {
        Generator source = orDefault(generator);
        return real("exponential_", x, (array, offset, n) -> {
            if (array instanceof float[] floats) {
                source.exponential(floats, offset, n, lambda);
            } else {
                source.exponential((double[]) array, offset, n, lambda);
            }
        });
    }

    static Tensor cauchy(Tensor x, double median, double sigma, @Nullable Generator generator) {
        needsFloating("cauchy_", x);
        double[] drawn = new double[x.numel()];
        orDefault(generator).cauchy(drawn, 0, drawn.length, median, sigma);
        return store("cauchy_", x, Storage.of(drawn));
    }

    static Tensor geometric(Tensor x, double p, @Nullable Generator generator) {
        double[] drawn = new double[x.numel()];
        orDefault(generator).geometric(drawn, 0, drawn.length, p);
        return store("geometric_", x, Storage.of(drawn));
    }

    static Tensor bernoulli(Tensor x, double p, @Nullable Generator generator) {
        byte[] drawn = new byte[x.numel()];
        orDefault(generator).bernoulli(drawn, 0, drawn.length, p);
        return store("bernoulli_", x, Storage.of(drawn));
    }

    static Tensor bernoulli(Tensor x, Tensor p, @Nullable Generator generator) {
        if (!p.isFloatingPoint()) {
            throw new IllegalArgumentException(
                    "bernoulli_: expected probabilities tensor to have floating type, got " + p.dtype());
        }
        Tensor probabilities = p.detach().expand(x.shape).compact(p.dtype());
        byte[] drawn = new byte[x.numel()];
        if (probabilities.storage.array instanceof float[] floats) {
            orDefault(generator).bernoulli(drawn, 0, drawn.length, floats, probabilities.offset);
        } else {
            orDefault(generator)
                    .bernoulli(drawn, 0, drawn.length, probabilities.storage.doubles(), probabilities.offset);
        }
        return store("bernoulli_", x, Storage.of(drawn));
    }

    /** Whole numbers from the first to before the last. */
    static Tensor random(Tensor x, long from, long to, @Nullable Generator generator) {
        Generator source = orDefault(generator);
        boolean narrow = x.dtype() == DType.INT32 || x.dtype() == DType.UINT8 || x.dtype() == DType.BOOL;
        long[] drawn = new long[x.numel()];
        if (narrow) {
            int[] ints = new int[drawn.length];
            source.randomInts(ints, 0, ints.length, from, to);
            for (int i = 0; i < ints.length; i++) {
                drawn[i] = ints[i];
            }
        } else {
            source.randomInts(drawn, 0, drawn.length, from, to);
        }
        return store("random_", x, Storage.of(drawn));
    }

    /** Whole numbers over all that the element type can hold exactly, from 0. */
    static Tensor random(Tensor x, @Nullable Generator generator) {
        Generator source = orDefault(generator);
        long end = x.dtype().wholeNumbers();
        if (end >= 0) {
            return random(x, 0, end, source);
        }
        long[] drawn = new long[x.numel()];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = source.randomInt63();
        }
        return store("random_", x, Storage.of(drawn));
    }

    /** Normals with a mean and a deviation each. */
    static Tensor normal(Tensor mean, Tensor std, @Nullable Generator generator) {
        DType dtype = DType.result(mean, std).floating();
        if (std.numel() > 0 && std.detach().lt(0).sum().itemLong() > 0) {
            throw new IllegalArgumentException("normal: expects all elements of std >= 0.0");
        }
        Tensor y = Tensor.allocate(dtype, Shape.broadcast("normal", mean.shape, std.shape));
        normal(y, 0, 1, generator);
        return y.mul_(std.detach()).add_(mean.detach());
    }

    /** Categories by weight, for each row. */
    static Tensor multinomial(Tensor weights, int samples, boolean replacement, @Nullable Generator generator) {
        int rank = weights.dim();
        if (rank < 1 || rank > 2 || !weights.isFloatingPoint()) {
            throw new IllegalArgumentException("multinomial: expected a vector or matrix of float weights, got "
                    + weights.dtype() + " of shape " + Shape.show(weights.shape));
        }
        int rows = rank == 1 ? 1 : weights.shape[0];
        int categories = weights.shape[rank - 1];
        long[] drawn = Multinomial.sample(
                weights.toDoubleArray(),
                rows,
                categories,
                samples,
                replacement,
                weights.dtype() == DType.FLOAT32,
                orDefault(generator));
        Tensor y = rank == 1 ? Tensor.wrap(Storage.of(drawn), samples) : Tensor.wrap(Storage.of(drawn), rows, samples);
        return y.op("multinomial");
    }

    static Tensor permutation(int n, DType dtype, @Nullable Generator generator) {
        long[] drawn = orDefault(generator).permutation(n);
        return Tensor.wrap(Storage.of(drawn), drawn.length).compact(dtype);
    }

    /** Fills a floating tensor: its memory itself if it is contiguous, else by way of a row-major copy. */
    private static Tensor real(String op, Tensor x, Draw draw) {
        needsFloating(op, x);
        return InPlace.replaceAll(op, x, () -> {
            if (x.isContiguous()) {
                draw.into(x.storage.array, x.offset, x.numel());
                x.storage.written(op);
            } else {
                Tensor drawn = Tensor.allocate(x.dtype(), x.shape);
                draw.into(drawn.storage.array, 0, drawn.numel());
                InPlace.write(op, x, drawn);
            }
        });
    }

    private static Tensor store(String op, Tensor x, Storage drawn) {
        return InPlace.replaceAll(op, x, () -> InPlace.write(op, x, Tensor.wrap(drawn, x.shape)));
    }

    private static void needsFloating(String op, Tensor x) {
        if (!x.isFloatingPoint()) {
            throw new IllegalArgumentException(op + ": expected a float32 or float64 tensor, got " + x.dtype());
        }
    }
}
