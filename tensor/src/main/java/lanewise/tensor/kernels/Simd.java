package lanewise.tensor.kernels;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether SIMD kernels can run here, and how wide. Decided once, without touching a class of the vector module: only
 * classes named {@code Vector*} mention it, and they are loaded only where {@link #AVAILABLE} holds.
 *
 * <p>The system property {@code lanewise.vectorBits} forces the width: 128, 256 or 512, or 0 for plain loops.
 */
public final class Simd {
    /** The width of vectors in bits; 0 where plain loops serve. */
    public static final int BITS = bits();
    /** Whether the SIMD kernels serve. */
    public static final boolean AVAILABLE = BITS > 0;

    /** Whether masked vector operations cost no more than others: where the hardware has registers for masks. */
    static final boolean MASKS = BITS >= 512;

    private static final String MODULE = "jdk.incubator.vector";

    private Simd() {}

    private static int bits() {
        int wanted = wantedBits(System.getProperty("lanewise.vectorBits"));
        if (wanted == 0
                || !compiled(
                        System.getProperty("java.vm.name", ""),
                        System.getProperty("java.vm.info", ""),
                        System.getProperty("java.vendor.version", ""))) {
            return 0;
        }
        if (!moduleReadable()) {
            System.getLogger("lanewise")
                    .log(
                            System.Logger.Level.WARNING,
                            "SIMD kernels are off, computation is slower: the module {0} is not there. Start java with"
                                    + " --add-modules {0}, or on the module path let your module require it."
                                    + " (-Dlanewise.vectorBits=0 silences this message.)",
                            MODULE);
            return 0;
        }
        if (wanted > 0) {
            return wanted;
        }
        int preferred = VectorWidth.preferredBits();
        // Wider than 512 (SVE machines exist) is not tested; narrower than 128 is no SIMD.
        return preferred < 128 ? 0 : Math.min(preferred, 512);
    }

    /** The width that the property asks for, or -1 if it leaves the choice. */
    static int wantedBits(@Nullable String property) {
        if (property == null || property.isBlank()) {
            return -1;
        }
        return switch (property.strip()) {
            case "0" -> 0;
            case "128" -> 128;
            case "256" -> 256;
            case "512" -> 512;
            default ->
                throw new IllegalArgumentException("lanewise.vectorBits: expected 0, 128, 256 or 512; got '" + property
                        + "'; leave it out for the machine's own width");
        };
    }

    /**
     * Whether this virtual machine turns vector operations into vector instructions: HotSpot's server compiler does.
     * In its interpreter, its client compiler and in other machines each operation is an object.
     */
    static boolean compiled(String vmName, String vmInfo, String vendorVersion) {
        return vmName.contains("Server VM")
                && vmInfo.startsWith("mixed mode")
                && !vmInfo.contains("emulated-client")
                && !vendorVersion.contains("GraalVM");
    }

    private static boolean moduleReadable() {
        Module here = Simd.class.getModule();
        ModuleLayer layer = here.getLayer() == null ? ModuleLayer.boot() : here.getLayer();
        Optional<Module> vector =
                layer.findModule(MODULE).or(() -> ModuleLayer.boot().findModule(MODULE));
        vector.ifPresent(here::addReads);
        return vector.isPresent();
    }
}
