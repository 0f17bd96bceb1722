namespace Quiver.Cypher.Planning.Procedures;

/// <summary>A column of a procedure's rows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Description">What it holds, in a few words.</param>
public sealed record ProcedureColumn(string Name, ProcedureType Type, string Description)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} :: {Type}";
}
