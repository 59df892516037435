package lanewise.tensor;

import java.util.Arrays;

/** The arithmetic of sizes, strides and dimensions, with the messages for those that do not fit. */
final class Shape {

    static final int[] SCALAR = {};

    private Shape() {}

    /** The number of elements; more than an array can hold is refused. */
    static int numel(int... shape) {
        long n = 1;
        for (int size : shape) {
            n *= size;
            if (size <= 0 || n > Integer.MAX_VALUE - 8) {
                return numelOfUnusual(shape);
            }
        }
        return (int) n;
    }

    private static int numelOfUnusual(int... shape) {
        long n = 1;
        boolean empty = false;
        for (int size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException("shape " + show(shape) + ": a size must not be negative");
            }
            empty |= size == 0;
            n = Math.min(n * size, 1L << 32); // does not wrap around, and stays too large
        }
        if (n > Integer.MAX_VALUE - 8 && !empty) {
            throw new IllegalArgumentException(
                    "shape " + show(shape) + ": a tensor holds at most " + (Integer.MAX_VALUE - 8) + " elements");
        }
        return empty ? 0 : (int) n;
    }

    /** Row-major strides; every result has some, and most are vectors or matrices. */
    static int[] strides(int[] shape) {
        if (shape.length == 1) {
            return new int[] {1};
        }
        if (shape.length == 2) {
            return new int[] {Math.max(shape[1], 1), 1};
        }
        int[] strides = new int[shape.length];
        int step = 1;
        for (int d = shape.length - 1; d >= 0; d--) {
            strides[d] = step;
            step *= Math.max(shape[d], 1);
        }
        return strides;
    }

    /** Whether two shapes are the same, as every operation asks: hence without a loop where there is little to see. */
    static boolean same(int[] a, int[] b) {
        return switch (a == b ? 0 : a.length) {
            case 0 -> a.length == b.length;
            case 1 -> b.length == 1 && a[0] == b[0];
            case 2 -> b.length == 2 && a[0] == b[0] && a[1] == b[1];
            default -> Arrays.equals(a, b);
        };
    }

    static boolean isContiguous(int[] shape, int[] strides) {
        int step = 1;
        for (int d = shape.length - 1; d >= 0; d--) {
            if (shape[d] == 0) {
                return true;
            }
            if (shape[d] != 1) {
                if (strides[d] != step) {
                    return false;
                }
                step *= shape[d];
            }
        }
        return true;
    }

    /** Counts a negative dimension from the end; zero-dim tensors accept 0 and -1. */
    static int dim(String op, int dim, int rank) {
        int range = Math.max(rank, 1);
        if (dim < -range || dim >= range) {
            throw new IndexOutOfBoundsException(op + ": dimension out of range (expected to be in range of [" + -range
                    + ", " + (range - 1) + "], but got " + dim + ") for a tensor of " + rank + " dimensions");
        }
        return dim < 0 ? dim + range : dim;
    }

    /** All of {@code dims} counted from the start, each once; none means all. */
    static boolean[] dimSet(String op, int[] dims, int rank) {
        if (rank > 64) {
            throw new IllegalArgumentException(
                    op + ": only tensors with up to 64 dims are supported, this one has " + rank);
        }
        boolean[] set = new boolean[Math.max(rank, 1)];
        if (dims.length == 0) {
            Arrays.fill(set, true);
        }
        for (int dim : dims) {
            int d = dim(op, dim, rank);
            if (set[d]) {
                throw new IllegalArgumentException(
                        op + ": dim " + d + " appears multiple times in the list of dims " + Arrays.toString(dims));
            }
            set[d] = true;
        }
        return set;
    }

    /** The shape two operands broadcast to: aligned at the end, sizes equal or 1. */
    static int[] broadcast(String op, int[] a, int[] b) {
        if (b.length == 0 || same(a, b)) {
            return a;
        }
        int rank = Math.max(a.length, b.length);
        int[] shape = new int[rank];
        for (int d = 0; d < rank; d++) {
            int i = a.length - rank + d;
            int j = b.length - rank + d;
            int p = i < 0 ? 1 : a[i];
            int q = j < 0 ? 1 : b[j];
            if (p != q && p != 1 && q != 1) {
                throw new IllegalArgumentException(
                        op + ": the size of tensor a (" + p + ") must match the size of tensor b (" + q
                                + ") at non-singleton dimension " + d + "; shapes " + show(a) + " and " + show(b)
                                + " do not broadcast. Sizes, aligned at the end, must be equal or 1: check for a"
                                + " missing unsqueeze, reshape or transpose");
            }
            shape[d] = p == 1 ? q : p;
        }
        return shape;
    }

    /** Replaces one -1 in {@code wanted} by what {@code numel} elements leave for it. */
    static int[] infer(String op, int[] wanted, int[] from) {
        int numel = numel(from);
        long known = 1;
        int open = -1;
        for (int d = 0; d < wanted.length; d++) {
            if (wanted[d] == -1) {
                if (open >= 0) {
                    throw new IllegalArgumentException(
                            op + ": only one dimension can be inferred, got " + show(wanted));
                }
                open = d;
            } else if (wanted[d] < 0) {
                throw new IllegalArgumentException(
                        op + ": invalid shape dimension " + wanted[d] + " in " + show(wanted));
            } else {
                known = Math.min(known * wanted[d], 1L << 32); // Does not wrap around, and stays too large.
            }
        }
        if (open < 0) {
            if (known != numel) {
                throw new IllegalArgumentException(op + ": shape " + show(wanted) + " is invalid for input of size "
                        + numel + " (" + show(from) + ")");
            }
            return wanted.clone();
        }
        if (known == 0) {
            throw new IllegalArgumentException(op + ": cannot infer the -1 in " + show(wanted)
                    + " because the unspecified dimension size -1 can be any value and is ambiguous");
        }
        if (numel % known != 0) {
            throw new IllegalArgumentException(op + ": shape " + show(wanted) + " is invalid for input of size " + numel
                    + " (" + show(from) + "): " + numel + " is not a multiple of " + known);
        }
        int[] shape = wanted.clone();
        shape[open] = (int) (numel / known);
        return shape;
    }

    static int[] insert(int[] values, int at, int value) {
        int[] result = new int[values.length + 1];
        System.arraycopy(values, 0, result, 0, at);
        result[at] = value;
        System.arraycopy(values, at, result, at + 1, values.length - at);
        return result;
    }

    static int[] remove(int[] values, int at) {
        int[] result = new int[values.length - 1];
        System.arraycopy(values, 0, result, 0, at);
        System.arraycopy(values, at + 1, result, at, result.length - at);
        return result;
    }

    static int[] with(int[] values, int at, int value) {
        int[] result = values.clone();
        result[at] = value;
        return result;
    }

    /** Sizes multiplied from {@code from} (inclusive) to {@code to} (exclusive). */
    static int product(int[] values, int from, int to) {
        int n = 1;
        for (int d = from; d < to; d++) {
            n *= values[d];
        }
        return n;
    }

    /** As PyTorch writes a shape: {@code [2, 3]}. */
    static String show(int[] shape) {
        return Arrays.toString(shape);
    }
}
