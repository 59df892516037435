/**
 * A small trainer, made of the same public parts as a loop written by hand.
 *
 * <ul>
 *   <li>{@link lanewise.train.Trainer}: the loop over epochs and batches;
 *   <li>{@link lanewise.train.Callback}: what joins in: {@link lanewise.train.EarlyStopping}, {@link
 *       lanewise.train.Checkpoint}, {@link lanewise.train.Schedule}, {@link lanewise.train.CsvLogger}, {@link
 *       lanewise.train.JsonLinesLogger}, {@link lanewise.train.TensorBoardLogger}, {@link
 *       lanewise.train.ConsoleLogger};
 *   <li>{@link lanewise.train.Metric}: what is measured besides the loss; {@link lanewise.train.Metrics} makes them;
 *   <li>{@link lanewise.train.History}: what was measured;
 *   <li>{@link lanewise.train.Progress}: a bar around any loader, for loops by hand too.
 * </ul>
 *
 * <p>Callbacks, metrics and history work without the trainer as well. Start with {@link lanewise.train.Trainer}.
 */
@NullMarked
package lanewise.train;

import org.jspecify.annotations.NullMarked;
