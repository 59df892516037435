package lanewise.nn;

import lanewise.tensor.Tensor;

/** Softmax over the channels of images {@code (N, C, H, W)} or {@code (C, H, W)}, as {@code torch.nn.Softmax2d}. */
public final class Softmax2d extends Module {

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.softmax2d(x));
    }
}
