using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Engine.Plans;

/// <summary>What a plan was made for: a query's text over a state of a database that has not changed so much that another plan may be better.</summary>
/// <param name="DatabaseId">The database's identity.</param>
/// <param name="TokenCount">Labels, types and keys known: a new name may end a warning.</param>
/// <param name="NodeMagnitude">The number of nodes, to a factor of four.</param>
/// <param name="RelationshipMagnitude">The number of relationships, to a factor of four.</param>
/// <param name="SchemaVersion">The state of indexes and constraints.</param>
/// <param name="Language">The version of Cypher where the query names none.</param>
/// <param name="Query">The query's text.</param>
internal readonly record struct PlanKey(
    Guid DatabaseId,
    int TokenCount,
    int NodeMagnitude,
    int RelationshipMagnitude,
    long SchemaVersion,
    LanguageVersion Language,
    string Query
);
