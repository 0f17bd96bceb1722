namespace Quiver.Cypher.Planning.Procedures;

/// <summary>A procedure as its callers see it: what it takes and gives.</summary>
/// <param name="Name">Its dotted name.</param>
/// <param name="Parameters">Its arguments, the optional ones last.</param>
/// <param name="Columns">The columns of its rows; none for one that only does something.</param>
/// <param name="Description">What it does, in a sentence.</param>
public sealed record ProcedureSignature(
    string Name,
    IReadOnlyList<ProcedureParameter> Parameters,
    IReadOnlyList<ProcedureColumn> Columns,
    string Description
)
{
    /// <summary>What it may do.</summary>
    public ProcedureMode Mode { get; init; } = ProcedureMode.Read;

    /// <summary>What EXPLAIN says besides about how it works; empty for nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whether it changes the graph in transactions of its own, whatever becomes of the caller's.</summary>
    public bool RunsTransactions { get; init; }

    /// <summary>Whether it changes the graph in the caller's transaction.</summary>
    public bool ChangesGraph { get; init; }

    /// <summary>Whether it does something besides giving rows, such as writing a file: it is then called whether or not anybody fetches them.</summary>
    public bool HasEffects { get; init; }

    /// <summary>Whether it may be called on the database of the system, too.</summary>
    public bool WorksOnSystem { get; init; }

    /// <summary>The fewest arguments of a call.</summary>
    public int RequiredCount => Parameters.Count(static p => p.Default is null);

    /// <summary>The signature as messages and plans show it: <c>db.labels() :: (label :: STRING)</c>.</summary>
    public override string ToString() =>
        $"{Name}({string.Join(", ", Parameters)}) :: ({string.Join(", ", Columns)})";
}
