package lanewise.tensor.kernels;

/**
 * Selecting and sorting without a rule for equal elements, by the methods of the GNU C++ library.
 *
 * <p>Which of several equal elements {@code topk}, {@code mode} and {@code kthvalue} name is
 * undocumented in PyTorch; on the CPU it is what these methods (introspective sort and selection after Musser 1997,
 * heap selection, and Hoare's partition by a median of three) happen to leave there. The same steps give the same
 * places.
 */
public final class Introsort {
    private static final int SMALL = 16;

    private Introsort() {}

    /** Sorts {@code places[from, to)} by their keys: stable up to 16 elements, not beyond. */
    public static void sort(long[] keys, int[] places, int from, int to) {
        if (from < to) {
            loop(keys, places, from, to, 2 * log2(to - from));
            insertionSort(keys, places, from, to);
        }
    }

    private static void loop(long[] keys, int[] places, int from, int to, int depth) {
        int end = to;
        int left = depth;
        while (end - from > SMALL) {
            if (left-- == 0) {
                partialSort(keys, places, from, end, end);
                return;
            }
            int cut = partition(keys, places, from, end);
            loop(keys, places, cut, end, left);
            end = cut;
        }
    }

    /** Puts at {@code nth} what a sort would put there, and nothing larger before it. */
    public static void select(long[] keys, int[] places, int from, int nth, int to) {
        int start = from;
        int end = to;
        if (start == end || nth == end) {
            return;
        }
        int depth = 2 * log2(end - start);
        while (end - start > 3) {
            if (depth-- == 0) {
                heapSelect(keys, places, start, nth + 1, end);
                swap(places, start, nth);
                return;
            }
            int cut = partition(keys, places, start, end);
            if (cut <= nth) {
                start = cut;
            } else {
                end = cut;
            }
        }
        insertionSort(keys, places, start, end);
    }

    /** Puts the smallest at {@code [from, middle)}, sorted. */
    public static void partialSort(long[] keys, int[] places, int from, int middle, int to) {
        heapSelect(keys, places, from, middle, to);
        for (int last = middle - 1; last > from; last--) {
            popHeap(keys, places, from, last, last);
        }
    }

    static void insertionSort(long[] keys, int[] places, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int place = places[i];
            long key = keys[place];
            int j = i;
            for (; j > from && key < keys[places[j - 1]]; j--) {
                places[j] = places[j - 1];
            }
            places[j] = place;
        }
    }

    private static int partition(long[] keys, int[] places, int from, int to) {
        medianToFirst(keys, places, from, from + 1, from + (to - from) / 2, to - 1);
        long pivot = keys[places[from]];
        int left = from + 1;
        int right = to;
        while (true) {
            while (keys[places[left]] < pivot) {
                left++;
            }
            right--;
            while (pivot < keys[places[right]]) {
                right--;
            }
            if (left >= right) {
                return left;
            }
            swap(places, left, right);
            left++;
        }
    }

    private static void medianToFirst(long[] keys, int[] places, int first, int i, int j, int k) {
        long a = keys[places[i]];
        long b = keys[places[j]];
        long c = keys[places[k]];
        int median;
        if (a < b) {
            median = b < c ? j : a < c ? k : i;
        } else {
            median = a < c ? i : b < c ? k : j;
        }
        swap(places, first, median);
    }

    private static void heapSelect(long[] keys, int[] places, int from, int middle, int to) {
        int length = middle - from;
        for (int parent = (length - 2) / 2; length >= 2 && parent >= 0; parent--) {
            adjustHeap(keys, places, from, parent, length, places[from + parent]);
        }
        for (int i = middle; i < to; i++) {
            if (keys[places[i]] < keys[places[from]]) {
                popHeap(keys, places, from, middle, i);
            }
        }
    }

    private static void popHeap(long[] keys, int[] places, int from, int end, int result) {
        int value = places[result];
        places[result] = places[from];
        adjustHeap(keys, places, from, 0, end - from, value);
    }

    private static void adjustHeap(long[] keys, int[] places, int from, int start, int length, int value) {
        int hole = start;
        int child = start;
        while (child < (length - 1) / 2) {
            child = 2 * (child + 1);
            if (keys[places[from + child]] < keys[places[from + child - 1]]) {
                child--;
            }
            places[from + hole] = places[from + child];
            hole = child;
        }
        if ((length & 1) == 0 && child == (length - 2) / 2) {
            child = 2 * (child + 1);
            places[from + hole] = places[from + child - 1];
            hole = child - 1;
        }
        int parent = (hole - 1) / 2;
        while (hole > start && keys[places[from + parent]] < keys[value]) {
            places[from + hole] = places[from + parent];
            hole = parent;
            parent = (hole - 1) / 2;
        }
        places[from + hole] = value;
    }

    /** Puts at {@code nth} of the first {@code n} places what a sort would put there, by Hoare's partition. */
    public static void quickSelect(long[] keys, int[] places, int n, int nth) {
        int left = 0;
        int right = n - 1;
        while (right > left) {
            if (right == left + 1) {
                order(keys, places, left, right);
                return;
            }
            swap(places, left + (right - left) / 2, left + 1);
            order(keys, places, left + 1, right);
            order(keys, places, left, right);
            order(keys, places, left + 1, left);
            long pivot = keys[places[left]];
            int i = left + 1;
            int j = right;
            while (true) {
                do {
                    i++;
                } while (pivot > keys[places[i]]);
                do {
                    j--;
                } while (keys[places[j]] > pivot);
                if (j < i) {
                    break;
                }
                swap(places, i, j);
            }
            swap(places, left, j);
            if (j <= nth) {
                left = i;
            }
            if (j >= nth) {
                right = j - 1;
            }
        }
    }

    private static void order(long[] keys, int[] places, int low, int high) {
        if (keys[places[low]] > keys[places[high]]) {
            swap(places, low, high);
        }
    }

    private static void swap(int[] places, int i, int j) {
        int kept = places[i];
        places[i] = places[j];
        places[j] = kept;
    }

    private static int log2(int n) {
        return 31 - Integer.numberOfLeadingZeros(n);
    }
}
