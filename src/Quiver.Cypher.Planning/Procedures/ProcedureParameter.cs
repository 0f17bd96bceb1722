using Quiver.Model.Values;

namespace Quiver.Cypher.Planning.Procedures;

/// <summary>An argument that a procedure takes.</summary>
/// <param name="Name">Its name; of an implicit call's parameter too.</param>
/// <param name="Type">What it may be.</param>
/// <param name="Description">What it is for, in a few words.</param>
/// <param name="Default">What it is when it is left out; null when it may not be.</param>
public sealed record ProcedureParameter(
    string Name,
    ProcedureType Type,
    string Description,
    Value? Default = null
)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Default is { } value ? $"{Name} = {value} :: {Type}" : $"{Name} :: {Type}";
}
