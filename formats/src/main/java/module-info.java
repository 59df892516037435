/** Weights and event files: safetensors, .pt, TensorBoard. */
module lanewise.formats {
    requires transitive lanewise.nn;
    requires com.fasterxml.jackson.core;
    requires static transitive org.jspecify;

    exports lanewise.formats;
}
