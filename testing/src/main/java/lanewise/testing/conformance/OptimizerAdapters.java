package lanewise.testing.conformance;

import java.util.function.BiConsumer;

/** The signatures of {@code torch.optim}'s optimizers, without the parameters that come first. */
final class OptimizerAdapters {
    private static final String FLAGS = ", foreach=None, maximize=False, capturable=False, differentiable=False";

    private OptimizerAdapters() {}

    static void register(BiConsumer<String, String> table) {
        table.accept(
                "SGD", "lr, momentum=0, dampening=0, weight_decay=0, nesterov=False, *, maximize=False, foreach=None");
        table.accept("Adam", "lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, amsgrad=False" + FLAGS);
        table.accept("AdamW", "lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2, amsgrad=False" + FLAGS);
        table.accept(
                "RMSprop",
                "lr=1e-2, alpha=0.99, eps=1e-8, weight_decay=0, momentum=0, centered=False, foreach=None,"
                        + " maximize=False");
        table.accept(
                "Adagrad",
                "lr=1e-2, lr_decay=0, weight_decay=0, initial_accumulator_value=0, eps=1e-10, foreach=None,"
                        + " maximize=False");
        table.accept("Adadelta", "lr=1.0, rho=0.9, eps=1e-6, weight_decay=0, foreach=None, maximize=False");
        table.accept("Adamax", "lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0" + FLAGS);
        table.accept(
                "NAdam", "lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, momentum_decay=4e-3, foreach=None");
        table.accept("RAdam", "lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, foreach=None");
        table.accept("Rprop", "lr=1e-2, etas=(0.5, 1.2), step_sizes=(1e-6, 50), foreach=None, maximize=False");
        table.accept("ASGD", "lr=1e-2, lambd=1e-4, alpha=0.75, t0=1e6, weight_decay=0, foreach=None, maximize=False");
        table.accept(
                "LBFGS",
                "lr=1, max_iter=20, max_eval=None, tolerance_grad=1e-7, tolerance_change=1e-9,"
                        + " history_size=100, line_search_fn=None");
    }
}
