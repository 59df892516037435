package lanewise.testing.conformance;

import java.util.function.BiFunction;
import lanewise.tensor.Special;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The rows of the elementwise family: arithmetic, comparisons, maths, logic. */
final class ElementwiseAdapters {
    private ElementwiseAdapters() {}

    static void register(OpTable table) {
        arithmetic(table);
        fusedArithmetic(table);
        bounds(table);
        bits(table);
        comparisons(table);
        logic(table);
        powersAndLogarithms(table);
        trigonometry(table);
        rounding(table);
        special(table);
    }

    private static void arithmetic(OpTable table) {
        table.op("add", "input, other, *, alpha=1", a -> {
            Tensor x = a.tensor("input");
            return a.given("alpha")
                    ? x.add(tensorOf(a, "other"), a.number("alpha"))
                    : a.either("other", x::add, x::add);
        });
        table.op("sub", "input, other, *, alpha=1", a -> {
            Tensor x = a.tensor("input");
            return a.given("alpha")
                    ? x.sub(tensorOf(a, "other"), a.number("alpha"))
                    : a.either("other", x::sub, x::sub);
        });
        table.op("rsub", "input, other, alpha=1", a -> {
            Tensor x = a.tensor("input");
            return a.given("alpha")
                    ? a.either("other", b -> x.rsub(b, a.number("alpha")), b -> x.rsub(b, a.number("alpha")))
                    : a.either("other", x::rsub, x::rsub);
        });
        table.binary("mul", Tensor::mul, Tensor::mul);
        table.op("div", "input, other, *, rounding_mode=None", a -> {
            Tensor x = a.tensor("input");
            String mode = a.textOrNull("rounding_mode");
            return a.given("rounding_mode")
                    ? a.either("other", b -> x.div(b, mode), b -> x.div(b, mode))
                    : a.either("other", x::div, x::div);
        });
        table.binary("true_divide", Tensor::trueDivide, Tensor::trueDivide);
        table.binary("floor_divide", Tensor::floorDivide, Tensor::floorDivide);
        table.binary("remainder", Tensor::remainder, Tensor::remainder);
        table.binary("fmod", Tensor::fmod, Tensor::fmod);
        table.unary("neg", Tensor::neg);
        table.unary("positive", Tensor::positive);
        table.unary("abs", Tensor::abs);
        table.unary("sign", Tensor::sign);
        table.unary("sgn", Tensor::sgn);
        table.unary("square", Tensor::square);
        table.unary("reciprocal", Tensor::reciprocal);
    }

    private static void fusedArithmetic(OpTable table) {
        table.op(
                "addcmul",
                "input, tensor1, tensor2, *, value=1",
                a -> a.tensor("input").addcmul(a.tensor("tensor1"), a.tensor("tensor2"), a.number("value")));
        table.op(
                "addcdiv",
                "input, tensor1, tensor2, *, value=1",
                a -> a.tensor("input").addcdiv(a.tensor("tensor1"), a.tensor("tensor2"), a.number("value")));
        table.op("lerp", "input, end, weight", a -> {
            Tensor x = a.tensor("input");
            Tensor end = a.tensor("end");
            return a.either("weight", w -> x.lerp(end, w), w -> x.lerp(end, w));
        });
    }

    private static void bounds(OpTable table) {
        table.binary("maximum", Tensor::maximum);
        table.binary("minimum", Tensor::minimum);
        table.binary("fmax", Tensor::fmax);
        table.binary("fmin", Tensor::fmin);
        table.op("clamp", "input, min=None, max=None", a -> {
            Tensor x = a.tensor("input");
            return a.isTensor("min") || a.isTensor("max")
                    ? x.clamp(a.tensorOrNull("min"), a.tensorOrNull("max"))
                    : x.clamp(a.numberOrNull("min"), a.numberOrNull("max"));
        });
        bound(table, "clamp_min", "min", Tensor::clampMin, Tensor::clampMin);
        bound(table, "clamp_max", "max", Tensor::clampMax, Tensor::clampMax);
    }

    private static void bound(
            OpTable table,
            String op,
            String name,
            BiFunction<Tensor, Tensor, Tensor> tensors,
            BiFunction<Tensor, Number, Tensor> numbers) {
        table.op(op, "input, " + name, a -> {
            Tensor x = a.tensor("input");
            return a.either(name, b -> tensors.apply(x, b), b -> numbers.apply(x, b));
        });
    }

    private static void bits(OpTable table) {
        table.unary("bitwise_not", Tensor::bitwiseNot);
        table.binary("bitwise_and", Tensor::bitwiseAnd, Tensor::bitwiseAnd);
        table.binary("bitwise_or", Tensor::bitwiseOr, Tensor::bitwiseOr);
        table.binary("bitwise_xor", Tensor::bitwiseXor, Tensor::bitwiseXor);
        table.binary("bitwise_left_shift", Tensor::bitwiseLeftShift, Tensor::bitwiseLeftShift);
        table.binary("bitwise_right_shift", Tensor::bitwiseRightShift, Tensor::bitwiseRightShift);
        table.binary("gcd", Tensor::gcd);
        table.binary("lcm", Tensor::lcm);
    }

    private static void comparisons(OpTable table) {
        table.binary("eq", Tensor::eq, Tensor::eq);
        table.binary("ne", Tensor::ne, Tensor::ne);
        table.binary("lt", Tensor::lt, Tensor::lt);
        table.binary("le", Tensor::le, Tensor::le);
        table.binary("gt", Tensor::gt, Tensor::gt);
        table.binary("ge", Tensor::ge, Tensor::ge);
        table.unary("isnan", Tensor::isnan);
        table.unary("isinf", Tensor::isinf);
        table.unary("isfinite", Tensor::isfinite);
        table.unary("isposinf", Tensor::isposinf);
        table.unary("isneginf", Tensor::isneginf);
        table.unary("isreal", Tensor::isreal);
        table.unary("signbit", Tensor::signbit);
        String tolerances = "input, other, rtol=1e-5, atol=1e-8, equal_nan=False";
        table.op(
                "isclose",
                tolerances,
                a -> a.tensor("input").isclose(a.tensor("other"), a.real("rtol"), a.real("atol"), a.bool("equal_nan")));
        table.op(
                "allclose",
                tolerances,
                a -> a.tensor("input")
                        .allclose(a.tensor("other"), a.real("rtol"), a.real("atol"), a.bool("equal_nan")));
        table.op("equal", "input, other", a -> a.tensor("input").equal(a.tensor("other")));
        table.op(
                "isin",
                "elements, test_elements, *, assume_unique=False, invert=False",
                a -> tensorOf(a, "elements").isin(tensorOf(a, "test_elements"), a.bool("invert")));
    }

    private static void logic(OpTable table) {
        table.unary("logical_not", Tensor::logicalNot);
        table.binary("logical_and", Tensor::logicalAnd);
        table.binary("logical_or", Tensor::logicalOr);
        table.binary("logical_xor", Tensor::logicalXor);
        table.op("where", "input, condition, other", a -> {
            Tensor x = tensorOf(a, "input");
            Tensor condition = a.tensor("condition");
            return a.either("other", b -> x.where(condition, b), b -> x.where(condition, b));
        });
    }

    private static void powersAndLogarithms(OpTable table) {
        table.unary("exp", Tensor::exp);
        table.unary("exp2", Tensor::exp2);
        table.unary("expm1", Tensor::expm1);
        table.unary("log", Tensor::log);
        table.unary("log1p", Tensor::log1p);
        table.unary("log2", Tensor::log2);
        table.unary("log10", Tensor::log10);
        table.binary("logaddexp", Tensor::logaddexp);
        table.binary("logaddexp2", Tensor::logaddexp2);
        table.unary("sqrt", Tensor::sqrt);
        table.unary("rsqrt", Tensor::rsqrt);
        power(table, "pow", Tensor::pow, Tensor::pow, (base, x) -> x.rpow(base));
        power(
                table,
                "float_power",
                Tensor::floatPower,
                Tensor::floatPower,
                (base, x) -> x.toDouble().rpow(base));
        table.binary("ldexp", Tensor::ldexp);
        table.binary("hypot", Tensor::hypot);
        table.unary("sigmoid", Tensor::sigmoid);
    }

    private static void power(
            OpTable table,
            String op,
            BiFunction<Tensor, Tensor, Tensor> tensors,
            BiFunction<Tensor, Number, Tensor> toNumber,
            BiFunction<Number, Tensor, Tensor> ofNumber) {
        table.op(op, "input, exponent", a -> {
            if (!a.isTensor("input")) {
                return ofNumber.apply(a.number("input"), a.tensor("exponent"));
            }
            Tensor x = a.tensor("input");
            return a.either("exponent", e -> tensors.apply(x, e), e -> toNumber.apply(x, e));
        });
    }

    private static void trigonometry(OpTable table) {
        table.unary("sin", Tensor::sin);
        table.unary("cos", Tensor::cos);
        table.unary("tan", Tensor::tan);
        table.unary("asin", Tensor::asin);
        table.unary("acos", Tensor::acos);
        table.unary("atan", Tensor::atan);
        table.binary("atan2", Tensor::atan2);
        table.unary("sinh", Tensor::sinh);
        table.unary("cosh", Tensor::cosh);
        table.unary("tanh", Tensor::tanh);
        table.unary("asinh", Tensor::asinh);
        table.unary("acosh", Tensor::acosh);
        table.unary("atanh", Tensor::atanh);
        table.unary("deg2rad", Tensor::deg2rad);
        table.unary("rad2deg", Tensor::rad2deg);
        table.unary("sinc", Tensor::sinc);
    }

    private static void rounding(OpTable table) {
        table.unary("floor", Tensor::floor);
        table.unary("ceil", Tensor::ceil);
        table.unary("trunc", Tensor::trunc);
        table.op(
                "round",
                "input, *, decimals=0",
                a -> a.given("decimals")
                        ? a.tensor("input").round(a.integer("decimals"))
                        : a.tensor("input").round());
        table.unary("frac", Tensor::frac);
        table.binary("copysign", Tensor::copysign, Tensor::copysign);
        table.binary("nextafter", Tensor::nextafter);
        table.op("heaviside", "input, values", a -> a.tensor("input").heaviside(a.tensor("values")));
        table.op(
                "nan_to_num",
                "input, nan=0.0, posinf=None, neginf=None",
                a -> a.tensor("input").nanToNum(a.realOr("nan", 0), realOrNull(a, "posinf"), realOrNull(a, "neginf")));
    }

    private static void special(OpTable table) {
        table.unary("erf", Tensor::erf);
        table.unary("erfc", Tensor::erfc);
        table.unary("erfinv", Tensor::erfinv);
        table.unary("lgamma", Tensor::lgamma);
        table.unary("digamma", Tensor::digamma);
        table.op("polygamma", "input:Tensor, n:int", a -> a.tensor("input").polygamma(a.integer("n")));
        table.op("polygamma", "n:int, input:Tensor", a -> a.tensor("input").polygamma(a.integer("n")));
        table.unary("i0", Tensor::i0);
        table.unary("special.i0e", Special::i0e);
        table.unary("special.i1", Special::i1);
        table.unary("special.i1e", Special::i1e);
        table.unary("special.entr", Special::entr);
        table.unary("special.erfcx", Special::erfcx);
        table.unary("special.ndtr", Special::ndtr);
        table.unary("special.ndtri", Special::ndtri);
        table.unary("special.log_ndtr", Special::logNdtr);
        table.op("logit", "input, eps=None", a -> {
            Number eps = a.numberOrNull("eps");
            return eps == null ? a.tensor("input").logit() : a.tensor("input").logit(eps);
        });
        eitherSide(table, "xlogy", Special::xlogy, Special::xlogy, Special::xlogy);
        eitherSide(table, "special.xlog1py", Special::xlog1py, Special::xlog1py, Special::xlog1py);
        eitherSide(table, "special.zeta", Special::zeta, Special::zeta, Special::zeta);
    }

    /** A function of two operands, of which one may be a plain number. */
    private static void eitherSide(
            OpTable table,
            String op,
            BiFunction<Tensor, Tensor, Tensor> tensors,
            BiFunction<Tensor, Number, Tensor> right,
            BiFunction<Number, Tensor, Tensor> left) {
        table.op(op, "input, other", a -> {
            if (!a.isTensor("input")) {
                return left.apply(a.number("input"), a.tensor("other"));
            }
            Tensor x = a.tensor("input");
            return a.either("other", b -> tensors.apply(x, b), b -> right.apply(x, b));
        });
    }

    /** A tensor, or a plain number as a tensor without dimensions, where Python takes either and Java the first. */
    private static Tensor tensorOf(Args a, String name) {
        return a.isTensor(name) ? a.tensor(name) : Tensor.tensor(a.number(name));
    }

    private static @Nullable Double realOrNull(Args a, String name) {
        return a.isNone(name) ? null : (Double) a.real(name);
    }
}
