/** Matrix decompositions, found as a service by the tensor module. */
module lanewise.linalg {
    requires transitive lanewise.tensor;
    requires ejml.core;
    requires ejml.ddense;
    requires static transitive org.jspecify;

    exports lanewise.linalg;

    provides lanewise.tensor.Decompositions with
            lanewise.linalg.EjmlDecompositions;
}
