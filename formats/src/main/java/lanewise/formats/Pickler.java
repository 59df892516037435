package lanewise.formats;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Writes values as a pickle of protocol 2, with the words that torch.load allows for weights. */
final class Pickler {

    private static final int MAX_DEPTH = 100;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<Tensor, Integer> numbers = new IdentityHashMap<>();
    private final List<Tensor> tensors = new ArrayList<>();
    private ByteBuffer pending = ByteBuffer.allocate(0);

    /** The tensors met, in the order of their storages' numbers. */
    List<Tensor> tensors() {
        return tensors;
    }

    byte[] run(@Nullable Object value) {
        out.write(0x80);
        out.write(2);
        write(value, 0);
        out.write('.');
        return out.toByteArray();
    }

    private void write(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("TorchFiles.save: containers lie more than " + MAX_DEPTH
                    + " deep in each other; does one contain itself?");
        }
        switch (value) {
            case null -> out.write('N');
            case Boolean truth -> out.write(truth ? 0x88 : 0x89);
            case Integer number -> whole(number);
            case Long number -> whole(number);
            case Short number -> whole(number);
            case Byte number -> whole(number);
            case Float number -> floating(number);
            case Double number -> floating(number);
            case String text -> text(text);
            case Enum<?> constant -> text(constant.name());
            case Tensor tensor -> tensor(tensor);
            case Map<?, ?> map -> {
                out.write('}');
                out.write('(');
                map.forEach((key, item) -> {
                    write(key, depth + 1);
                    write(item, depth + 1);
                });
                out.write('u');
            }
            case List<?> list -> {
                out.write(']');
                out.write('(');
                list.forEach(item -> write(item, depth + 1));
                out.write('e');
            }
            default -> throw refused(value);
        }
    }

    private static IllegalArgumentException refused(Object value) {
        return new IllegalArgumentException(
                "TorchFiles.save: expected tensors, maps, lists, text, numbers, truth values and" + " null; got a "
                        + value.getClass().getName());
    }

    private void whole(long value) {
        if (value == (int) value) {
            out.write('J');
            bytes(4).putInt((int) value);
        } else {
            out.write(0x8a);
            out.write(8);
            bytes(8).putLong(value);
        }
        flush();
    }

    private void floating(double value) {
        out.write('G');
        bytes(8).order(ByteOrder.BIG_ENDIAN).putDouble(value);
        flush();
    }

    private void text(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("TorchFiles.save: a text is no valid Unicode: " + text);
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.write('X');
        bytes(4).putInt(utf8.length);
        flush();
        out.writeBytes(utf8);
    }

    private void global(String module, String name) {
        out.write('c');
        out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void tensor(Tensor tensor) {
        Integer known = numbers.get(tensor);
        int number = known == null ? tensors.size() : known;
        if (known == null) {
            numbers.put(tensor, number);
            tensors.add(tensor);
        }
        global("torch._utils", "_rebuild_tensor_v2");
        out.write('(');
        out.write('(');
        text("storage");
        global("torch", Elements.of(tensor.dtype()).torchStorage);
        text(Integer.toString(number));
        text("cpu");
        whole(tensor.numel());
        out.write('t');
        out.write('Q');
        whole(0);
        int[] shape = tensor.shape();
        out.write('(');
        for (int size : shape) {
            whole(size);
        }
        out.write('t');
        // The strides of row-major order, as PyTorch counts them: a size of 0 counts as 1.
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= Math.max(1, shape[i]);
        }
        out.write('(');
        for (long each : strides) {
            whole(each);
        }
        out.write('t');
        out.write(0x89);
        global("collections", "OrderedDict");
        out.write(')');
        out.write('R');
        out.write('t');
        out.write('R');
    }

    private ByteBuffer bytes(int n) {
        pending = ByteBuffer.allocate(n).order(ByteOrder.LITTLE_ENDIAN);
        return pending;
    }

    private void flush() {
        out.writeBytes(pending.array());
    }
}
