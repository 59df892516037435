package lanewise.nn;

import lanewise.tensor.Tensor;

/** What the layers that put something around their input have in common. */
public abstract sealed class PadNd extends Module
        permits CircularPad1d,
                CircularPad2d,
                CircularPad3d,
                ConstantPad1d,
                ConstantPad2d,
                ConstantPad3d,
                ReflectionPad1d,
                ReflectionPad2d,
                ReflectionPad3d,
                ReplicationPad1d,
                ReplicationPad2d,
                ReplicationPad3d,
                ZeroPad1d,
                ZeroPad2d,
                ZeroPad3d {

    private final PaddingMode mode;
    final int[] padding;
    final double value;

    PadNd(String layer, int dims, int[] padding, PaddingMode mode, double value) {
        this.padding = Padding.expand(layer, dims, padding);
        this.mode = mode;
        this.value = value;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.pad(x, padding, mode, value));
    }

    @Override
    protected String extraRepr() {
        return PyText.tuple(padding);
    }
}
