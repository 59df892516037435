package lanewise.train;

import java.nio.file.Path;
import java.util.Map;
import lanewise.formats.SummaryWriter;
import org.jspecify.annotations.Nullable;

/** Writes the values of every epoch as curves for TensorBoard, {@code val_loss} in one group with {@code loss}. */
public final class TensorBoardLogger implements Callback {

    private final Path folder;
    private @Nullable SummaryWriter writer;

    /** Writes event files into {@code folder}, which is made if it is not there. */
    public TensorBoardLogger(Path folder) {
        this.folder = folder;
    }

    @Override
    public void onFitBegin(Trainer trainer) {
        close(); // a fit that failed did not end
        writer = new SummaryWriter(folder);
    }

    @Override
    public void onEpochEnd(Trainer trainer, int epoch, Map<String, Double> values) {
        SummaryWriter to = writer;
        if (to != null) {
            values.forEach((name, value) -> to.addScalar(
                    name.startsWith("val_") ? name.substring(4) + "/validation" : name + "/train", value, epoch));
            to.flush();
        }
    }

    @Override
    public void onFitEnd(Trainer trainer) {
        close();
    }

    private void close() {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }
}
