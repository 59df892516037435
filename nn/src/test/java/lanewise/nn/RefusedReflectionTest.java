package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Networks in a named module that does not open its package: made here, since tests themselves run on the class path.
 */
class RefusedReflectionTest {

    @TempDir
    Path folder;

    @Test
    void theMessageNamesTheOpensLineAndRegister() throws Exception {
        Module net = load("public Net() {}");
        IllegalStateException e = assertThrows(IllegalStateException.class, net::parameters);
        assertTrue(e.getMessage().contains("opens app to lanewise.nn;"), e.getMessage());
        assertTrue(e.getMessage().contains("register(\"fc\", fc)"), e.getMessage());
    }

    /** Registered members are enough once no field has to be looked at. */
    @Test
    void transientFieldsAndRegisterDoWithout() throws Exception {
        Module net = load("public Net() { register(\"head\", head); }", "private final transient");
        assertDoesNotThrow(net::parameters);
        assertEquals(
                List.of("head.weight", "head.bias"),
                List.copyOf(net.namedParameters().keySet()));
    }

    @Test
    void registeredMembersDoWithoutOpens() throws Exception {
        Module net = load("public Net() { register(\"head\", head); }");
        assertEquals(
                List.of("head.weight", "head.bias"),
                List.copyOf(net.namedParameters().keySet()));
    }

    private Module load(String constructor) throws Exception {
        return load(constructor, "private final");
    }

    private Module load(String constructor, String modifiers) throws Exception {
        String field = constructor.contains("head") ? "head" : "fc";
        Path source = Files.createDirectories(folder.resolve("src/app")).resolve("Net.java");
        Files.writeString(
                source,
                "package app; public class Net extends lanewise.nn.Module { " + modifiers + " lanewise.nn.Linear "
                        + field + " = new lanewise.nn.Linear(2, 1); " + constructor + " }");
        Path descriptor = folder.resolve("src/module-info.java");
        Files.writeString(descriptor, "module app {}");
        Path classes = folder.resolve("classes");
        compile(classes, descriptor, source);

        Configuration configuration =
                ModuleLayer.boot().configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("app"));
        ModuleLayer.Controller controller = ModuleLayer.defineModulesWithOneLoader(
                configuration, List.of(ModuleLayer.boot()), Module.class.getClassLoader());
        java.lang.Module app = controller.layer().findModule("app").orElseThrow();
        controller.addReads(app, Module.class.getModule());
        controller.addExports(app, "app", getClass().getModule());
        return (Module) Class.forName("app.Net", true, app.getClassLoader())
                .getConstructor()
                .newInstance();
    }

    private static void compile(Path classes, Path... sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertNotNull(compiler, "tests need a JDK");
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-d",
                    classes.toString(),
                    "-proc:none",
                    "--add-reads",
                    "app=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
            assertTrue(compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(sources))
                    .call());
        }
    }
}
