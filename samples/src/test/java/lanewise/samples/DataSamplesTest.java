package lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import lanewise.datasets.TensorDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The samples on the small tables print their documents' figures to the last digit, and draw their pictures. */
class DataSamplesTest {

    @ParameterizedTest
    @CsvSource({
        "Admissions, 6, Admissions",
        "AdmissionsNet, 5, AdmissionsNet",
        "Digits8x8, 4, Digits8x8",
        "Captcha, 2, Captcha-3-seen",
        "Regression, 3, Regression"
    })
    void theFiguresAreTheDocuments(String sample, int count, String picture) throws Exception {
        Ran ran = Ran.sample(sample, "--quick");
        assertEquals(count, ran.figures().size(), ran.output());
        assertTrue(ran.figures().stream().allMatch(Figures.Figure::met), ran.output());
        Path drawn = ran.pictures().stream()
                .filter(file -> file.endsWith(picture + ".png"))
                .findFirst()
                .orElseThrow();
        assertTrue(ImageIO.read(drawn.toFile()).getWidth() > 200, picture);
    }

    @Test
    void tablesAreThoseOfScikitLearn() {
        TensorDataset digits = Tables.digits();
        assertArrayEquals(new int[] {1797, 64}, digits.inputs().shape());
        assertEquals(16, digits.inputs().max().item());
        // scikit-learn's documentation counts the samples of each class.
        assertArrayEquals(
                new long[] {178, 182, 177, 183, 181, 182, 181, 179, 174, 180},
                digits.targets().bincount().toLongArray());

        TensorDataset iris = Tables.iris();
        assertArrayEquals(new int[] {150, 4}, iris.inputs().shape());
        // Fisher's means of sepal length, sepal width, petal length, petal width.
        assertArrayEquals(
                new double[] {5.843333333, 3.057333333, 3.758, 1.199333333},
                iris.inputs().mean(0).toDoubleArray(),
                1e-9);
        assertArrayEquals(new long[] {50, 50, 50}, iris.targets().bincount().toLongArray());
        assertEquals(3, Tables.IRIS.size());

        assertEquals(400, Tables.admissions().size());
        assertEquals(List.of("admit", "gre", "gpa", "rank"), Tables.admissions().columns());
        assertEquals(127, Tables.admissions().numbers("admit").sum().item());
    }
}
