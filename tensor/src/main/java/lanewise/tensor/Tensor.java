package lanewise.tensor;

import java.util.List;
import java.util.function.UnaryOperator;
import lanewise.autograd.Edge;
import lanewise.autograd.GradMode;
import lanewise.autograd.HookHandle;
import lanewise.autograd.JointRule;
import lanewise.autograd.Node;
import lanewise.autograd.Rule;
import org.jspecify.annotations.Nullable;

/**
 * A multi-dimensional array that remembers how it was computed.
 *
 * <p>A tensor is a view of a plain Java array: element type, shape, one stride per dimension and the place of the first
 * element. There is nothing to close; memory is the garbage collector's. What can be done with a tensor comes from the
 * family interfaces in the header below, so they are the map of this class. Operations return new tensors; those with a
 * trailing underscore change this one.
 *
 * <p>A tensor made with {@link #requiresGrad_(boolean) requiresGrad_(true)} is a leaf; whatever is computed from it is
 * recorded, and {@link #backward()} of a result fills the leaf's {@link #grad()}.
 *
 * <p>Reading a tensor from several threads at once is safe; changing it while another thread reads is not.
 */
public non-sealed class Tensor extends TensorFactories
        implements ArithmeticOps,
                BoundsOps,
                BitwiseOps,
                MathOps,
                ComparisonOps,
                ActivationOps,
                ReductionOps,
                StatisticsOps,
                CumulativeOps,
                SortingOps,
                ShapingOps,
                JoiningOps,
                IndexingOps,
                LinearAlgebraOps,
                ConversionOps,
                CreationOps,
                InPlaceOps,
                RandomOps {

    /* Not final only for setData; everything else treats them as such. */
    Storage storage;
    int offset;
    int[] shape;
    int[] strides;
    private boolean contiguous;
    /** The number of elements, or less than 0 until somebody asks: a view may repeat more than can be counted. */
    private int numel = -1;

    private final boolean number;

    private @Nullable String op;
    private boolean leafRequiresGrad;
    private boolean retainsGrad;

    @Nullable
    Tensor grad;

    /** Whether only the engine has seen the gradient: then its memory is free when it is replaced. */
    private boolean gradUnseen;

    private @Nullable Node<Tensor> node;
    private int slot;
    /* The tensor this one is a view of, and how many in-place changes of that tensor's history this view's node has
    seen: see InPlace. */
    private @Nullable Tensor base;
    private int history;

    Tensor(Storage storage, int offset, int[] shape, int[] strides) {
        this(storage, offset, shape, strides, Shape.isContiguous(shape, strides), false);
    }

    private Tensor(Storage storage, int offset, int[] shape, int[] strides, boolean contiguous, boolean number) {
        this.storage = storage;
        this.offset = offset;
        this.shape = shape;
        this.strides = strides;
        this.contiguous = contiguous;
        this.number = number;
    }

    /** Makes a leaf over the memory of {@code source}, for subclasses that stand for it, as parameters do. */
    protected Tensor(Tensor source) {
        this(source.storage, source.offset, source.shape, source.strides);
    }

    // ---- making tensors
    // -------------------------------------------------------------------------------------------------

    /** A new tensor over a fresh, row-major storage. */
    static Tensor wrap(Storage storage, int... shape) {
        // First of all, so that nothing stands between the tensor's making and the setting of its fields: the compiler
        // then need not tell the garbage collector of each.
        int[] strides = Shape.strides(shape);
        Tensor made = new Tensor(storage, 0, shape, strides, true, false);
        made.numel = storage.length;
        return made;
    }

    /** A new tensor of zeros of that type, to be filled by a kernel. */
    static Tensor allocate(DType dtype, int... shape) {
        return wrap(SpareMemory.zeros(dtype, Shape.numel(shape)), shape);
    }

    /** A new tensor of that type with any numbers in it, all of which a kernel is to overwrite. */
    static Tensor unfilled(DType dtype, int... shape) {
        return wrap(SpareMemory.any(dtype, Shape.numel(shape)), shape);
    }

    /** A new tensor of one element, of a floating type. */
    static Tensor single(double value, DType dtype, int... shape) {
        Storage storage = Storage.allocate(dtype, 1);
        storage.setFloating(value);
        return wrap(storage, shape);
    }

    /** A plain number that takes part in an operation: zero-dim, and weak when types are mixed. */
    static Tensor number(Number value) {
        return new Tensor(Storage.of(value), 0, Shape.SCALAR, Shape.SCALAR, true, true);
    }

    /** Another tensor over this one's memory, recorded by the caller as a view. */
    Tensor viewed(String op, int offset, int[] shape, int[] strides) {
        // Only an empty view may begin behind the end; no loop should have to know.
        Tensor view = new Tensor(storage, Math.min(offset, storage.length), shape, strides).op(op);
        if (GradMode.isEnabled()) {
            view.base = base == null ? this : base;
            view.history = view.base.history;
        }
        return view;
    }

    // ---- state
    // ----------------------------------------------------------------------------------------------------------

    /** The element type. */
    public DType dtype() {
        return storage.dtype;
    }

    /** The sizes, one per dimension; a copy. */
    public int[] shape() {
        return shape.clone();
    }

    /** The size of dimension {@code dim}; negative ones count from the end. */
    public int size(int dim) {
        if (shape.length == 0) {
            throw new IndexOutOfBoundsException(
                    "size: dimension specified as " + dim + " but tensor has no dimensions");
        }
        return shape[Shape.dim("size", dim, shape.length)];
    }

    /** The strides in elements, one per dimension; a copy. */
    public int[] stride() {
        return strides.clone();
    }

    /** The place of the first element in the shared memory. */
    public int storageOffset() {
        return offset;
    }

    /** The number of dimensions. */
    public int dim() {
        return shape.length;
    }

    /** The number of elements. */
    public int numel() {
        int n = numel;
        if (n < 0) {
            n = Shape.numel(shape);
            numel = n;
        }
        return n;
    }

    /** Whether the elements lie row-major without gaps. */
    public boolean isContiguous() {
        return contiguous;
    }

    /** Whether the elements are float32 or float64. */
    public boolean isFloatingPoint() {
        return dtype().isFloatingPoint();
    }

    /** Whether two tensors see the same memory. */
    public boolean sharesStorage(Tensor other) {
        return storage == other.storage;
    }

    boolean isNumber() {
        return number;
    }

    /**
     * The elements row-major in one piece and of that type, for a kernel to read: this tensor if it is so, else a copy.
     */
    Tensor compact(DType dtype) {
        return contiguous && storage.dtype == dtype ? this : Conversion.copy(this, dtype);
    }

    // ---- gradients
    // ------------------------------------------------------------------------------------------------------

    /** Whether operations on this tensor are recorded. */
    public boolean requiresGrad() {
        return leafRequiresGrad || node() != null;
    }

    /**
     * Makes this leaf collect its gradient, or no longer.
     *
     * @return this
     * @throws IllegalArgumentException if the elements are not floating-point
     * @throws IllegalStateException if this is not a leaf
     */
    public Tensor requiresGrad_(boolean requiresGrad) {
        if (requiresGrad && !isFloatingPoint()) {
            throw new IllegalArgumentException(
                    "requiresGrad_: only tensors of floating point dtype can require gradients, this one is "
                            + dtype());
        }
        if (node() != null) {
            if (!requiresGrad) {
                throw new IllegalStateException(
                        "requiresGrad_: you can only change requires_grad flags of leaf variables;"
                                + " to use a computed value without its history call detach()");
            }
            return this;
        }
        leafRequiresGrad = requiresGrad;
        return this;
    }

    /** The same as {@code requiresGrad_(true)}. */
    public Tensor requiresGrad_() {
        return requiresGrad_(true);
    }

    /** Whether this tensor was made by the user rather than by a recorded operation. */
    public boolean isLeaf() {
        return node() == null;
    }

    /** The recorded operation that made this tensor, or null for a leaf. */
    public @Nullable Node<Tensor> gradFn() {
        return node();
    }

    /** What the last {@link #backward()} calls have added up for this leaf, or null. */
    public @Nullable Tensor grad() {
        gradUnseen = false;
        return grad;
    }

    /** Replaces the collected gradient; null clears it. */
    public void setGrad(@Nullable Tensor gradient) {
        if (gradient != null && (!Shape.same(gradient.shape, shape) || gradient.dtype() != dtype())) {
            throw new IllegalArgumentException("setGrad: the gradient must be " + dtype() + " " + Shape.show(shape)
                    + " like its tensor, not " + gradient.dtype() + " " + Shape.show(gradient.shape));
        }
        Tensor before = grad;
        grad = gradient;
        if (before != null && gradUnseen) {
            SpareMemory.give(before.storage);
        }
        gradUnseen = false;
    }

    /**
     * Makes this leaf stand for the memory of {@code data}, in its shape and element type; the collected gradient is
     * dropped if it no longer fits. As assigning to {@code x.data} in PyTorch.
     *
     * @throws IllegalStateException if this is not a leaf
     */
    public void setData(Tensor data) {
        if (node() != null) {
            throw new IllegalStateException(
                    "setData: only a leaf can be given other memory, this tensor was computed by " + op);
        }
        if (leafRequiresGrad && !data.isFloatingPoint()) {
            throw new IllegalArgumentException(
                    "setData: this tensor requires a gradient, so its data must be floating point, not "
                            + data.dtype());
        }
        if (grad != null && (!Shape.same(grad.shape, data.shape) || grad.dtype() != data.dtype())) {
            grad = null;
        }
        storage = data.storage;
        offset = data.offset;
        shape = data.shape;
        numel = -1;
        strides = data.strides;
        contiguous = data.contiguous;
        base = null;
        leafNode = null;
        gradUnseen = false;
    }

    /** The same memory without history: a leaf that requires no gradient. */
    public Tensor detach() {
        return new Tensor(storage, offset, shape, strides);
    }

    /** Returns a copy with memory of its own; gradients flow back through it. */
    @Override
    public Tensor clone() {
        return Conversion.clone(this);
    }

    /** Computes the gradients of all leaves below this one-element tensor. */
    public void backward() {
        Autograd.backward(List.of(this), null, false, false);
    }

    /** Computes the gradients of all leaves below, starting from {@code gradient}, which has this tensor's shape. */
    public void backward(Tensor gradient) {
        Autograd.backward(List.of(this), List.of(gradient), false, false);
    }

    /**
     * Computes the gradients of all leaves below.
     *
     * @param gradient where to start from, of this tensor's shape; null for a one-element tensor
     * @param retainGraph whether the graph can be walked again afterwards
     * @param createGraph whether the gradients are themselves recorded
     */
    public void backward(@Nullable Tensor gradient, boolean retainGraph, boolean createGraph) {
        Autograd.backward(List.of(this), gradient == null ? null : List.of(gradient), retainGraph, createGraph);
    }

    /** Makes this computed tensor collect its gradient in {@link #grad()}, as leaves do. */
    public void retainGrad() {
        if (!requiresGrad()) {
            throw new IllegalStateException(
                    "retainGrad: this tensor has requiresGrad() = false, it has no gradient to retain");
        }
        if (node() != null && !retainsGrad) {
            retainsGrad = true;
            node().watch(slot, g -> grad = grad == null ? g.clone() : grad.add(g));
        }
    }

    /**
     * Calls {@code hook} with the gradient of this tensor whenever one is computed; what it returns, unless null, is
     * used instead.
     */
    public HookHandle registerHook(UnaryOperator<@Nullable Tensor> hook) {
        if (!requiresGrad()) {
            throw new IllegalStateException(
                    "registerHook: cannot register a hook on a tensor that doesn't require gradient");
        }
        Edge<Tensor> edge = edge();
        return edge.node().hook(edge.slot(), hook);
    }

    // ---- recording: called by the op families
    // -------------------------------------------------------------------------------

    /** Names the operation that has just computed this tensor. */
    Tensor op(String name) {
        op = name;
        return this;
    }

    /** The operation that computed this tensor, if any. */
    @Nullable
    String op() {
        return op;
    }

    /**
     * Records that this result came from {@code a}, with the derivative by it. Does nothing while recording is off or
     * when {@code a} requires no gradient.
     *
     * @param rule from the gradient of this tensor to the share of {@code a}
     */
    Tensor derivedFrom(Tensor a, Rule<Tensor> rule) {
        if (isRecordedFrom(a)) {
            record(a, rule);
        }
        return this;
    }

    /** As {@link #derivedFrom(Tensor, Rule)}; {@code saved} is read by the rule and must not change before. */
    Tensor derivedFrom(Tensor a, Rule<Tensor> rule, Tensor saved) {
        if (isRecordedFrom(a)) {
            record(a, rule).save(saved, TensorSpace.INSTANCE);
        }
        return this;
    }

    /** As {@link #derivedFrom(Tensor, Rule)}; the saved tensors are read by the rule and must not change before. */
    Tensor derivedFrom(Tensor a, Rule<Tensor> rule, Tensor... saved) {
        if (isRecordedFrom(a)) {
            Node<Tensor> recorded = record(a, rule);
            for (Tensor each : saved) {
                recorded.save(each, TensorSpace.INSTANCE);
            }
        }
        return this;
    }

    private boolean isRecordedFrom(Tensor a) {
        // With a node already, this thread records: another input came before.
        return a.requiresGrad() && (node != null || GradMode.isEnabled() && isFloatingPoint());
    }

    private Node<Tensor> record(Tensor a, Rule<Tensor> rule) {
        // The input's first: a leaf's node must be older than the node that reads it.
        Node<Tensor> from = a.source();
        Node<Tensor> made = node;
        if (made == null) {
            made = new Node<>(op == null ? "op" : op, type());
            node = made;
        } else if (from == made) {
            throw new IllegalStateException(op + ": a result cannot be derived from itself");
        }
        made.input(from, from.isLeaf() ? 0 : a.slot, rule);
        return made;
    }

    /**
     * Records several results of one operation, or one whose inputs share the work of their gradients.
     *
     * @param results fresh tensors; non-floating ones take no part
     * @param rule one share per input, from one gradient per result
     */
    static void derivedJointly(
            String op, List<Tensor> results, List<Tensor> inputs, JointRule<Tensor> rule, Tensor... saved) {
        for (Tensor result : results) {
            result.op(op);
        }
        if (!GradMode.isEnabled() || inputs.stream().noneMatch(Tensor::requiresGrad)) {
            return;
        }
        List<@Nullable Edge<Tensor>> edges = new java.util.ArrayList<>();
        for (Tensor input : inputs) {
            edges.add(input.requiresGrad() ? input.edge() : null);
        }
        Node<Tensor> joint = new Node<>(op, results.stream().map(Tensor::type).toArray());
        joint.joint(edges, rule);
        for (Tensor each : saved) {
            joint.save(each, TensorSpace.INSTANCE);
        }
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).isFloatingPoint()) {
                results.get(i).setNode(joint, i);
            }
        }
    }

    /**
     * Says that the derivative of {@code y} is the user's code, which may keep what it is given and what it returns.
     */
    static void foreign(Tensor y) {
        Node<Tensor> node = y.node();
        if (node != null) {
            node.foreign();
        }
    }

    /** Where this tensor's gradient goes. */
    Edge<Tensor> edge() {
        Node<Tensor> source = source();
        return new Edge<>(source, source.isLeaf() ? 0 : slot);
    }

    /** The operation that made this tensor, or the node of a leaf, made when first asked for. */
    private Node<Tensor> source() {
        Node<Tensor> made = node();
        if (made == null) {
            made = leafNode;
        }
        return made == null ? leafNode() : made;
    }

    private synchronized Node<Tensor> leafNode() {
        if (leafNode == null) {
            leafNode = Node.leaf(this::accumulate, type());
        }
        return leafNode;
    }

    private volatile @Nullable Node<Tensor> leafNode;

    private synchronized void accumulate(Tensor gradient, boolean owned, boolean record) {
        boolean recorded = record || gradient.requiresGrad();
        boolean taken = false;
        if (grad == null) {
            taken = owned && gradient.isContiguous() || gradient.requiresGrad();
            grad = taken ? gradient : Conversion.copy(gradient, gradient.dtype());
            gradUnseen = !recorded;
        } else if (record) {
            grad = grad.add(gradient);
            gradUnseen = false;
        } else {
            grad.add_(gradient);
        }
        if (owned && !taken && !recorded) {
            SpareMemory.give(gradient.storage);
        }
    }

    TensorType type() {
        return new TensorType(shape, dtype());
    }

    private @Nullable Node<Tensor> node() {
        if (base != null && history != base.history) {
            InPlace.refresh(this);
        }
        return node;
    }

    @Nullable
    Tensor base() {
        return base;
    }

    /** Gives this tensor another history, after a change in place. */
    void setNode(@Nullable Node<Tensor> node, int slot) {
        this.node = node;
        this.slot = slot;
    }

    /** Notes that the history of this tensor, which is no view, was replaced: its views must ask again. */
    void historyChanged() {
        history++;
    }

    /** Notes that this view's node is as new as its base. */
    void historySeen() {
        if (base != null) {
            history = base.history;
        }
    }

    /** The number of in-place changes of the memory. */
    int version() {
        return storage.version();
    }

    /** As PyTorch prints it. */
    @Override
    public String toString() {
        return TensorText.of(this);
    }
}
