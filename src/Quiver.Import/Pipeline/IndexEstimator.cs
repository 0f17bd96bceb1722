using Quiver.Storage.Schema;

namespace Quiver.Import.Pipeline;

/// <summary>Guesses how large the indexes of <c>--schema</c> become, from samples of the files.</summary>
/// <param name="names">The numbers of labels, types and keys.</param>
/// <param name="densityOf">What a byte of a group's files comes to.</param>
internal sealed class IndexEstimator(ImportNames names, Func<FileGroupPlan, Density> densityOf)
{
    /// <summary>An entry of a text index: part of an id, hardly ever part of a key.</summary>
    private const double TextEntryBytes = 2.2;

    /// <summary>Sequences of a text besides those that begin at its bytes.</summary>
    private const double TextMarks = 2;

    /// <summary>An encoded number or time; what a shorter text takes with its ends.</summary>
    private const double LeastKeyBytes = 10;

    /// <summary>Part of an id, the key's place, and its share of the directory.</summary>
    private const double EntryBytes = 8;

    /// <summary>A cell of a group that no sample was taken of.</summary>
    private const double UnknownCellBytes = 16;

    /// <summary>Bytes of the index that a command makes; 0 when it makes none.</summary>
    public double BytesOf(
        ImportSchemaCommand command,
        IReadOnlyList<NodeGroupPlan> nodes,
        IReadOnlyList<RelationshipGroupPlan> relationships
    )
    {
        if (command.Index is { Kind: IndexKind.FullText } words)
        {
            // Each property is indexed by itself.
            return words.LabelsOrTypes.Sum(name =>
                words.Properties.Sum(key => Sum(words.Entity, name, [key], IndexKind.Range))
            );
        }
        if (command.Index is { Kind: IndexKind.Range or IndexKind.Text or IndexKind.Point } index)
        {
            return Sum(index.Entity, index.LabelsOrTypes[0], [.. index.Properties], index.Kind);
        }
        return
            command.Constraint is { Kind: ConstraintKind.Uniqueness or ConstraintKind.Key } unique
            ? Sum(unique.Entity, unique.LabelOrType, [.. unique.Properties], IndexKind.Range)
            : 0;

        double Sum(EntityKind entity, string name, string[] keys, IndexKind kind)
        {
            var registry = entity == EntityKind.Node ? names.Labels : names.RelationshipTypes;
            int token = registry.Find(name);
            IEnumerable<FileGroupPlan> groups = entity == EntityKind.Node ? nodes : relationships;
            return groups
                .Where(group => group.MayHave(token))
                .Sum(group => BytesOf(group, keys, kind));
        }
    }

    private double BytesOf(FileGroupPlan group, string[] keys, IndexKind kind)
    {
        long fileBytes = ImportPlan.BytesOf([group]);
        var density = densityOf(group);
        double rows = density.Rows * fileBytes;
        double bytes = 0;
        foreach (string key in keys)
        {
            double cells = rows * UnknownCellBytes;
            if (density.Cells is not null)
            {
                double perByte = density.Cells.GetValueOrDefault(names.PropertyKeys.Find(key));
                if (perByte == 0)
                {
                    // Not a column of these files: none of their rows is in the index.
                    return 0;
                }
                cells = perByte * fileBytes;
            }
            bytes += kind switch
            {
                IndexKind.Text => (cells + (rows * TextMarks)) * TextEntryBytes,
                _ => Math.Max(cells, rows * LeastKeyBytes),
            };
        }
        return kind == IndexKind.Text ? bytes : bytes + (rows * EntryBytes);
    }
}
