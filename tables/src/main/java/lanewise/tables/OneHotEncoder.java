package lanewise.tables;

import java.util.Arrays;
import lanewise.datasets.Transform;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;

/**
 * Turns a number that names a kind into one column per kind, 1 in its own and 0 elsewhere; the kinds are those of the
 * data it was fitted to, the training part: {@code sklearn.preprocessing.OneHotEncoder}.
 */
public final class OneHotEncoder implements Transform {
    private final Tensor categories;
    private final DType dtype;

    private OneHotEncoder(Tensor categories, DType dtype) {
        this.categories = categories;
        this.dtype = dtype;
    }

    /**
     * Learns the kinds. The columns get the element type of x where that is floating-point, else float32.
     *
     * @param x numbers of any shape, at least one
     * @return the transform
     * @throws IllegalArgumentException if x is empty or holds NaN, which is no kind: it does not equal itself
     */
    public static OneHotEncoder fit(Tensor x) {
        if (x.numel() == 0) {
            throw new IllegalArgumentException(
                    "OneHotEncoder: expected at least one number, got the shape " + Arrays.toString(x.shape()));
        }
        double[] kinds = Arrays.stream(x.to(DType.FLOAT64).toDoubleArray())
                .map(kind -> kind + 0.0) // −0 is 0
                .sorted()
                .distinct()
                .toArray();
        if (Double.isNaN(kinds[kinds.length - 1])) {
            throw new IllegalArgumentException(
                    "OneHotEncoder: expected numbers, got NaN; give what is unknown a number of its own");
        }
        return new OneHotEncoder(Tensor.asTensor(kinds, kinds.length), x.isFloatingPoint() ? x.dtype() : DType.FLOAT32);
    }

    /** {@return the kinds in increasing order, that of the columns; float64 (K)} */
    public Tensor categories() {
        return categories;
    }

    /**
     * {@inheritDoc}
     *
     * @param x {@code (...)}
     * @return {@code (..., K)}
     * @throws IllegalArgumentException if a number is not among the kinds
     */
    @Override
    public Tensor apply(Tensor x) {
        Tensor y = x.to(DType.FLOAT64).unsqueeze(-1).eq(categories);
        double[] known = y.to(DType.FLOAT64).sum(-1).toDoubleArray();
        for (int i = 0; i < known.length; i++) {
            if (known[i] == 0) {
                throw new IllegalArgumentException("OneHotEncoder: expected one of "
                        + Arrays.toString(categories.toDoubleArray()) + ", got "
                        + x.to(DType.FLOAT64).toDoubleArray()[i] + "; fit to data that has every kind");
            }
        }
        return y.to(dtype);
    }

    @Override
    public boolean deterministic() {
        return true;
    }

    @Override
    public String toString() {
        return "OneHotEncoder(" + Arrays.toString(categories.toDoubleArray()) + ")";
    }
}
