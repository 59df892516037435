package lanewise.testing.ops;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether an op's forward computation has a SIMD kernel, read from the compiled code: the calls are followed from the
 * public method down to a class {@code Vector*} of the kernels, or to an element-wise function that is known to have a
 * vector loop. Derivatives are lambdas and are not followed.
 */
final class Vectorised {

    private static final String TENSOR = "lanewise/tensor/";
    private static final String KERNELS = TENSOR + "kernels/";
    /** Constants that choose a loop; the loop is not followed, the constant says whether it is a vector loop. */
    private static final Set<String> CHOICES =
            Set.of("UnaryOp", "BinaryOp", "CompareOp", "ReduceOp", "ArgOp", "ScanOp");
    /** Preparations, such as making a copy in another type: what they use says nothing about the op. */
    private static final Set<String> PREPARATIONS = Set.of(
            KERNELS + "Cast",
            TENSOR + "Conversion",
            TENSOR + "TensorSpace",
            TENSOR + "Shape",
            TENSOR + "TensorText",
            TENSOR + "GraphText",
            TENSOR + "TensorPrinter",
            TENSOR + "Storage",
            TENSOR + "InPlace",
            TENSOR + "DType");

    private final Map<String, ClassModel> classes = new HashMap<>();
    private final Map<String, Boolean> known = new HashMap<>();

    /** Whether any of the calls that lead on from this method ends in a vector loop. */
    boolean reaches(Method method) {
        String start = method.getDeclaringClass().getName().replace('.', '/') + "." + method.getName()
                + java.lang.invoke.MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                        .descriptorString();
        return known.computeIfAbsent(start, this::search);
    }

    private boolean search(String start) {
        Deque<String> open = new ArrayDeque<>(Set.of(start));
        Set<String> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            String at = open.pop();
            String owner = at.substring(0, at.indexOf('.'));
            if (owner.startsWith(KERNELS + "Vector") && !owner.endsWith("VectorWidth")) {
                return true;
            }
            for (CodeElement element : code(owner, at.substring(at.indexOf('.') + 1))) {
                switch (element) {
                    case FieldInstruction field
                    when vector(field.owner().asInternalName(), field.name().stringValue()) -> {
                        return true;
                    }
                    case InvokeInstruction call ->
                        follow(
                                call.owner().asInternalName(),
                                call.name().stringValue(),
                                call.type().stringValue(),
                                seen,
                                open);
                    case InvokeDynamicInstruction call
                    when owner.startsWith(KERNELS) -> {
                        for (LoadableConstantEntry argument :
                                call.invokedynamic().bootstrap().arguments()) {
                            if (argument instanceof MethodHandleEntry handle) {
                                follow(
                                        handle.reference().owner().asInternalName(),
                                        handle.reference().name().stringValue(),
                                        handle.reference().type().stringValue(),
                                        seen,
                                        open);
                            }
                        }
                    }
                    default -> {
                        // Nothing that leads on.
                    }
                }
            }
        }
        return false;
    }

    private static void follow(String owner, String name, String type, Set<String> seen, Deque<String> open) {
        boolean chosen = CHOICES.stream().anyMatch(choice -> type.contains(KERNELS + choice + ";"));
        if (!owner.startsWith("lanewise/")
                || PREPARATIONS.contains(owner)
                || name.startsWith("<")
                || chosen && owner.startsWith(KERNELS)
                || owner.equals(KERNELS + "Kernels") && name.startsWith("fill")) {
            return;
        }
        String target = owner.equals(KERNELS + "Kernels") ? KERNELS + "FloatKernels" : owner;
        if (seen.add(target + "." + name + type)) {
            open.push(target + "." + name + type);
        }
    }

    /** Whether it is a constant whose loop is one of vectors. */
    private static boolean vector(String owner, String constant) {
        String type = owner.startsWith(KERNELS) ? owner.substring(KERNELS.length()) : "";
        return switch (type) {
            case "CompareOp" -> true;
            case "ReduceOp" -> Set.of("SUM", "MAX", "MIN").contains(constant);
            case "UnaryOp", "BinaryOp" -> isVectorized(type, constant);
            default -> false;
        };
    }

    private static boolean isVectorized(String type, String constant) {
        try {
            Class<?> home = Class.forName("lanewise.tensor.kernels." + type);
            Method asks = Class.forName("lanewise.tensor.kernels.FloatMath").getDeclaredMethod("isFast", home);
            asks.setAccessible(true);
            for (Object value : home.getEnumConstants()) {
                if (((Enum<?>) value).name().equals(constant)) {
                    return (boolean) asks.invoke(null, value);
                }
            }
            return false;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** The instructions of a method, looked for in the class, its superclass and its interfaces. */
    private Iterable<CodeElement> code(String owner, String nameAndType) {
        ClassModel model = classes.computeIfAbsent(owner, Vectorised::read);
        for (MethodModel method : model.methods()) {
            if ((method.methodName().stringValue() + method.methodType().stringValue()).equals(nameAndType)) {
                return method.code().<Iterable<CodeElement>>map(code -> code).orElse(Set.of());
            }
        }
        if (model.superclass().isPresent()
                && model.superclass().get().asInternalName().startsWith("lanewise/")) {
            Iterable<CodeElement> found = code(model.superclass().get().asInternalName(), nameAndType);
            if (found.iterator().hasNext()) {
                return found;
            }
        }
        for (var parent : model.interfaces()) {
            if (parent.asInternalName().startsWith("lanewise/")) {
                Iterable<CodeElement> found = code(parent.asInternalName(), nameAndType);
                if (found.iterator().hasNext()) {
                    return found;
                }
            }
        }
        return Set.of();
    }

    private static ClassModel read(String name) {
        try (InputStream in = Vectorised.class.getClassLoader().getResourceAsStream(name + ".class")) {
            return ClassFile.of().parse(in.readAllBytes());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
