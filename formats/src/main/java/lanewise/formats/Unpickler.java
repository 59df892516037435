package lanewise.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;
import java.util.Set;
import lanewise.autograd.GradMode;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Runs a pickle, building nothing but tensors and plain containers.
 *
 * <p>The words of the little language stand in Python's {@code pickletools}; those that torch.save's protocols 2 to 5
 * use are understood. Of Python's classes and functions only those of {@link Global} exist here, and none of them is
 * ever looked up by its name: a name that is not in the list ends the reading.
 */
final class Unpickler {

    /** How deep containers may lie in each other. */
    private static final int MAX_DEPTH = 100;

    /** More values than any checkpoint has, few enough for a small heap. */
    private static final int MAX_VALUES = 1_000_000;

    /** Far more than any dict has that mixes text and numbers as keys. */
    private static final int MAX_MIXED_KEYS = 1000;

    private final Path file;
    private final TorchArchive archive;
    private ByteBuffer code = ByteBuffer.allocate(0);
    private List<@Nullable Object> stack = new ArrayList<>();
    private final List<List<@Nullable Object>> marks = new ArrayList<>();
    private final Map<Integer, @Nullable Object> memo = new HashMap<>();
    private final Map<String, StorageRef> storages = new HashMap<>();
    private int values;

    /** Whether a container may lie in several places, or in itself; without, the result is a tree. */
    private boolean shared;

    /** What a pickle may name. */
    private sealed interface Global {
        record OrderedDict() implements Global {}

        record RebuildTensor() implements Global {}

        record RebuildParameter() implements Global {}

        record Size() implements Global {}

        record StorageClass(Elements type) implements Global {}
    }

    /** The memory behind tensors. */
    private record StorageRef(Elements type, Tensor memory) {}

    Unpickler(Path file, TorchArchive archive) {
        this.file = file;
        this.archive = archive;
    }

    @Nullable
    Object run(byte[] pickle) throws IOException {
        code = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
        while (true) {
            int op = Byte.toUnsignedInt(need(1).get());
            if (op == '.') {
                break;
            }
            step(op);
        }
        if (!marks.isEmpty() || stack.size() != 1) {
            throw fault("it ends with " + stack.size() + " values and " + marks.size() + " open lists");
        }
        Object result = stack.getFirst();
        checkPlain(result, 0, identitySet(), identitySet());
        return result;
    }

    private void step(int op) throws IOException {
        switch (op) {
            case 0x80 -> { // PROTO
                int version = unsigned(1);
                if (version < 2 || version > 5) {
                    throw fault("expected a protocol of 2 to 5; got " + version);
                }
            }
            case 0x95 -> need(8).getLong(); // FRAME: only a hint for buffered readers
            case '(' -> { // MARK
                marks.add(stack);
                stack = new ArrayList<>();
                count();
            }
            case '0' -> pop(); // POP
            case '2' -> { // DUP
                shared = true;
                push(top());
            }
            case 'N' -> push(null);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'J' -> push((long) need(4).getInt()); // BININT
            case 'K' -> push((long) unsigned(1)); // BININT1
            case 'M' -> push((long) unsigned(2)); // BININT2
            case 0x8a -> push(whole(unsigned(1))); // LONG1
            case 0x8b -> push(whole(length(4))); // LONG4
            case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(need(8).getLong()))); // BINFLOAT
            case 'X' -> push(text(length(4))); // BINUNICODE
            case 0x8c -> push(text(unsigned(1))); // SHORT_BINUNICODE
            case 0x8d -> push(text(length(8))); // BINUNICODE8
            case '}' -> push(new LinkedHashMap<>());
            case ']' -> push(new ArrayList<>());
            case 0x8f -> push(new LinkedHashSet<>());
            case ')' -> push(List.of());
            case 't' -> push(tuple(popMark()));
            case 0x85 -> push(tuple(popLast(1)));
            case 0x86 -> push(tuple(popLast(2)));
            case 0x87 -> push(tuple(popLast(3)));
            case 'd' -> { // DICT
                List<@Nullable Object> items = popMark();
                Map<Object, @Nullable Object> dict = new LinkedHashMap<>();
                setItems(dict, items);
                push(dict);
            }
            case 'l' -> push(popMark()); // LIST
            case 's' -> { // SETITEM
                List<@Nullable Object> items = popLast(2);
                setItems(top(), items);
            }
            case 'u' -> { // SETITEMS
                List<@Nullable Object> items = popMark();
                setItems(top(), items);
            }
            case 'a' -> { // APPEND
                Object item = pop();
                append(top(), Collections.singletonList(item));
            }
            case 'e' -> { // APPENDS
                List<@Nullable Object> items = popMark();
                append(top(), items);
            }
            case 0x90 -> { // ADDITEMS
                List<@Nullable Object> items = popMark();
                if (!(top() instanceof LinkedHashSet<?> set)) {
                    throw fault("something is to be added to what is no set");
                }
                addAll(set, items);
            }
            case 0x91 -> { // FROZENSET
                LinkedHashSet<Object> set = new LinkedHashSet<>();
                addAll(set, popMark());
                push(set);
            }
            case 'q' -> remember(unsigned(1)); // BINPUT
            case 'r' -> remember(length(4)); // LONG_BINPUT
            case 0x94 -> remember(memo.size()); // MEMOIZE
            case 'h' -> recall(unsigned(1)); // BINGET
            case 'j' -> recall(length(4)); // LONG_BINGET
            case 'c' -> push(global(line(), line())); // GLOBAL
            case 0x93 -> { // STACK_GLOBAL
                List<@Nullable Object> names = popLast(2);
                if (!(names.get(0) instanceof String module) || !(names.get(1) instanceof String name)) {
                    throw fault("a class is named by something else than text");
                }
                push(global(module, name));
            }
            case 'Q' -> push(storage(pop())); // BINPERSID
            case 'R' -> { // REDUCE
                List<@Nullable Object> call = popLast(2);
                push(reduce(call.get(0), call.get(1)));
            }
            case 'b' -> { // BUILD
                pop();
                if (!(top() instanceof OrderedMap)) {
                    throw fault("attributes are to be set on something else than an ordered dict");
                }
                // A state dict carries its layers' version numbers in an attribute; nothing here depends on them.
            }
            default ->
                throw fault(
                        "the pickle uses the instruction 0x%02x%s, which is not allowed: torch.save does not need it"
                                .formatted(op, op > ' ' && op < 127 ? " (" + (char) op + ")" : ""));
        }
    }

    /** An OrderedDict: the only kind of object that may be given attributes. */
    private static final class OrderedMap extends LinkedHashMap<Object, @Nullable Object> {
        private static final long serialVersionUID = 1;
    }

    // ---- stack
    // ----------------------------------------------------------------------------------------------------------

    private void count() {
        if (++values > MAX_VALUES) {
            throw fault("it builds more than " + MAX_VALUES + " values");
        }
    }

    private void push(@Nullable Object value) {
        count();
        stack.add(value);
    }

    private @Nullable Object pop() {
        if (stack.isEmpty()) {
            throw fault("the stack is empty");
        }
        return stack.removeLast();
    }

    private @Nullable Object top() {
        if (stack.isEmpty()) {
            throw fault("the stack is empty");
        }
        return stack.getLast();
    }

    private List<@Nullable Object> popLast(int n) {
        if (stack.size() < n) {
            throw fault("the stack is empty");
        }
        List<@Nullable Object> end = stack.subList(stack.size() - n, stack.size());
        List<@Nullable Object> taken = new ArrayList<>(end);
        end.clear();
        return taken;
    }

    private List<@Nullable Object> popMark() {
        if (marks.isEmpty()) {
            throw fault("a list ends that never began");
        }
        List<@Nullable Object> taken = stack;
        stack = marks.removeLast();
        return taken;
    }

    private void remember(int number) {
        count();
        memo.put(number, top());
    }

    private void recall(int number) {
        if (!memo.containsKey(number)) {
            throw fault("it refers to value " + number + ", which was never remembered");
        }
        Object value = memo.get(number);
        shared |= value instanceof Collection || value instanceof Map;
        push(value);
    }

    private static List<@Nullable Object> tuple(List<@Nullable Object> items) {
        return Collections.unmodifiableList(items);
    }

    @SuppressWarnings("unchecked")
    private void setItems(@Nullable Object target, List<@Nullable Object> items) {
        if (!(target instanceof LinkedHashMap<?, ?> map) || items.size() % 2 != 0) {
            throw fault("entries are to be set in what is no dict, or a key has no value");
        }
        for (int i = 0; i < items.size(); i += 2) {
            Object key = key(items.get(i), map.sequencedKeySet());
            ((Map<Object, @Nullable Object>) map).put(key, items.get(i + 1));
        }
    }

    @SuppressWarnings("unchecked")
    private void append(@Nullable Object target, List<@Nullable Object> items) {
        if (!(target instanceof ArrayList<?> list)) {
            throw fault("something is to be appended to what is no list");
        }
        ((List<@Nullable Object>) list).addAll(items);
    }

    @SuppressWarnings("unchecked")
    private void addAll(LinkedHashSet<?> set, List<@Nullable Object> items) {
        for (Object item : items) {
            ((Set<Object>) set).add(key(item, set));
        }
    }

    /**
     * A key that may join those before it. Two things would let a hostile file take as long as it likes: the hash of
     * nested containers, and many keys of one hash that cannot be compared with each other, as text and numbers cannot.
     */
    private Object key(@Nullable Object key, SequencedCollection<?> before) {
        if (!(key instanceof String || key instanceof Long || key instanceof Double || key instanceof Boolean)) {
            throw fault("expected text or a number as a key; got " + kind(key));
        }
        if (before.size() >= MAX_MIXED_KEYS && before.getFirst().getClass() != key.getClass()) {
            throw fault("a dict or set of more than " + MAX_MIXED_KEYS + " keys has " + kind(before.getFirst())
                    + " and " + kind(key) + " among them; expected keys of one kind");
        }
        return key;
    }

    // ---- operands
    // -------------------------------------------------------------------------------------------------------

    private ByteBuffer need(int n) {
        if (code.remaining() < n) {
            throw fault("the pickle ends in the middle");
        }
        return code;
    }

    private int unsigned(int bytes) {
        need(bytes);
        return bytes == 1 ? Byte.toUnsignedInt(code.get()) : Short.toUnsignedInt(code.getShort());
    }

    /** A length or number that cannot be larger than the pickle, or it is wrong. */
    private int length(int bytes) {
        need(bytes);
        long length = bytes == 4 ? Integer.toUnsignedLong(code.getInt()) : code.getLong();
        if (length < 0 || length > code.limit()) {
            throw fault("it speaks of " + Long.toUnsignedString(length) + " bytes or values; the pickle has "
                    + code.limit() + " bytes");
        }
        return (int) length;
    }

    private String text(int length) {
        need(length);
        ByteBuffer bytes = code.slice(code.position(), length);
        code.position(code.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw fault("a text is not UTF-8");
        }
    }

    /** A whole number of that many bytes. */
    private long whole(int length) {
        if (length > Long.BYTES) {
            throw fault("it has a whole number of " + length + " bytes; the most are 8");
        }
        need(length);
        long value = 0;
        for (int i = 0; i < length; i++) {
            long next = code.get();
            boolean last = i == length - 1;
            value |= (last ? next : next & 0xFF) << (8 * i);
        }
        return value;
    }

    private String line() {
        int start = code.position();
        while (need(1).get() != '\n') {
            if (code.position() - start > 1000) {
                throw fault("the name of a class does not end");
            }
        }
        byte[] bytes = new byte[code.position() - start - 1];
        code.get(start, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    // ---- what may be built
    // ----------------------------------------------------------------------------------------------

    private Global global(String module, String name) {
        String full = module + "." + name;
        switch (full) {
            case "collections.OrderedDict":
                return new Global.OrderedDict();
            case "torch._utils._rebuild_tensor_v2":
                return new Global.RebuildTensor();
            case "torch._utils._rebuild_parameter":
                return new Global.RebuildParameter();
            case "torch.Size":
                return new Global.Size();
            default:
        }
        if (module.equals("torch")) {
            for (Elements type : Elements.values()) {
                if (type.torchStorage.equals(name)) {
                    return new Global.StorageClass(type);
                }
            }
            if (name.endsWith("Storage")) {
                throw new IllegalArgumentException("TorchFiles: " + file + " holds a tensor in a "
                        + SafetensorsHeader.shown(full)
                        + "; lanewise reads float32, float64, int64, int32, uint8 and bool,"
                        + " and float16 and bfloat16 as float32; convert it before it is saved");
            }
        }
        throw new IllegalArgumentException("TorchFiles: " + file + " asks for " + SafetensorsHeader.shown(full)
                + ", which is not allowed: only tensors and plain containers are read; save a state_dict()");
    }

    private Object reduce(@Nullable Object function, @Nullable Object arguments) {
        if (!(function instanceof Global global) || !(arguments instanceof List<?> given)) {
            throw fault(kind(function) + " is called, which is no function");
        }
        switch (global) {
            case Global.OrderedDict _ -> {
                if (!given.isEmpty()) {
                    throw fault("an OrderedDict is made with arguments");
                }
                return new OrderedMap();
            }
            case Global.Size _ -> {
                if (given.size() != 1 || !(given.getFirst() instanceof List<?> sizes)) {
                    throw fault("a torch.Size is made of something else than a tuple");
                }
                return Collections.unmodifiableList(sizes);
            }
            case Global.RebuildParameter _ -> {
                if (given.isEmpty() || !(given.getFirst() instanceof Tensor data)) {
                    throw fault("a parameter is made of something else than a tensor");
                }
                return data;
            }
            case Global.RebuildTensor _ -> {
                return tensor(given);
            }
            case Global.StorageClass _ -> throw fault("a storage is made by a call");
        }
    }

    private StorageRef storage(@Nullable Object id) throws IOException {
        if (!(id instanceof List<?> parts)
                || parts.size() != 5
                || !"storage".equals(parts.get(0))
                || !(parts.get(1) instanceof Global.StorageClass(Elements type))
                || !(parts.get(2) instanceof String key)
                || !(parts.get(3) instanceof String)
                || !(parts.get(4) instanceof Long count)) {
            throw fault("a storage is not named by ('storage', class, key, place, size)");
        }
        StorageRef known = storages.get(key);
        if (known == null) {
            known = new StorageRef(type, archive.storage(key, type, count));
            storages.put(key, known);
        } else if (known.type != type || known.memory.numel() != count) {
            throw fault("the storage " + SafetensorsHeader.shown(key) + " is used with two types or sizes");
        }
        return known;
    }

    /**
     * {@code _rebuild_tensor_v2(storage, storage_offset, size, stride, requires_grad, backward_hooks, metadata=None)}.
     */
    private Tensor tensor(List<?> given) {
        if (given.size() < 6
                || given.size() > 7
                || !(given.get(0) instanceof StorageRef storage)
                || !(given.get(1) instanceof Long offset)
                || !(given.get(2) instanceof List<?> size)
                || !(given.get(3) instanceof List<?> stride)
                || size.size() != stride.size()
                || size.size() > 64) {
            throw fault("a tensor is not made of (storage, offset, size, stride, requires_grad, hooks)");
        }
        if (given.size() == 7 && given.get(6) != null && !(given.get(6) instanceof Map<?, ?> bits && bits.isEmpty())) {
            throw fault("a tensor is marked as conjugated or negated; save a resolved copy");
        }
        long[] sizes = longs(size);
        long[] strides = longs(stride);
        long numel = Elements.numel(sizes);
        int memory = storage.memory.numel();
        boolean inside = numel >= 0 && offset >= 0 && offset <= memory;
        long last = inside ? offset : -1;
        for (int i = 0; i < sizes.length && inside; i++) {
            // Sizes and strides below 2^31 and a sum below 2^31: nothing overflows.
            inside = strides[i] >= 0 && strides[i] <= Elements.MOST;
            last += inside && numel > 0 ? (sizes[i] - 1) * strides[i] : 0;
            inside &= numel == 0 || last < memory;
        }
        if (!inside || numel > 0 && last >= memory) {
            throw fault("a tensor of size " + size + " and stride " + stride + " at " + offset
                    + " reaches out of its storage of " + memory + " elements");
        }
        int[] shape = Elements.shape(sizes);
        if (numel == 0) {
            return Tensor.zeros(shape, storage.memory.dtype());
        }
        try (var _ = GradMode.noGrad()) {
            return storage.memory.asStrided(shape, Elements.shape(strides), offset.intValue());
        }
    }

    private long[] longs(List<?> numbers) {
        long[] values = new long[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            if (!(numbers.get(i) instanceof Long number)) {
                throw fault("a size or stride is no whole number");
            }
            values[i] = number;
        }
        return values;
    }

    /** Nothing of the machinery may be left in the result, and no container may contain itself. */
    private void checkPlain(@Nullable Object value, int depth, Set<Object> path, Set<Object> done) {
        if (value instanceof Global || value instanceof StorageRef) {
            throw fault("it holds " + kind(value) + " instead of a tensor");
        }
        Collection<?> items;
        if (value instanceof Map<?, ?> map) {
            items = map.values();
        } else if (value instanceof Collection<?> collection) {
            items = collection;
        } else {
            return;
        }
        if (items.isEmpty() || shared && done.contains(value)) {
            return;
        }
        if (depth > MAX_DEPTH || shared && !path.add(value)) {
            throw fault("a container contains itself, or they lie more than " + MAX_DEPTH + " deep in each other");
        }
        for (Object item : items) {
            checkPlain(item, depth + 1, path, done);
        }
        if (shared) {
            path.remove(value);
            done.add(value);
        }
    }

    private static Set<Object> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "None";
            case String _ -> "text";
            case Long _ -> "a whole number";
            case Double _ -> "a number";
            case Boolean _ -> "a truth value";
            case Tensor _ -> "a tensor";
            case Map<?, ?> _ -> "a dict";
            case Collection<?> _ -> "a list";
            case StorageRef _ -> "a storage";
            default -> "a class";
        };
    }

    private IllegalArgumentException fault(String what) {
        return TorchFiles.invalid(file, what);
    }
}
