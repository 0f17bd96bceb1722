namespace Quiver.Http.Query;

/// <summary>The two forms of values in the Query API.</summary>
internal enum QueryForm
{
    /// <summary><c>application/json</c>: values as JSON has them, others as text.</summary>
    Plain,

    /// <summary><c>application/vnd.neo4j.query</c>: every value with its type.</summary>
    Typed,
}
