namespace Quiver.Cypher.Execution.Tests;

/// <summary>Where a test graph's data lies when it is read.</summary>
public enum DataForm
{
    /// <summary>In memory, as committed.</summary>
    Delta,

    /// <summary>In a patch on disk.</summary>
    Patch,

    /// <summary>The first half in patches, the rest in memory over them.</summary>
    Both,

    /// <summary>In a patch, read after the database was closed and opened again.</summary>
    Reopened,
}
