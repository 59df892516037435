package lanewise.tensor.kernels;

import java.util.Arrays;

/**
 * The innermost two dimensions of a strided copy, for each element type: element (i, j) goes from
 * {@code x[xo + i xs0 + j xs1]} to {@code y[yo + i ys0 + j ys1]}. One method per type, all alike.
 */
final class StridedPlane {
    /**
     * The side of a transposition's tile. A tile is read and written in whole cache lines by way of a buffer: walking
     * columns directly would, at strides of a power of two, let all lines of a tile compete for the same cache set.
     */
    private static final int TILE = 32;
    /** From this length on, {@code System.arraycopy} beats a loop. */
    private static final int RUN = 8;

    private StridedPlane() {}

    static void copy(float[] x, int xo, int xs0, int xs1, float[] y, int yo, int ys0, int ys1, int rows, int columns) {
        if (xs1 == 1 && ys1 == 1 && columns >= RUN) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(x, xo + i * xs0, y, yo + i * ys0, columns);
            }
        } else if (xs1 == 0 && ys1 == 1) {
            for (int i = 0; i < rows; i++) {
                Arrays.fill(y, yo + i * ys0, yo + i * ys0 + columns, x[xo + i * xs0]);
            }
        } else if (xs0 == 1 && ys1 == 1 && rows >= TILE && columns >= TILE) {
            float[] tile = new float[TILE * TILE];
            for (int i0 = 0; i0 < rows; i0 += TILE) {
                int height = Math.min(TILE, rows - i0);
                for (int j0 = 0; j0 < columns; j0 += TILE) {
                    int width = Math.min(TILE, columns - j0);
                    for (int j = 0; j < width; j++) {
                        System.arraycopy(x, xo + i0 + (j0 + j) * xs1, tile, j * TILE, height);
                    }
                    for (int i = 0; i < height; i++) {
                        int to = yo + (i0 + i) * ys0 + j0;
                        for (int j = 0; j < width; j++) {
                            y[to + j] = tile[j * TILE + i];
                        }
                    }
                }
            }
        } else {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    y[yo + i * ys0 + j * ys1] = x[xo + i * xs0 + j * xs1];
                }
            }
        }
    }

    static void copy(
            double[] x, int xo, int xs0, int xs1, double[] y, int yo, int ys0, int ys1, int rows, int columns) {
        if (xs1 == 1 && ys1 == 1 && columns >= RUN) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(x, xo + i * xs0, y, yo + i * ys0, columns);
            }
        } else if (xs1 == 0 && ys1 == 1) {
            for (int i = 0; i < rows; i++) {
                Arrays.fill(y, yo + i * ys0, yo + i * ys0 + columns, x[xo + i * xs0]);
            }
        } else if (xs0 == 1 && ys1 == 1 && rows >= TILE && columns >= TILE) {
            double[] tile = new double[TILE * TILE];
            for (int i0 = 0; i0 < rows; i0 += TILE) {
                int height = Math.min(TILE, rows - i0);
                for (int j0 = 0; j0 < columns; j0 += TILE) {
                    int width = Math.min(TILE, columns - j0);
                    for (int j = 0; j < width; j++) {
                        System.arraycopy(x, xo + i0 + (j0 + j) * xs1, tile, j * TILE, height);
                    }
                    for (int i = 0; i < height; i++) {
                        int to = yo + (i0 + i) * ys0 + j0;
                        for (int j = 0; j < width; j++) {
                            y[to + j] = tile[j * TILE + i];
                        }
                    }
                }
            }
        } else {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    y[yo + i * ys0 + j * ys1] = x[xo + i * xs0 + j * xs1];
                }
            }
        }
    }

    static void copy(long[] x, int xo, int xs0, int xs1, long[] y, int yo, int ys0, int ys1, int rows, int columns) {
        if (xs1 == 1 && ys1 == 1 && columns >= RUN) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(x, xo + i * xs0, y, yo + i * ys0, columns);
            }
        } else if (xs1 == 0 && ys1 == 1) {
            for (int i = 0; i < rows; i++) {
                Arrays.fill(y, yo + i * ys0, yo + i * ys0 + columns, x[xo + i * xs0]);
            }
        } else if (xs0 == 1 && ys1 == 1 && rows >= TILE && columns >= TILE) {
            long[] tile = new long[TILE * TILE];
            for (int i0 = 0; i0 < rows; i0 += TILE) {
                int height = Math.min(TILE, rows - i0);
                for (int j0 = 0; j0 < columns; j0 += TILE) {
                    int width = Math.min(TILE, columns - j0);
                    for (int j = 0; j < width; j++) {
                        System.arraycopy(x, xo + i0 + (j0 + j) * xs1, tile, j * TILE, height);
                    }
                    for (int i = 0; i < height; i++) {
                        int to = yo + (i0 + i) * ys0 + j0;
                        for (int j = 0; j < width; j++) {
                            y[to + j] = tile[j * TILE + i];
                        }
                    }
                }
            }
        } else {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    y[yo + i * ys0 + j * ys1] = x[xo + i * xs0 + j * xs1];
                }
            }
        }
    }

    static void copy(int[] x, int xo, int xs0, int xs1, int[] y, int yo, int ys0, int ys1, int rows, int columns) {
        if (xs1 == 1 && ys1 == 1 && columns >= RUN) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(x, xo + i * xs0, y, yo + i * ys0, columns);
            }
        } else if (xs1 == 0 && ys1 == 1) {
            for (int i = 0; i < rows; i++) {
                Arrays.fill(y, yo + i * ys0, yo + i * ys0 + columns, x[xo + i * xs0]);
            }
        } else if (xs0 == 1 && ys1 == 1 && rows >= TILE && columns >= TILE) {
            int[] tile = new int[TILE * TILE];
            for (int i0 = 0; i0 < rows; i0 += TILE) {
                int height = Math.min(TILE, rows - i0);
                for (int j0 = 0; j0 < columns; j0 += TILE) {
                    int width = Math.min(TILE, columns - j0);
                    for (int j = 0; j < width; j++) {
                        System.arraycopy(x, xo + i0 + (j0 + j) * xs1, tile, j * TILE, height);
                    }
                    for (int i = 0; i < height; i++) {
                        int to = yo + (i0 + i) * ys0 + j0;
                        for (int j = 0; j < width; j++) {
                            y[to + j] = tile[j * TILE + i];
                        }
                    }
                }
            }
        } else {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    y[yo + i * ys0 + j * ys1] = x[xo + i * xs0 + j * xs1];
                }
            }
        }
    }

    static void copy(byte[] x, int xo, int xs0, int xs1, byte[] y, int yo, int ys0, int ys1, int rows, int columns) {
        if (xs1 == 1 && ys1 == 1 && columns >= RUN) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(x, xo + i * xs0, y, yo + i * ys0, columns);
            }
        } else if (xs1 == 0 && ys1 == 1) {
            for (int i = 0; i < rows; i++) {
                Arrays.fill(y, yo + i * ys0, yo + i * ys0 + columns, x[xo + i * xs0]);
            }
        } else if (xs0 == 1 && ys1 == 1 && rows >= TILE && columns >= TILE) {
            byte[] tile = new byte[TILE * TILE];
            for (int i0 = 0; i0 < rows; i0 += TILE) {
                int height = Math.min(TILE, rows - i0);
                for (int j0 = 0; j0 < columns; j0 += TILE) {
                    int width = Math.min(TILE, columns - j0);
                    for (int j = 0; j < width; j++) {
                        System.arraycopy(x, xo + i0 + (j0 + j) * xs1, tile, j * TILE, height);
                    }
                    for (int i = 0; i < height; i++) {
                        int to = yo + (i0 + i) * ys0 + j0;
                        for (int j = 0; j < width; j++) {
                            y[to + j] = tile[j * TILE + i];
                        }
                    }
                }
            }
        } else {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    y[yo + i * ys0 + j * ys1] = x[xo + i * xs0 + j * xs1];
                }
            }
        }
    }

    static void copy(
            boolean[] x, int xo, int xs0, int xs1, boolean[] y, int yo, int ys0, int ys1, int rows, int columns) {
        if (xs1 == 1 && ys1 == 1 && columns >= RUN) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(x, xo + i * xs0, y, yo + i * ys0, columns);
            }
        } else if (xs1 == 0 && ys1 == 1) {
            for (int i = 0; i < rows; i++) {
                Arrays.fill(y, yo + i * ys0, yo + i * ys0 + columns, x[xo + i * xs0]);
            }
        } else if (xs0 == 1 && ys1 == 1 && rows >= TILE && columns >= TILE) {
            boolean[] tile = new boolean[TILE * TILE];
            for (int i0 = 0; i0 < rows; i0 += TILE) {
                int height = Math.min(TILE, rows - i0);
                for (int j0 = 0; j0 < columns; j0 += TILE) {
                    int width = Math.min(TILE, columns - j0);
                    for (int j = 0; j < width; j++) {
                        System.arraycopy(x, xo + i0 + (j0 + j) * xs1, tile, j * TILE, height);
                    }
                    for (int i = 0; i < height; i++) {
                        int to = yo + (i0 + i) * ys0 + j0;
                        for (int j = 0; j < width; j++) {
                            y[to + j] = tile[j * TILE + i];
                        }
                    }
                }
            }
        } else {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    y[yo + i * ys0 + j * ys1] = x[xo + i * xs0 + j * xs1];
                }
            }
        }
    }
}
