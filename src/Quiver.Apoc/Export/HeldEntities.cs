namespace Quiver.Apoc.Export;

/// <summary>What an exported value holds.</summary>
/// <param name="Nodes">Its nodes.</param>
/// <param name="Relationships">Its relationships.</param>
/// <param name="Properties">Their properties.</param>
internal readonly record struct HeldEntities(long Nodes, long Relationships, long Properties)
{
    /// <summary>What two values hold together.</summary>
    public HeldEntities Plus(HeldEntities other) =>
        new(
            Nodes + other.Nodes,
            Relationships + other.Relationships,
            Properties + other.Properties
        );
}
