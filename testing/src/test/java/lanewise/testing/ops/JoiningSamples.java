package lanewise.testing.ops;

import static lanewise.testing.ops.OpSample.of;
import static lanewise.testing.ops.OpSample.op;
import static lanewise.testing.ops.OpSample.unary;

import java.util.List;
import lanewise.tensor.Tensor;

/** Tensors put together and taken apart. */
final class JoiningSamples {

    private JoiningSamples() {}

    static List<OpSample> rows() {
        return List.of(
                op("cat", in -> Tensor.cat(in, -1))
                        .on(of(2, 3), of(2, 1))
                        .on(of(3), of(0), of(2))
                        .on(of(2, 0), of(2, 3)),
                op("cat along 0", in -> Tensor.cat(in))
                        .on(of(2, 3), of(1, 3), of(3, 3))
                        .on(of(2)),
                op("stack", in -> Tensor.stack(in, 1)).on(of(2, 3), of(2, 3)).on(of(2), of(2), of(2)),
                op("stack of numbers", in -> Tensor.stack(in)).on(of(), of()),
                op("hstack", Tensor::hstack)
                        .on(of(2), of(3))
                        .on(of(2, 1), of(2, 3))
                        .on(of(), of()),
                op("vstack", Tensor::vstack).on(of(2), of(2)).on(of(2, 3), of(1, 3)),
                op("dstack", Tensor::dstack).on(of(2), of(2)).on(of(2, 3), of(2, 3)),
                op("columnStack", Tensor::columnStack).on(of(2), of(2, 3)).on(of(), of()),
                op("blockDiag", Tensor::blockDiag).on(of(2, 3), of(2), of()),
                op("split", in -> in.get(0).split(2, 0)).on(of(5)).on(of(4, 2)),
                op("split by sizes", in -> in.get(0).split(new int[] {1, 3, 0}, -1))
                        .on(of(4))
                        .on(of(2, 4)),
                op("one part of a split", in -> in.get(0).split(2).get(1)).on(of(5)),
                op("chunk", in -> in.get(0).chunk(3, 0)).on(of(5)).on(of(7, 2)),
                op("unbind", in -> in.get(0).unbind(-1)).on(of(3)).on(of(2, 3)),
                op("one slice of unbind", in -> in.get(0).unbind().get(1)).on(of(3, 2)),
                op("tensorSplit", in -> in.get(0).tensorSplit(3, 0)).on(of(5)).on(of(2, 2)),
                op("tensorSplit at places", in -> in.get(0).tensorSplit(new int[] {1, 3, 2}, 0))
                        .on(of(5)),
                op("hsplit", in -> in.get(0).hsplit(2)).on(of(4)).on(of(2, 4)),
                op("meshgrid", in -> Tensor.meshgrid(in)).on(of(2), of(3)).on(of(2), of(), of(2)),
                op("meshgrid xy", in -> Tensor.meshgrid(in, "xy"))
                        .on(of(2), of(3))
                        .on(of(2), of(3), of(2)),
                op("cartesianProd", Tensor::cartesianProd).on(of(2), of(3)).on(of(2)),
                op("broadcastTensors", Tensor::broadcastTensors)
                        .on(of(2, 1), of(3))
                        .on(of(), of(2)),
                unary("combinations", x -> Tensor.combinations(x, 2, false))
                        .on(of(4))
                        .on(of(1)),
                unary("combinations with replacement", x -> Tensor.combinations(x, 2, true))
                        .on(of(3)));
    }
}
