namespace Quiver.Cli.Shell;

/// <summary>A relationship in a result.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Start">The node it starts at.</param>
/// <param name="End">The node it ends at.</param>
/// <param name="Type">Its type.</param>
/// <param name="Properties">Its properties.</param>
internal sealed record ResultRelationship(
    long Id,
    long Start,
    long End,
    string Type,
    IReadOnlyDictionary<string, object?> Properties
);
