package lanewise.datasets;

import lanewise.tensor.Tensor;

/**
 * One example: what a model sees and what it should say.
 *
 * @param input what goes in, such as an image {@code (C, H, W)}
 * @param target what should come out, such as a class index {@code ()} of type int64
 */
public record Sample(Tensor input, Tensor target) {}
