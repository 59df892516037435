/** Pictures as training data: transforms and folders of images. */
module lanewise.vision {
    requires java.desktop;
    requires transitive lanewise.datasets;
    requires static transitive org.jspecify;

    exports lanewise.vision;
}
