using System.Globalization;

namespace Quiver.Cypher.Execution.Functions.Numeric;

/// <summary>Rounds a double at a decimal place, by the decimal digits that its shortest text shows: 2.675 is a tie at two places.</summary>
internal static class DecimalRounding
{
    private const int DecimalDigits = 28;

    /// <summary>Rounds to <paramref name="precision"/> digits after the point. Numbers whose last digit lies before that place stay as they are.</summary>
    public static double Round(double number, int precision, RoundingMode mode)
    {
        if (!double.IsFinite(number) || Math.Abs(number) >= 1e17)
        {
            return number;
        }
        int integerDigits = Math.Max(
            1,
            (int)Math.Ceiling(Math.Log10(Math.Max(1, Math.Abs(number)))) + 1
        );
        if (precision > DecimalDigits - integerDigits)
        {
            return number;
        }
        decimal exact = decimal.Parse(number.ToString("R"), NumberStyles.Float);
        return (double)Apply(exact, precision, mode);
    }

    private static decimal Apply(decimal exact, int precision, RoundingMode mode) =>
        mode switch
        {
            RoundingMode.Up => decimal.Round(
                exact,
                precision,
                exact < 0
                    ? MidpointRounding.ToNegativeInfinity
                    : MidpointRounding.ToPositiveInfinity
            ),
            RoundingMode.Down => decimal.Round(exact, precision, MidpointRounding.ToZero),
            RoundingMode.Ceiling => decimal.Round(
                exact,
                precision,
                MidpointRounding.ToPositiveInfinity
            ),
            RoundingMode.Floor => decimal.Round(
                exact,
                precision,
                MidpointRounding.ToNegativeInfinity
            ),
            RoundingMode.HalfDown => HalfDown(exact, precision),
            RoundingMode.HalfEven => decimal.Round(exact, precision, MidpointRounding.ToEven),
            _ => decimal.Round(exact, precision, MidpointRounding.AwayFromZero),
        };

    private static decimal HalfDown(decimal exact, int precision)
    {
        decimal away = decimal.Round(exact, precision, MidpointRounding.AwayFromZero);
        decimal towards = decimal.Round(exact, precision, MidpointRounding.ToZero);
        return Math.Abs(away - exact) < Math.Abs(exact - towards) ? away : towards;
    }
}
