namespace Quiver.Cypher.Planning;

/// <summary>What a query does to the database.</summary>
public enum QueryType
{
    /// <summary>It reads: <c>r</c> on the wire.</summary>
    Read,

    /// <summary>It reads and writes: <c>rw</c> on the wire.</summary>
    ReadWrite,

    /// <summary>It writes and returns nothing: <c>w</c> on the wire.</summary>
    Write,

    /// <summary>It changes the schema: <c>s</c> on the wire.</summary>
    Schema,
}
