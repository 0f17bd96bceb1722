using System.Globalization;

namespace Quiver.Benchmarks.Writes;

/// <summary>What clients ask for, in Cypher, and the names of items.</summary>
internal static class ItemTexts
{
    public const string Index = "CREATE INDEX item_id FOR (n:Item) ON (n.id)";
    public const string Pending =
        "SHOW INDEXES YIELD state WHERE state <> 'ONLINE' RETURN count(*) AS pending";
    public const string Create = "CREATE (:Item {id: $id, name: $name, value: 0})";
    public const string CreateBatch =
        "UNWIND $rows AS row CREATE (:Item {id: row.id, name: row.name, value: 0})";
    public const string Update = "MATCH (n:Item {id: $id}) SET n.value = $value";
    public const string Read = "MATCH (n:Item {id: $id}) RETURN n.value AS value";
    public const string Count = "MATCH (n:Item) RETURN count(*) AS items";

    /// <summary>An item's name.</summary>
    public static string NameOf(long id) =>
        string.Create(CultureInfo.InvariantCulture, $"item {id}");
}
