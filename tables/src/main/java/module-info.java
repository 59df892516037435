/** Tables as training data: CSV, generators, scaling and one-hot columns. */
module lanewise.tables {
    requires de.siegmar.fastcsv;
    requires transitive lanewise.datasets;
    requires static transitive org.jspecify;

    exports lanewise.tables;
}
