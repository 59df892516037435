package lanewise.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import lanewise.datasets.MNIST;
import lanewise.datasets.Transform;

/**
 * MNIST for samples: the whole set from {@code --data} or a download; where neither is to be had, the part that is
 * embedded here, 10,000 images to train on and 2,000 to test with. {@code --quick} takes that part at once.
 */
public final class MnistData {

    private static boolean embeddedAnnounced;

    private MnistData() {}

    /** The images to train on. */
    public static MNIST train(Arguments arguments, Transform transform) {
        return open(arguments, MNIST.train().transform(transform), "train");
    }

    /** The images to test with. */
    public static MNIST test(Arguments arguments, Transform transform) {
        return open(arguments, MNIST.test().transform(transform), "t10k");
    }

    private static MNIST open(Arguments arguments, MNIST.Options options, String part) {
        Path named = arguments.data();
        MNIST.Options whole = options.download(!arguments.offline()).offline(arguments.offline());
        if (named != null) {
            // What the user pointed at is used or complained about, never silently replaced by something smaller.
            return new MNIST(named, whole);
        }
        if (arguments.quick()) {
            return embedded(options, part);
        }
        if (!embeddedAnnounced) {
            try {
                return new MNIST(Path.of("data"), whole);
            } catch (UncheckedIOException e) {
                embeddedAnnounced = true;
                System.out.println("The whole MNIST set is not here ("
                        + e.getMessage().lines().findFirst().orElse("") + ").\n"
                        + "Going on with the embedded part: 10,000 images to train on, 2,000 to test with.");
            }
        }
        return embedded(options, part);
    }

    private static MNIST embedded(MNIST.Options options, String part) {
        try (InputStream images = resource(part + "-images-idx3-ubyte.gz");
                InputStream labels = resource(part + "-labels-idx1-ubyte.gz")) {
            return MNIST.of(images, labels, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(
                MnistData.class.getResourceAsStream("mnist/" + name), "the samples' jar lacks mnist/" + name);
    }
}
