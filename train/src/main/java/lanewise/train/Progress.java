package lanewise.train;

import java.util.Iterator;
import java.util.Locale;
import lanewise.datasets.Batch;
import lanewise.datasets.DataLoader;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A line that shows how far a loop over batches has come: bar, rate, time left, and what {@link #loss} was told.
 *
 * <p>{@snippet :
 * var progress = new Progress("Epoch 1/5", trainLoader);
 * for (Batch batch : progress) {
 *     ...
 *     progress.loss(loss.item());
 * }
 * }
 *
 * <p>It shows on a terminal only; into a pipe or a file nothing is written. The line disappears when the loop ends.
 */
public final class Progress implements Iterable<Batch> {

    private final String task;
    private final DataLoader loader;
    private @Nullable ProgressBar bar;
    private double sum;
    private long count;

    /**
     * Wraps a loader.
     *
     * @param task what stands before the bar
     * @param loader the batches to loop over
     */
    public Progress(String task, DataLoader loader) {
        this.task = task;
        this.loader = loader;
    }

    /** Adds a batch's loss to the running mean that the line shows. */
    public void loss(double loss) {
        sum += loss;
        count++;
        if (bar != null) {
            bar.setExtraMessage(String.format(Locale.ROOT, " loss %.4f", sum / count));
        }
    }

    /** The mean of the losses told so far; NaN before the first. */
    public double meanLoss() {
        return sum / count;
    }

    @Override
    public Iterator<Batch> iterator() {
        sum = 0;
        count = 0;
        Iterator<Batch> batches = loader.iterator();
        if (System.console() == null || !System.console().isTerminal()) {
            return batches;
        }
        ProgressBar shown = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(loader.size())
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setUnit(" batches", 1)
                .showSpeed()
                .clearDisplayOnFinish()
                .build();
        bar = shown;
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                boolean more = batches.hasNext();
                if (!more) {
                    shown.close();
                    bar = null;
                }
                return more;
            }

            @Override
            public Batch next() {
                Batch batch = batches.next();
                shown.step();
                return batch;
            }
        };
    }
}
