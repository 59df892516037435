/** Tensors, their operations and the SIMD kernels below them. */
module lanewise.tensor {
    requires transitive lanewise.autograd;
    requires static jdk.incubator.vector;
    requires static transitive org.jspecify;

    exports lanewise.tensor;

    uses lanewise.tensor.Decompositions;
}
