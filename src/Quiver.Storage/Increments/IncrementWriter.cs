using System.Globalization;
using Quiver.Foundation;
using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Delta;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Increments;

/// <summary>
/// Collects changes of an increment and writes them as chunks: what is new and comes in the order of ids in one, all else, in any order, in another. One per thread; not
/// thread safe.
/// </summary>
/// <param name="files">The file system.</param>
/// <param name="folder">The folder of the chunks; it exists.</param>
/// <param name="chunks">The chunks of all threads.</param>
/// <param name="isDurable">
/// Whether what is sent becomes durable. Chunks that the same process merges and deletes at once need not reach the disk: what a power cut takes of them is found by their
/// checksums.
/// </param>
public sealed class IncrementWriter(
    IFileSystem files,
    string folder,
    IncrementChunks chunks,
    bool isDurable = true
)
{
    private readonly ChangeRunBuilder _builder = new();

    // A merge puts all chunks' relationships into the orders of their ends: those of one chunk would serve nobody.
    private readonly ChangeRunWriter _created = new() { Adjacencies = ([], []) };
    private Task _syncing = Task.CompletedTask;
    private long _lastNode = -1;
    private long _lastRelationship = -1;
    private int _lastKey = -1;

    /// <summary>About how much memory the changes take that are not written yet.</summary>
    public long WaitingBytes => _builder.EstimatedBytes + _created.Bytes;

    /// <summary>Begins a new node whose id is above those of all begun so before. Nothing else may be said of it but its properties, which follow.</summary>
    /// <param name="node">The node.</param>
    /// <param name="labels">Its labels, ascending.</param>
    public void BeginNode(NodeId node, IReadOnlyList<int> labels)
    {
        Invariant.Assert(IncrementIds.IsNew(node) && node.Value > _lastNode);
        _lastNode = node.Value;
        _lastKey = -1;
        _created.AddNode(node.Value, EntityFlags.Created);
        for (int i = 0; i < labels.Count; i++)
        {
            _created.AddLabel(LabelEntry.Of(labels[i], added: true));
        }
    }

    /// <summary>Gives the node begun last a property; keys ascend.</summary>
    /// <param name="key">The property's key.</param>
    /// <param name="value">The value in its binary form (<see cref="ValueBinary"/>).</param>
    public void AddNodeProperty(int key, ReadOnlySpan<byte> value)
    {
        Invariant.Assert(key > _lastKey);
        _lastKey = key;
        _created.AddNodeProperty(key, isRemoval: false, value);
    }

    /// <summary>Begins a new relationship whose id is above those of all begun so before. Nothing else may be said of it but its properties, which follow.</summary>
    public void BeginRelationship(RelationshipId relationship, RelationshipRecord record)
    {
        Invariant.Assert(
            IncrementIds.IsNew(relationship) && relationship.Value > _lastRelationship
        );
        _lastRelationship = relationship.Value;
        _lastKey = -1;
        _created.AddCreated(
            relationship.Value,
            record.Start.Value,
            record.End.Value,
            record.Type.Value
        );
    }

    /// <summary>Gives the relationship begun last a property; keys ascend.</summary>
    /// <param name="key">The property's key.</param>
    /// <param name="value">The value in its binary form (<see cref="ValueBinary"/>).</param>
    public void AddRelationshipProperty(int key, ReadOnlySpan<byte> value)
    {
        Invariant.Assert(key > _lastKey);
        _lastKey = key;
        _created.AddRelationshipProperty(key, isRemoval: false, value);
    }

    /// <summary>Deletes a node; the caller deletes its relationships.</summary>
    public void DeleteNode(NodeId node) => _builder.DeleteNode(node);

    /// <summary>Adds a label to a node.</summary>
    public void AddLabel(NodeId node, int label) => _builder.AddLabel(node, label);

    /// <summary>Removes a label from a node.</summary>
    public void RemoveLabel(NodeId node, int label) => _builder.RemoveLabel(node, label);

    /// <summary>Sets a property of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="key">The property's key.</param>
    /// <param name="value">The value in its binary form (<see cref="ValueBinary"/>).</param>
    public void SetProperty(NodeId node, int key, ReadOnlySpan<byte> value) =>
        _builder.SetProperty(node, key, value);

    /// <summary>Removes a property of a node.</summary>
    public void RemoveProperty(NodeId node, int key) => _builder.SetProperty(node, key, Value.Null);

    /// <summary>Deletes a relationship.</summary>
    public void DeleteRelationship(RelationshipId relationship, RelationshipRecord record) =>
        _builder.DeleteRelationship(relationship, record);

    /// <summary>Sets a property of a relationship.</summary>
    /// <param name="relationship">The relationship.</param>
    /// <param name="record">What it joins.</param>
    /// <param name="key">The property's key.</param>
    /// <param name="value">The value in its binary form (<see cref="ValueBinary"/>).</param>
    public void SetProperty(
        RelationshipId relationship,
        RelationshipRecord record,
        int key,
        ReadOnlySpan<byte> value
    ) => _builder.SetProperty(relationship, record, key, value);

    /// <summary>Removes a property of a relationship.</summary>
    public void RemoveProperty(RelationshipId relationship, RelationshipRecord record, int key) =>
        _builder.SetProperty(relationship, record, key, Value.Null);

    /// <summary>Writes what waits as chunks. Those that become durable do so while the next ones are filled.</summary>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public void Send()
    {
        if (_created.Bytes > 0)
        {
            Write(_created.Drain, _created.RelationshipCount);
        }
        if (!_builder.IsEmpty)
        {
            // Limits are given when the increment is merged.
            byte[] bytes = _builder.Seal(0, 0);
            Write(output => output.Write(bytes), 0);
        }
    }

    /// <summary>Writes what waits as chunks. On return all are durable that are to be; their names are when the folder is synced.</summary>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public void Flush()
    {
        Send();
        _syncing.GetAwaiter().GetResult();
    }

    /// <param name="write">Writes the chunk.</param>
    /// <param name="unordered">How many relationships it has that are not in the orders of their ends.</param>
    private void Write(Action<RunOutput> write, int unordered)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"chunk-{Guid.NewGuid():N}.qpt");
        var handle = files.CreateNew(Path.Join(folder, name));
        try
        {
            using var output = new RunOutput(handle);
            write(output);
            output.Flush();
            chunks.Add(new PatchFile(name, output.Length, output.Checksum), unordered);
            _syncing.GetAwaiter().GetResult();
        }
        catch
        {
            handle.Dispose();
            throw;
        }
        if (!isDurable)
        {
            handle.Dispose();
            return;
        }
        // One at a time: a disk that is slower than the rows come holds them up.
        _syncing = Task.Factory.StartNew(
            () =>
            {
                using (handle)
                {
                    handle.SyncData();
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }
}
