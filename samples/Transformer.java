// Learns to write like the book of Genesis, character by character: letters become words, words become verses.
// A small transformer sees 64 characters and foretells, at each of them, the next; what it foretells is drawn from and
// becomes what it sees next. After some epochs it writes a sample, so that one can watch it learn to spell.
import static lanewise.autograd.GradMode.noGrad;

import lanewise.datasets.*;
import lanewise.nn.*;
import lanewise.nn.Module; // by name: java.lang.Module is always in sight
import lanewise.optim.*;
import lanewise.samples.*;
import lanewise.tensor.*;
import lanewise.train.Progress;

static final int WINDOW = 64;

class CharacterModel extends Module {
    final Embedding characters;
    final Embedding places;
    final TransformerEncoder encoder;
    final Linear head;

    CharacterModel(int classes, int width, int heads, int layers) {
        characters = new Embedding(classes, width);
        places = new Embedding(WINDOW, width);
        var options = TransformerEncoderLayer.options()
                .dimFeedforward(4 * width)
                .dropout(0)
                .activation("gelu")
                .batchFirst(true)
                .normFirst(true);
        encoder = new TransformerEncoder(
                new TransformerEncoderLayer(width, heads, options), layers, new LayerNorm(width));
        head = new Linear(width, classes);
        Init.normal_(characters.weight, 0, 0.1); // small, as the layers add to what is embedded here
        Init.normal_(places.weight, 0, 0.1);
    }

    /** Scores (N, L, classes) of what follows each of the characters (N, L). */
    @Override
    public Tensor forward(Tensor text) {
        int length = text.size(1);
        Tensor x = characters.forward(text).add(places.forward(Tensor.arange(length)));
        // No character sees those behind it, or there would be nothing to foretell.
        Tensor mask = lanewise.nn.Transformer.generateSquareSubsequentMask(length);
        return head.forward(encoder.forward(x, mask, null));
    }
}

/** Lets the model go on from {@code start}, drawing each character from what it holds likely. */
String write(CharacterModel model, CharacterText text, String start, int length, double temperature) {
    var written = new StringBuilder(start);
    try (var _ = noGrad()) {
        while (written.length() < length) {
            String seen = written.substring(Math.max(0, written.length() - WINDOW));
            Tensor scores =
                    model.forward(Tensor.fromArray(text.encode(seen)).unsqueeze(0));
            Tensor next = scores.get(0, -1).div(temperature).softmax(0).multinomial(1, true);
            written.append(text.decode(next.itemLong()));
        }
    }
    return written.toString();
}

/** Prints a sample, and returns how many of its words, between 0 and 1, are in the book. */
double show(String when, CharacterModel model, CharacterText text) {
    model.eval();
    String written = write(model, text, "And ", 300, 0.7);
    double known = text.knownWords(written);
    IO.println("%n%s, %.0f %% of these words are in the book:%n%s%n".formatted(when, 100 * known, written));
    return known;
}

void main(String[] args) {
    var arguments = Arguments.parse("Transformer", args, 12, 2); // seeds the random numbers, 0 unless told
    var text = new CharacterText(CharacterText.genesis(), WINDOW, WINDOW / 2);
    var loader = new DataLoader(text, DataLoader.batchSize(32).shuffle(true));

    var model = new CharacterModel(text.classes(), 128, 4, 3);
    var criterion = new CrossEntropyLoss();
    var optimizer = new AdamW(model.parameters(), AdamW.lr(2e-3));
    var schedule = new OneCycleLR(
            optimizer,
            2e-3,
            OneCycleLR.options()
                    .epochs(arguments.epochs())
                    .stepsPerEpoch(loader.size())
                    .pctStart(0.1));
    IO.println(model);
    show("Before it learned anything", model, text);

    for (int epoch = 1; epoch <= arguments.epochs(); epoch++) {
        long start = System.nanoTime();
        var progress = new Progress("Epoch %d/%d".formatted(epoch, arguments.epochs()), loader);
        model.train();
        for (Batch batch : progress) {
            Tensor scores = model.forward(batch.input());
            Tensor loss =
                    criterion.forward(scores.flatten(0, 1), batch.target().flatten());
            optimizer.zeroGrad();
            loss.backward();
            GradientClipping.clipGradNorm_(model.parameters(), 1);
            optimizer.step();
            schedule.step();
            progress.loss(loss.item());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        IO.println("Epoch %d/%d, Loss: %.4f (%.2f s)"
                .formatted(epoch, arguments.epochs(), progress.meanLoss(), seconds));
        if (Integer.bitCount(epoch) == 1 || epoch == arguments.epochs()) {
            double known = show("After epoch " + epoch, model, text);
            if (epoch == arguments.epochs()) {
                Figures.atLeast(
                        "share of known words after %d epochs".formatted(epoch), known, epoch < 12 ? 0.5 : 0.9);
            }
        }
    }
}
