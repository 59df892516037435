// Reads handwritten digits row by row: an LSTM sees each image as a sequence of 28 rows of 28 pixels, top to bottom.
// What it remembers after the last row decides which digit it was: after three epochs it is right in more than 97.5 %
// of the test images. In the end it shows what it believes of one of them while the rows come in.
import static lanewise.autograd.GradMode.noGrad;

import lanewise.datasets.*;
import lanewise.nn.*;
import lanewise.nn.Module; // by name: java.lang.Module is always in sight
import lanewise.optim.*;
import lanewise.samples.*;
import lanewise.tensor.*;
import lanewise.train.Progress;

class RowReader extends Module {
    final LSTM lstm;
    final Linear head;

    RowReader(int rowSize, int hiddenSize, int classes) {
        lstm = new LSTM(rowSize, hiddenSize, LSTM.options().batchFirst(true));
        head = new Linear(hiddenSize, classes);
    }

    /** Scores (N, 10) of the digits, from images (N, 1, 28, 28). */
    @Override
    public Tensor forward(Tensor images) {
        Tensor remembered = lstm.forward(images.squeeze(1)); // (N, 28, hidden): after each row
        return head.forward(remembered.select(1, -1));
    }
}

void main(String[] args) {
    var arguments = Arguments.parse("Lstm", args, 3); // seeds the random numbers, 0 unless told
    var transform = new Compose(new ToTensor(), new Normalize(0.1307f, 0.3081f));
    var trainSet = MnistData.train(arguments, transform);
    var testSet = MnistData.test(arguments, transform);
    var trainLoader = new DataLoader(trainSet, DataLoader.batchSize(64).shuffle(true));
    var testLoader = new DataLoader(testSet, DataLoader.batchSize(200));

    var model = new RowReader(28, 128, 10);
    var criterion = new CrossEntropyLoss();
    var optimizer = new Adam(model.parameters(), Adam.lr(2e-3));
    var schedule = new CosineAnnealingLR(optimizer, arguments.epochs() * trainLoader.size());
    IO.println(model);

    for (int epoch = 1; epoch <= arguments.epochs(); epoch++) {
        long start = System.nanoTime();
        var progress = new Progress("Epoch %d/%d".formatted(epoch, arguments.epochs()), trainLoader);
        model.train();
        for (Batch batch : progress) {
            Tensor loss = criterion.forward(model.forward(batch.input()), batch.target());
            optimizer.zeroGrad();
            loss.backward();
            optimizer.step();
            schedule.step();
            progress.loss(loss.item());
        }
        double seconds = (System.nanoTime() - start) / 1e9;

        long correct = 0;
        model.eval();
        try (var _ = noGrad()) {
            for (Batch batch : testLoader) {
                Tensor predicted = model.forward(batch.input()).max(1).indices();
                correct += predicted.eq(batch.target()).sum().itemLong();
            }
        }
        double accuracy = (double) correct / testSet.size();
        IO.println("Epoch %d/%d, Loss: %.4f, Accuracy: %.4f (%.2f s)"
                .formatted(epoch, arguments.epochs(), progress.meanLoss(), accuracy, seconds));
        if (epoch == arguments.epochs()) {
            boolean whole = trainSet.size() == 60_000 && epoch >= 3;
            Figures.atLeast("test accuracy", accuracy, whole ? 0.975 : 0.8);
        }
    }
    watch(model, testSet.get(0));
}

/** What the model believes after each row of an image: every place of the sequence has a memory to ask. */
void watch(RowReader model, Sample sample) {
    try (var _ = noGrad()) {
        Tensor rows = sample.input().squeeze(0); // (28, 28)
        Tensor beliefs = model.head.forward(model.lstm.forward(rows)).softmax(1); // (28, 10)
        IO.println("\nA test image, row by row, and what the model holds likeliest by then:");
        for (int row = 0; row < rows.size(0); row++) {
            var line = new StringBuilder();
            for (float pixel : rows.select(0, row).toFloatArray()) {
                line.append(pixel > 1.5 ? '#' : pixel > 0 ? '+' : '.');
            }
            var likeliest = beliefs.select(0, row).max(0);
            IO.println("%s  %d (%2.0f %%)"
                    .formatted(
                            line,
                            likeliest.indices().itemLong(),
                            100 * likeliest.values().item()));
        }
        IO.println("It is a " + sample.target().itemLong() + ".");
    }
}
