package lanewise.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import lanewise.datasets.TensorDataset;
import org.junit.jupiter.api.Test;

/**
 * The generators against NumPy doing what scikit-learn documents: the first row, a sum over all inputs and one over all
 * targets in which every place counts differently.
 */
class SyntheticTest {
    @Test
    void regressionOfTheDocumentation() {
        // The values that scikit-learn prints in make_regression's own example.
        TensorDataset data =
                Synthetic.makeRegression(5, 2, Synthetic.regression().noise(1), 42);
        assertArrayEquals(
                new double[] {0.4967, -0.1382, 0.6476, 1.523, -0.2341, -0.2341, -0.4694, 0.5425, 1.579, 0.7674},
                data.inputs().toDoubleArray(),
                1e-3);
        assertArrayEquals(
                new double[] {6.737, 37.79, -10.27, 0.4017, 42.22},
                data.targets().toDoubleArray(),
                1e-2);
    }

    @Test
    void regressions() {
        check(
                Synthetic.makeRegression(
                        40, 12, Synthetic.regression().bias(0.1).noise(0.1), 3),
                new double[] {
                    -0.6544152115856667,
                    0.2657870467480051,
                    -0.05394784919048745,
                    0.6274738890733788,
                    -0.6387908963776368,
                    2.711926334530005,
                    -0.15605840282949943,
                    -0.9120909131338855,
                    -0.23733747553109175,
                    0.885339675170791,
                    1.3151672242748802,
                    -0.5713489619287757
                },
                -3.601797401405486,
                -9688.431267325897);
    }

    @Test
    void classifications() {
        check(
                Synthetic.makeClassification(
                        101,
                        6,
                        Synthetic.classification()
                                .informative(3)
                                .classes(3)
                                .flipY(0.2)
                                .classSep(1.5),
                        5),
                new double[] {
                    -1.3050151521808613,
                    0.18602847739873016,
                    1.9350885812523182,
                    -1.3402148685507849,
                    2.0669320099029256,
                    1.9084727075294514
                },
                16.593504148093654,
                5374.0);
        check(
                Synthetic.makeClassification(40, 4, Synthetic.classification().redundant(1), 1),
                new double[] {1.2653197509471794, -1.7290869257731165, 1.2245077048054989, 0.720832099862897},
                2.920308586553407,
                363.0);
        check(
                Synthetic.makeClassification(
                        30,
                        12,
                        Synthetic.classification().informative(12).redundant(0).flipY(0),
                        2),
                new double[] {
                    2.42376391583195,
                    -2.070520996131844,
                    0.5693240857184945,
                    0.04570589733236041,
                    2.421084798398782,
                    1.2762556937900094,
                    -4.278868377233179,
                    1.008838240517295,
                    3.3012076477187597,
                    0.023545200311158587,
                    0.9405502009958878,
                    -2.3895275345634808
                },
                13.867020457355283,
                227.0);
        check(
                Synthetic.makeClassification(
                        300,
                        7,
                        Synthetic.classification()
                                .informative(7)
                                .redundant(0)
                                .classes(127)
                                .clustersPerClass(1),
                        4),
                new double[] {
                    0.8894473738483589,
                    -2.015340529076512,
                    -1.7834699103684803,
                    0.38768592825417025,
                    -2.168675521680113,
                    1.3159444831610414,
                    -0.47111281273363703
                },
                46.191554128555865,
                2605816.0);
    }

    @Test
    void shapesInThePlane() {
        check(
                Synthetic.makeMoons(25, 0.1, 7),
                new double[] {1.0164201514324094, 0.2613187022274277},
                -3.0816669287131284,
                185.0);
        check(
                Synthetic.makeMoons(8, 0, 0),
                new double[] {1.4999999999999998, -0.3660254037844387},
                4.140515799935054,
                20.0);
        check(
                Synthetic.makeCircles(25, 0.05, 0.5, 8),
                new double[] {-0.5312006056530846, 0.06844663629306827},
                -0.44534627225279055,
                169.0);
        check(
                Synthetic.makeBlobs(25, 3, 4, 0.7, 9),
                new double[] {-3.762025154188831, -6.932653163877462, 7.647852707035189},
                -8.997442648246741,
                434.0);
    }

    @Test
    void unshuffledFeaturesComeInOrder() {
        TensorDataset data = Synthetic.makeRegression(
                30, 4, Synthetic.regression().informative(1).shuffle(false), 1);
        double[] x = data.inputs().select(1, 0).toDoubleArray();
        double[] y = data.targets().toDoubleArray();
        for (int i = 0; i < y.length; i++) {
            assertEquals(y[0] / x[0], y[i] / x[i], 1e-9);
        }
        long[] classes = Synthetic.makeClassification(
                        8,
                        4,
                        Synthetic.classification()
                                .clustersPerClass(1)
                                .shuffle(false)
                                .flipY(0),
                        1)
                .targets()
                .toLongArray();
        assertEquals("[0, 0, 0, 0, 1, 1, 1, 1]", Arrays.toString(classes));
    }

    @Test
    void impossibleRequestsAreRefused() {
        refused("positive numbers", () -> Synthetic.makeMoons(0, 0, 0));
        refused("no negative noise", () -> Synthetic.makeBlobs(9, 2, 3, -1, 0));
        refused("factor in [0, 1)", () -> Synthetic.makeCircles(9, 0, 1, 0));
        refused(
                "2**informative",
                () -> Synthetic.makeClassification(
                        9, 9, Synthetic.classification().classes(3), 0));
        refused("within the 3", () -> Synthetic.makeClassification(9, 3, Synthetic.classification(), 0));
        refused(
                "positive numbers",
                () -> Synthetic.makeRegression(9, 3, Synthetic.regression().informative(0), 0));
    }

    private static void check(TensorDataset data, double[] first, double inputs, double targets) {
        assertArrayEquals(first, data.inputs().select(0, 0).toDoubleArray(), 1e-12);
        double sum = 0;
        double[] x = data.inputs().toDoubleArray();
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * Math.cos(i + 1);
        }
        assertEquals(inputs, sum, 1e-10);
        double[] y = data.targets().toDouble().toDoubleArray();
        double places = 0;
        for (int i = 0; i < y.length; i++) {
            places += y[i] * (i + 1);
        }
        assertEquals(targets, places, 1e-9);
    }

    private static void refused(String part, Runnable code) {
        String message = assertThrows(IllegalArgumentException.class, code::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
