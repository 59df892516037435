package lanewise.testing.conformance;

import java.util.function.BiConsumer;

/** The signatures of {@code torch.optim.lr_scheduler}'s classes, without the optimizer that comes first. */
final class SchedulerAdapters {
    private SchedulerAdapters() {}

    static void register(BiConsumer<String, String> table) {
        table.accept("StepLR", "step_size, gamma=0.1, last_epoch=-1");
        table.accept("MultiStepLR", "milestones, gamma=0.1, last_epoch=-1");
        table.accept("ConstantLR", "factor=0.3333333333333333, total_iters=5, last_epoch=-1");
        table.accept("LinearLR", "start_factor=0.3333333333333333, end_factor=1.0, total_iters=5, last_epoch=-1");
        table.accept("ExponentialLR", "gamma, last_epoch=-1");
        table.accept("PolynomialLR", "total_iters=5, power=1.0, last_epoch=-1");
        table.accept("CosineAnnealingLR", "T_max, eta_min=0, last_epoch=-1");
        table.accept("CosineAnnealingWarmRestarts", "T_0, T_mult=1, eta_min=0, last_epoch=-1");
        table.accept(
                "CyclicLR",
                "base_lr, max_lr, step_size_up=2000, step_size_down=None, mode='triangular', gamma=1.0, scale_fn=None,"
                    + " scale_mode='cycle', cycle_momentum=True, base_momentum=0.8, max_momentum=0.9, last_epoch=-1");
        table.accept(
                "OneCycleLR",
                "max_lr, total_steps=None, epochs=None, steps_per_epoch=None, pct_start=0.3, anneal_strategy='cos',"
                        + " cycle_momentum=True, base_momentum=0.85, max_momentum=0.95, div_factor=25.0,"
                        + " final_div_factor=1e4, three_phase=False, last_epoch=-1");
        table.accept(
                "ReduceLROnPlateau",
                "mode='min', factor=0.1, patience=10, threshold=1e-4, threshold_mode='rel',"
                        + " cooldown=0, min_lr=0, eps=1e-8");
    }
}
