package lanewise.samples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import lanewise.tensor.Tensor;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws what a sample shows into files of the folder {@code out} (or that named by the system property
 * {@code lanewise.out}) and prints where: curves and points by XChart, pictures of tensors, animations. Needs no
 * screen.
 */
public final class Pictures {

    /** Colours that colour-blind readers tell apart as well (Okabe and Ito), in the order in which series get them. */
    public static final List<Color> COLOURS = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0xE69F00),
            new Color(0x56B4E9),
            new Color(0x444444),
            new Color(0x8C6BB1),
            new Color(0xB8860B),
            new Color(0x7F1D1D));

    private static final BasicStroke SOLID = new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final int GAP = 2;
    private static final int REGION = 400;

    static {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    private Pictures() {}

    /**
     * Lines over 1, 2, 3, … (epochs, steps).
     *
     * @param lines the heights of each line under its name, in the order of the legend
     * @return the file
     */
    public static Path curves(String name, String title, String xLabel, String yLabel, Map<String, double[]> lines) {
        XYChart chart = chart(title, xLabel, yLabel);
        lines.forEach((line, y) -> addLine(
                chart, line, IntStream.rangeClosed(1, y.length).asDoubleStream().toArray(), y));
        return save(name, chart);
    }

    /**
     * Lines over the same places {@code x}.
     *
     * @param lines the heights of each line under its name, in the order of the legend
     * @return the file
     */
    public static Path curves(
            String name, String title, String xLabel, String yLabel, double[] x, Map<String, double[]> lines) {
        XYChart chart = chart(title, xLabel, yLabel);
        lines.forEach((line, y) -> addLine(chart, line, x, y));
        return save(name, chart);
    }

    /**
     * Points in the plane.
     *
     * @param groups the points of each group under its name, shape (N, 2)
     * @return the file
     */
    public static Path scatter(String name, String title, String xLabel, String yLabel, Map<String, Tensor> groups) {
        XYChart chart = chart(title, xLabel, yLabel);
        groups.forEach((group, points) -> addPoints(chart, group, column(points, 0), column(points, 1)));
        return save(name, chart);
    }

    /**
     * A chart of a square of the plane: light colours show which class each place belongs to, points stand on them.
     *
     * @param low the least of both coordinates
     * @param high the greatest of both coordinates
     * @param classify from places (N, 2), float32, to class numbers (N)
     * @param groups the points (N, 2) of class 0, 1, … under its name
     */
    public static XYChart regions(
            String title, double low, double high, UnaryOperator<Tensor> classify, Map<String, Tensor> groups) {
        XYChart chart = chart(title, "x1", "x2", REGION, REGION + 30);
        Tensor side = Tensor.fromArray(places(low, high, REGION / 8)).toFloat();
        Tensor grid = Tensor.cartesianProd(List.of(side, side));
        Tensor classes = classify.apply(grid);
        int number = 0;
        for (String group : groups.keySet()) {
            Tensor part = grid.indexSelect(0, classes.eq(number).nonzero().reshape(-1));
            if (part.size(0) > 0) {
                addPoints(chart, group + " area", column(part, 0), column(part, 1))
                        .setMarker(SeriesMarkers.SQUARE)
                        .setMarkerColor(light(COLOURS.get(number)))
                        .setShowInLegend(false);
            }
            number++;
        }
        number = 0;
        for (Map.Entry<String, Tensor> group : groups.entrySet()) {
            addPoints(chart, group.getKey(), column(group.getValue(), 0), column(group.getValue(), 1))
                    .setMarkerColor(COLOURS.get(number++));
        }
        chart.getStyler().setMarkerSize(8);
        chart.getStyler().setXAxisMin(low).setXAxisMax(high).setYAxisMin(low).setYAxisMax(high);
        return chart;
    }

    private static double[] column(Tensor points, int column) {
        return points.select(1, column).toDoubleArray();
    }

    private static Color light(Color colour) {
        return new Color(
                (colour.getRed() + 3 * 255) / 4, (colour.getGreen() + 3 * 255) / 4, (colour.getBlue() + 3 * 255) / 4);
    }

    /** An empty chart of 900 × 600 in the samples' style, for what the ready-made kinds do not show. */
    public static XYChart chart(String title, String xLabel, String yLabel) {
        return chart(title, xLabel, yLabel, 900, 600);
    }

    /** An empty chart in the samples' style. */
    public static XYChart chart(String title, String xLabel, String yLabel, int width, int height) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .xAxisTitle(xLabel)
                .yAxisTitle(yLabel)
                .build();
        chart.getStyler()
                .setSeriesColors(COLOURS.toArray(Color[]::new))
                .setSeriesMarkers(new Marker[] {SeriesMarkers.NONE})
                .setSeriesLines(new BasicStroke[] {SOLID})
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setLegendBorderColor(Color.WHITE)
                .setLegendPadding(12)
                .setChartBackgroundColor(Color.WHITE)
                .setChartTitleBoxVisible(false)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 17))
                .setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14))
                .setChartPadding(12)
                .setMarkerSize(6);
        chart.getStyler()
                .setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15))
                .setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13))
                .setAxisTicksLineVisible(false)
                .setXAxisTickMarkSpacingHint(80)
                .setYAxisTickMarkSpacingHint(50)
                .setPlotGridLinesColor(new Color(0xDDDDDD));
        return chart;
    }

    /** Adds a line to a chart. */
    public static void addLine(XYChart chart, String line, double[] x, double[] y) {
        double[] places = x.clone();
        if (places.length > 20) {
            // XChart labels evenly spaced places themselves, 1, 21, 41 …; a hair's breadth makes it choose round
            // numbers.
            places[1] += 0.01 * (places[2] - places[1]);
        }
        chart.addSeries(line, places, y);
    }

    /** Adds points without a line between them. */
    public static XYSeries addPoints(XYChart chart, String group, double[] x, double[] y) {
        XYSeries series = chart.addSeries(group, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter).setMarker(SeriesMarkers.CIRCLE);
        return series;
    }

    /**
     * Writes a chart.
     *
     * @return the file
     */
    public static Path save(String name, XYChart chart) {
        return save(name, BitmapEncoder.getBufferedImage(chart));
    }

    /**
     * Writes charts of one size, in rows, as one picture.
     *
     * @return the file
     */
    public static Path save(String name, List<XYChart> charts, int columns) {
        return save(
                name, tiles(charts.stream().map(BitmapEncoder::getBufferedImage).toList(), columns, Color.WHITE));
    }

    /**
     * Pictures of a tensor in rows, the smallest number black and the largest white.
     *
     * @param images shape (N, H, W), (N, 1, H, W) or, in colour, (N, 3, H, W)
     * @param columns how many stand in a row
     * @param scale how many points of the picture, each way, show one number
     * @return the file
     */
    public static Path grid(String name, Tensor images, int columns, int scale) {
        return grid(
                name, images, columns, scale, images.min().item(), images.max().item());
    }

    /** The same with the numbers that are black and white. */
    public static Path grid(String name, Tensor images, int columns, int scale, double black, double white) {
        List<BufferedImage> tiles = IntStream.range(0, images.size(0))
                .mapToObj(i -> image(images.select(0, i), scale, black, white))
                .toList();
        return save(name, tiles(tiles, columns, new Color(0x3366AA)));
    }

    /**
     * A picture of one tensor.
     *
     * @param image shape (H, W), (1, H, W) or, in colour, (3, H, W)
     * @param scale how many points of the picture, each way, show one number
     */
    public static BufferedImage image(Tensor image, int scale, double black, double white) {
        Tensor layers = image.dim() == 2 ? image.unsqueeze(0) : image;
        int height = layers.size(1);
        int width = layers.size(2);
        double[] values = layers.reshape(-1).toDoubleArray();
        int step = layers.size(0) == 3 ? height * width : 0; // gray: one layer serves as red, green and blue
        BufferedImage picture = new BufferedImage(width * scale, height * scale, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height * scale; y++) {
            for (int x = 0; x < width * scale; x++) {
                int at = y / scale * width + x / scale;
                int red = level(values[at], black, white);
                int green = level(values[at + step], black, white);
                int blue = level(values[at + 2 * step], black, white);
                picture.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        return picture;
    }

    private static int level(double value, double black, double white) {
        double share = white == black ? 0 : (value - black) / (white - black);
        return (int) Math.round(255 * Math.clamp(share, 0.0, 1.0));
    }

    /** Pictures of one size in rows, a line of the given colour between them. */
    static BufferedImage tiles(List<BufferedImage> images, int columns, Color between) {
        int width = images.getFirst().getWidth() + GAP;
        int height = images.getFirst().getHeight() + GAP;
        int across = Math.min(columns, images.size());
        int rows = (images.size() + columns - 1) / columns;
        BufferedImage all = new BufferedImage(across * width + GAP, rows * height + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = all.createGraphics();
        pen.setColor(between);
        pen.fillRect(0, 0, all.getWidth(), all.getHeight());
        for (int i = 0; i < images.size(); i++) {
            pen.drawImage(images.get(i), i % columns * width + GAP, i / columns * height + GAP, null);
        }
        pen.dispose();
        return all;
    }

    /**
     * Writes a picture as PNG.
     *
     * @return the file
     */
    public static Path save(String name, BufferedImage image) {
        Path file = file(name + ".png");
        try {
            ImageIO.write(image, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println("picture: " + file);
        return file;
    }

    /**
     * Writes an animation that runs again and again.
     *
     * @param frames pictures of one size
     * @param delay milliseconds from one to the next; the last stays ten times as long
     * @return the file
     */
    public static Path gif(String name, List<BufferedImage> frames, int delay) {
        Path file = file(name + ".gif");
        AnimatedGif.write(file, frames, delay);
        System.out.println("picture: " + file);
        return file;
    }

    /** A file of the pictures' folder, which is made if need be. */
    static Path file(String name) {
        try {
            return Files.createDirectories(Path.of(System.getProperty("lanewise.out", "out")))
                    .resolve(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The places {@code low, low + step, …, high} in {@code count} steps. */
    public static double[] places(double low, double high, int count) {
        double[] x = new double[count + 1];
        Arrays.setAll(x, i -> low + (high - low) * i / count);
        return x;
    }
}
