/** Matrix decompositions, found as a service by the tensor module. */
module lanewise.linalg {
    requires transitive lanewise.tensor;
    requires static transitive org.jspecify;

    exports lanewise.linalg;
}
