// Sorts the constants of the core's class files: java bin/SortConstants.java CLASSES [CLASSES_OF_OTHERS ...], see the root
// pom.xml. Names beside names and references beside references compress better: the core's jars are 2.9 % smaller.

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
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
            byte[] sorted = sorted(context, context.parse(old));
            if (!Arrays.equals(old, sorted)) {
                Files.write(file, sorted);
            }
        }
    }
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
