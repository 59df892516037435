package lanewise.datasets;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Grey images and their classes from any pair of IDX files, such as the ones you made yourself or another set in
 * MNIST's form. The files are checked to be whole, but not against a published sum.
 */
public final class IdxDataset extends VisionDataset {
    private final Path images;
    private final Options options;

    /**
     * What the set does to its samples.
     *
     * @param transform for images, from uint8 {@code (H, W)}; null for none
     * @param targetTransform for classes, from int64 {@code ()}; null for none
     * @param classes what the classes are called, by number; may be empty
     */
    public record Options(
            @Nullable Transform transform, @Nullable Transform targetTransform, List<String> classes) {
        /** Keeps its own copy of the names. */
        public Options {
            classes = List.copyOf(classes);
        }

        /** {@return a copy with this transform for images} */
        public Options transform(Transform function) {
            return new Options(function, targetTransform, classes);
        }

        /** {@return a copy with this transform for classes} */
        public Options targetTransform(Transform function) {
            return new Options(transform, function, classes);
        }

        /** {@return a copy with these names of the classes} */
        public Options classes(List<String> names) {
            return new Options(transform, targetTransform, names);
        }
    }

    /**
     * Reads two files.
     *
     * @param images an IDX file (N, H, W) of bytes, raw or compressed with gzip
     * @param labels an IDX file (N) of bytes, raw or compressed with gzip
     * @param options what to do to samples
     * @throws UncheckedIOException if a file is missing, damaged or no such file
     * @throws IllegalArgumentException if the two do not belong together
     */
    public IdxDataset(Path images, Path labels, Options options) {
        super("IdxDataset", Idx.read(images), Idx.read(labels), options.transform(), options.targetTransform());
        this.images = images;
        this.options = options;
    }

    /** {@return the defaults: no transforms, no names} */
    public static Options options() {
        return new Options(null, null, List.of());
    }

    @Override
    public List<String> classes() {
        return options.classes();
    }

    @Override
    List<String> details() {
        return List.of("Images: " + images);
    }
}
