using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Writing;

/// <summary>What a pattern is made of, for each of some rows.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="NodeProperties">For each node the columns of its properties; null for none.</param>
/// <param name="NodeLabels">For each node the columns of its computed labels.</param>
/// <param name="RelationshipProperties">For each relationship the columns of its properties; null for none.</param>
/// <param name="Types">For each relationship the column of its type; null where the query writes it.</param>
internal sealed record CreationValues(
    Batch Rows,
    ColumnVector[]?[] NodeProperties,
    ColumnVector[][] NodeLabels,
    ColumnVector[]?[] RelationshipProperties,
    ColumnVector?[] Types
);
