package lanewise.datasets;

import java.util.Arrays;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;

/**
 * From pixels to numbers: {@code torchvision.transforms.ToTensor}.
 *
 * <p>An image of bytes, {@code (H, W)} or {@code (H, W, C)}, becomes float32 from 0 to 1, {@code (C, H, W)}, each value
 * divided by 255. An image that is floating-point already only gets the order {@code (C, H, W)}.
 */
public final class ToTensor implements Transform {
    /** Has no options. */
    public ToTensor() {}

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the image has other than two or three dimensions, or is neither uint8 nor
     *     floating-point
     */
    @Override
    public Tensor apply(Tensor x) {
        boolean bytes = x.dtype() == DType.UINT8;
        if (x.dim() != 2 && x.dim() != 3 || !bytes && !x.isFloatingPoint()) {
            throw new IllegalArgumentException(
                    "ToTensor: expected an image (H, W) or (H, W, C) of uint8 or floating-point" + " values, got "
                            + x.dtype() + " " + Arrays.toString(x.shape()));
        }
        Tensor channels = x.dim() == 2 ? x.unsqueeze(0) : x.permute(2, 0, 1);
        return bytes ? scaled(channels) : channels.contiguous();
    }

    private static Tensor scaled(Tensor pixels) {
        byte[] from = pixels.toByteArray();
        float[] to = new float[from.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = (from[i] & 0xff) / 255f;
        }
        return Tensor.asTensor(to, pixels.shape());
    }

    @Override
    public boolean deterministic() {
        return true;
    }

    /** True: of an image {@code (H, W)} each value is scaled where it is. */
    @Override
    public boolean pointwise() {
        return true;
    }

    @Override
    public String toString() {
        return "ToTensor()";
    }
}
