using System.Globalization;
using Quiver.Cli.CommandLine;
using Quiver.Foundation.IO;
using Quiver.Foundation.Memory;

namespace Quiver.Cli.Commands.Import;

/// <summary>Reads a size of memory: bytes, with k, m or g, or a percentage of what is free.</summary>
internal static class MemorySize
{
    private const int FewestPercent = 1;
    private const int PercentLimit = 100;
    private const string MemoryExamples = "512m, 20G or 70%";

    private static readonly string[] Suffixes = ["IB", "B"];

    /// <summary>The size in bytes; a percentage is of the memory that the process may use.</summary>
    public static long Parse(string option, string text)
    {
        if (!text.EndsWith('%'))
        {
            return TryParseBytes(text, out long bytes)
                ? bytes
                : throw Invalid(option, text, MemoryExamples);
        }
        if (
            !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, null, out int percent)
        )
        {
            throw Invalid(option, text, MemoryExamples);
        }
        return percent is >= FewestPercent and < PercentLimit
            ? MachineMemory.Read(PosixFileSystem.Instance).TotalBytes / PercentLimit * percent
            : throw UsageErrors.Invalid(
                $"'{option}={text}': Expected int value between {FewestPercent} (inclusive) and {PercentLimit} (exclusive), got {percent}."
            );
    }

    /// <summary>The size in bytes, without percentages.</summary>
    public static long ParseBytes(string option, string text) =>
        TryParseBytes(text, out long bytes) ? bytes : throw Invalid(option, text, "128k or 4m");

    /// <summary>Reads a size in bytes, without percentages; false when the text is none.</summary>
    public static bool TryParseBytes(string text, out long bytes)
    {
        string digits = text.ToUpperInvariant();
        foreach (string suffix in Suffixes)
        {
            bool hasUnit =
                digits.Length > suffix.Length + 1 && char.IsLetter(digits[^(suffix.Length + 1)]);
            if (hasUnit && digits.EndsWith(suffix, StringComparison.Ordinal))
            {
                digits = digits[..^suffix.Length];
            }
        }
        long unit = (digits.Length > 0 ? digits[^1] : ' ') switch
        {
            'K' => 1L << 10,
            'M' => 1L << 20,
            'G' => 1L << 30,
            'T' => 1L << 40,
            _ => 1,
        };
        var number = unit == 1 ? digits.AsSpan() : digits.AsSpan(0, digits.Length - 1);
        bool isSize =
            long.TryParse(number, NumberStyles.None, null, out long count)
            && count > 0
            && count <= long.MaxValue / unit;
        bytes = isSize ? count * unit : 0;
        return isSize;
    }

    private static CommandException Invalid(string option, string text, string examples) =>
        UsageErrors.Invalid($"'{option}' takes a size such as {examples}, not '{text}'.");
}
