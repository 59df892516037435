// Draws the graph that backward() walks: every op of a forward pass is a node, every parameter a blue leaf.
// The forward pass records it, backward() follows the arrows against their direction and leaves a gradient in
// each leaf; the picture is in out/graph.svg, the same graph as Graphviz text on the screen.
import lanewise.nn.*;
import lanewise.samples.*;
import lanewise.tensor.*;

void main(String[] args) {
    Arguments.parse("Graph", args, 1);
    var model = new Sequential(new Linear(4, 3), new Sigmoid(), new Linear(3, 2));
    var criterion = new CrossEntropyLoss();

    Tensor x = Tensor.randn(5, 4);
    Tensor target = Tensor.tensor(new long[] {0, 1, 1, 0, 1});
    Tensor loss = criterion.forward(model.forward(x), target);

    String dot = Autograd.toDot(loss, model.namedParameters());
    IO.println(dot);
    GraphPicture.save("graph.svg", dot);

    loss.backward();
    model.namedParameters()
            .forEach((name, parameter) -> IO.println("%-10s gradient of shape %s, norm %.4f"
                    .formatted(
                            name,
                            Arrays.toString(parameter.grad().shape()),
                            parameter.grad().norm().item())));
}
