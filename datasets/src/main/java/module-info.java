/** Datasets, data loaders, transforms and downloads. */
module lanewise.datasets {
    requires java.net.http;
    requires transitive lanewise.tensor;
    requires static transitive org.jspecify;

    exports lanewise.datasets;
}
