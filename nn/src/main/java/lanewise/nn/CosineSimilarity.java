package lanewise.nn;

import lanewise.tensor.Tensor;

/** Cosines of angles between vectors along a dimension, as {@code torch.nn.CosineSimilarity}. */
public final class CosineSimilarity extends Module {

    private final int dim;
    private final double eps;

    /** Along dimension 1. */
    public CosineSimilarity() {
        this(1);
    }

    /** Along dimension {@code dim}. */
    public CosineSimilarity(int dim) {
        this(dim, 1e-8);
    }

    /** Along dimension {@code dim}; norms count at least {@code eps}. */
    public CosineSimilarity(int dim, double eps) {
        this.dim = dim;
        this.eps = eps;
    }

    /** Returns the cosines: the shape of {@code a} and {@code b}, broadcast, without the dimension. */
    public Tensor forward(Tensor a, Tensor b) {
        return Functional.cosineSimilarity(a, b, dim, eps);
    }
}
