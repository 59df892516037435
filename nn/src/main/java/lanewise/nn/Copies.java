package lanewise.nn;

import java.util.function.Supplier;
import lanewise.tensor.Generator;

/** Second copies of modules. */
final class Copies {

    private Copies() {}

    /** Makes a module with the weights of {@code original}; the default generator is left as it was. */
    static <M extends Module> M of(M original, Supplier<M> make) {
        Generator generator = Generator.defaultGenerator();
        byte[] state = generator.getState();
        M copy = make.get();
        generator.setState(state);
        copy.loadStateDict(original.stateDict());
        copy.train(original.isTraining());
        return copy;
    }
}
