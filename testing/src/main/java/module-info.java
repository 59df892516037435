/** What users test with: gradcheck, assertClose, tensor arbitraries; the conformance runner. */
module lanewise.testing {
    requires transitive lanewise.nn;
    requires transitive lanewise.optim;
    requires transitive lanewise.datasets;
    requires com.fasterxml.jackson.core;
    requires static transitive net.jqwik.api;
    requires static transitive org.jspecify;

    exports lanewise.testing;
}
