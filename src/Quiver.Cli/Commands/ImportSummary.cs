using Quiver.Import;

namespace Quiver.Cli.Commands;

/// <summary>Writes the block that ends an import, in the form that scripts look for.</summary>
internal static class ImportSummary
{
    private const double BytesPerGibibyte = 1024.0 * 1024 * 1024;
    private const double BytesPerMebibyte = 1024.0 * 1024;

    /// <summary>Writes the block.</summary>
    public static async Task WriteAsync(ImportResult result, TextWriter output)
    {
        await output.WriteLineAsync();
        await output.WriteLineAsync($"IMPORT DONE in {Duration(result.Duration)}. ");
        await output.WriteLineAsync("Imported:");
        await output.WriteLineAsync($"  {result.Nodes} nodes");
        await output.WriteLineAsync($"  {result.Relationships} relationships");
        await output.WriteLineAsync($"  {result.Properties} properties");
        await output.WriteLineAsync($"Peak memory usage: {Size(result.PeakMemoryBytes)}");
        if (result.Skipped.Total > 0)
        {
            await WriteSkippedAsync(result, output);
        }
    }

    private static async Task WriteSkippedAsync(ImportResult result, TextWriter output)
    {
        await output.WriteLineAsync($"Skipped (each stands in {result.ReportFile}):");
        foreach (
            var (count, what) in new[]
            {
                (result.Skipped.BadRelationships, "bad relationships"),
                (result.Skipped.DuplicateNodes, "duplicate nodes"),
                (result.Skipped.ExtraColumns, "extra columns"),
                (result.Skipped.MalformedRows, "malformed rows"),
            }
        )
        {
            if (count > 0)
            {
                await output.WriteLineAsync($"  {count} {what}");
            }
        }
    }

    /// <summary>A duration as Neo4j prints it: <c>1h 2m 3s 4ms</c> without leading zeros.</summary>
    internal static string Duration(TimeSpan duration)
    {
        var parts = new List<string>();
        if ((int)duration.TotalHours > 0)
        {
            parts.Add($"{(int)duration.TotalHours}h");
        }
        if (duration.Minutes > 0)
        {
            parts.Add($"{duration.Minutes}m");
        }
        if (duration.Seconds > 0)
        {
            parts.Add($"{duration.Seconds}s");
        }
        parts.Add($"{duration.Milliseconds}ms");
        return string.Join(' ', parts);
    }

    internal static string Size(long bytes) =>
        bytes >= BytesPerGibibyte
            ? FormattableString.Invariant($"{bytes / BytesPerGibibyte:0.000}GiB")
            : FormattableString.Invariant($"{bytes / BytesPerMebibyte:0.00}MiB");
}
