package lanewise.testing.ops;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import lanewise.nn.Functional;
import lanewise.tensor.Linalg;
import lanewise.tensor.Special;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The page {@code docs/ops.md}, made from the code: the public methods, the table of samples, the names of the
 * conformance table, and the calls that end in a vector loop.
 */
final class OpsDoc {

    /** Public methods that are no operations on tensors: state, values for Java, settings. */
    private static final Set<String> NO_OPS = Set.of(
            "item",
            "itemBoolean",
            "itemLong",
            "toBooleanArray",
            "toByteArray",
            "toDoubleArray",
            "toFloatArray",
            "toIntArray",
            "toLongArray",
            "manualSeed",
            "setNumThreads",
            "getNumThreads",
            "rankOptions");

    /** One op: a public method's name in one place. */
    static final class Op {
        final String home;
        final String family;
        final String method;
        final String key;
        boolean inPlace;
        boolean vectorised;
        final Set<String> pyTorch = new TreeSet<>();
        final List<OpSample> rows = new ArrayList<>();

        @Nullable
        String noDerivative;

        Op(String home, String family, String method) {
            this.home = home;
            this.family = family;
            this.method = method;
            key = plain(method);
        }

        boolean differentiable() {
            return rows.stream().anyMatch(row -> row.differentiable);
        }

        /** Null if it is differentiable twice, otherwise the reason why not. */
        @Nullable
        String onlyOnce() {
            List<OpSample> once =
                    rows.stream().filter(row -> row.differentiable).toList();
            boolean twice = once.stream().anyMatch(row -> row.onlyOnce == null);
            return twice || once.isEmpty() ? null : once.getFirst().onlyOnce;
        }
    }

    private final Map<String, Op> ops = new LinkedHashMap<>();
    /** Names of the conformance table that no op has. */
    final List<String> homeless = new ArrayList<>();

    private final Map<String, String> otherNames = OtherNames.all();

    OpsDoc() {
        Vectorised vectorised = new Vectorised();
        for (Class<?> home : List.of(Tensor.class, Functional.class, Linalg.class, Special.class)) {
            for (Method method : FuzzArguments.sorted(home)) {
                add(home, method, vectorised);
            }
        }
        for (Op op : ops.values()) {
            Map<String, String> none = NotDifferentiable.reasons();
            op.noDerivative = none.get(op.key);
        }
        for (OpSample row : OpTable.all()) {
            String name = row.name.split(" ")[0];
            String key = name.substring(name.lastIndexOf('.') + 1);
            boolean linalg = name.startsWith("linalg.");
            ops.values().stream()
                    .filter(op -> op.key.equals(key) && (!linalg || op.home.equals("Linalg")))
                    .forEach(op -> op.rows.add(row));
        }
        nameThem();
    }

    private void add(Class<?> home, Method method, Vectorised vectorised) {
        Class<?> family = method.getDeclaringClass();
        String name = method.getName();
        boolean state = family == Tensor.class && !name.equals("clone") && !name.equals("detach");
        if (state || NO_OPS.contains(name) || !family.getName().startsWith("lanewise.")) {
            return;
        }
        String place = Modifier.isStatic(method.getModifiers()) ? home.getSimpleName() : "x";
        Op plain = ops.get(place + "." + plain(name));
        if (plain != null && !plain(name).equals(name)) {
            plain.inPlace = true;
            return;
        }
        Op op = ops.computeIfAbsent(place + "." + name, _ -> new Op(place, family.getSimpleName(), name));
        op.vectorised |= vectorised.reaches(method);
    }

    /** Gives each op its names in PyTorch: those of the conformance table, or its own in snake case. */
    private void nameThem() {
        for (String name : lanewise.testing.conformance.OpTable.standard().names()) {
            String plain = name.split("\\|")[0];
            String other = otherNames.getOrDefault(plain, otherNames.get("Tensor." + plain));
            Op op = find(plain, other == null ? camel(plain) : other);
            if (op == null) {
                homeless.add(name);
            } else if (other == null) {
                op.pyTorch.add(plain);
            }
        }
        for (Op op : ops.values()) {
            if (op.pyTorch.isEmpty()) {
                op.pyTorch.add(
                        switch (op.home) {
                            case "Functional" -> "nn.functional." + snake(op.method);
                            case "Linalg" -> "linalg." + snake(op.method);
                            case "Special" -> "special." + snake(op.method);
                            default -> snake(op.method);
                        });
            }
        }
    }

    /** The op for a name of PyTorch's: the one in the place that the name says, or else the first. */
    private @Nullable Op find(String name, String method) {
        String home = name.startsWith("nn.functional.")
                ? "Functional"
                : name.startsWith("linalg.") ? "Linalg" : name.startsWith("special.") ? "Special" : "";
        List<Op> all =
                ops.values().stream().filter(op -> op.method.equals(method)).toList();
        return all.stream()
                .filter(op -> op.home.equals(home))
                .findFirst()
                .orElse(all.isEmpty() ? null : all.getFirst());
    }

    Collection<Op> ops() {
        return ops.values();
    }

    /** Whether there is a method of that name. */
    static boolean exists(String method) {
        return List.of(Tensor.class, Functional.class, Linalg.class, Special.class).stream()
                .flatMap(home -> FuzzArguments.sorted(home).stream())
                .anyMatch(m -> m.getName().equals(method));
    }

    private static String plain(String method) {
        return method.endsWith("_") ? method.substring(0, method.length() - 1) : method;
    }

    /** The last part of PyTorch's name as Java spells it. */
    static String camel(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < last.length(); i++) {
            boolean joint = last.charAt(i) == '_' && i > 0 && i + 1 < last.length();
            text.append(joint ? Character.toUpperCase(last.charAt(++i)) : last.charAt(i));
        }
        return text.toString();
    }

    private static String snake(String method) {
        return method.length() == 1
                ? method
                : method.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }

    // ---- the page
    // -------------------------------------------------------------------------------------------------------

    String page() {
        StringBuilder page = new StringBuilder();
        page.append("# Operations\n\n"
                + "Made from the code by `OpsDocTest`, which fails when this page is behind; to write it"
                + " anew:\n\n");
        page.append("```\nmvn -q -pl testing -am test -Dtest=OpsDocTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dlanewise.docs.write=true\n```\n\n");
        counts(page);
        page.append("\n"
                + "`x.name` is a method of `Tensor`. *In place* says that there is a `name_` too. *Derivative* and"
                + " *second* say that the op's rows in\n"
                + "the table of samples (`testing/src/test/java/lanewise/testing/ops`) pass `gradcheck` and"
                + " `gradgradcheck`; an op without a derivative\n"
                + "says why. *SIMD* says that the forward computation, or the heavy part of it, is a vector"
                + " loop.\n");
        Map<String, List<Op>> families = new LinkedHashMap<>();
        ops.values()
                .forEach(op -> families.computeIfAbsent(op.family, _ -> new ArrayList<>())
                        .add(op));
        new TreeMap<>(families).forEach((family, members) -> family(page, family, members));
        names(page);
        return page.toString();
    }

    private void counts(StringBuilder page) {
        long differentiable = ops.values().stream().filter(Op::differentiable).count();
        long twice = ops.values().stream()
                .filter(op -> op.differentiable() && op.onlyOnce() == null)
                .count();
        long never = ops.values().stream().filter(op -> op.noDerivative != null).count();
        long simd = ops.values().stream().filter(op -> op.vectorised).count();
        page.append(
                "| ops | differentiable | twice | without a derivative | SIMD | rows of samples | names compared with"
                        + " PyTorch |\n"
                        + "| --- | --- | --- | --- | --- | --- | --- |\n");
        page.append("| %d | %d | %d | %d | %d | %d | %d |\n"
                .formatted(
                        ops.size(),
                        differentiable,
                        twice,
                        never,
                        simd,
                        OpTable.all().size(),
                        lanewise.testing.conformance.OpTable.standard().names().size()));
    }

    private static void family(StringBuilder page, String family, List<Op> members) {
        String title = family.replaceAll("(Ops|Functions|Factories)$", "").replaceAll("^Tensor$", "Tensors");
        page.append("\n## ").append(title).append(" (").append(members.size()).append(")\n\n");
        page.append("| PyTorch | lanewise | in place | derivative | second | SIMD |\n"
                + "| --- | --- | --- | --- | --- | --- |\n");
        for (Op op : members) {
            String derivative =
                    op.differentiable() ? "yes" : op.noDerivative != null ? op.noDerivative : "**no row of samples**";
            String second = !op.differentiable() ? "" : op.onlyOnce() == null ? "yes" : op.onlyOnce();
            page.append("| `")
                    .append(String.join("`, `", op.pyTorch))
                    .append("` | `")
                    .append(op.home)
                    .append('.')
                    .append(op.method)
                    .append("` | ")
                    .append(op.inPlace ? "yes" : "")
                    .append(" | ")
                    .append(derivative)
                    .append(" | ")
                    .append(second)
                    .append(" | ")
                    .append(op.vectorised ? "yes" : "")
                    .append(" |\n");
        }
    }

    private void names(StringBuilder page) {
        page.append("\n"
                + "## Names that differ\n\n"
                + "All other names are PyTorch's in camelCase.\n\n"
                + "| PyTorch | lanewise |\n"
                + "| --- | --- |\n");
        otherNames.forEach((theirs, ours) -> {
            Op op = find(theirs, ours);
            String place = op == null ? "x" : op.home;
            page.append("| `")
                    .append(theirs)
                    .append("` | `")
                    .append(place)
                    .append('.')
                    .append(ours)
                    .append("` |\n");
        });
    }
}
