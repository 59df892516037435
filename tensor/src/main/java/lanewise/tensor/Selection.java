package lanewise.tensor;

/**
 * Elements chosen along a dimension, and where they stood: what {@code max(dim)}, {@code sort}, {@code topk},
 * {@code median(dim)} and their like return, as {@code x.max(1).indices()}.
 *
 * @param values the elements, differentiable
 * @param indices their places along the dimension, int64, of the same shape
 */
public record Selection(Tensor values, Tensor indices) {

    /**
     * Records that {@code values} are elements of {@code x}: dx = zeros with G added at their places.
     *
     * @param indices where they stood along {@code dim}, which both results have, unless they dropped it
     */
    static Selection of(String op, Tensor x, int dim, Tensor values, Tensor indices) {
        int[] from = x.shape;
        boolean dropped = values.shape.length < from.length;
        Tensor places = dropped ? indices.unsqueeze(dim) : indices;
        values.op(op)
                .derivedFrom(
                        x,
                        g -> {
                            Tensor slopes = dropped ? g.unsqueeze(dim) : g;
                            Places at = Places.along(op, from, dim, places).shaped(slopes.shape);
                            return Scattering.spread(slopes, at, from);
                        },
                        places);
        return new Selection(values, indices);
    }
}
