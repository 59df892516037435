package lanewise.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The shortest X that minimises ‖A X − B‖. */
final class LeastSquares {

    private LeastSquares() {}

    /**
     * Driver "gels" by QR, the others by singular values. Composed of factors and products, whose derivatives it has.
     */
    static Linalg.Lstsq solve(Tensor a, Tensor b, boolean vector, @Nullable Double rcond, @Nullable String driver) {
        String way = driver == null ? "gelsy" : driver;
        switch (way) {
            case "gels", "gelsy", "gelsd", "gelss" -> {}
            default ->
                throw new IllegalArgumentException(
                        "lstsq: driver must be \"gels\", \"gelsy\", \"gelsd\" or \"gelss\", got \"" + way + "\"");
        }
        int m = a.size(-2);
        int n = a.size(-1);
        int[] batch = Arrays.copyOf(a.shape, a.dim() - 2);
        Tensor none = Tensor.zeros(new int[] {0}, a.dtype());
        Tensor rank = Tensor.zeros(new int[] {0}, DType.INT64);
        Tensor singular = none;
        Tensor x;
        boolean full = true;
        if (way.equals("gels")) {
            x = byQr(a, b);
        } else {
            double precision = a.dtype() == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1d);
            double cut = rcond == null ? precision * Math.max(m, n) : rcond;
            Linalg.RankOptions options = Linalg.rankOptions().atol(0).rtol(cut);
            x = Spectral.pinv("lstsq", a, options).matmul(b);
            rank = Spectral.rank(a, options);
            full = rank.ne(n).sum().itemLong() == 0;
            if (!way.equals("gelsy")) {
                singular = Factorizations.svd("lstsq", a.detach(), false)[1];
            }
        }
        Tensor residuals = none;
        if (m > n && full && !way.equals("gelsy")) {
            Tensor rest = a.detach().matmul(x.detach()).sub(b.detach());
            residuals = rest.mul(rest).sum(-2);
            residuals = vector ? residuals.squeeze(-1) : residuals;
        }
        if (a.numel() == 0 && !way.equals("gels")) {
            rank = Tensor.zeros(batch, DType.INT64);
        }
        return new Linalg.Lstsq(vector ? x.squeeze(-1) : x, residuals, rank, singular);
    }

    /** R⁻¹ Qᵀ B of A = Q R, or Q R⁻ᵀ B of Aᵀ = Q R for a wide A. */
    private static Tensor byQr(Tensor a, Tensor b) {
        if (a.size(-2) >= a.size(-1)) {
            Linalg.Qr qr = Spectral.qr(a, false, true);
            return Solving.triangular(qr.r(), qr.q().mT().matmul(b), true, false);
        }
        Linalg.Qr qr = Spectral.qr(a.mT(), false, true);
        return qr.q().matmul(Solving.triangular(qr.r().mT(), b, false, false));
    }
}
