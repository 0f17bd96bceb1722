namespace Quiver.Engine;

/// <summary>The Neo4j release whose behaviour drivers and tools may rely on: the same in Bolt, HTTP and <c>dbms.components()</c>.</summary>
public static class CompatibleRelease
{
    /// <summary>The release's number: the newest of its series. Bolt 6.0, which is newer, is spoken besides.</summary>
    public const string Version = "5.26.0";

    /// <summary>The edition: tools use it to know which commands to offer.</summary>
    public const string Edition = "community";

    /// <summary>The agent as Bolt announces it.</summary>
    public const string Agent = "Neo4j/" + Version;
}
