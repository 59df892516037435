package lanewise.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.tensor.Tensor;

/**
 * What losses ask of their arguments. Shapes that would silently broadcast are refused, with the call that was probably
 * meant.
 */
final class LossChecks {

    private LossChecks() {}

    static void sameShape(String op, Tensor prediction, Tensor target) {
        sameShape(op, "prediction", prediction, "target", target);
    }

    static void sameShape(String op, String nameA, Tensor a, String nameB, Tensor b) {
        int[] p = a.shape();
        int[] q = b.shape();
        if (Arrays.equals(p, q)) {
            return;
        }
        StringBuilder text = new StringBuilder(op)
                .append(": ")
                .append(nameA)
                .append(' ')
                .append(show(p))
                .append(" and ")
                .append(nameB)
                .append(' ')
                .append(show(q))
                .append(" differ; ");
        int[] together = broadcast(p, q);
        text.append(together == null ? "they must be equal." : "they would broadcast to " + show(together) + ".");
        List<String> fixes = new ArrayList<>();
        addSqueezes(fixes, nameB, q, nameA, p);
        addSqueezes(fixes, nameA, p, nameB, q);
        if (fixes.isEmpty() && a.numel() == b.numel()) {
            fixes.add(nameB + ".reshape(" + nameA + ".shape()) if the order of elements agrees");
        } else if (fixes.isEmpty() && Arrays.equals(together, p)) {
            fixes.add(nameB + ".expandAs(" + nameA + ") if that is meant");
        } else if (fixes.isEmpty() && Arrays.equals(together, q)) {
            fixes.add(nameA + ".expandAs(" + nameB + ") if that is meant");
        }
        if (!fixes.isEmpty()) {
            text.append(" Use ").append(String.join(" or ", fixes)).append('.');
        }
        throw new IllegalArgumentException(text.toString());
    }

    /** If {@code large} is {@code small} with a dimension of size 1 more, how to make them equal. */
    private static void addSqueezes(List<String> fixes, String nameSmall, int[] small, String nameLarge, int[] large) {
        if (large.length != small.length + 1) {
            return;
        }
        for (int d = large.length - 1; d >= 0; d--) {
            if (large[d] == 1 && Arrays.equals(without(large, d), small)) {
                fixes.add(nameSmall + ".unsqueeze(" + d + ")");
                fixes.add(nameLarge + ".squeeze(" + d + ")");
                return;
            }
        }
    }

    private static int[] without(int[] shape, int dim) {
        int[] rest = new int[shape.length - 1];
        System.arraycopy(shape, 0, rest, 0, dim);
        System.arraycopy(shape, dim + 1, rest, dim, rest.length - dim);
        return rest;
    }

    private static int @org.jspecify.annotations.Nullable [] broadcast(int[] p, int[] q) {
        int rank = Math.max(p.length, q.length);
        int[] shape = new int[rank];
        for (int d = 1; d <= rank; d++) {
            int a = d <= p.length ? p[p.length - d] : 1;
            int b = d <= q.length ? q[q.length - d] : 1;
            if (a != b && a != 1 && b != 1) {
                return null;
            }
            shape[rank - d] = a == 1 ? b : a;
        }
        return shape;
    }

    /** Refuses a target that would enlarge the input; smaller ones broadcast to it. */
    static void broadcastsTo(String op, Tensor input, String name, Tensor other) {
        if (!Arrays.equals(broadcast(input.shape(), other.shape()), input.shape())) {
            sameShape(op, "prediction", input, name, other);
        }
    }

    static void floating(String op, String name, Tensor x) {
        if (!x.isFloatingPoint()) {
            throw new IllegalArgumentException(op + ": expected floating-point " + name + ", got " + x.dtype() + " "
                    + show(x.shape()) + "; convert with toFloat()");
        }
    }

    /** As {@code [100,1]}. */
    static String show(int[] shape) {
        return Arrays.toString(shape).replace(" ", "");
    }
}
