package lanewise.testing.ops;

import static lanewise.testing.ops.OpSample.binary;
import static lanewise.testing.ops.OpSample.of;
import static lanewise.testing.ops.OpSample.op;

import java.util.List;
import lanewise.tensor.LinearAlgebra;
import lanewise.tensor.Tensor;

/** Products of vectors, matrices and stacks of matrices. */
final class MatrixSamples {

    private MatrixSamples() {}

    static List<OpSample> rows() {
        return List.of(
                binary("matmul", Tensor::matmul)
                        .on(of(4), of(4))
                        .on(of(3, 4), of(4))
                        .on(of(4), of(4, 2))
                        .on(of(3, 4), of(4, 2))
                        .on(of(2, 3, 4), of(4, 2))
                        .on(of(4), of(2, 4, 3))
                        .on(of(2, 1, 3, 4), of(3, 4, 2))
                        .on(of(3, 0), of(0, 2))
                        .on(of(0, 3), of(3, 2)),
                binary("mm", Tensor::mm).on(of(2, 3), of(3, 4)),
                binary("bmm", Tensor::bmm).on(of(2, 2, 3), of(2, 3, 2)).on(of(0, 2, 3), of(0, 3, 2)),
                op("linear", in -> LinearAlgebra.linear(in.get(0), in.get(1), in.get(2)))
                        .on(of(3, 4), of(2, 4), of(2))
                        .on(of(4), of(2, 4), of(2))
                        .on(of(2, 3, 4), of(2, 4), of(2))
                        .on(of(0, 4), of(2, 4), of(2)));
    }
}
