/**
 * Tables as training data, what scikit-learn and pandas users reach for.
 *
 * <ul>
 *   <li>{@link lanewise.tables.Csv}: a CSV file's columns as tensors;
 *   <li>{@link lanewise.tables.StandardScaler} and {@link lanewise.tables.OneHotEncoder}: columns made fit for
 *       training, by the statistics of the training part alone;
 *   <li>{@link lanewise.tables.Synthetic}: made-up data, sample for sample that of {@code sklearn.datasets}.
 * </ul>
 *
 * <p>Splits ({@code trainTestSplit}) and NumPy's random numbers are in {@link lanewise.datasets}.
 */
@NullMarked
package lanewise.tables;

import org.jspecify.annotations.NullMarked;
