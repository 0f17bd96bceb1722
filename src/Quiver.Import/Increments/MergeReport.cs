using System.Globalization;
using Quiver.Csv;
using Quiver.Import.Pipeline;
using Quiver.Import.Reports;
using Quiver.Storage.Increments;
using Quiver.Storage.Schema;

namespace Quiver.Import.Increments;

/// <summary>Says of the parts of an increment that were not merged which rows they are, and why, and puts them into the report of bad entries.</summary>
/// <param name="file">The increment.</param>
internal sealed class MergeReport(IncrementFile file)
{
    /// <summary>Lists the parts.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="log">Where to.</param>
    /// <param name="rows">Gives the rows' texts, where the files are still there.</param>
    public void Write(IReadOnlyList<MergeConflict> parts, BadEntryLog log, SourceRows rows)
    {
        log.BeginPhase(new FaultLog());
        if (parts.Count == 0)
        {
            return;
        }
        var writer = log.NewWriter();
        if (writer.IsListing)
        {
            rows.Read(parts.Select(PlaceOf).OfType<(string, long)>());
        }
        foreach (var part in parts)
        {
            if (PlaceOf(part) is not { } place)
            {
                continue;
            }
            var position = new CsvPosition(place.Path, place.Line, 1);
            string reason = ReasonOf(part);
            if (part.Constraint.Length > 0)
            {
                writer.AddViolation(position, rows[place], part.Constraint, reason);
            }
            else
            {
                writer.Add(KindOf(part.Kind), position, rows[place], reason);
            }
        }
        log.Complete(0, writer);
    }

    /// <summary>The error of a merge that a part stopped.</summary>
    public ImportException Refuse(IReadOnlyList<MergeConflict> parts, bool isOneTooMany)
    {
        var last = parts[^1];
        string place = PlaceOf(last) is { } found
            ? string.Create(CultureInfo.InvariantCulture, $"{found.Path}:{found.Line}: ")
            : "";
        string what = place + ReasonOf(last);
        return isOneTooMany
            ? IncrementImportErrors.TooManyLeftOut(
                file.Skipped + parts.Count,
                file.BadTolerance,
                what
            )
            : IncrementImportErrors.Refused(what, SwitchFor(last.Kind));
    }

    /// <summary>What an increment does without parts that were left out.</summary>
    public static IncrementCounts Subtract(IncrementCounts counts, IEnumerable<MergeConflict> parts)
    {
        foreach (var part in parts)
        {
            bool isNew = part.Id >= IncrementIds.First;
            counts += (part.IsOfNode, isNew) switch
            {
                (true, true) => new IncrementCounts(-1, 0, 0, 0, 0, 0),
                (true, false) => new IncrementCounts(0, -1, 0, 0, 0, 0),
                (false, true) => new IncrementCounts(0, 0, 0, -1, 0, 0),
                (false, false) => new IncrementCounts(0, 0, 0, 0, -1, 0),
            };
        }
        return counts;
    }

    private static BadEntryKind KindOf(MergeConflictKind kind) =>
        kind switch
        {
            MergeConflictKind.KeyTaken => BadEntryKind.DuplicateNode,
            MergeConflictKind.NodeGone => BadEntryKind.MalformedRow,
            _ => BadEntryKind.BadRelationship,
        };

    private static string SwitchFor(MergeConflictKind kind) =>
        kind switch
        {
            MergeConflictKind.KeyTaken or MergeConflictKind.NodeViolates =>
                "--skip-duplicate-nodes",
            MergeConflictKind.NodeGone => "--skip-bad-rows",
            _ => "--skip-bad-relationships",
        };

    private (string Path, long Line)? PlaceOf(MergeConflict part) =>
        (part.IsOfNode ? file.NodePlaces : file.RelationshipPlaces).Find(part.Id);

    private string ReasonOf(MergeConflict part) =>
        part.Kind switch
        {
            MergeConflictKind.KeyTaken =>
                "a node with the same key has been created since the increment was built.",
            MergeConflictKind.NodeGone =>
                "the node has been deleted since the increment was built.",
            MergeConflictKind.RelationshipGone =>
                "the relationship has been deleted since the increment was built.",
            MergeConflictKind.EndGone =>
                "a node at an end of the relationship has been deleted since the increment was built.",
            MergeConflictKind.EndLeftOut =>
                $"a node at an end of the relationship is left out: {Show(file.NodePlaces, part.Other, "node")}.",
            MergeConflictKind.NodeViolates => ViolationOf(part, file.NodePlaces, EntityKind.Node),
            _ => ViolationOf(part, file.RelationshipPlaces, EntityKind.Relationship),
        };

    private static string ViolationOf(MergeConflict part, IncrementPlaces places, EntityKind entity)
    {
        string thing = ConstraintDemand.ThingOf(entity);
        string what =
            part.Other < 0
                ? part.Demand
                : $"{Show(places, part.Other, thing)} has {part.Demand} already";
        return $"the {thing} would have violated constraint '{part.Constraint}': {what}.";
    }

    private static string Show(IncrementPlaces places, long id, string thing) =>
        places.Find(id) is { } place
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the {thing} at {place.Path}:{place.Line}"
            )
            : string.Create(
                CultureInfo.InvariantCulture,
                $"the {thing} with the id {id} in the database"
            );
}
