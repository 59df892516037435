package lanewise.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import lanewise.tensor.SpareMemory;
import lanewise.tensor.Tensor;

/**
 * Layers one after the other, as {@code torch.nn.Sequential}: modules, or functions of one tensor.
 *
 * <p>{@snippet :
 * var model = new Sequential(new Flatten(), new Linear(784, 128), Tensor::relu, new Linear(128, 10));
 * }
 *
 * <p>Modules are named by their place, {@code "0"}, {@code "1"} and so on, as in PyTorch's state dicts.
 */
public class Sequential extends Module implements Iterable<Module> {

    private final transient List<Module> layers = new ArrayList<>();

    /** Runs {@code layers} in this order. */
    public Sequential(Layer... layers) {
        for (Layer layer : layers) {
            append(layer);
        }
    }

    /** Runs {@code layers} in this order. */
    public Sequential(List<? extends Layer> layers) {
        layers.forEach(this::append);
    }

    /** Runs {@code layers} in the map's order, under its names. */
    public Sequential(Map<String, ? extends Layer> layers) {
        layers.forEach(this::add);
    }

    /** Puts a layer at the end; returns this. */
    public final Sequential append(Layer layer) {
        return add(String.valueOf(layers.size()), layer);
    }

    private Sequential add(String name, Layer layer) {
        Module module = layer instanceof Module given ? given : new Lambda(layer);
        register(name, module);
        layers.add(module);
        return this;
    }

    /** The layer at a place; negative ones count from the end. */
    public Module get(int index) {
        return layers.get(ModuleList.place("Sequential", index, layers.size()));
    }

    /** How many layers there are. */
    public int size() {
        return layers.size();
    }

    /** The layers in order. */
    @Override
    public Iterator<Module> iterator() {
        return List.copyOf(layers).iterator();
    }

    @Override
    public Tensor forward(Tensor x) {
        Tensor y = x;
        boolean ours = false; // whether no module but discreet ones has seen the memory of y
        for (int i = 0; i < layers.size(); i++) {
            Module layer = layers.get(i);
            Tensor input = y;
            try {
                y = layer.call(input);
            } catch (IllegalArgumentException e) {
                throw located(e, i, layer, input);
            }
            if (ours && layer.isDiscreet()) {
                after(input, y);
            }
            ours = SpareMemory.isWorthwhile(y) && (ours || !y.sharesStorage(input)) && layer.isDiscreet();
        }
        return y;
    }

    private static IllegalArgumentException located(IllegalArgumentException e, int index, Module layer, Tensor input) {
        return new IllegalArgumentException(
                e.getMessage() + "\n  in layer " + index + ", "
                        + layer.getClass().getSimpleName() + ", for an input " + Arrays.toString(input.shape()),
                e);
    }

    /** A function as a module without state. */
    private static final class Lambda extends Module {

        private final transient Layer function;

        Lambda(Layer function) {
            this.function = function;
        }

        @Override
        public Tensor forward(Tensor x) {
            return function.forward(x);
        }

        @Override
        boolean runsOnlyOurs() {
            return false;
        }
    }
}
