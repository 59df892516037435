/** Reverse-mode differentiation over any value type. */
module lanewise.autograd {
    requires static org.jspecify;

    exports lanewise.autograd;
}
