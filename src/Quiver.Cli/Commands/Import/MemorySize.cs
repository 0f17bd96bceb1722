using System.Globalization;
using Quiver.Cli.CommandLine;

namespace Quiver.Cli.Commands.Import;

/// <summary>Reads a size of memory: bytes, with k, m or g, or a percentage of what is free.</summary>
internal static class MemorySize
{
    private const int DefaultPercent = 90;

    /// <summary>The size in bytes; the default is 90 % of the memory that the process may use.</summary>
    public static long Parse(string option, string? text)
    {
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (text is null)
        {
            return available / 100 * DefaultPercent;
        }
        if (text.EndsWith('%'))
        {
            return
                int.TryParse(
                    text.AsSpan(0, text.Length - 1),
                    NumberStyles.None,
                    null,
                    out int percent
                ) && percent is > 0 and < 100
                ? available / 100 * percent
                : throw UsageErrors.Invalid(
                    $"'{option}' takes a percentage from 1% to 99%, not '{text}'."
                );
        }
        long unit = char.ToUpperInvariant(text.Length > 0 ? text[^1] : ' ') switch
        {
            'K' => 1L << 10,
            'M' => 1L << 20,
            'G' => 1L << 30,
            'T' => 1L << 40,
            _ => 1,
        };
        var digits = unit == 1 ? text.AsSpan() : text.AsSpan(0, text.Length - 1);
        return
            long.TryParse(digits, NumberStyles.None, null, out long number)
            && number > 0
            && number <= long.MaxValue / unit
            ? number * unit
            : throw UsageErrors.Invalid(
                $"'{option}' takes a size such as 512m, 20G or 70%, not '{text}'."
            );
    }
}
