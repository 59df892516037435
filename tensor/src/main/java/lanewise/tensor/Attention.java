package lanewise.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.autograd.GradMode;
import lanewise.tensor.kernels.Heads;
import org.jspecify.annotations.Nullable;

/**
 * Scaled dot-product attention in one operation (Vaswani et al., 2017), which never holds all scores at once.
 *
 * <p>Its first derivative is a kernel that computes the scores again; higher ones go through the formula. The heads
 * stand side by side in the rows of q, k and v: nothing is copied to take them apart.
 */
public final class Attention {

    private Attention() {}

    /**
     * y = softmax(q kᵀ / √E + mask) v in each of {@code heads} parts of the rows. With P the softmax and S = P (G vᵀ −
     * Σ G vᵀ P): dq = S k / √E, dk = Sᵀ q / √E, dv = Pᵀ G.
     *
     * @param inputs q {@code (N, L, heads · E)}, k {@code (N, S, heads · E)} and v {@code (N, S, heads · Ev)}; or the
     *     three side by side in one tensor {@code (N, L, 3 · heads · E)}
     * @param mask added to the scores, of their dtype, broadcast to {@code (N, heads, L, S)}, without a gradient; or
     *     null
     * @param batchFirst whether tensors are {@code (N, L, …)} as above; otherwise they are {@code (L, N, …)}
     * @return {@code (N, L, heads · Ev)}, or {@code (L, N, heads · Ev)}
     * @throws IllegalArgumentException if shapes or element types do not fit
     */
    public static Tensor attend(List<Tensor> inputs, @Nullable Tensor mask, int heads, boolean batchFirst) {
        check(inputs, mask, heads, batchFirst);
        List<Tensor> qkv = split(inputs.stream().map(Attention::rows).toList());
        Tensor q = qkv.get(0);
        int n = batchFirst ? 0 : 1;
        int l = 1 - n;
        Heads s = new Heads(
                q.shape[n],
                heads,
                q.shape[l],
                qkv.get(1).shape[l],
                q.shape[2] / heads,
                qkv.get(2).shape[2] / heads,
                1 / Math.sqrt(q.shape[2] / heads));
        if (inputs.stream().anyMatch(x -> x.numel() == 0)) {
            return formula(inputs, mask, heads, batchFirst);
        }
        Heads.Place[] at = places(qkv, heads, batchFirst);
        Heads.Place added = mask == null ? null : places(mask, s);
        Tensor y = Tensor.unfilled(q.dtype(), q.shape[0], q.shape[1], heads * s.valueSize());
        Heads.Place result = places(List.of(y), heads, batchFirst)[0];
        Object stats = s.forward(at[0], at[1], at[2], added, result);
        List<Tensor> saved = new ArrayList<>(inputs);
        saved.add(y);
        if (mask != null) {
            saved.add(mask);
        }
        Tensor.derivedJointly(
                "attention",
                List.of(y),
                inputs,
                gradients -> {
                    Tensor g = gradients.get(0);
                    if (GradMode.isEnabled()) {
                        return Derivatives.composed(
                                again -> List.of(formula(again, mask, heads, batchFirst)), inputs, List.of(g));
                    }
                    List<Tensor> shares = inputs.stream()
                            .map(x -> Tensor.unfilled(x.dtype(), x.shape))
                            .toList();
                    Heads.Place[] to = places(split(shares), heads, batchFirst);
                    Heads.Place from = places(List.of(g.compact(g.dtype())), heads, batchFirst)[0];
                    s.backward(from, at[0], at[1], at[2], added, result, stats, to[0], to[1], to[2]);
                    return new ArrayList<>(shares);
                },
                saved.toArray(Tensor[]::new));
        return y;
    }

    /** The same composed of other operations. */
    private static Tensor formula(List<Tensor> inputs, @Nullable Tensor mask, int heads, boolean batchFirst) {
        List<Tensor> parts =
                new ArrayList<>(inputs.size() == 1 ? inputs.getFirst().chunk(3, 2) : inputs);
        // (N, heads, L, E)
        parts.replaceAll(x -> x.reshape(x.shape[0], x.shape[1], heads, x.shape[2] / heads)
                .permute(batchFirst ? new int[] {0, 2, 1, 3} : new int[] {1, 2, 0, 3}));
        Tensor q = parts.get(0);
        Tensor scores = q.mul(1 / Math.sqrt(q.shape[3])).matmul(parts.get(1).transpose(2, 3));
        Tensor weights = (mask == null ? scores : scores.add(mask)).softmax(-1);
        Tensor y = weights.matmul(parts.get(2)).permute(batchFirst ? new int[] {0, 2, 1, 3} : new int[] {2, 0, 1, 3});
        return y.reshape(y.shape[0], y.shape[1], heads * y.shape[3]);
    }

    /** The tensor with the elements of a row side by side. */
    private static Tensor rows(Tensor x) {
        return x.strides[2] == 1 ? x : x.compact(x.dtype());
    }

    private static List<Tensor> split(List<Tensor> inputs) {
        if (inputs.size() == 3) {
            return inputs;
        }
        Tensor x = inputs.getFirst();
        int size = x.shape[2] / 3;
        int[] shape = {x.shape[0], x.shape[1], size};
        List<Tensor> parts = new ArrayList<>(3);
        for (int i = 0; i < 3; i++) {
            parts.add(new Tensor(x.storage, x.offset + i * size, shape, x.strides));
        }
        return parts;
    }

    private static Heads.Place[] places(List<Tensor> tensors, int heads, boolean batchFirst) {
        return tensors.stream()
                .map(x -> new Heads.Place(
                        x.storage.array,
                        x.offset,
                        x.strides[batchFirst ? 0 : 1],
                        x.shape[2] / heads,
                        x.strides[batchFirst ? 1 : 0]))
                .toArray(Heads.Place[]::new);
    }

    private static Heads.Place places(Tensor mask, Heads s) {
        Tensor m = mask.detach().expand(s.batch(), s.heads(), s.queries(), s.keys());
        m = m.strides[3] == 1 ? m : m.compact(m.dtype());
        return new Heads.Place(m.storage.array, m.offset, m.strides[0], m.strides[1], m.strides[2]);
    }

    private static void check(List<Tensor> inputs, @Nullable Tensor mask, int heads, boolean batchFirst) {
        Tensor q = inputs.getFirst();
        for (Tensor x : inputs) {
            if (!x.isFloatingPoint() || x.dtype() != q.dtype() || mask != null && mask.dtype() != q.dtype()) {
                throw new IllegalArgumentException("attention: expected tensors of one floating dtype, got " + x.dtype()
                        + " and " + (mask == null ? q : mask).dtype() + "; convert with to(...)");
            }
        }
        boolean fits;
        if (inputs.size() == 1) {
            fits = heads > 0 && q.dim() == 3 && q.shape[2] % (3 * heads) == 0;
        } else {
            Tensor k = inputs.get(1);
            Tensor v = inputs.get(2);
            int n = batchFirst ? 0 : 1;
            fits = heads > 0
                    && q.dim() == 3
                    && k.dim() == 3
                    && v.dim() == 3
                    && q.shape[2] == k.shape[2]
                    && q.shape[2] % heads == 0
                    && v.shape[2] % heads == 0
                    && q.shape[n] == k.shape[n]
                    && k.shape[0] == v.shape[0]
                    && k.shape[1] == v.shape[1];
        }
        if (!fits) {
            throw new IllegalArgumentException("attention: expected "
                    + (batchFirst ? "(N, L, E), (N, S, E) and (N, S, Ev)" : "(L, N, E), (S, N, E)" + " and (S, N, Ev)")
                    + " with E and Ev divisible by " + heads + " heads, got "
                    + inputs.stream().map(x -> Arrays.toString(x.shape)).toList());
        }
        if (mask != null && mask.requiresGrad()) {
            throw new IllegalArgumentException("attention: expected a mask that requires no gradient");
        }
    }
}
