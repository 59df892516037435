/** Datasets, data loaders, transforms and downloads. */
module lanewise.datasets {
    requires transitive lanewise.tensor;
    requires java.net.http;
    requires static transitive org.jspecify;

    exports lanewise.datasets;
}
