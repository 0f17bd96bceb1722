using Quiver.Storage.Tokens;

namespace Quiver.Import.Pipeline;

/// <summary>The names that occur in an import.</summary>
internal sealed class ImportNames
{
    public NameRegistry Labels { get; } = new();

    public NameRegistry RelationshipTypes { get; } = new();

    public NameRegistry PropertyKeys { get; } = new();

    public TokenTable ToTokens() =>
        new(
            new TokenNames(Labels.ToList()),
            new TokenNames(RelationshipTypes.ToList()),
            new TokenNames(PropertyKeys.ToList())
        );
}
