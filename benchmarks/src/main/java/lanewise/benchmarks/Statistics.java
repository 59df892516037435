package lanewise.benchmarks;

import java.util.List;

/** What is made of samples. All throw IllegalArgumentException for an empty list. */
final class Statistics {
    private Statistics() {}

    /** The middle one of the sorted values, or the mean of the two in the middle. */
    static double median(List<Double> values) {
        return quantile(values, 0.5);
    }

    /** A value that a share of the values does not exceed, linear between neighbours, as numpy's default. */
    static double quantile(List<Double> values, double share) {
        require(values);
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** The smallest. */
    static double minimum(List<Double> values) {
        require(values);
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /** The n-th root of the product: the mean of ratios, where 2 and 1/2 cancel. */
    static double geometricMean(List<Double> ratios) {
        require(ratios);
        return Math.exp(ratios.stream().mapToDouble(Math::log).average().orElseThrow());
    }

    /**
     * How many times as long a peer takes as lanewise: the median over rounds of the ratio within the round, so that a
     * machine that slows down between rounds slows both.
     */
    static double ratio(List<Double> peer, List<Double> lanewise) {
        int rounds = Math.min(peer.size(), lanewise.size());
        require(peer.subList(0, rounds));
        return median(java.util.stream.IntStream.range(0, rounds)
                .mapToObj(i -> peer.get(i) / lanewise.get(i))
                .toList());
    }

    private static void require(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("Statistics: expected values; came none");
        }
    }
}
