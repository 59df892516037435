package lanewise.testing.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/ops.md} says what the code says, and every op is accounted for: differentiable with a row of samples, or
 * on the list of those that have no derivative.
 */
class OpsDocTest {

    private static final OpsDoc DOC = new OpsDoc();

    @Test
    void thePageIsUpToDate() throws IOException {
        Path page = docs().resolve("ops.md");
        if (Boolean.getBoolean("lanewise.docs.write")) {
            Files.createDirectories(docs());
            Files.writeString(page, DOC.page());
        }
        assertEquals(
                DOC.page(),
                Files.exists(page) ? Files.readString(page) : "",
                "docs/ops.md is behind the code; write it anew with the command in its first lines, or"
                        + " -Dlanewise.docs.write=true");
    }

    @Test
    void everyOpHasARowOrAReason() {
        List<String> neither = DOC.ops().stream()
                .filter(op -> !op.differentiable() && op.noDerivative == null)
                .map(op -> op.home + "." + op.method)
                .toList();
        assertEquals(List.of(), neither, "ops that are neither differentiable by a row of samples nor on the list");
        List<String> both = DOC.ops().stream()
                .filter(op -> op.differentiable() && op.noDerivative != null)
                .map(op -> op.home + "." + op.method)
                .toList();
        assertEquals(List.of(), both, "ops on the list that have a derivative all the same");
        System.out.println("ops: " + DOC.ops().size() + ", differentiable "
                + DOC.ops().stream().filter(OpsDoc.Op::differentiable).count());
    }

    @Test
    void theListNamesOpsThatExist() {
        Set<String> keys = DOC.ops().stream().map(op -> op.key).collect(Collectors.toSet());
        for (String name : NotDifferentiable.reasons().keySet()) {
            assertTrue(keys.contains(name), "the list of ops without a derivative names " + name + ", which is no op");
        }
    }

    @Test
    void everyNameOfPyTorchLeadsSomewhere() {
        assertEquals(List.of(), DOC.homeless, "names of the conformance table without a method of that name");
        for (Map.Entry<String, String> name : OtherNames.all().entrySet()) {
            assertTrue(
                    OpsDoc.exists(name.getValue()),
                    name.getKey() + " leads to " + name.getValue() + ", which is not there");
            boolean spelledOut =
                    name.getKey().contains("linalg.") || name.getKey().contains("special.");
            assertFalse(
                    !spelledOut && OpsDoc.exists(OpsDoc.camel(name.getKey())),
                    name.getKey() + " is there under its own name");
        }
    }

    /** The folder beside the modules, wherever the test runs. */
    private static Path docs() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("CONTRIBUTING.md"))) {
            here = here.getParent();
        }
        return here.resolve("docs");
    }
}
