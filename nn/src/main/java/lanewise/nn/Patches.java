package lanewise.nn;

import java.util.Arrays;
import lanewise.tensor.Tensor;

/** Sliding blocks of images as columns, and columns added up to images again. */
final class Patches {

    private Patches() {}

    /** Kernel, dilation, padding and stride, each (height, width). */
    record Window(int[] kernelSize, int[] dilation, int[] padding, int[] stride) {

        static Window of(String op, int[] kernelSize, int[] dilation, int[] padding, int[] stride) {
            Window window = new Window(
                    pair(op, "kernelSize", kernelSize),
                    pair(op, "dilation", dilation),
                    pair(op, "padding", padding),
                    pair(op, "stride", stride));
            for (int d = 0; d < 2; d++) {
                if (window.kernelSize[d] <= 0
                        || window.dilation[d] <= 0
                        || window.stride[d] <= 0
                        || window.padding[d] < 0) {
                    throw new IllegalArgumentException(
                            op + ": kernelSize, dilation and stride must be greater than zero and padding"
                                    + " must not be negative; got " + Arrays.toString(window.kernelSize) + ", "
                                    + Arrays.toString(window.dilation) + ", " + Arrays.toString(window.stride) + " and "
                                    + Arrays.toString(window.padding));
                }
            }
            return window;
        }

        /** How many blocks fit into a padded size, in dimension d. */
        int blocks(int size, int d) {
            return Math.floorDiv(size + 2 * padding[d] - dilation[d] * (kernelSize[d] - 1) - 1, stride[d]) + 1;
        }

        /** The place in a padded image of every element of every block: (kernel height, kernel width, blocks). */
        Tensor places(int rows, int columns, int paddedWidth) {
            long[] places = new long[kernelSize[0] * kernelSize[1] * rows * columns];
            int at = 0;
            for (int i = 0; i < kernelSize[0]; i++) {
                for (int j = 0; j < kernelSize[1]; j++) {
                    for (int r = 0; r < rows; r++) {
                        for (int c = 0; c < columns; c++) {
                            int y = i * dilation[0] + r * stride[0];
                            int x = j * dilation[1] + c * stride[1];
                            places[at++] = (long) y * paddedWidth + x;
                        }
                    }
                }
            }
            return Tensor.fromArray(places);
        }
    }

    static int[] pair(String op, String name, int[] values) {
        return switch (values.length) {
            case 1 -> new int[] {values[0], values[0]};
            case 2 -> values.clone();
            default ->
                throw new IllegalArgumentException(
                        op + ": " + name + " is one number or (height, width), got " + Arrays.toString(values));
        };
    }

    static Tensor unfold(Tensor x, Window w) {
        if (x.dim() == 3) {
            return unfold(x.unsqueeze(0), w).squeeze(0);
        }
        if (x.dim() != 4) {
            throw new IllegalArgumentException(
                    "unfold: expected (N, C, H, W) or (C, H, W), got " + Arrays.toString(x.shape()));
        }
        int rows = w.blocks(x.size(2), 0);
        int columns = w.blocks(x.size(3), 1);
        if (rows <= 0 || columns <= 0) {
            throw new IllegalArgumentException("unfold: no block of " + Arrays.toString(w.kernelSize)
                    + " with dilation "
                    + Arrays.toString(w.dilation) + " fits into " + Arrays.toString(x.shape()) + " with padding "
                    + Arrays.toString(w.padding));
        }
        Tensor padded = Padding.pad(
                x, new int[] {w.padding[1], w.padding[1], w.padding[0], w.padding[0]}, PaddingMode.CONSTANT, 0);
        int n = x.size(0);
        int c = x.size(1);
        Tensor flat = padded.reshape(n, c, padded.size(2) * padded.size(3));
        return flat.indexSelect(2, w.places(rows, columns, padded.size(3)))
                .reshape(n, c * w.kernelSize[0] * w.kernelSize[1], rows * columns);
    }

    static Tensor fold(Tensor x, int[] outputSize, Window w) {
        if (x.dim() == 2) {
            return fold(x.unsqueeze(0), outputSize, w).squeeze(0);
        }
        int[] size = pair("fold", "outputSize", outputSize);
        int rows = w.blocks(size[0], 0);
        int columns = w.blocks(size[1], 1);
        int kernel = w.kernelSize[0] * w.kernelSize[1];
        if (x.dim() != 3 || x.size(1) % kernel != 0 || rows <= 0 || columns <= 0 || x.size(2) != rows * columns) {
            throw new IllegalArgumentException("fold: expected (N, C·" + kernel + ", " + rows + "·" + columns
                    + ") or that without N,"
                    + " for blocks of " + Arrays.toString(w.kernelSize) + " in " + Arrays.toString(size) + "; got "
                    + Arrays.toString(x.shape()));
        }
        int n = x.size(0);
        int c = x.size(1) / kernel;
        int height = size[0] + 2 * w.padding[0];
        int width = size[1] + 2 * w.padding[1];
        return Tensor.zeros(new int[] {n, c, height * width}, x.dtype())
                .indexAdd(2, w.places(rows, columns, width), x.reshape(n, c, kernel * rows * columns))
                .reshape(n, c, height, width)
                .narrow(2, w.padding[0], size[0])
                .narrow(3, w.padding[1], size[1]);
    }
}
