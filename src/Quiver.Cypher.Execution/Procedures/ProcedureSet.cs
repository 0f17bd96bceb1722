using System.Collections.Frozen;
using Quiver.Cypher.Planning.Procedures;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>The procedures that the queries of an engine may call. Immutable.</summary>
public sealed class ProcedureSet
{
    /// <summary>Those that need no more than the graph.</summary>
    public static readonly ProcedureSet Standard = new(GraphProcedures.All);

    private readonly FrozenDictionary<string, ProcedureBody> _bodies;

    /// <summary>Makes a set.</summary>
    /// <param name="procedures">The procedures; each name once.</param>
    public ProcedureSet(IReadOnlyList<Procedure> procedures)
    {
        Catalog = new ProcedureCatalog(procedures.Select(static p => p.Signature));
        _bodies = procedures.ToFrozenDictionary(
            static p => p.Signature.Name,
            static p => p.Body,
            StringComparer.Ordinal
        );
    }

    /// <summary>What planning knows of them.</summary>
    public ProcedureCatalog Catalog { get; }

    /// <summary>What a procedure of the catalogue does.</summary>
    internal ProcedureBody BodyOf(ProcedureSignature signature) =>
        _bodies.TryGetValue(signature.Name, out var body)
            ? body
            : throw RuntimeErrors.ProcedureNotFound(signature.Name);
}
