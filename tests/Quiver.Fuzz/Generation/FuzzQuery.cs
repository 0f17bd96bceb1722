using Quiver.Model.Values;

namespace Quiver.Fuzz.Generation;

/// <summary>A query with the values of its parameters.</summary>
/// <param name="Text">The query.</param>
/// <param name="Parameters">The values of its parameters by name.</param>
/// <param name="Changes">Whether it changes the graph.</param>
internal sealed record FuzzQuery(string Text, MapValue Parameters, bool Changes)
{
    /// <summary>The query as it stands in a specification.</summary>
    public override string ToString()
    {
        string word = Changes ? "update" : "query";
        string parameters =
            Parameters.Count == 0 ? "" : " " + ValueText.Format(Value.Map(Parameters));
        return $"{word}{parameters}\n{Text}";
    }
}
