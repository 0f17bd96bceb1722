namespace Quiver.Cypher.Execution.Tests;

/// <summary>A query of a specification with what it must give.</summary>
/// <param name="Place">File and line, for messages.</param>
/// <param name="Query">The query's text.</param>
/// <param name="Parameters">A map in Cypher with the parameters.</param>
/// <param name="Expectation">What is compared: rows, rows in order, columns, or the error.</param>
/// <param name="Lines">The expected lines.</param>
public sealed record QueryCase(
    string Place,
    string Query,
    string Parameters,
    string Expectation,
    IReadOnlyList<string> Lines
)
{
    public override string ToString() => Place;
}
