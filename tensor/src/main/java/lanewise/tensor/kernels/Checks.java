package lanewise.tensor.kernels;

/** What kernels refuse by value; shapes are checked before. */
final class Checks {
    private Checks() {}

    static void reduce(ReduceOp op, int outer, int count, int inner) {
        if (count == 0 && outer * inner > 0 && (op == ReduceOp.MAX || op == ReduceOp.MIN)) {
            throw new IllegalArgumentException(op.name().toLowerCase() + ": expected at least one value along the "
                    + "reduced dimension; got size 0; reduce another dimension or test numel() first");
        }
    }

    static void argReduce(ArgOp op, int outer, int count, int inner) {
        if (count == 0 && outer * inner > 0) {
            throw new IllegalArgumentException("arg" + op.name().toLowerCase() + ": expected at least one value along "
                    + "the reduced dimension; got size 0; reduce another dimension or test numel() first");
        }
    }

    static void targets(long[] target, int to, long ignoreIndex, int rows, int classes) {
        for (int r = 0; r < rows; r++) {
            long t = target[to + r];
            if ((t < 0 || t >= classes) && t != ignoreIndex) {
                throw new IndexOutOfBoundsException("crossEntropy: expected targets in 0.." + (classes - 1)
                        + " (or ignoreIndex " + ignoreIndex + "); got " + t + " in row " + r
                        + "; Target " + t + " is out of bounds: check the labels against the number of classes");
            }
        }
    }
}
