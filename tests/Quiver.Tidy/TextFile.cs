using System.Text.RegularExpressions;

namespace Quiver.Tidy;

/// <summary>A text file of the repository.</summary>
/// <param name="Path">Where, relative to the root.</param>
/// <param name="Text">What stands in it.</param>
internal sealed record TextFile(string Path, string Text)
{
    /// <summary>The name without its folders.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Its lines.</summary>
    public string[] Lines { get; } = Text.Split('\n');

    /// <summary>The places where a pattern matches, as <c>path:line: match</c>.</summary>
    public IEnumerable<string> Find(Regex pattern) =>
        from line in Lines.Index()
        from Match match in pattern.Matches(line.Item)
        select $"{Path}:{line.Index + 1}: {match.Value}";
}
