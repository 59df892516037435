/** Optimizers, learning-rate schedulers and gradient clipping. */
module lanewise.optim {
    requires transitive lanewise.tensor;
    requires static org.jspecify;

    exports lanewise.optim;
}
