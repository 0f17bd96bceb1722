namespace Quiver.Cli.Shell;

/// <summary>A node in a result.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Properties">Its properties.</param>
internal sealed record ResultNode(
    long Id,
    IReadOnlyList<string> Labels,
    IReadOnlyDictionary<string, object?> Properties
);
