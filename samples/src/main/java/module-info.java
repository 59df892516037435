/** One runnable file per program, and what they share. */
module lanewise.samples {
    requires jdk.incubator.vector;
    requires lanewise.linalg;
    requires lanewise.train;
    requires lanewise.testing;
    requires static transitive org.jspecify;
}
