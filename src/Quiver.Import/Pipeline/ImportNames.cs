using Quiver.Storage.Schema;
using Quiver.Storage.Tokens;

namespace Quiver.Import.Pipeline;

/// <summary>The names that occur in an import.</summary>
internal sealed class ImportNames : ITokenNumbers
{
    public NameRegistry Labels { get; } = new();

    public NameRegistry RelationshipTypes { get; } = new();

    public NameRegistry PropertyKeys { get; } = new();

    /// <summary>Gives names that <see cref="WriteTo"/> wrote their numbers again.</summary>
    public void Restore(BinaryReader input)
    {
        Labels.Restore(input);
        RelationshipTypes.Restore(input);
        PropertyKeys.Restore(input);
    }

    /// <summary>Writes all names in the order of their numbers.</summary>
    public void WriteTo(BinaryWriter output)
    {
        Labels.WriteTo(output);
        RelationshipTypes.WriteTo(output);
        PropertyKeys.WriteTo(output);
    }

    /// <summary>How many bytes <see cref="WriteTo"/> writes, where names are short and ASCII.</summary>
    public long CountBytes() =>
        Labels.CountBytes() + RelationshipTypes.CountBytes() + PropertyKeys.CountBytes();

    /// <summary>Begins with the names of a database, under their numbers.</summary>
    public void Add(TokenTable known)
    {
        foreach (string label in known.Labels.All)
        {
            Labels.NumberOf(label);
        }
        foreach (string type in known.RelationshipTypes.All)
        {
            RelationshipTypes.NumberOf(type);
        }
        foreach (string key in known.PropertyKeys.All)
        {
            PropertyKeys.NumberOf(key);
        }
    }

    public int NumberOf(EntityKind entity, string labelOrType) =>
        (entity == EntityKind.Node ? Labels : RelationshipTypes).NumberOf(labelOrType);

    public int NumberOfKey(string key) => PropertyKeys.NumberOf(key);

    public TokenTable ToTokens() =>
        new(
            new TokenNames(Labels.ToTable()),
            new TokenNames(RelationshipTypes.ToTable()),
            new TokenNames(PropertyKeys.ToTable())
        );
}
