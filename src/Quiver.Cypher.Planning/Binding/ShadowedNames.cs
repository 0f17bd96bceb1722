namespace Quiver.Cypher.Planning.Binding;

/// <summary>Finds the variables of a CALL subquery that are called like one around it without being that one.</summary>
/// <param name="outer">The variables around the subquery.</param>
internal sealed class ShadowedNames(IReadOnlyList<Variable> outer)
{
    private readonly Variable[] _outer = [.. outer];

    /// <summary>The names found, in order.</summary>
    public List<string> Found { get; } = [];

    /// <summary>Takes note of a variable that the subquery declares.</summary>
    public void Note(Variable variable)
    {
        bool isShadowing =
            Array.Exists(_outer, v => v.Name == variable.Name)
            && !Array.Exists(_outer, v => v == variable);
        if (isShadowing && !Found.Contains(variable.Name))
        {
            Found.Add(variable.Name);
        }
    }
}
