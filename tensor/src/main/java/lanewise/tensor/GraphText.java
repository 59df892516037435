package lanewise.tensor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import lanewise.autograd.Edge;
import lanewise.autograd.Node;

/** The recorded graph behind a tensor as text in Graphviz' DOT language, for looking at. */
final class GraphText {

    private GraphText() {}

    static String dot(Tensor output, Map<String, ? extends Tensor> named) {
        Map<Node<Tensor>, String> given = new IdentityHashMap<>();
        named.forEach((name, leaf) -> {
            if (leaf.requiresGrad()) {
                given.put(leaf.edge().node(), name);
            }
        });
        StringBuilder text = new StringBuilder("digraph autograd {\n    rankdir = BT;\n    node [shape = box];\n");
        text.append("    output [label = \"output\\n")
                .append(label(output.type()))
                .append("\", style = rounded];\n");
        if (!output.requiresGrad()) {
            return text.append("}\n").toString();
        }
        Map<Node<Tensor>, String> names = new IdentityHashMap<>();
        Deque<Node<Tensor>> open = new ArrayDeque<>();
        Node<Tensor> first = output.edge().node();
        names.put(first, "n0");
        open.add(first);
        StringBuilder edges = new StringBuilder("    n0 -> output;\n");
        while (!open.isEmpty()) {
            Node<Tensor> node = open.poll();
            String name = names.get(node);
            text.append("    ").append(name).append(" [label = \"");
            if (node.isLeaf()) {
                text.append(given.getOrDefault(node, "leaf")
                                .replace("\\", "\\\\")
                                .replace("\"", "\\\""))
                        .append("\\n")
                        .append(label(node.type(0)))
                        .append("\", style = filled, fillcolor = lightblue];\n");
                continue;
            }
            text.append(node.name()).append("\\n").append(label(node.type(0))).append("\"];\n");
            for (int i = 0; i < node.inputs(); i++) {
                Edge<Tensor> edge = node.input(i);
                if (edge == null) {
                    continue;
                }
                String from = names.get(edge.node());
                if (from == null) {
                    from = "n" + names.size();
                    names.put(edge.node(), from);
                    open.add(edge.node());
                }
                edges.append("    ").append(from).append(" -> ").append(name).append(";\n");
            }
        }
        return text.append(edges).append("}\n").toString();
    }

    private static String label(Object type) {
        TensorType of = (TensorType) type;
        return of.dtype() + " " + Shape.show(of.shape());
    }
}
