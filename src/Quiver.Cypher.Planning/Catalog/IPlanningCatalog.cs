using Quiver.Cypher.Planning.Procedures;

namespace Quiver.Cypher.Planning.Catalog;

/// <summary>Which names the database knows, for warnings about those that it does not, and which procedures there are.</summary>
public interface IPlanningCatalog
{
    /// <summary>Whether some node has ever had the label.</summary>
    bool HasLabel(string name);

    /// <summary>Whether some relationship has ever had the type.</summary>
    bool HasRelationshipType(string name);

    /// <summary>Whether some node or relationship has ever had the property key.</summary>
    bool HasPropertyKey(string name);

    /// <summary>The labels, for suggestions.</summary>
    IReadOnlyList<string> Labels => [];

    /// <summary>The relationship types, for suggestions.</summary>
    IReadOnlyList<string> RelationshipTypes => [];

    /// <summary>The property keys, for suggestions.</summary>
    IReadOnlyList<string> PropertyKeys => [];

    /// <summary>The keys that conditions inside a search of a vector index may be about; null when there is no such index.</summary>
    IReadOnlyList<string>? KeysOfVectorIndex(string name) => null;

    /// <summary>The procedures that may be called.</summary>
    ProcedureCatalog Procedures => ProcedureCatalog.Empty;
}
