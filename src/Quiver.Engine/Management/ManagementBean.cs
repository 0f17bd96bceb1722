namespace Quiver.Engine.Management;

/// <summary>Something that can be asked about a running server by its name, as monitoring tools for Neo4j do.</summary>
/// <param name="Domain">The part of its name before the colon.</param>
/// <param name="Key">The part behind it: <c>name=neo4j.dbms.bolt.connections_running</c>.</param>
/// <param name="Description">What it says.</param>
/// <param name="Value">What its attribute <c>Value</c> is now.</param>
internal sealed record ManagementBean(string Domain, string Key, string Description, long Value)
{
    /// <summary>Its whole name.</summary>
    public string Name => $"{Domain}:{Key}";
}
