/** Modules, layers, losses and initialisers. */
module lanewise.nn {
    requires transitive lanewise.autograd;
    requires transitive lanewise.tensor;
    requires static transitive org.jspecify;

    exports lanewise.nn;
}
