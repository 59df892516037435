package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Mixes channels {@code (*, g·C, H, W)} of g groups: each group gets some of all; as {@code torch.nn.ChannelShuffle}.
 */
public final class ChannelShuffle extends Module {

    private final int groups;

    /** Makes the layer. @param groups the number of groups, g */
    public ChannelShuffle(int groups) {
        Sizes.positive("ChannelShuffle", "groups", groups);
        this.groups = groups;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.channelShuffle(x, groups));
    }

    @Override
    protected String extraRepr() {
        return "groups=" + groups;
    }
}
