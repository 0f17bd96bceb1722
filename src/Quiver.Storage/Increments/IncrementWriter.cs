using System.Globalization;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Delta;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Increments;

/// <summary>Collects changes of an increment, in any order, and writes them as chunks. One per thread; not thread safe.</summary>
/// <param name="files">The file system.</param>
/// <param name="folder">The folder of the chunks; it exists.</param>
/// <param name="chunks">The chunks of all threads.</param>
public sealed class IncrementWriter(IFileSystem files, string folder, IncrementChunks chunks)
{
    private readonly ChangeRunBuilder _builder = new();

    /// <summary>About how much memory the changes take that are not written yet.</summary>
    public long WaitingBytes => _builder.EstimatedBytes;

    /// <summary>Creates a node.</summary>
    public void CreateNode(NodeId node) => _builder.CreateNode(node);

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

    /// <summary>Creates a relationship.</summary>
    public void CreateRelationship(RelationshipId relationship, RelationshipRecord record) =>
        _builder.CreateRelationship(relationship, record);

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

    /// <summary>Writes what waits as a chunk. On return it is durable; its name is when the folder is synced.</summary>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public void Flush()
    {
        if (_builder.IsEmpty)
        {
            return;
        }
        // Limits are given when the increment is merged.
        byte[] bytes = _builder.Seal(0, 0);
        string name = string.Create(CultureInfo.InvariantCulture, $"chunk-{Guid.NewGuid():N}.qpt");
        using (var handle = files.CreateNew(Path.Join(folder, name)))
        {
            handle.Write(bytes, 0);
            handle.SyncData();
        }
        chunks.Add(new PatchFile(name, bytes.Length, Crc32C.Compute(bytes)));
    }
}
