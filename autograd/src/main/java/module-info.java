/** Reverse-mode differentiation over any value type. */
module lanewise.autograd {
    requires static transitive org.jspecify;

    exports lanewise.autograd;
}
