namespace Quiver.Cli.Shell;

/// <summary>What the server says at the end of a result.</summary>
/// <param name="metadata">The metadata of the last SUCCESS.</param>
internal sealed class ResultEnd(Dictionary<string, object?> metadata)
{
    /// <summary>The plan as a drawing, for EXPLAIN and PROFILE; otherwise null.</summary>
    public string? Plan =>
        (metadata.GetValueOrDefault("plan") ?? metadata.GetValueOrDefault("profile"))
            is Dictionary<string, object?> root
        && root.GetValueOrDefault("args") is Dictionary<string, object?> arguments
            ? arguments.GetValueOrDefault("string-representation") as string
            : null;

    /// <summary>What was changed, in words; null when nothing was.</summary>
    public string? Changes
    {
        get
        {
            if (metadata.GetValueOrDefault("stats") is not Dictionary<string, object?> stats)
            {
                return null;
            }
            var parts = stats
                .Where(static entry => entry.Value is long)
                .Select(static entry =>
                    $"{entry.Key.Replace('-', ' ')}: {ResultText.Bare(entry.Value)}"
                )
                .ToArray();
            return parts.Length == 0 ? null : string.Join(", ", parts);
        }
    }

    /// <summary>Hints and warnings of the server.</summary>
    public IEnumerable<string> Notes =>
        (metadata.GetValueOrDefault("notifications") as IEnumerable<object?> ?? [])
            .OfType<Dictionary<string, object?>>()
            .Select(static note => note.GetValueOrDefault("description") as string ?? "");
}
