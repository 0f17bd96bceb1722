namespace Quiver.Cypher.Execution.Tests.Updates;

/// <summary>A statement of a specification that changes the graph, with what it must give and leave.</summary>
/// <param name="Place">File and line, for messages.</param>
public sealed record UpdateCase(string Place)
{
    /// <summary>The statements in order: each but the last must succeed.</summary>
    public List<string> Statements { get; } = [];

    /// <summary>The parameters, as a map in Cypher.</summary>
    public string Parameters { get; init; } = "";

    /// <summary>The rows of the last statement.</summary>
    public List<string> Rows { get; } = [];

    /// <summary>Whether the order of rows counts.</summary>
    public bool IsOrdered { get; set; }

    /// <summary>The counters of the last statement, those that are not 0; null when they are not looked at.</summary>
    public string? Counters { get; set; }

    /// <summary>The code of the error that the last statement must give.</summary>
    public string? Error { get; set; }

    /// <summary>A query over the graph that the statement leaves; empty for none.</summary>
    public string After { get; set; } = "";

    /// <summary>The rows of that query, sorted.</summary>
    public List<string> AfterRows { get; } = [];

    public override string ToString() => Place;
}
