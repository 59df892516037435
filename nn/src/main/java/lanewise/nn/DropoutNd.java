package lanewise.nn;

/** What all kinds of dropout have in common: a probability. */
public abstract sealed class DropoutNd extends Module
        permits Dropout, Dropout1d, Dropout2d, Dropout3d, AlphaDropout, FeatureAlphaDropout {

    final double p;

    DropoutNd(double p) {
        Dropouts.check(getClass().getSimpleName(), p);
        this.p = p;
    }

    @Override
    protected String extraRepr() {
        return "p=" + PyText.real(p) + ", inplace=False";
    }
}
