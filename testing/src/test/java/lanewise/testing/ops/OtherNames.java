package lanewise.testing.ops;

import java.util.Map;
import java.util.TreeMap;

/**
 * PyTorch's names that lanewise spells in another way than camelCase, and PyTorch's second names for which lanewise has
 * the first one only: one name for one thing keeps completion lists short.
 */
final class OtherNames {

    private OtherNames() {}

    private static final String[][] NAMES = {
        // Brackets, operators and Python's own types.
        {"Tensor.__getitem__", "get"},
        {"Tensor.__setitem__", "set"},
        {"Tensor.__matmul__", "matmul"},
        {"Tensor.__rmatmul__", "matmul"},
        {"Tensor.float", "toFloat"},
        {"Tensor.double", "toDouble"},
        {"Tensor.int", "toInt"},
        {"Tensor.long", "toLong"},
        {"Tensor.bool", "toBool"},
        {"Tensor.type", "to"},
        {"Tensor.numpy", "toDoubleArray"},
        {"Tensor.tolist", "toDoubleArray"},
        {"from_numpy", "fromArray"},
        // Old names of what has a newer one.
        {"nn.functional._scaled_dot_product_attention", "scaledDotProductAttention"},
        {"nn.functional.upsample", "interpolate"},
        {"nn.functional.upsample_nearest", "interpolate"},
        {"nn.functional.upsample_bilinear", "interpolate"},
        {"constant_pad_nd", "constantPad"},
        {"triangular_solve", "solveTriangular"},
        {"trapz", "trapezoid"},
        {"chain_matmul", "multiDot"},
        {"symeig", "eigh"},
        // Second names.
        {"absolute", "abs"},
        {"arccos", "acos"},
        {"arccosh", "acosh"},
        {"arcsin", "asin"},
        {"arcsinh", "asinh"},
        {"arctan", "atan"},
        {"arctan2", "atan2"},
        {"arctanh", "atanh"},
        {"clip", "clamp"},
        {"concat", "cat"},
        {"concatenate", "cat"},
        {"divide", "div"},
        {"fix", "trunc"},
        {"greater", "gt"},
        {"greater_equal", "ge"},
        {"less", "lt"},
        {"less_equal", "le"},
        {"linalg.diagonal", "diagonal"},
        {"linalg.matmul", "matmul"},
        {"multiply", "mul"},
        {"negative", "neg"},
        {"not_equal", "ne"},
        {"special.log_softmax", "logSoftmax"},
        {"special.logsumexp", "logsumexp"},
        {"special.softmax", "softmax"},
        {"subtract", "sub"}
    };

    /** PyTorch's name to lanewise's method. */
    static Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        for (String[] pair : NAMES) {
            all.put(pair[0], pair[1]);
        }
        return all;
    }
}
