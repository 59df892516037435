package lanewise.samples;

import java.nio.file.Path;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The options that samples share; {@code --help} lists them. Bad ones end the program with an explanation and status 2.
 */
@Command(name = "sample", mixinStandardHelpOptions = true, sortOptions = false)
public final class Arguments {

    @Option(names = "--data", paramLabel = "DIR", description = "where the data set is, or is downloaded to")
    private @Nullable Path data;

    @Option(names = "--epochs", paramLabel = "N", description = "how often to go over the data")
    private int epochs;

    @Option(names = "--quick", description = "embedded data and small settings, as bin/run all has them; no download")
    private boolean quick;

    @Option(names = "--seed", paramLabel = "N", description = "what the random numbers start from (0)")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "how many threads to compute on (all cores); any number gives the same bits")
    private int threads;

    @Option(names = "--offline", description = "never download; without data, the embedded part is used")
    private boolean offline;

    private Arguments() {}

    /**
     * Reads a sample's options, seeds the random numbers and sets the number of threads.
     *
     * @param sample the sample's name
     * @param args what its main method was given
     * @param epochs how many epochs it trains unless told
     */
    public static Arguments parse(String sample, String[] args, int epochs) {
        return parse(sample, args, epochs, epochs);
    }

    /**
     * The same for a sample that trains for fewer epochs when {@code --quick} is given.
     *
     * @param sample the sample's name
     * @param args what its main method was given
     * @param epochs how many epochs it trains unless told
     * @param quickEpochs how many with {@code --quick}, unless told
     */
    public static Arguments parse(String sample, String[] args, int epochs, int quickEpochs) {
        Arguments arguments = new Arguments();
        CommandLine line = new CommandLine(arguments).setCommandName("bin/run " + sample);
        try {
            CommandLine.ParseResult result = line.parseArgs(args);
            if (result.isUsageHelpRequested()) {
                line.usage(System.out);
                System.exit(0);
            }
            if (!result.hasMatchedOption("--epochs")) {
                arguments.epochs = arguments.quick ? quickEpochs : epochs;
            }
            if (arguments.epochs < 1 || arguments.threads < 0) {
                throw new CommandLine.ParameterException(line, "--epochs and --threads must be at least 1");
            }
        } catch (CommandLine.ParameterException e) {
            System.err.println(e.getMessage());
            line.usage(System.err);
            System.exit(2);
        }
        if (arguments.threads > 0) {
            Tensor.setNumThreads(arguments.threads);
        }
        Tensor.manualSeed(arguments.seed);
        return arguments;
    }

    /** Where the data set is or is downloaded to; null if not told. */
    public @Nullable Path data() {
        return data;
    }

    /** How often to go over the data. */
    public int epochs() {
        return epochs;
    }

    /** Whether small settings are wanted: embedded data, fewer epochs. */
    public boolean quick() {
        return quick;
    }

    /** What the random numbers start from. */
    public long seed() {
        return seed;
    }

    /** Whether downloads are forbidden. */
    public boolean offline() {
        return offline || quick;
    }
}
