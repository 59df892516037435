/**
 * Modules, layers, losses and initialisers: what networks are made of.
 *
 * <p>Start with {@link lanewise.nn.Module}: a network is a class with its layers in fields and a {@code forward}. Its
 * parameters, state dict and printed form follow from the fields; {@code Members} finds them.
 * {@link lanewise.nn.Linear} shows what every layer looks like: required arguments, an {@code Options} record for the
 * others, public parameters, one call in {@code forward}.
 *
 * <p>Layers hold state, {@link lanewise.nn.Functional} computes: its functions come from {@code LossFunctions},
 * {@code WindowFunctions} and {@code FeatureFunctions}, which it extends, and are themselves made of tensor operations,
 * so that nothing here has a derivative of its own. {@link lanewise.nn.Init} draws the weights to start from, in
 * PyTorch's order. Names, defaults, state dicts and numbers are those of {@code torch.nn}.
 */
@NullMarked
package lanewise.nn;

import org.jspecify.annotations.NullMarked;
