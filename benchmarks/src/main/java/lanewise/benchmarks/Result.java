package lanewise.benchmarks;

import java.util.List;

/**
 * What one peer needed for one row.
 *
 * @param group the table
 * @param row the row's name
 * @param unit the row's unit, of all figures here
 * @param threads how many threads it had
 * @param peer the peer's name
 * @param rounds the median of each round
 * @param minimum the smallest sample of all
 * @param ratio how many times as long as lanewise it took, in the same run; NaN where lanewise did not take part
 * @param check the number that all peers must agree on
 * @param load how many processes wanted to run, all others on the machine included, in the minute before
 * @param when the time of day, ISO 8601
 */
record Result(
        String group,
        String row,
        String unit,
        int threads,
        String peer,
        List<Double> rounds,
        double minimum,
        double ratio,
        double check,
        double load,
        String when) {

    /** The median of the rounds' medians. */
    double median() {
        return Statistics.median(rounds);
    }
}
