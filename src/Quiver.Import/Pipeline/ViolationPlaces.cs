using System.Globalization;
using Quiver.Foundation;
using Quiver.Model;
using Quiver.Storage;
using Quiver.Storage.Schema;

namespace Quiver.Import.Pipeline;

/// <summary>Says where in the input stands what a constraint does not allow.</summary>
/// <param name="graph">The graph.</param>
/// <param name="places">Where the rows of nodes stand; null when this is not known.</param>
internal sealed class ViolationPlaces(Snapshot graph, NodePlaces? places)
{
    /// <summary>The places as a sentence, with a blank before it; empty when they are not known.</summary>
    public string Describe(ConstraintViolation violation)
    {
        if (violation.Constraint.Entity == EntityKind.Relationship)
        {
            string first = violation.Other is { } one ? $"{DescribeEnds(one)}, " : "";
            return $" {first}{DescribeEnds(violation.Id)}.";
        }
        if (places is null)
        {
            return "";
        }
        return violation.Other is { } other
            ? $" They stand at {PlaceOf(other)} and {PlaceOf(violation.Id)}."
            : $" It stands at {PlaceOf(violation.Id)}.";
    }

    private string DescribeEnds(long relationship)
    {
        bool exists = graph.TryReadRelationship(new RelationshipId(relationship), out var record);
        Invariant.Assert(exists);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Relationship({relationship}) goes from {DescribeNode(record.Start.Value)} to {DescribeNode(record.End.Value)}"
        );
    }

    private string DescribeNode(long node)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"Node({node})");
        return places is null ? name : $"{name} of {PlaceOf(node)}";
    }

    private string PlaceOf(long node)
    {
        var (path, line) = places!.Find(node);
        return string.Create(CultureInfo.InvariantCulture, $"{path}:{line}");
    }
}
