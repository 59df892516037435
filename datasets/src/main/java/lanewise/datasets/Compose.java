package lanewise.datasets;

import java.util.List;
import java.util.stream.Collectors;
import lanewise.tensor.Tensor;

/** Several transforms, one after the other: {@code torchvision.transforms.Compose}. */
public final class Compose implements Transform {
    private final List<Transform> transforms;

    /**
     * The transforms in the order in which they run; none leaves samples as they are.
     *
     * @param transforms what to run
     */
    public Compose(Transform... transforms) {
        this.transforms = List.of(transforms);
    }

    /** {@return the transforms in the order in which they run} */
    public List<Transform> transforms() {
        return transforms;
    }

    @Override
    public Tensor apply(Tensor x) {
        Tensor y = x;
        for (Transform transform : transforms) {
            y = transform.apply(y);
        }
        return y;
    }

    @Override
    public boolean deterministic() {
        return transforms.stream().allMatch(Transform::deterministic);
    }

    @Override
    public boolean pointwise() {
        return transforms.stream().allMatch(Transform::pointwise);
    }

    @Override
    public String toString() {
        return transforms.stream()
                .map(t -> "\n    " + t.toString().replace("\n", "\n    "))
                .collect(Collectors.joining("", "Compose(", "\n)"));
    }
}
