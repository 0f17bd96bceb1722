using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Quiver.Cypher.Planning.Procedures;

/// <summary>The procedures that queries may call. Immutable.</summary>
/// <param name="signatures">The procedures; each name once.</param>
public sealed class ProcedureCatalog(IEnumerable<ProcedureSignature> signatures)
{
    /// <summary>No procedures.</summary>
    public static readonly ProcedureCatalog Empty = new([]);

    private readonly FrozenDictionary<string, ProcedureSignature> _byName =
        signatures.ToFrozenDictionary(static s => s.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All procedures by name.</summary>
    public IReadOnlyList<ProcedureSignature> All =>
        [.. _byName.Values.OrderBy(static s => s.Name, StringComparer.Ordinal)];

    /// <summary>Finds a procedure; case does not matter.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out ProcedureSignature? signature) =>
        _byName.TryGetValue(name, out signature);
}
