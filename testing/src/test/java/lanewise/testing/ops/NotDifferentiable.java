package lanewise.testing.ops;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The ops that have no derivative, each under its reason. {@link OpsDocTest} holds the list: whatever is not on it has
 * a row in the table of samples and passes {@code gradcheck}.
 */
final class NotDifferentiable {

    private NotDifferentiable() {}

    private static final Map<String, Set<String>> REASONS = Map.of(
            "its result is a truth value",
            Set.of(
                    "all",
                    "allclose",
                    "any",
                    "eq",
                    "equal",
                    "ge",
                    "gt",
                    "isclose",
                    "isfinite",
                    "isin",
                    "isinf",
                    "isnan",
                    "isneginf",
                    "isposinf",
                    "isreal",
                    "le",
                    "logicalAnd",
                    "logicalNot",
                    "logicalOr",
                    "logicalXor",
                    "lt",
                    "ne",
                    "signbit",
                    "toBool"),
            "its result is a whole number or a place",
            Set.of(
                    "argmax",
                    "argmin",
                    "argsort",
                    "argwhere",
                    "bucketize",
                    "countNonzero",
                    "matrixRank",
                    "nonzero",
                    "nonzeroAsTuple",
                    "searchsorted",
                    "oneHot",
                    "unravelIndex",
                    "toInt",
                    "toLong"),
            "it takes whole numbers",
            Set.of(
                    "bitwiseAnd",
                    "bitwiseLeftShift",
                    "bitwiseNot",
                    "bitwiseOr",
                    "bitwiseRightShift",
                    "bitwiseXor",
                    "gcd",
                    "lcm"),
            "it counts",
            Set.of("bincount", "histc", "zeroOneLoss"),
            "PyTorch refuses the derivative, and so does lanewise",
            Set.of("floorDivide", "heaviside", "nextafter", "unique", "uniqueConsecutive"),
            "it makes a tensor that depends on no other's values",
            Set.of(
                    "arange",
                    "asTensor",
                    "empty",
                    "emptyLike",
                    "eye",
                    "fromArray",
                    "full",
                    "fullLike",
                    "linspace",
                    "logspace",
                    "newEmpty",
                    "newFull",
                    "newOnes",
                    "newTensor",
                    "newZeros",
                    "of",
                    "ones",
                    "onesLike",
                    "tensor",
                    "trilIndices",
                    "triuIndices",
                    "zeros",
                    "zerosLike"),
            "it draws at random",
            Set.of(
                    "bernoulli",
                    "cauchy",
                    "exponential",
                    "geometric",
                    "logNormal",
                    "multinomial",
                    "normal",
                    "rand",
                    "randLike",
                    "randint",
                    "randintLike",
                    "randn",
                    "randnLike",
                    "randperm",
                    "random",
                    "uniform"),
            "it leaves the graph, which is what it is for",
            Set.of("detach"));

    /** Reasons by op. */
    static Map<String, String> reasons() {
        Map<String, String> all = new TreeMap<>();
        REASONS.forEach((reason, ops) -> ops.forEach(op -> {
            if (all.put(op, reason) != null) {
                throw new IllegalStateException(op + " stands on the list twice");
            }
        }));
        return all;
    }
}
