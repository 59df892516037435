// Makes the core's class files smaller, 5 % of its jars: java bin/SlimClasses.java CLASSES [CLASSES_OF_OTHERS ...],
// see the root pom.xml. Constants are sorted, for names beside names and references beside references compress better;
// what only compilers read of members that they cannot see (generic signatures, nullness) goes, as does javac's note
// of MethodHandles.Lookup in every class that has a lambda.

import java.io.IOException;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileBuilder;
import java.lang.classfile.ClassFileElement;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.InnerClassInfo;
import java.lang.classfile.attribute.InnerClassesAttribute;
import java.lang.classfile.attribute.RuntimeVisibleTypeAnnotationsAttribute;
import java.lang.classfile.attribute.SignatureAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.ConstantPoolBuilder;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.InterfaceMethodRefEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

private static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup";

/** Rewrites every class file below the first folder in place; the others are where its supertypes may be. */
void main(String[] folders) throws IOException {
    List<URL> path = new ArrayList<>();
    for (String folder : folders) {
        path.add(Path.of(folder).toUri().toURL());
    }
    List<Path> files;
    try (Stream<Path> below = Files.walk(Path.of(folders[0]))) {
        files = below.filter(file -> file.toString().endsWith(".class") && !file.endsWith("module-info.class"))
                .toList();
    }
    try (URLClassLoader classes = new URLClassLoader(path.toArray(URL[]::new))) {
        // Who shares supertypes with whom: asked for where the frames of a method are written anew.
        ClassFile context = ClassFile.of(
                ClassFile.ConstantPoolSharingOption.NEW_POOL,
                ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofClassLoading(classes)));
        for (Path file : files) {
            byte[] old = Files.readAllBytes(file);
            byte[] slim = sorted(context, context.parse(pruned(context, context.parse(old))));
            if (!Arrays.equals(old, slim)) {
                Files.write(file, slim);
            }
        }
    }
}

private byte[] pruned(ClassFile context, ClassModel type) {
    return context.build(
            type.thisClass().asSymbol(),
            copy -> type.forEach(element -> {
                switch (element) {
                    case InnerClassesAttribute names -> {
                        List<InnerClassInfo> kept = names.classes().stream()
                                .filter(name ->
                                        !name.innerClass().asInternalName().equals(LOOKUP))
                                .toList();
                        if (!kept.isEmpty()) {
                            copy.with(InnerClassesAttribute.of(kept));
                        }
                    }
                    case MethodModel method -> copy.transformMethod(method, pruning(isSeen(method.flags())));
                    case FieldModel field ->
                        copy.transformField(
                                field,
                                (part, e) -> keepUnless(!isSeen(field.flags()) && isForCompilers(e), part, e));
                    default -> copy.with(element);
                }
            }));
}

private MethodTransform pruning(boolean seen) {
    return (copy, element) -> {
        if (element instanceof CodeModel code) {
            copy.transformCode(code, (part, e) -> keepUnless(isForCompilers(e), part, e));
        } else {
            keepUnless(!seen && isForCompilers(element), copy, element);
        }
    };
}

private <E extends ClassFileElement, B extends ClassFileBuilder<E, B>> void keepUnless(
        boolean gone, B copy, E element) {
    if (!gone) {
        copy.with(element);
    }
}

private boolean isSeen(AccessFlags flags) {
    return flags.has(AccessFlag.PUBLIC) || flags.has(AccessFlag.PROTECTED);
}

private boolean isForCompilers(ClassFileElement element) {
    return element instanceof SignatureAttribute || element instanceof RuntimeVisibleTypeAnnotationsAttribute;
}

private byte[] sorted(ClassFile context, ClassModel type) {
    ConstantPoolBuilder pool = ConstantPoolBuilder.of();
    all(type, Utf8Entry.class, Utf8Entry::stringValue).forEach(entry -> pool.utf8Entry(entry.stringValue()));
    all(type, StringEntry.class, StringEntry::stringValue).forEach(entry -> pool.stringEntry(entry.stringValue()));
    all(type, ClassEntry.class, ClassEntry::asInternalName).forEach(entry -> owner(pool, entry));
    all(type, NameAndTypeEntry.class, this::text).forEach(entry -> member(pool, entry));
    all(type, MemberRefEntry.class, this::text).forEach(entry -> {
        ClassEntry owner = owner(pool, entry.owner());
        NameAndTypeEntry member = member(pool, entry.nameAndType());
        switch (entry) {
            case FieldRefEntry _ -> pool.fieldRefEntry(owner, member);
            case MethodRefEntry _ -> pool.methodRefEntry(owner, member);
            case InterfaceMethodRefEntry _ -> pool.interfaceMethodRefEntry(owner, member);
        }
    });
    // What is not a name or a reference follows as the class is written.
    return context.build(owner(pool, type.thisClass()), pool, copy -> type.forEach(copy::with));
}

private <T extends PoolEntry> List<T> all(ClassModel type, Class<T> kind, Function<T, String> order) {
    List<T> entries = new ArrayList<>();
    type.constantPool().forEach(entry -> {
        if (kind.isInstance(entry)) {
            entries.add(kind.cast(entry));
        }
    });
    entries.sort(Comparator.comparing(order));
    return entries;
}

private ClassEntry owner(ConstantPoolBuilder pool, ClassEntry entry) {
    return pool.classEntry(pool.utf8Entry(entry.asInternalName()));
}

private NameAndTypeEntry member(ConstantPoolBuilder pool, NameAndTypeEntry entry) {
    return pool.nameAndTypeEntry(
            pool.utf8Entry(entry.name().stringValue()),
            pool.utf8Entry(entry.type().stringValue()));
}

private String text(NameAndTypeEntry entry) {
    return entry.name().stringValue() + entry.type().stringValue();
}

private String text(MemberRefEntry entry) {
    return entry.tag() + entry.owner().asInternalName() + '.' + text(entry.nameAndType());
}
