namespace Quiver.Engine.Sessions;

/// <summary>What a transaction may do.</summary>
public enum AccessMode
{
    /// <summary>Read and write.</summary>
    Write,

    /// <summary>Read only: a query that writes fails with <c>Statement.AccessMode</c>.</summary>
    Read,
}
