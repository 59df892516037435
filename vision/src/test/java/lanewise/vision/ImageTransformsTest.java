package lanewise.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import lanewise.datasets.Batch;
import lanewise.datasets.Compose;
import lanewise.datasets.DataLoader;
import lanewise.datasets.Dataset;
import lanewise.datasets.Sample;
import lanewise.datasets.Transform;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

/**
 * The transforms against torchvision's own (0.14.1, recorded on a small image after {@code manual_seed(1)}, antialias
 * on): the same shapes, values and random decisions, run after run. A run is held by a sum in which every place counts
 * differently and by its first four values.
 */
class ImageTransformsTest {
    private final Tensor x = image();

    private static Tensor image() {
        float[] values = new float[3 * 6 * 7];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 37 % 101 / 101f;
        }
        return Tensor.fromArray(values, 3, 6, 7);
    }

    private record Run(int channels, int height, int width, double sum, double... first) {}

    @Test
    void sizes() {
        check(new Resize(3, 4), new Run(3, 3, 4, -0.8115, 0.43174, 0.51938, 0.38772, 0.53849));
        check(new Resize(9, 5), new Run(3, 9, 5, 2.6014, 0.12211, 0.56986, 0.28083, 0.62816));
        check(new Resize(4), new Run(3, 4, 4, -0.75442, 0.38567, 0.49861, 0.37767, 0.51538));
        check(new CenterCrop(3, 4), new Run(3, 3, 4, -1.63535, 0.86139, 0.22772, 0.59406, 0.9604));
        check(new CenterCrop(9, 4), new Run(3, 9, 4, -0.34829, 0, 0, 0, 0));
        check(new CenterCrop(8, 10), new Run(3, 8, 10, -2.99631, 0, 0, 0, 0));
        check(new Pad(1, 2, 3, 4, 0.5), new Run(3, 12, 11, 0.12438, 0.5, 0.5, 0.5, 0.5));
        assertArrayEquals(new int[] {3, 8, 9}, new Pad(1).apply(x).shape());
        assertArrayEquals(
                new int[] {3, 8, 6},
                new Resize(6).apply(Tensor.zeros(3, 16, 12)).shape());
    }

    @Test
    void randomCrops() {
        check(
                new RandomCrop(4),
                new Run(3, 4, 4, -0.60028, 0.66337, 0.0297, 0.39604, 0.76238),
                new Run(3, 4, 4, -1.05561, 0, 0.36634, 0.73267, 0.09901),
                new Run(3, 4, 4, 1.15102, 0.93069, 0.29703, 0.66337, 0.0297),
                new Run(3, 4, 4, -1.44783, 0.49505, 0.86139, 0.22772, 0.59406));
        check(
                new RandomCrop(6, 7, 2),
                new Run(3, 6, 7, -1.63226, 0, 0, 0, 0),
                new Run(3, 6, 7, -0.59335, 0.49505, 0.86139, 0.22772, 0.59406),
                new Run(3, 6, 7, 0.89039, 0.93069, 0.29703, 0.66337, 0.0297),
                new Run(3, 6, 7, 1.36756, 0, 0, 0, 0));
        check(
                new RandomResizedCrop(5),
                new Run(3, 5, 5, -1.38215, 0.63932, 0.21994, 0.37199, 0.73833),
                new Run(3, 5, 5, -2.06922, 0.39604, 0.43267, 0.57921, 0.72574),
                new Run(3, 5, 5, 1.19872, 0, 0.36634, 0.73267, 0.09901),
                new Run(3, 5, 5, 0.57099, 0.12093, 0.48727, 0.63932, 0.21994),
                new Run(3, 5, 5, -0.44831, 0.36634, 0.73267, 0.09901, 0.46535));
        // No such shape fits: the middle.
        Run middle = new Run(3, 5, 4, -0.05714, 0.70863, 0.52634, 0.2804, 0.57049);
        check(new RandomResizedCrop(5, 4, 0.9, 1, 2, 3), middle, middle);
    }

    @Test
    void flips() {
        Run same = new Run(3, 6, 7, 0.26371, 0, 0.36634, 0.73267, 0.09901);
        Run mirrored = new Run(3, 6, 7, 1.97867, 0.19802, 0.83168, 0.46535, 0.09901);
        Run upside = new Run(3, 6, 7, -0.4064, 0.82178, 0.18812, 0.55446, 0.92079);
        check(new RandomHorizontalFlip(), same, mirrored, mirrored, same, mirrored, same);
        check(new RandomVerticalFlip(0.3), same, upside, same, same, upside, same);
    }

    @Test
    void turns() {
        check(
                new RandomRotation(30),
                new Run(3, 6, 7, 0.53995, 0, 0.73267, 0.09901, 0.46535),
                new Run(3, 6, 7, -0.52452, 0.56436, 0.56436, 0.36634, 0.73267),
                new Run(3, 6, 7, 0.26371, 0, 0.36634, 0.73267, 0.09901));
        check(
                new RandomRotation(180, "bilinear"),
                new Run(3, 6, 7, -0.55898, 0.16532, 0.55382, 0.6077, 0.68349),
                new Run(3, 6, 7, -0.01736, 0.80539, 0.32516, 0.46356, 0.3283),
                new Run(3, 6, 7, -0.30782, 0.00265, 0.2641, 0.82957, 0.57263));
        check(
                new RandomAffine(RandomAffine.degrees(20)
                        .translate(0.2, 0.3)
                        .scale(0.8, 1.3)
                        .shear(15)
                        .interpolation("bilinear")),
                new Run(3, 6, 7, 0.07843, 0.63308, 0.4715, 0.31685, 0.37132),
                new Run(3, 6, 7, 0.93334, 0, 0.11908, 0.15996, 0.05438),
                new Run(3, 6, 7, 0.54977, 0, 0.00048, 0, 0));
        check(
                new RandomAffine(RandomAffine.degrees(45).translate(0.2, 0)),
                new Run(3, 6, 7, 0.23372, 0.56436, 0.93069, 0.73267, 0.09901),
                new Run(3, 6, 7, -0.19425, 0.56436, 0.93069, 0.73267, 0.09901),
                new Run(3, 6, 7, 1.73742, 0, 0, 0.36634, 0.73267));
    }

    @Test
    void colours() {
        check(new Grayscale(), new Run(1, 6, 7, 0.07487, 0.3147, 0.567, 0.3463, 0.4137));
        check(new Grayscale(3), new Run(3, 6, 7, 0.25041, 0.3147, 0.567, 0.3463, 0.4137));
        assertArrayEquals(
                new int[] {3, 2, 2},
                new Grayscale(3).apply(Tensor.zeros(1, 2, 2)).shape());
        check(
                new ColorJitter(0.4, 0.3, 0.5, 0.2),
                new Run(3, 6, 7, 0.36715, 0.05544, 0.58172, 0.88325, 0.13983),
                new Run(3, 6, 7, 0.74426, 0, 0.7287, 0.81667, 0),
                new Run(3, 6, 7, 0.66682, 0, 0.67662, 0.81325, 0),
                new Run(3, 6, 7, -0.01309, 0.10529, 0.01628, 0.75304, 0.18392));
        check(
                new ColorJitter(0, 0, 0, 0.5),
                new Run(3, 6, 7, 0.06484, 0.70131, 0.13861, 0.73267, 0.80032),
                new Run(3, 6, 7, 0.01629, 0.77228, 0.13861, 0.73267, 0.87129),
                new Run(3, 6, 7, 0.24528, 0, 0.27549, 0.73267, 0.09901));
        check(
                new ColorJitter(0.4, 0.3, 0.5, 0.2),
                x.narrow(0, 0, 1),
                new Run(1, 6, 7, -0.68082, 0.16306, 0.47529, 0.78751, 0.24745),
                new Run(1, 6, 7, -0.64361, 0, 0.40501, 0.81801, 0.10363));
    }

    @Test
    void erasings() {
        Run same = new Run(3, 6, 7, 0.26371, 0, 0.36634, 0.73267, 0.09901);
        float[] before = x.toFloatArray();
        check(
                new RandomErasing(),
                same,
                new Run(3, 6, 7, -0.15231, 0, 0.36634, 0.73267, 0.09901),
                new Run(3, 6, 7, -0.08843, 0, 0.36634, 0.73267, 0),
                same,
                same);
        check(
                new RandomErasing(0.9, 0.1, 0.2, 0.5, 2, 0.25),
                new Run(3, 6, 7, -0.59036, 0, 0.36634, 0.73267, 0.09901),
                new Run(3, 6, 7, 0.15809, 0, 0.36634, 0.73267, 0.09901),
                new Run(3, 6, 7, -0.36593, 0, 0.36634, 0.73267, 0.09901),
                new Run(3, 6, 7, -0.91941, 0, 0.36634, 0.73267, 0.09901));
        assertArrayEquals(before, x.toFloatArray(), "the image given stays as it is");
    }

    @Test
    void randomNumbersDoNotDependOnTheWorkers() {
        Dataset images = new Dataset() {
            private final Transform transform = new Compose(
                    new RandomResizedCrop(5),
                    new RandomHorizontalFlip(),
                    new RandomRotation(20),
                    new ColorJitter(0.2, 0.2, 0.2, 0.1),
                    new RandomErasing());

            @Override
            public int size() {
                return 9;
            }

            @Override
            public Sample get(int index) {
                return new Sample(transform.apply(x), Tensor.tensor(index));
            }
        };
        List<float[]> alone = twoEpochs(images, 0);
        List<float[]> three = twoEpochs(images, 3);
        for (int i = 0; i < alone.size(); i++) {
            assertArrayEquals(alone.get(i), three.get(i), "batch " + i);
        }
        assertFalse(
                java.util.Arrays.equals(alone.getFirst(), alone.get(alone.size() / 2)), "another epoch, other images");
    }

    private static List<float[]> twoEpochs(Dataset set, int workers) {
        Tensor.manualSeed(7);
        DataLoader loader = new DataLoader(set, DataLoader.batchSize(4).numWorkers(workers));
        List<float[]> batches = new ArrayList<>();
        for (int epoch = 0; epoch < 2; epoch++) {
            for (Batch batch : loader) {
                batches.add(batch.input().toFloatArray());
            }
        }
        return batches;
    }

    @Test
    void doublesStayDoublesAndPromisesAreKept() {
        Transform[] all = {
            new Resize(5),
            new CenterCrop(5),
            new Pad(1),
            new RandomCrop(5),
            new RandomResizedCrop(5),
            new RandomHorizontalFlip(1),
            new RandomVerticalFlip(1),
            new RandomRotation(9),
            new RandomAffine(RandomAffine.degrees(9)),
            new ColorJitter(0.1, 0.1, 0.1, 0.1),
            new RandomErasing(),
            new Grayscale()
        };
        for (Transform transform : all) {
            assertEquals(DType.FLOAT64, transform.apply(x.toDouble()).dtype(), transform.toString());
            String name = transform.getClass().getSimpleName();
            assertEquals(!name.startsWith("Random") && !name.equals("ColorJitter"), transform.deterministic(), name);
            assertFalse(transform.pointwise());
            assertTrue(transform.toString().startsWith(name + "("), transform.toString());
        }
    }

    @Test
    void impossibleRequestsAreRefused() {
        refused("ToTensor before it", () -> new Resize(4).apply(Tensor.fromArray(new byte[12], 3, 2, 2)));
        refused("(C, H, W)", () -> new Resize(4).apply(Tensor.zeros(2, 2)));
        refused("Resize: expected a positive size, got Resize(size=0", () -> new Resize(0));
        refused("positive size", () -> new CenterCrop(1, 0));
        refused("no negative padding", () -> new Pad(-1));
        refused("at least 8×8, got 6×7", () -> new RandomCrop(8).apply(x));
        refused("positive ranges", () -> new RandomResizedCrop(4, 4, 0.5, 0.1, 1, 1));
        refused("a probability", () -> new RandomHorizontalFlip(1.5));
        refused("a probability", () -> new RandomVerticalFlip(Double.NaN));
        refused("an angle of at least 0", () -> new RandomRotation(-1));
        refused("nearest, bilinear or bicubic", () -> new RandomRotation(1, "cubic"));
        refused(
                "shares from 0 to 1",
                () -> new RandomAffine(RandomAffine.degrees(1).translate(2, 0)));
        refused(
                "positive scales",
                () -> new RandomAffine(RandomAffine.degrees(1).scale(2, 1)));
        refused("a hue up to 0.5", () -> new ColorJitter(0, 0, 0, 0.6));
        refused("1 or 3 channels, got 2", () -> new ColorJitter(1, 0, 0, 0).apply(Tensor.zeros(2, 3, 3)));
        refused("1 or 3 channels", () -> new Grayscale(2));
        refused("from 0 to 1", () -> new RandomErasing(0.5, 0.1, 2, 1, 1, 0));
    }

    private void check(Transform transform, Run... runs) {
        check(transform, x, runs);
    }

    private static void check(Transform transform, Tensor image, Run... runs) {
        Tensor.manualSeed(1);
        for (int i = 0; i < runs.length; i++) {
            String which = transform + ", run " + i;
            Tensor y = transform.apply(image);
            Run run = runs[i];
            assertArrayEquals(new int[] {run.channels, run.height, run.width}, y.shape(), which);
            float[] values = y.contiguous().toFloatArray();
            for (int k = 0; k < run.first.length; k++) {
                assertEquals(run.first[k], values[k], 2e-5, which + ", value " + k);
            }
            double sum = 0;
            for (int k = 0; k < values.length; k++) {
                sum += values[k] * Math.cos(k + 1);
            }
            assertEquals(run.sum, sum, 1e-4, which);
        }
    }

    private static void refused(String part, Runnable code) {
        String message = assertThrows(IllegalArgumentException.class, code::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
