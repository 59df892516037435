package lanewise.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The definitions of the special functions against values computed with 40 digits. */
class SpecialFunctionsTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
        LGAMMA, 0.1, 2.252712651734206
        LGAMMA, 0.5, 0.5723649429247001
        LGAMMA, 0.51, 0.5529738179298007
        LGAMMA, 0.9, 0.06637623973474295
        LGAMMA, 1.0, 0.0
        LGAMMA, 1.4616321449683622, -0.12148629053584961
        LGAMMA, 1.5, -0.12078223763524522
        LGAMMA, 1.9, -0.03898427592308336
        LGAMMA, 2.0, 0.0
        LGAMMA, 2.3, 0.15418945495963046
        LGAMMA, 3.7, 1.428072326665388
        LGAMMA, 7.9, 8.32426586800881
        LGAMMA, 9.999, 12.799575780077413
        LGAMMA, 10.0, 12.801827480081469
        LGAMMA, 25.5, 56.389167643719944
        LGAMMA, 171.3, 708.1149470389969
        LGAMMA, 100000.0, 1051287.7089736569
        LGAMMA, -0.5, 1.2655121234846454
        LGAMMA, -1.3, 1.2024757863901114
        LGAMMA, -10.9, -14.93938855912657
        LGAMMA, 1e-08, 18.42068073818021
        DIGAMMA, 0.1, -10.423754940411076
        DIGAMMA, 0.5, -1.9635100260214235
        DIGAMMA, 1.0, -0.5772156649015329
        DIGAMMA, 1.46, -0.0015805619870834522
        DIGAMMA, 2.0, 0.42278433509846713
        DIGAMMA, 3.7, 1.1671535393615113
        DIGAMMA, 9.5, 2.1977378764029494
        DIGAMMA, 10.0, 2.251752589066721
        DIGAMMA, 100.0, 4.600161852738087
        DIGAMMA, 1000000.0, 13.815510057964191
        DIGAMMA, -0.5, 0.03648997397857652
        DIGAMMA, -1.3, 2.8825405488661673
        DIGAMMA, -7.7, -0.17774844371896933
        ERF, 1e-10, 1.1283791670955126e-10
        ERF, 0.1, 0.1124629160182849
        ERF, 0.49, 0.511668261188523
        ERF, 0.5, 0.5204998778130465
        ERF, 0.51, 0.5292436198411704
        ERF, 1.0, 0.8427007929497149
        ERF, 2.0, 0.9953222650189527
        ERF, 3.5, 0.9999992569016276
        ERF, 5.0, 0.9999999999984626
        ERF, 6.5, 1.0
        ERF, -0.3, -0.3286267594591274
        ERF, -2.2, -0.9981371537020182
        ERFC, 0.1, 0.887537083981715
        ERFC, 0.5, 0.4795001221869535
        ERFC, 1.0, 0.15729920705028513
        ERFC, 2.0, 0.004677734981047266
        ERFC, 5.0, 1.537459794428035e-12
        ERFC, 10.0, 2.088487583762545e-45
        ERFC, 20.0, 5.395865611607901e-176
        ERFC, 26.0, 5.663192408856143e-296
        ERFC, -0.4, 1.4283923550466684
        ERFC, -1.0, 1.8427007929497148
        ERFC, -3.0, 1.9999779095030015
        ERFCX, 0.0, 1.0
        ERFCX, 0.3, 0.7345993345676551
        ERFCX, 1.0, 0.427583576155807
        ERFCX, 4.0, 0.13699945762506138
        ERFCX, 20.0, 0.02817434874105132
        ERFCX, 50.0, 0.011281536265323773
        ERFCX, -0.5, 1.952360489182557
        ERFCX, -2.0, 108.94090438997797
        ERFCX, -5.0, 144009798674.66104
        ERFINV, 1e-09, 8.86226925452758e-10
        ERFINV, 0.05, 0.044340387910005497
        ERFINV, 0.1, 0.08885599049425769
        ERFINV, 0.3, 0.2724627147267543
        ERFINV, 0.5, 0.4769362762044699
        ERFINV, 0.7, 0.7328690779592167
        ERFINV, 0.99, 1.8213863677184494
        ERFINV, 0.999999, 3.458910737275499
        ERFINV, -0.2, -0.1791434546212917
        ERFINV, -0.9, -1.1630871536766743
        NDTR, -10.0, 7.619853024160525e-24
        NDTR, -3.0, 0.0013498980316300946
        NDTR, -1.0, 0.15865525393145705
        NDTR, 0.0, 0.5
        NDTR, 0.5, 0.6914624612740131
        NDTR, 2.0, 0.9772498680518208
        NDTR, 6.0, 0.9999999990134123
        NDTRI, 1e-10, -6.361340902404057
        NDTRI, 0.01, -2.326347874040841
        NDTRI, 0.2, -0.8416212335729142
        NDTRI, 0.5, 0.0
        NDTRI, 0.6, 0.2533471031357997
        NDTRI, 0.9, 1.2815515655446006
        NDTRI, 0.999, 3.090232306167813
        LOG_NDTR, -30.0, -454.3212439563432
        LOG_NDTR, -5.0, -15.064998393988725
        LOG_NDTR, -1.0, -1.8410216450092636
        LOG_NDTR, -0.5, -1.1759117615936185
        LOG_NDTR, 0.0, -0.6931471805599453
        LOG_NDTR, 1.0, -0.17275377902344988
        LOG_NDTR, 4.0, -3.167174337748927e-05
        I0, 0.0, 1.0
        I0, 0.5, 1.0634833707413236
        I0, 3.0, 4.8807925858650245
        I0, 7.9, 389.406283282158
        I0, 8.1, 469.5006067101215
        I0, 30.0, 781672297823.9775
        I0, -2.0, 2.2795853023360673
        I0, 700.0, 1.5295933476718737e+302
        I0E, 0.1, 0.9071009257823011
        I0E, 5.0, 0.18354081260932836
        I0E, 20.0, 0.08978031188482602
        I0E, 500.0, 0.017845706500153168
        I0E, -9.0, 0.134959524581723
        I1, 0.0, 0.0
        I1, 0.5, 0.2578943053908963
        I1, 3.0, 3.9533702174026093
        I1, 7.9, 363.8539440845084
        I1, 8.1, 439.48430891035844
        I1, 30.0, 768532038938.957
        I1, -2.0, -1.590636854637329
        I1E, 0.1, 0.045298446808809324
        I1E, 5.0, 0.16397226694454237
        I1E, 20.0, 0.08750622218328867
        I1E, 500.0, 0.017827851852898056
        I1E, -9.0, -0.1272249839358912
        ASINH, 1e-09, 1e-09
        ASINH, 0.5, 0.48121182505960347
        ASINH, 3.0, 1.8184464592320668
        ASINH, 10000000000.0, 23.7189981105004
        ASINH, -2.0, -1.4436354751788103
        ASINH, -1e-05, -9.999999999833334e-06
        ACOSH, 1.0000001, 0.0004472135919037347
        ACOSH, 1.5, 0.9624236501192069
        ACOSH, 10.0, 2.993222846126381
        ACOSH, 1000000000000.0, 28.324168296488494
        ATANH, 1e-09, 1e-09
        ATANH, 0.3, 0.3095196042031117
        ATANH, 0.99, 2.6466524123622457
        ATANH, -0.7, -0.8673005276940531
        LOG2, 0.3, -1.7369655941662063
        LOG2, 1.0000001, 1.4426949695965583e-07
        LOG2, 8.0, 3.0
        LOG2, 536870912.0, 29.0
        LOG2, 1e+300, 996.5784284662087
        EXP2, -3.3, 0.10153154954452945
        EXP2, 0.5, 1.4142135623730951
        EXP2, 10.0, 1024.0
        SINC, 0.0, 1.0
        SINC, 0.3, 0.8583936913341398
        SINC, 1.7, -0.15148123964720114
        SINC, -2.4, 0.12613778810677614
        ENTR, 0.2, 0.3218875824868201
        ENTR, 1.0, 0.0
        ENTR, 3.0, -3.295836866004329
        """)
    void unaryDefinitionsAreAccurate(UnaryOp op, double x, double expected) {
        // Near its root digamma is exact to the size of its terms only.
        assertEquals(expected, op.apply(x), 5e-14 * Math.max(Math.abs(expected), op == UnaryOp.DIGAMMA ? 1 : 0));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        ZETA, 2.0, 1.0, 1.6449340668482264
        ZETA, 3.0, 0.5, 8.41439832211716
        ZETA, 1.1, 2.5, 9.320090236749682
        ZETA, 20.0, 3.0, 2.8771746654611316e-10
        ZETA, 2.5, 40.0, 0.002685156581146319
        ZETA, 2.0, -0.5, 8.934802200544679
        ZETA, 3.0, -3.25, -61.97760551971101
        ZETA, 4.0, -100.75, 259.75757576954936
        POLYGAMMA, 1.0, 0.5, 4.934802200544679
        POLYGAMMA, 1.0, 3.2, 0.3663211907314008
        POLYGAMMA, 2.0, 1.7, -0.6040890841034591
        POLYGAMMA, 3.0, 0.3, 743.1417646550498
        POLYGAMMA, 4.0, 12.5, -0.00028769142258538706
        POLYGAMMA, 1.0, -0.5, 8.934802200544679
        POLYGAMMA, 2.0, -1.3, 68.54941347116214
        LOGADDEXP, 0.5, -1.25, 0.6602241504380872
        LOGADDEXP, 1000.0, 999.0, 1000.3132616875182
        LOGADDEXP2, 3.0, 4.5, 4.936751795439824
        """)
    void binaryDefinitionsAreAccurate(BinaryOp op, double a, double b, double expected) {
        assertEquals(expected, op.apply(a, b), 1e-13 * Math.abs(expected));
    }

    @Test
    void polesAndLimitsAreThoseOfPyTorch() {
        double inf = Double.POSITIVE_INFINITY;
        assertEquals(inf, UnaryOp.LGAMMA.apply(0));
        assertEquals(inf, UnaryOp.LGAMMA.apply(-3));
        assertEquals(inf, UnaryOp.LGAMMA.apply(-inf));
        assertEquals(-inf, UnaryOp.DIGAMMA.apply(0.0));
        assertEquals(inf, UnaryOp.DIGAMMA.apply(-0.0));
        assertEquals(Double.NaN, UnaryOp.DIGAMMA.apply(-2));
        assertEquals(inf, UnaryOp.ERFINV.apply(1));
        assertEquals(-inf, UnaryOp.ERFINV.apply(-1));
        assertEquals(Double.NaN, UnaryOp.ERFINV.apply(1.5));
        assertEquals(-inf, UnaryOp.NDTRI.apply(0));
        assertEquals(inf, UnaryOp.NDTRI.apply(1));
        assertEquals(0, UnaryOp.ERFC.apply(inf));
        assertEquals(2, UnaryOp.ERFC.apply(-inf));
        assertEquals(0, UnaryOp.ERFCX.apply(inf));
        assertEquals(inf, UnaryOp.ERFCX.apply(-inf));
        assertEquals(0, UnaryOp.ENTR.apply(0));
        assertEquals(-inf, UnaryOp.ENTR.apply(-1));
        assertEquals(inf, BinaryOp.ZETA.apply(1, 3));
        assertEquals(inf, BinaryOp.ZETA.apply(2, -3));
        assertEquals(Double.NaN, BinaryOp.ZETA.apply(0.5, 3));
        assertEquals(Double.NaN, BinaryOp.ZETA.apply(2.5, -3.5));
        assertEquals(-inf, BinaryOp.LOGADDEXP.apply(-inf, -inf));
        assertEquals(inf, BinaryOp.LOGADDEXP.apply(inf, 1));
    }

    @Test
    void inversesComeBack() {
        for (double p = 1e-300; p < 0.999; p = p < 1e-3 ? p * 1e7 : p + 0.0007) {
            assertEquals(p, UnaryOp.NDTR.apply(UnaryOp.NDTRI.apply(p)), 1e-11 * p, "p = " + p);
        }
        for (double y = -0.9995; y < 1; y += 0.001) {
            assertEquals(y, UnaryOp.ERF.apply(UnaryOp.ERFINV.apply(y)), 1e-14, "y = " + y);
        }
    }

    @Test
    void errorFunctionJoinsItsPiecesSmoothly() {
        for (double x : new double[] {0.5, 6, 26, -0.5}) {
            double below = UnaryOp.ERFC.apply(Math.nextDown(x));
            double above = UnaryOp.ERFC.apply(Math.nextUp(x));
            assertTrue(Math.abs(below - above) <= 5e-14 * below * Math.max(1, x), "at " + x);
        }
    }
}
