/** Weights, tables and event files: safetensors, .pt, CSV, TensorBoard. */
module lanewise.formats {
    requires transitive lanewise.nn;
    requires com.fasterxml.jackson.core;
    requires de.siegmar.fastcsv;
    requires static transitive org.jspecify;

    exports lanewise.formats;
}
