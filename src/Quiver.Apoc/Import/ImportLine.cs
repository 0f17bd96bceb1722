using Quiver.Model.Values;

namespace Quiver.Apoc.Import;

/// <summary>A node or relationship of a file.</summary>
internal sealed class ImportLine
{
    /// <summary>Its line, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>About how much memory it takes.</summary>
    public required long HeldBytes { get; init; }

    /// <summary>Whether it is a node.</summary>
    public required bool IsNode { get; init; }

    /// <summary>The node's labels, or the one type of the relationship.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The node's id in the file.</summary>
    public string Id { get; init; } = "";

    /// <summary>Where a relationship starts.</summary>
    public ImportEnd Start { get; init; }

    /// <summary>Where it ends.</summary>
    public ImportEnd End { get; init; }

    /// <summary>Its properties, as they are to be stored.</summary>
    public List<KeyValuePair<string, Value>> Properties { get; } = [];
}
