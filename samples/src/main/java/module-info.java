/** One runnable file per program, and what they share. */
module lanewise.samples {
    requires jdk.incubator.vector;
    requires lanewise.linalg;
    requires transitive lanewise.tables;
    requires transitive lanewise.train;
    requires transitive lanewise.vision;
    requires info.picocli;
    requires net.sourceforge.plantuml;
    requires transitive java.desktop;
    requires transitive xchart;
    requires static transitive org.jspecify;

    exports lanewise.samples;

    opens lanewise.samples to
            info.picocli;
}
