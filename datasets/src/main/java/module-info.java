/** Datasets, data loaders, transforms and downloads. */
module lanewise.datasets {
    requires static java.desktop; // only ImageFolder
    requires java.net.http;
    requires transitive lanewise.tensor;
    requires static transitive org.jspecify;

    exports lanewise.datasets;
}
