// Two networks play: the generator draws digits from noise, the discriminator tells drawings from MNIST's digits.
// Shows both losses, and as pictures what the generator draws from the same noise after each epoch, and real digits.
// An epoch shows 60,000 images, of the whole set or of the embedded part: bin/run Gan [--data DIR] [--epochs N]
import static lanewise.autograd.GradMode.noGrad;

import lanewise.datasets.*;
import lanewise.nn.*;
import lanewise.optim.*;
import lanewise.samples.*;
import lanewise.tensor.*;
import lanewise.train.Progress;

static final int NOISE = 64;

/** From noise (N, 64) to pictures (N, 1, 28, 28) between −1 and 1; transposed convolutions double the sides. */
Sequential generator() {
    var twice = ConvTranspose2d.options().stride(2).padding(1);
    return new Sequential(
            new Linear(NOISE, 64 * 7 * 7),
            new Unflatten(1, 64, 7, 7),
            new BatchNorm2d(64),
            new ReLU(),
            new ConvTranspose2d(64, 32, 4, twice), // 14 × 14
            new BatchNorm2d(32),
            new ReLU(),
            new ConvTranspose2d(32, 1, 4, twice), // 28 × 28
            new Tanh());
}

/** From pictures to one number each, the more positive the more it looks real. */
Sequential discriminator() {
    var half = Conv2d.options().stride(2).padding(1);
    return new Sequential(
            new Conv2d(1, 32, 4, half), // 14 × 14
            new LeakyReLU(0.2),
            new Conv2d(32, 64, 4, half), // 7 × 7
            new BatchNorm2d(64),
            new LeakyReLU(0.2),
            new Flatten(),
            new Linear(64 * 7 * 7, 1));
}

/**
 * How much neighbouring points differ, for each unit of ink: high where there is noise, low where there are strokes.
 */
double roughness(Tensor pictures) { // (N, 1, 28, 28), 0 to 1
    Tensor across = pictures.narrow(3, 1, 27).sub(pictures.narrow(3, 0, 27)).abs();
    Tensor down = pictures.narrow(2, 1, 27).sub(pictures.narrow(2, 0, 27)).abs();
    return across.sum().add(down.sum()).div(pictures.sum()).item();
}

void main(String[] args) {
    var arguments = Arguments.parse("Gan", args, 4, 1);
    MNIST set = MnistData.train(arguments, new Compose(new ToTensor(), new Normalize(0.5f, 0.5f)));
    var loader = new DataLoader(set, DataLoader.batchSize(64).shuffle(true).dropLast(true));
    int passes = arguments.quick() ? 3 : 60_000 / set.size();

    Sequential generator = generator();
    Sequential discriminator = discriminator();
    var criterion = new BCEWithLogitsLoss();
    var optimizerG = new Adam(generator.parameters(), Adam.lr(4e-4).betas(0.5, 0.999));
    var optimizerD = new Adam(discriminator.parameters(), Adam.lr(4e-4).betas(0.5, 0.999));
    Tensor real = Tensor.ones(64, 1);
    Tensor drawn = Tensor.zeros(64, 1);
    Tensor fixedNoise = Tensor.randn(64, NOISE);

    for (int epoch = 1; epoch <= arguments.epochs(); epoch++) {
        long start = System.nanoTime();
        double sumG = 0;
        double sumD = 0;
        int steps = 0;
        for (int pass = 1; pass <= passes; pass++) {
            for (Batch batch : new Progress("Epoch %d, pass %d/%d".formatted(epoch, pass, passes), loader)) {
                Tensor pictures = generator.forward(Tensor.randn(64, NOISE));

                // The discriminator learns to call digits real and pictures drawn; detached, these teach it alone.
                Tensor lossD = criterion
                        .forward(discriminator.forward(batch.input()), real)
                        .add(criterion.forward(discriminator.forward(pictures.detach()), drawn));
                optimizerD.zeroGrad();
                lossD.backward();
                optimizerD.step();

                // The generator learns to have its pictures called real.
                Tensor lossG = criterion.forward(discriminator.forward(pictures), real);
                optimizerG.zeroGrad();
                lossG.backward();
                optimizerG.step();

                sumD += lossD.item();
                sumG += lossG.item();
                steps++;
            }
        }
        IO.println("Epoch %d/%d (%.1f s): discriminator's loss %.3f, generator's %.3f"
                .formatted(
                        epoch, arguments.epochs(), (System.nanoTime() - start) / 1e9, sumD / steps, sumG / steps));
        try (var _ = noGrad()) {
            Pictures.grid("gan-epoch-" + epoch, generator.forward(fixedNoise), 8, 3, -1, 1);
        }
    }
    Tensor digits = set.data().narrow(0, 0, 64).toFloat().div(255).reshape(-1, 1, 28, 28);
    Pictures.grid("gan-real", digits, 8, 3);
    try (var _ = noGrad()) {
        double rough = roughness(generator.forward(fixedNoise).add(1).div(2)) / roughness(digits);
        Figures.atMost("roughness of drawings, in that of digits", rough, 1.25);
    }
}
