/** Trainer, callbacks, metrics and history. */
module lanewise.train {
    requires transitive lanewise.nn;
    requires transitive lanewise.optim;
    requires transitive lanewise.datasets;
    requires transitive lanewise.formats;
    requires com.fasterxml.jackson.core;
    requires me.tongfei.progressbar;
    requires static transitive org.jspecify;

    exports lanewise.train;
}
