using Quiver.Storage.Schema;

namespace Quiver.Import;

/// <summary>An index or a constraint that a database is to have when it is imported. One of the two requests is there.</summary>
public sealed record ImportSchemaCommand
{
    /// <summary>The command in one form for all ways of writing it: an import is not resumed with another one.</summary>
    public required string Text { get; init; }

    /// <summary>The index, if it is one.</summary>
    public IndexRequest? Index { get; init; }

    /// <summary>The constraint, if it is one.</summary>
    public ConstraintRequest? Constraint { get; init; }
}
