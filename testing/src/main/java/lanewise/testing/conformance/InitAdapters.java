package lanewise.testing.conformance;

import java.util.Locale;
import lanewise.nn.Functional;
import lanewise.nn.Init;

/** The rows of the initialisers and of dropout, judged by their random streams. */
final class InitAdapters {
    private InitAdapters() {}

    static void register(OpTable table) {
        String kaiming = "tensor, a=0, mode='fan_in', nonlinearity='leaky_relu'";
        table.op("init.kaiming_uniform_", kaiming, a -> Init.kaimingUniform_(a.tensor("tensor"), kaiming(a)));
        table.op("init.kaiming_normal_", kaiming, a -> Init.kaimingNormal_(a.tensor("tensor"), kaiming(a)));
        table.op(
                "init.xavier_uniform_",
                "tensor, gain=1.0",
                a -> Init.xavierUniform_(a.tensor("tensor"), a.real("gain")));
        table.op(
                "init.xavier_normal_", "tensor, gain=1.0", a -> Init.xavierNormal_(a.tensor("tensor"), a.real("gain")));
        table.op(
                "init.trunc_normal_",
                "tensor, mean=0.0, std=1.0, a=-2.0, b=2.0",
                a -> Init.truncNormal_(a.tensor("tensor"), a.real("mean"), a.real("std"), a.real("a"), a.real("b")));
        table.op("init.orthogonal_", "tensor, gain=1", a -> Init.orthogonal_(a.tensor("tensor"), a.real("gain")));
        table.op(
                "init.sparse_",
                "tensor, sparsity, std=0.01",
                a -> Init.sparse_(a.tensor("tensor"), a.real("sparsity"), a.real("std")));
        table.op(
                "init.uniform_",
                "tensor, a=0.0, b=1.0",
                a -> Init.uniform_(a.tensor("tensor"), a.real("a"), a.real("b")));
        table.op(
                "init.normal_",
                "tensor, mean=0.0, std=1.0",
                a -> Init.normal_(a.tensor("tensor"), a.real("mean"), a.real("std")));
        table.op("init.constant_", "tensor, val", a -> Init.constant_(a.tensor("tensor"), a.real("val")));
        table.op("init.eye_", "tensor", a -> Init.eye_(a.tensor("tensor")));
        table.op("init.dirac_", "tensor, groups=1", a -> Init.dirac_(a.tensor("tensor"), a.integer("groups")));
        table.op(
                "dropout",
                "input, p=0.5, training=True, inplace=False",
                a -> Functional.dropout(a.tensor("input"), a.real("p"), a.bool("training")));
    }

    private static Init.KaimingOptions kaiming(Args a) {
        return Init.kaiming()
                .a(a.real("a"))
                .mode(Init.FanMode.valueOf(a.text("mode").toUpperCase(Locale.ROOT)))
                .nonlinearity(Init.Nonlinearity.valueOf(a.text("nonlinearity").toUpperCase(Locale.ROOT)));
    }
}
