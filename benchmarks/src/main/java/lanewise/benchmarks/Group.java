package lanewise.benchmarks;

/** The tables, in the order of the report. */
public enum Group {
    STEPS(
            "Training steps",
            "Forward, cross-entropy, zero_grad, backward, SGD with momentum 0.9, and the loss read.",
            true),
    GEMM(
            "Matrix product",
            "Squares, and the products of the steps above: x·Wᵀ (NT), the weights' gradient gᵀ·x (TN), the input's g·W"
                    + " (NN).",
            false),
    ELEMENTWISE(
            "Elementwise and reductions",
            "On 1,024, 32,768 and 1,048,576 floats (rows of 256 where the op has rows); +back is forward and backward.",
            false),
    CONV("Convolution and pooling", "(N, C, H, W); +back is forward and backward.", true),
    RECURRENT("Recurrent layers", "Batch 32, 50 steps, 128 → 256; +back is forward and backward.", true),
    ATTENTION("Attention", "(N, L, E) or (N, heads, L, E per head); +back is forward and backward.", true),
    EPOCH(
            "An epoch of MNIST",
            "60,000 images in shuffled batches of 32, loaded, normalised and trained on: 784-128-10 with ReLU.",
            true),
    STARTUP(
            "Start-up",
            "A whole process, from its start to its end after 100 steps of 784-128-10 with batch 32: time, peak"
                    + " resident size.",
            true),
    OVERHEAD(
            "Overhead",
            "One op on one element while recording; inference of one record; one model asked by several callers; bytes"
                    + " of heap a step.",
            true);

    /** What the report calls it. */
    public final String title;
    /** What is measured. */
    public final String about;
    /**
     * Whether each row gets processes of its own, as a program has that trains one model. Tables of many small rows
     * share theirs.
     */
    public final boolean fresh;

    Group(String title, String about, boolean fresh) {
        this.title = title;
        this.about = about;
        this.fresh = fresh;
    }

    /** Returns what the command line and the rows call it. */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
