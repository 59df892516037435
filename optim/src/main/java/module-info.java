/** Optimizers, learning-rate schedulers and gradient clipping. */
module lanewise.optim {
    requires transitive lanewise.autograd;
    requires transitive lanewise.tensor;
    requires static transitive org.jspecify;

    exports lanewise.optim;
}
