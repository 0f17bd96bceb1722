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
    public void WriteTo(BinaryWriter output) => Write(Copy(), output);

    /// <summary>The names as they are now: labels, relationship types and property keys, of which the memory is shared.</summary>
    public IReadOnlyList<NameTable> Copy() =>
        [Labels.ToTable(), RelationshipTypes.ToTable(), PropertyKeys.ToTable()];

    /// <summary>Writes what <see cref="Copy"/> gave, as <see cref="WriteTo"/> does.</summary>
    public static void Write(IReadOnlyList<NameTable> copy, BinaryWriter output)
    {
        foreach (var names in copy)
        {
            NameRegistry.Write(names, output);
        }
    }

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
