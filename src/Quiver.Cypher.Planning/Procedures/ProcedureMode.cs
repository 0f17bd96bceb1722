namespace Quiver.Cypher.Planning.Procedures;

/// <summary>What a procedure may do.</summary>
public enum ProcedureMode
{
    /// <summary>It reads the graph.</summary>
    Read,

    /// <summary>It changes the graph.</summary>
    Write,

    /// <summary>It changes indexes and constraints.</summary>
    Schema,

    /// <summary>It asks or tells the server.</summary>
    Dbms,
}
