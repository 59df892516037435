package lanewise.tensor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sums of products by subscripts, as {@code torch.einsum}: operands are contracted from left to right, each pair by one
 * batched matrix product, so the derivative is that of views, sums and products.
 */
final class Einsum {

    /* A label is a letter, or this plus the place of a dimension that an ellipsis covers. */
    private static final int ELLIPSIS = 1 << 16;

    private final String equation;
    private final List<Operand> operands = new ArrayList<>();
    /** The labels of the result. */
    private final List<Integer> result = new ArrayList<>();

    /** A tensor whose dimensions have different labels. */
    private record Operand(Tensor tensor, List<Integer> labels) {}

    private Einsum(String equation) {
        this.equation = equation;
    }

    static Tensor einsum(String equation, List<Tensor> tensors) {
        return new Einsum(equation).run(tensors);
    }

    private Tensor run(List<Tensor> tensors) {
        String compact = equation.replace(" ", "");
        int arrow = compact.indexOf("->");
        String left = arrow < 0 ? compact : compact.substring(0, arrow);
        String[] terms = left.split(",", -1);
        if (tensors.isEmpty()) {
            throw refused("must provide at least one operand");
        }
        if (terms.length != tensors.size()) {
            throw refused("the equation has " + terms.length + " operands (subscripts between commas), but "
                    + tensors.size() + " were provided");
        }
        List<List<Integer>> labels = new ArrayList<>();
        int covered = 0;
        for (int i = 0; i < terms.length; i++) {
            List<Integer> parsed = parse(terms[i], "operand " + i);
            int ellipsis = parsed.contains(ELLIPSIS) ? tensors.get(i).dim() - parsed.size() + 1 : 0;
            if (ellipsis < 0
                    || !parsed.contains(ELLIPSIS)
                            && parsed.size() != tensors.get(i).dim()) {
                throw refused("the number of subscripts in the equation ("
                        + (parsed.size() - (parsed.contains(ELLIPSIS) ? 1 : 0))
                        + (parsed.contains(ELLIPSIS) ? " and an ellipsis" : "")
                        + ") does not match the number of dimensions ("
                        + tensors.get(i).dim() + ") of operand " + i + " of shape " + Shape.show(tensors.get(i).shape));
            }
            covered = Math.max(covered, ellipsis);
            labels.add(parsed);
        }
        for (int i = 0; i < terms.length; i++) {
            operands.add(distinct(
                    tensors.get(i), spread(labels.get(i), tensors.get(i).dim(), covered), i));
        }
        findResult(arrow < 0 ? null : compact.substring(arrow + 2), labels, covered);
        dropBroadcast(tensors);
        Operand all = summed(operands.getFirst(), needed(1));
        for (int i = 1; i < operands.size(); i++) {
            all = contracted(all, operands.get(i), needed(i + 1));
        }
        Operand last = all;
        return last.tensor.permute(
                result.stream().mapToInt(last.labels::indexOf).toArray());
    }

    /** The letters of one term; an ellipsis stands as one label. */
    private List<Integer> parse(String term, String where) {
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < term.length(); i++) {
            char c = term.charAt(i);
            if (c == '.') {
                if (!term.startsWith("...", i) || labels.contains(ELLIPSIS)) {
                    throw refused("found '.' for " + where + " that is not part of one ellipsis '...'");
                }
                labels.add(ELLIPSIS);
                i += 2;
            } else if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
                labels.add((int) c);
            } else {
                throw refused("invalid subscript '" + c + "' for " + where + ", subscripts must be letters");
            }
        }
        return labels;
    }

    /** One label for each of the dimensions that the ellipsis covers, aligned at the last. */
    private static List<Integer> spread(List<Integer> labels, int rank, int covered) {
        List<Integer> all = new ArrayList<>();
        for (int label : labels) {
            if (label != ELLIPSIS) {
                all.add(label);
                continue;
            }
            int count = rank - labels.size() + 1;
            for (int i = 0; i < count; i++) {
                all.add(ELLIPSIS + covered - count + i);
            }
        }
        return all;
    }

    /** Takes the diagonal where a label stands twice. */
    private Operand distinct(Tensor tensor, List<Integer> labels, int operand) {
        Tensor x = tensor;
        List<Integer> left = new ArrayList<>(labels);
        for (int j = 0; j < left.size(); j++) {
            int i = left.indexOf(left.get(j));
            if (i == j) {
                continue;
            }
            if (x.shape[i] != x.shape[j]) {
                throw refused("subscript " + (char) (int) left.get(j) + " is repeated for operand " + operand
                        + " but the sizes don't" + " match, " + x.shape[j] + " != " + x.shape[i] + " in shape "
                        + Shape.show(tensor.shape));
            }
            x = x.diagonal(0, i, j).movedim(-1, i);
            left.remove(j);
            j--;
        }
        return new Operand(x, left);
    }

    private void findResult(@Nullable String right, List<List<Integer>> labels, int covered) {
        if (right == null) {
            addEllipsis(covered);
            List<Integer> seen = labels.stream().flatMap(List::stream).toList();
            seen.stream()
                    .filter(label -> label != ELLIPSIS && seen.indexOf(label) == seen.lastIndexOf(label))
                    .sorted()
                    .forEach(result::add);
            return;
        }
        for (int label : parse(right, "the output")) {
            if (label == ELLIPSIS) {
                addEllipsis(covered);
                continue;
            }
            if (result.contains(label)) {
                throw refused("output subscript " + (char) label + " appears more than once in the output");
            }
            if (operands.stream().noneMatch(operand -> operand.labels.contains(label))) {
                throw refused(
                        "output subscript " + (char) label + " does not appear in the equation for any input operand");
            }
            result.add(label);
        }
    }

    private void addEllipsis(int covered) {
        for (int i = 0; i < covered; i++) {
            result.add(ELLIPSIS + i);
        }
    }

    /** Where sizes differ, the operands with size 1 do without the dimension: it broadcasts. */
    private void dropBroadcast(List<Tensor> tensors) {
        Set<Integer> all = new LinkedHashSet<>();
        operands.forEach(operand -> all.addAll(operand.labels));
        for (int label : all) {
            int size = 1;
            for (int i = 0; i < operands.size(); i++) {
                Operand operand = operands.get(i);
                int at = operand.labels.indexOf(label);
                int own = at < 0 ? 1 : operand.tensor.shape[at];
                if (own != 1 && size != 1 && own != size) {
                    String name = label < ELLIPSIS ? "subscript " + (char) label : "a dimension of the ellipsis";
                    throw refused(name + " has size " + own + " for operand " + i
                            + " which does not broadcast with previously seen" + " size " + size + "; shapes "
                            + tensors.stream().map(t -> Shape.show(t.shape)).toList());
                }
                size = own != 1 ? own : size;
            }
            for (int i = 0; size != 1 && i < operands.size(); i++) {
                Operand operand = operands.get(i);
                int at = operand.labels.indexOf(label);
                if (at >= 0 && operand.tensor.shape[at] == 1) {
                    operands.set(i, new Operand(operand.tensor.squeeze(at), without(operand.labels, Set.of(label))));
                }
            }
        }
    }

    /** The labels that the result or operands from that one on need. */
    private Set<Integer> needed(int from) {
        Set<Integer> labels = new LinkedHashSet<>(result);
        operands.subList(from, operands.size()).forEach(operand -> labels.addAll(operand.labels));
        return labels;
    }

    private static List<Integer> without(List<Integer> labels, Set<Integer> dropped) {
        return labels.stream().filter(label -> !dropped.contains(label)).toList();
    }

    /** Sums over what is not kept. */
    private static Operand summed(Operand x, Set<Integer> kept) {
        List<Integer> left = x.labels.stream().filter(kept::contains).toList();
        if (left.size() == x.labels.size()) {
            return x;
        }
        int[] dims = new int[x.labels.size() - left.size()];
        int at = 0;
        for (int d = 0; d < x.labels.size(); d++) {
            if (!kept.contains(x.labels.get(d))) {
                dims[at++] = d;
            }
        }
        return new Operand(x.tensor.sum(dims, false), left);
    }

    /** Multiplies two operands and sums over what is not kept: (batch, a, sum) times (batch, sum, b). */
    private static Operand contracted(Operand a, Operand b, Set<Integer> kept) {
        Set<Integer> forA = new LinkedHashSet<>(kept);
        forA.addAll(b.labels);
        Set<Integer> forB = new LinkedHashSet<>(kept);
        forB.addAll(a.labels);
        Operand p = summed(a, forA);
        Operand q = summed(b, forB);
        Checks.sameDtype("einsum", p.tensor, q.tensor);
        List<Integer> batch = p.labels.stream()
                .filter(l -> q.labels.contains(l) && kept.contains(l))
                .toList();
        List<Integer> inner = p.labels.stream()
                .filter(l -> q.labels.contains(l) && !kept.contains(l))
                .toList();
        List<Integer> onlyP =
                p.labels.stream().filter(l -> !q.labels.contains(l)).toList();
        List<Integer> onlyQ =
                q.labels.stream().filter(l -> !p.labels.contains(l)).toList();
        List<Integer> labels = new ArrayList<>(batch);
        labels.addAll(onlyP);
        labels.addAll(onlyQ);
        int[] shape = new int[labels.size()];
        for (int i = 0; i < shape.length; i++) {
            Operand from = p.labels.contains(labels.get(i)) ? p : q;
            shape[i] = from.tensor.shape[from.labels.indexOf(labels.get(i))];
        }
        if (inner.isEmpty()) {
            // Nothing to sum: dimensions that the other operand lacks are broadcast.
            return new Operand(aligned(p, labels).mul(aligned(q, labels)), labels);
        }
        int stack = size(p, batch);
        int m = size(p, onlyP);
        int n = size(q, onlyQ);
        int k = size(p, inner);
        Tensor left = permuted(p, List.of(batch, onlyP, inner)).reshape(stack, m, k);
        Tensor right = permuted(q, List.of(batch, inner, onlyQ)).reshape(stack, k, n);
        return new Operand(LinearAlgebra.bmm(left, right).reshape(shape), labels);
    }

    private static int size(Operand x, List<Integer> labels) {
        int n = 1;
        for (int label : labels) {
            n *= x.tensor.shape[x.labels.indexOf(label)];
        }
        return n;
    }

    private static Tensor permuted(Operand x, List<List<Integer>> groups) {
        return x.tensor.permute(groups.stream()
                .flatMap(List::stream)
                .mapToInt(x.labels::indexOf)
                .toArray());
    }

    /** The operand's dimensions in the order of {@code labels}, of size 1 where it has none. */
    private static Tensor aligned(Operand x, List<Integer> labels) {
        Tensor y = x.tensor.permute(labels.stream()
                .filter(x.labels::contains)
                .mapToInt(x.labels::indexOf)
                .toArray());
        for (int d = 0; d < labels.size(); d++) {
            if (!x.labels.contains(labels.get(d))) {
                y = y.unsqueeze(d);
            }
        }
        return y;
    }

    private IllegalArgumentException refused(String what) {
        return new IllegalArgumentException("einsum: " + what + ", in \"" + equation + "\"");
    }
}
