namespace Quiver.Engine.PersonalData;

/// <summary>The queries for what belongs to a person: <c>$subject</c> is the list of the values that mean them.</summary>
/// <param name="properties">The names of the properties that say whose data a node is.</param>
internal sealed class SubjectQueries(IReadOnlyList<string> properties)
{
    private readonly string _match =
        "MATCH (n) WHERE "
        + string.Join(" OR ", properties.Select(static name => $"n.{Quoted(name)} IN $subject"));

    /// <summary>The nodes, each with its relationships.</summary>
    public string Export => $"{_match} RETURN n, [(n)-[r]-() | r] AS relationships";

    /// <summary>How many nodes and relationships there are.</summary>
    public string Count =>
        $"{_match} OPTIONAL MATCH (n)-[r]-() RETURN count(DISTINCT n) AS nodes, count(DISTINCT r) AS relationships";

    /// <summary>Deletes the nodes with their relationships.</summary>
    public string Delete => $"{_match} DETACH DELETE n";

    /// <summary>Takes the properties from the nodes and relationships, some excepted.</summary>
    public string Anonymize(IReadOnlyList<string> kept)
    {
        string node = Projection("n", kept);
        string relationship = Projection("r", kept);
        return $"{_match} OPTIONAL MATCH (n)-[r]-() SET n = {node} SET r = {relationship} RETURN count(DISTINCT n) AS nodes, count(DISTINCT r) AS relationships";
    }

    private static string Projection(string variable, IReadOnlyList<string> kept) =>
        kept.Count == 0
            ? "{}"
            : $"{variable} {{{string.Join(", ", kept.Select(static name => "." + Quoted(name)))}}}";

    private static string Quoted(string name) =>
        $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";
}
