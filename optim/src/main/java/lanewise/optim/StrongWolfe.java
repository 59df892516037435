package lanewise.optim;

import java.util.function.DoubleFunction;
import lanewise.tensor.Tensor;

/**
 * A line search that ends where the strong Wolfe conditions hold: the loss fell enough, and the slope flattened enough.
 *
 * <p>Brackets such a point, then narrows the bracket by cubic interpolation. Source: Nocedal and Wright, Numerical
 * Optimization, algorithms 3.5 and 3.6; constants and safeguards as in {@code torch.optim.LBFGS}.
 *
 * @param loss the loss there
 * @param gradient the gradient there
 * @param t how far along the direction
 * @param evaluations how often the loss was computed
 */
record StrongWolfe(double loss, Tensor gradient, double t, int evaluations) {

    private static final double C1 = 1e-4;
    private static final double C2 = 0.9;
    private static final int MAX_LINE_SEARCH = 25;

    /** The loss and gradient at one point of the line. */
    record Point(double loss, Tensor gradient) {}

    private record End(double t, double loss, Tensor gradient, double slope) {}

    static StrongWolfe search(
            DoubleFunction<Point> objective,
            double firstStep,
            Tensor direction,
            double loss,
            Tensor gradient,
            double slope,
            double toleranceChange) {
        double reach = direction.abs().max().item();
        double t = firstStep;
        End previous = new End(0, loss, gradient, slope);
        End start = previous;
        End now = evaluate(objective, t, direction);
        int evaluations = 1;
        End a = null;
        End b = null;
        boolean done = false;
        int iteration = 0;
        while (iteration < MAX_LINE_SEARCH) {
            if (now.loss > loss + C1 * now.t * slope || iteration > 1 && now.loss >= previous.loss) {
                a = previous;
                b = now;
                break;
            }
            if (Math.abs(now.slope) <= -C2 * slope) {
                a = now;
                b = now;
                done = true;
                break;
            }
            if (now.slope >= 0) {
                a = previous;
                b = now;
                break;
            }
            double low = now.t + 0.01 * (now.t - previous.t);
            double high = now.t * 10;
            t = interpolate(previous, now, low, high);
            previous = now;
            now = evaluate(objective, t, direction);
            evaluations++;
            iteration++;
        }
        if (a == null) {
            a = start;
            b = now;
        }
        boolean slow = false;
        while (!done && iteration < MAX_LINE_SEARCH) {
            End low = a.loss <= b.loss ? a : b;
            End high = low == a ? b : a;
            if (Math.abs(b.t - a.t) * reach < toleranceChange) {
                break;
            }
            double left = Math.min(a.t, b.t);
            double right = Math.max(a.t, b.t);
            t = interpolate(a, b, left, right);
            // Near an end of the bracket for the second time, or on it: take a tenth of the bracket instead.
            double margin = 0.1 * (right - left);
            if (Math.min(right - t, t - left) < margin) {
                if (slow || t >= right || t <= left) {
                    t = Math.abs(t - right) < Math.abs(t - left) ? right - margin : left + margin;
                    slow = false;
                } else {
                    slow = true;
                }
            } else {
                slow = false;
            }
            now = evaluate(objective, t, direction);
            evaluations++;
            iteration++;
            boolean lowIsA = low == a;
            if (now.loss > loss + C1 * t * slope || now.loss >= low.loss) {
                high = now;
            } else {
                if (Math.abs(now.slope) <= -C2 * slope) {
                    done = true;
                } else if (now.slope * (high.t - low.t) >= 0) {
                    high = low;
                }
                low = now;
            }
            a = lowIsA ? low : high;
            b = lowIsA ? high : low;
        }
        End best = a.loss <= b.loss ? a : b;
        return new StrongWolfe(best.loss, best.gradient, best.t, evaluations);
    }

    private static End evaluate(DoubleFunction<Point> objective, double t, Tensor direction) {
        Point point = objective.apply(t);
        return new End(t, point.loss, point.gradient, LBFGS.dot(point.gradient, direction));
    }

    /** The minimum of the cubic through both ends with their slopes, kept within bounds. */
    private static double interpolate(End first, End second, double low, double high) {
        double d1 = first.slope + second.slope - 3 * (first.loss - second.loss) / (first.t - second.t);
        double square = d1 * d1 - first.slope * second.slope;
        if (square < 0) {
            return (low + high) / 2;
        }
        double d2 = Math.sqrt(square);
        double at = first.t <= second.t
                ? second.t - (second.t - first.t) * ((second.slope + d2 - d1) / (second.slope - first.slope + 2 * d2))
                : first.t - (first.t - second.t) * ((first.slope + d2 - d1) / (first.slope - second.slope + 2 * d2));
        return Math.min(Math.max(at, low), high);
    }
}
