using Quiver.Csv;
using Quiver.Import.Headers;
using Quiver.Storage.Tokens;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Guesses what comes out of an import: the beginnings of some files are read and counted, and the rest is taken to be like them. Packed files are
/// extrapolated by how far their beginnings unpack.
/// </summary>
internal sealed class Estimator(
    ImportOptions options,
    CsvDialect dialect,
    ImportNames names,
    IImportProgress progress
)
{
    /// <summary>Bytes of CSV that are read of a file.</summary>
    private const int SampleBytes = 64 * 1024;

    /// <summary>Rows that are compared with the header of their group.</summary>
    private const int MostComparedRows = 100;

    /// <summary>Files of an incremental import that come to more are looked into all over, and not only at the beginning of one: one merge takes only so much.</summary>
    private const long LargeBytes = 16 << 20;

    /// <summary>Places at which large files are looked into.</summary>
    private const int Places = 16;

    /// <summary>Groups that are looked into; those after them are taken to be like them on average.</summary>
    private const int MaxSamples = 32;

    /// <summary>Stores come out at about three quarters of their CSV files.</summary>
    private const double StorePerText = 0.75;

    /// <summary>A slot of an id map, at most two thirds full.</summary>
    private const long IdBytes = 24;

    /// <summary>What a text id takes besides.</summary>
    private const long TextIdBytes = 24;

    /// <summary>A relationship in the temporary files of both directions.</summary>
    private const double StoredRelationshipBytes = 20;

    /// <summary>A collected relationship in both directions.</summary>
    private const long RelationshipBytes = 40;

    /// <summary>Nodes whose relationships of one type are put into order together.</summary>
    private const double NodesPerSegment = 65_536;

    private readonly Dictionary<string, Density> _densities = new(StringComparer.Ordinal);
    private bool _isFromAllOver = true;

    /// <summary>Whether the bytes of single properties matter.</summary>
    private bool NeedsCells => options.Schema.Count > 0 || options.Increment is not null;

    /// <summary>Makes the estimate.</summary>
    public ImportEstimate Estimate(
        IReadOnlyList<NodeGroupPlan> nodes,
        IReadOnlyList<RelationshipGroupPlan> relationships
    )
    {
        var nodeSum = Sum(nodes);
        var relationshipSum = Sum(relationships);
        double text = nodeSum.Text + relationshipSum.Text;
        bool hasTextIds = nodes.Any(group => group.IdSpace?.Type == IdType.String);
        long ids = (long)nodeSum.Rows * (IdBytes + (hasTextIds ? TextIdBytes : 0));
        long runs = (long)relationshipSum.Rows * RelationshipBytes;
        long budget = MemoryBudget.Total(options);
        double indexes = IndexBytes(nodes, relationships);
        return new ImportEstimate(
            Whole(nodeSum.Rows),
            Whole(nodeSum.Values),
            Whole(relationshipSum.Rows),
            Whole(relationshipSum.Values),
            Whole(text),
            Whole((text * StorePerText) + indexes),
            Math.Max(
                LinkingBytes(ids, relationshipSum)
                    + PlacedBytes(nodeSum)
                    + Whole(LargeBlockBytes(nodeSum.Rows, relationships)),
                Whole(indexes)
            ),
            Math.Min(budget, ids + runs) + MemoryBudget.ForThreads(options),
            ids
        )
        {
            TextValueBytes = options.Increment is null
                ? 0
                : Whole(TextValueBytes([.. nodes, .. relationships])),
            IsFromAllOver = _isFromAllOver,
        };
    }

    /// <summary>The texts among the values of properties.</summary>
    private double TextValueBytes(IEnumerable<FileGroupPlan> groups)
    {
        double sum = 0;
        foreach (var group in groups)
        {
            if (DensityOf(group).Cells is not { } cells)
            {
                continue;
            }
            double bytes = group
                .Properties.Where(static property => property.Column.Type == PropertyType.String)
                .Sum(property => cells.GetValueOrDefault(property.Key.Value));
            sum += bytes * ImportPlan.BytesOf([group]);
        }
        return sum;
    }

    /// <summary>
    /// Temporary files until all relationships are linked: the ids, kept for a run that goes on later, and relationships by start and by end with their values.
    /// </summary>
    private static long LinkingBytes(long ids, Density relationships) =>
        relationships.Rows == 0
            ? 0
            : ids
                + Whole(relationships.Rows * StoredRelationshipBytes)
                + Whole(relationships.Values * sizeof(long));

    /// <summary>The files of all indexes. Where one does not fit into memory while it is sorted, its entries are in temporary files at most once besides.</summary>
    private double IndexBytes(
        IReadOnlyList<NodeGroupPlan> nodes,
        IReadOnlyList<RelationshipGroupPlan> relationships
    )
    {
        var estimator = new IndexEstimator(names, DensityOf);
        return options.Schema.Sum(command => estimator.BytesOf(command, nodes, relationships));
    }

    /// <summary>What nodes take that wait in a temporary file for the place of the ids that they bring along.</summary>
    private long PlacedBytes(Density nodes) =>
        options.IdType == IdType.Actual ? Whole(nodes.Text + (nodes.Values * sizeof(long))) : 0;

    private static long Whole(double number) => (long)Math.Round(number);

    private Density Sum(IEnumerable<FileGroupPlan> groups)
    {
        double rows = 0;
        double values = 0;
        double text = 0;
        foreach (var group in groups)
        {
            long bytes = ImportPlan.BytesOf([group]);
            var density = DensityOf(group);
            rows += bytes * density.Rows;
            values += bytes * density.Values;
            text += bytes * density.Text;
        }
        return new Density(rows, values, text, 0, null);
    }

    /// <summary>
    /// The temporary file in which the largest block of relationships, those of one type at the nodes of a segment, is cut into parts; 0 when it is put into order in memory.
    /// </summary>
    private double LargeBlockBytes(double nodes, IReadOnlyList<RelationshipGroupPlan> relationships)
    {
        double largest = 0;
        foreach (var group in relationships)
        {
            var density = DensityOf(group);
            double part = Math.Max(density.Hub, 1 / Math.Max(1, nodes / NodesPerSegment));
            double rows = density.Rows * ImportPlan.BytesOf([group]);
            double values = density.Values * ImportPlan.BytesOf([group]);
            double bytes = part * ((rows * StoredRelationshipBytes / 2) + (values * sizeof(long)));
            largest = Math.Max(largest, bytes);
        }
        return largest > MemoryBudget.ForLinking(options) ? largest : 0;
    }

    /// <summary>Rows, values and bytes of CSV for each byte of a group's files.</summary>
    private Density DensityOf(FileGroupPlan group)
    {
        var file = group.Files.MaxBy(file => file.Length);
        if (file is null || file.Length == 0)
        {
            return default;
        }
        if (_densities.Count >= MaxSamples)
        {
            _isFromAllOver = false;
            return new Density(
                _densities.Values.Average(density => density.Rows),
                _densities.Values.Average(density => density.Values),
                _densities.Values.Average(density => density.Text),
                _densities.Values.Average(density => density.Hub),
                null
            );
        }
        var density = SampleOnce(file, group);
        // Where parts are shorter than their header, that is the largest file.
        return density.Rows == 0 && group.Files.Skip(1).MaxBy(part => part.Length) is { } part
            ? SampleOnce(part, group)
            : density;
    }

    private Density SampleOnce(InputFile file, FileGroupPlan group)
    {
        if (!_densities.TryGetValue(file.Path, out var sampled))
        {
            sampled = Sample(file, group, 0);
            if (options.Increment is not null && ImportPlan.BytesOf([group]) > LargeBytes)
            {
                sampled = SampleAllOver(group, sampled);
            }
            _densities.Add(file.Path, sampled);
        }
        return sampled;
    }

    /// <summary>What a byte of a group's files comes to on average of places as far apart as possible, the beginning of the largest file among them.</summary>
    private Density SampleAllOver(FileGroupPlan group, Density beginning)
    {
        var densities = new List<Density> { beginning };
        long step = ImportPlan.BytesOf([group]) / Places;
        for (int place = 1; place < Places; place++)
        {
            long position = place * step;
            int number = 0;
            while (position >= group.Files[number].Length)
            {
                position -= group.Files[number++].Length;
            }
            densities.Add(Sample(group.Files[number], group, position));
        }
        densities.RemoveAll(static density => density.Cells is null);
        if (densities.Count == 0)
        {
            return beginning;
        }
        var cells = new Dictionary<int, double>();
        foreach (var (key, bytes) in densities.SelectMany(static density => density.Cells!))
        {
            cells[key] = cells.GetValueOrDefault(key) + (bytes / densities.Count);
        }
        return new Density(
            densities.Average(static density => density.Rows),
            densities.Average(static density => density.Values),
            densities.Average(static density => density.Text),
            densities.Average(static density => density.Hub),
            cells
        );
    }

    /// <param name="file">The file.</param>
    /// <param name="group">Its group.</param>
    /// <param name="position">Where to look into it: at its beginning where it does not lie on disk as text.</param>
    private Density Sample(InputFile file, FileGroupPlan group, long position)
    {
        try
        {
            using var block = new CsvBlock();
            using var reader = new CsvBlockReader(
                options.FileSystem,
                file.Path,
                dialect with
                {
                    MultilineFields = file.HasMultilineFields,
                },
                new CsvReadSettings { BlockBytes = SampleBytes, CollectsFaultyRows = true },
                file.HasHeader
            );
            bool isInside = position > 0 && reader.TrySkipTo(position);
            _isFromAllOver &= isInside || position == 0;
            if (!reader.TryRead(block))
            {
                return default;
            }
            // A file that fits into the sample is known in full, also when packed.
            double read = Math.Max(
                1,
                isInside ? block.Length
                    : reader.Position >= file.Length ? file.Length
                    : reader.Position
            );
            double text = block.Length;
            block.Index();
            if (position == 0)
            {
                WarnOfDelimiter(block, group);
            }
            block.Align(group.Header.Columns.Count);
            return new Density(
                block.RowCount / read,
                CountValues(block, group) / read,
                text / read,
                // An incremental import puts no blocks into order.
                group is RelationshipGroupPlan relationships
                && options.Increment is null
                    ? HubOf(block, relationships)
                    : 0,
                NeedsCells ? CountBytes(block, group, read) : null
            );
        }
        catch (Exception e) when (e is CsvException or IOException or InvalidDataException)
        {
            // The import will say what is wrong, and where.
            return new Density(0, 0, 1, 0, null);
        }
    }

    /// <summary>Warns when the rows, all that were read, have one cell each and another delimiter would make as many of it as the header has: their content would become the first column's.</summary>
    private void WarnOfDelimiter(CsvBlock block, FileGroupPlan group)
    {
        int columnCount = group.Header.Columns.Count;
        string first = "";
        for (int row = 0; row < Math.Min(block.RowCount, MostComparedRows); row++)
        {
            string hint = DelimiterGuess.Hint(block, row, columnCount, dialect);
            if (hint.Length == 0 || (row > 0 && hint != first))
            {
                return;
            }
            first = hint;
        }
        if (first.Length > 0)
        {
            string others = block.RowCount > 1 ? " So have the rows behind it." : "";
            progress.Warn($"{block.PositionOf(0)}:{first}{others}");
        }
    }

    /// <summary>The largest part of the rows that have the same start, or the same end.</summary>
    private static double HubOf(CsvBlock block, RelationshipGroupPlan group)
    {
        uint[] hashes = new uint[block.RowCount];
        int most = 0;
        foreach (bool isStart in (ReadOnlySpan<bool>)[true, false])
        {
            var ids = isStart ? group.Start : group.End;
            var cells = block.View(ids.Column.Position);
            for (int row = 0; row < hashes.Length; row++)
            {
                hashes[row] = NameTable.HashOf(cells[row]);
            }
            Array.Sort(hashes);
            for (int row = 0, first = 0; row < hashes.Length; row++)
            {
                first = hashes[row] == hashes[first] ? first : row;
                most = Math.Max(most, row - first + 1);
            }
        }
        return most == 0 ? 0 : (double)most / block.RowCount;
    }

    private static long CountValues(CsvBlock block, FileGroupPlan group)
    {
        int named =
            (group as NodeGroupPlan)?.Ids?.Parts.Count(static part => part.Key is not null) ?? 0;
        long values = (long)named * block.RowCount;
        var keys = group.Properties.Keys;
        for (int index = 0; index < keys.Length; index++)
        {
            if (keys[index] == PropertyColumns.NoKey)
            {
                continue;
            }
            var cells = block.View(group.Properties.Columns.PositionOf(index));
            for (int row = 0; row < block.RowCount; row++)
            {
                values += cells[row].IsEmpty ? 0 : 1;
            }
        }
        return values;
    }

    /// <summary>Bytes of the cells of each property, for each byte read.</summary>
    private static Dictionary<int, double> CountBytes(
        CsvBlock block,
        FileGroupPlan group,
        double read
    )
    {
        var bytes = new Dictionary<int, double>();
        foreach (var property in group.Properties)
        {
            Add(property.Key.Value, property.Column.Position);
        }
        foreach (var part in (group as NodeGroupPlan)?.Ids?.Parts ?? [])
        {
            if (part.Key is { } key)
            {
                Add(key.Value, part.Column.Position);
            }
        }
        return bytes;

        void Add(int key, int column)
        {
            var cells = block.View(column);
            long length = 0;
            for (int row = 0; row < block.RowCount; row++)
            {
                length += cells[row].Length;
            }
            bytes[key] = bytes.GetValueOrDefault(key) + (length / read);
        }
    }
}
