/**
 * Files that other programs read and write too: weights and event logs.
 *
 * <ul>
 *   <li>{@link lanewise.formats.Safetensors}: weights as {@code safetensors}, read and written;
 *   <li>{@link lanewise.formats.TorchFiles}: what {@code torch.save} writes ({@code .pt}, {@code .pth}), read and
 *       written without Python;
 *   <li>{@link lanewise.formats.SummaryWriter}: scalars for TensorBoard;
 *   <li>{@link lanewise.formats.AtomicFiles}: how the writers write, so that a crash never leaves half a file.
 * </ul>
 *
 * <p>Readers trust nothing: every length is compared with the file before memory is asked for, and a file that is not
 * what it says it is ends in an {@code IllegalArgumentException} that names the file and the fault. Start with {@code
 * model.loadStateDict(Safetensors.load(path))}.
 */
@NullMarked
package lanewise.formats;

import org.jspecify.annotations.NullMarked;
