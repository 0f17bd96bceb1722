using System.Globalization;
using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;
using Quiver.Storage.Manifests;
using Quiver.Storage.Schema;
using Quiver.Storage.Store;

namespace Quiver.Storage.Indexes;

/// <summary>Builds the first run of an index from a snapshot: reads the entities of its label or type, sorts in bounded memory, writes one file.</summary>
/// <param name="files">The file system, for temporary files.</param>
/// <param name="store">Where the run goes.</param>
/// <param name="temporaryFolder">A folder for temporary files that nobody else has; it is deleted.</param>
internal sealed class IndexBuilder(IFileSystem files, IStoreFiles store, string temporaryFolder)
{
    private const int BatchRows = 4096;

    /// <summary>Bytes of entries that are sorted in memory.</summary>
    public long MemoryBytes { get; init; } = SortingSpace.DefaultMemoryBytes;

    /// <summary>Is told after each batch how many entities were read. Must not throw.</summary>
    public Action<long>? Progress { get; init; }

    /// <summary>Is told of each entity that has the values of another one: the one of the least id that has them, and the entity itself. In the order of values.</summary>
    public Action<long, long>? Duplicate { get; init; }

    /// <summary>A name for a new file of an index, which no other file ever had.</summary>
    public static string NewName(long index) => NameOf(index, Guid.NewGuid());

    /// <summary>The name of a file of an index that was built for a purpose of its own.</summary>
    public static string NameOf(long index, Guid purpose) =>
        string.Create(CultureInfo.InvariantCulture, $"index-{index:D6}-{purpose:N}.qix");

    /// <summary>Builds the run; on return it is durable in the store, and nothing names it yet.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="index">The index, not of kind lookup.</param>
    /// <param name="name">The run's name in the store.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IOException">The disk failed or is full. Nothing of the database has changed.</exception>
    public IndexBuildResult Build(
        Snapshot graph,
        IndexDefinition index,
        string name,
        CancellationToken cancellation
    )
    {
        try
        {
            var reader = graph.Reader();
            using var entries = new IndexEntryWriter(
                index,
                new(files, temporaryFolder, MemoryBytes)
            )
            {
                Duplicate = Duplicate is null
                    ? null
                    : (first, id) =>
                    {
                        if (EqualsItself(reader, index, id))
                        {
                            Duplicate(first, id);
                        }
                    },
            };
            Read(graph, index, entries, cancellation);
            uint checksum = 0;
            long length = 0;
            store.Put(
                name,
                handle =>
                {
                    var output = new FileBufferWriter(handle);
                    checksum = entries.WriteTo(output, cancellation);
                    output.Flush();
                    length = output.Length;
                }
            );
            return new(new IndexFile(name, length, checksum), entries.EntryCount);
        }
        finally
        {
            files.DeleteDirectory(temporaryFolder);
        }
    }

    /// <summary>Whether all values equal themselves: NaN does not, and is as often there as one likes.</summary>
    private static bool EqualsItself(GraphReader graph, IndexDefinition index, long id)
    {
        foreach (int key in index.Keys)
        {
            var value = graph.Property(index.Entity, id, key);
            if (ValueEquality.Compare(value, value) != Ternary.True)
            {
                return false;
            }
        }
        return true;
    }

    private void Read(
        Snapshot graph,
        IndexDefinition index,
        IndexEntryWriter entries,
        CancellationToken cancellation
    )
    {
        long[] ids = new long[BatchRows];
        var entities = new IndexedEntities(graph, index, BatchRows);
        var columns = new ColumnVector[index.Keys.Length];
        var values = new Value[index.Keys.Length];
        for (long total = 0; ; )
        {
            cancellation.ThrowIfCancellationRequested();
            int count = entities.Next(ids);
            if (count == 0)
            {
                return;
            }
            for (int i = 0; i < columns.Length; i++)
            {
                columns[i] = ReadColumn(graph, index, i, ids.AsSpan(0, count));
            }
            if (index.Kind == IndexKind.FullText)
            {
                AddFields(columns, ids, entries);
            }
            else if (columns.Length == 1)
            {
                AddColumn(columns[0], ids, entries);
            }
            else
            {
                AddRows(columns, values, ids, entries);
            }
            total += count;
            Progress?.Invoke(total);
        }
    }

    private static ColumnVector ReadColumn(
        Snapshot graph,
        IndexDefinition index,
        int property,
        ReadOnlySpan<long> ids
    )
    {
        var builder = new ColumnBuilder(ids.Length);
        var key = new PropertyKeyId(index.Keys[property]);
        if (index.Entity == EntityKind.Node)
        {
            graph.ReadNodeProperty(key, ids, builder);
        }
        else
        {
            graph.ReadRelationshipProperty(key, ids, builder);
        }
        return builder.Build();
    }

    private static void AddColumn(ColumnVector column, long[] ids, IndexEntryWriter entries)
    {
        for (int row = 0; row < column.Count; row++)
        {
            if (column.IsNull(row))
            {
                continue;
            }
            if (column is TextVector texts)
            {
                entries.AddText(texts.Utf8(row), ids[row]);
            }
            else
            {
                entries.Add(column[row], ids[row]);
            }
        }
    }

    private static void AddFields(ColumnVector[] columns, long[] ids, IndexEntryWriter entries)
    {
        for (int field = 0; field < columns.Length; field++)
        {
            for (int row = 0; row < columns[field].Count; row++)
            {
                if (!columns[field].IsNull(row))
                {
                    entries.AddField(field, columns[field][row], ids[row]);
                }
            }
        }
    }

    private static void AddRows(
        ColumnVector[] columns,
        Value[] values,
        long[] ids,
        IndexEntryWriter entries
    )
    {
        for (int row = 0; row < columns[0].Count; row++)
        {
            bool isWhole = true;
            for (int i = 0; i < columns.Length && isWhole; i++)
            {
                values[i] = columns[i][row];
                isWhole = !values[i].IsNull;
            }
            if (isWhole)
            {
                entries.Add(values, ids[row]);
            }
        }
    }
}
