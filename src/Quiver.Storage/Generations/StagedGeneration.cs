using Quiver.Foundation.IO;
using Quiver.Model.Values;
using Quiver.Storage.Indexes;
using Quiver.Storage.Manifests;
using Quiver.Storage.Reading;
using Quiver.Storage.Schema;
using Quiver.Storage.Store;

namespace Quiver.Storage.Generations;

/// <summary>
/// A base that is complete and not sealed yet, open for reading: its constraints are checked and its indexes built here. To be disposed before the base is
/// sealed. Thread safe.
/// </summary>
public sealed class StagedGeneration : IDisposable
{
    private readonly IFileSystem _files;
    private readonly GenerationWriter _writer;
    private readonly StagedFiles _staged;
    private readonly Guid _databaseId;
    private readonly Generation _generation;

    internal StagedGeneration(IFileSystem files, GenerationWriter writer, Manifest manifest)
    {
        _files = files;
        _writer = writer;
        _staged = new(files, writer.StagingDirectory);
        _databaseId = manifest.DatabaseId;
        _generation = Generation.Open(_staged, writer.StagingDirectory, manifest);
        Graph = new(
            new PinnedBase(_generation, [], BaseIndexes.Empty),
            [],
            manifest.Tokens,
            new SchemaState(manifest.Schema, new()),
            manifest.Replay.Sequence
        );
    }

    /// <summary>The graph, in which no index can be read yet.</summary>
    public Snapshot Graph { get; }

    /// <summary>Lets the system take back the memory of what was read of the base, which is mapped and counts to the process. To be asked for from time to time where memory is short.</summary>
    public void Forget() => _generation.Forget();

    /// <summary>How many nodes or relationships an index or constraint is about.</summary>
    /// <param name="entity">Nodes or relationships.</param>
    /// <param name="token">The label or type.</param>
    public long CountOf(EntityKind entity, int token) =>
        entity == EntityKind.Node
            ? Graph.Counts.NodesByLabel.GetValueOrDefault(token)
            : Graph.Counts.RelationshipsByType.GetValueOrDefault(token);

    /// <summary>Finds all nodes or relationships that lack a property which a constraint demands, or have one of another type than it allows.</summary>
    /// <param name="constraint">A constraint; of one that is about uniqueness only nothing is found.</param>
    /// <param name="found">Is told of each.</param>
    /// <param name="progress">Is told after each batch how many were looked at since the last time.</param>
    /// <param name="cancellation">Stops it.</param>
    public void FindViolations(
        ConstraintDefinition constraint,
        Action<ConstraintViolation> found,
        Action<long> progress,
        CancellationToken cancellation
    ) =>
        ConstraintChecks.FindAll(
            Graph,
            constraint,
            id => found(new(constraint, id, null)),
            progress,
            cancellation
        );

    /// <summary>Builds an index, which becomes part of the base. One that an earlier process built in this run's folder is taken as it is.</summary>
    /// <param name="index">The index, not of kind lookup.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public void Build(
        IndexDefinition index,
        IndexBuildOptions options,
        CancellationToken cancellation
    )
    {
        string name = IndexBuilder.NameOf(index.Id, _databaseId);
        var file = FindBuilt(name) ?? BuildNew(index, name, options, cancellation);
        _writer.Add(new IndexContent(index.Id, file, [], []));
    }

    /// <summary>A violation in Neo4j's words.</summary>
    public string Describe(ConstraintViolation violation)
    {
        var (constraint, id, other) = violation;
        var reader = Graph.Reader();
        Value[] values =
        [
            .. constraint.Keys.Select(key => reader.Property(constraint.Entity, id, key)),
        ];
        if (other is { } first)
        {
            return ConstraintErrors.DuplicateText(constraint, (first, id), values, Graph.Tokens);
        }
        return Array.TrueForAll(values, value => !value.IsNull)
            ? ConstraintErrors.WrongTypeText(constraint, id, values[0], Graph.Tokens)
            : ConstraintErrors.MissingText(constraint, id, Graph.Tokens);
    }

    /// <inheritdoc/>
    public void Dispose() => Graph.Dispose();

    private IndexFile BuildNew(
        IndexDefinition index,
        string name,
        IndexBuildOptions options,
        CancellationToken cancellation
    )
    {
        bool hasDuplicates = false;
        // Left by a process that died.
        _files.DeleteDirectory(options.TemporaryFolder);
        var builder = new IndexBuilder(_files, _staged, options.TemporaryFolder)
        {
            MemoryBytes = options.MemoryBytes,
            Progress = options.Progress,
            Duplicate = options.Duplicate is { } duplicate
                ? (first, id) =>
                {
                    hasDuplicates = true;
                    duplicate(first, id);
                }
                : null,
        };
        var file = builder.Build(Graph, index, name, cancellation).File;
        if (hasDuplicates)
        {
            // A run that goes on later must find them again.
            _staged.Delete(name);
        }
        return file;
    }

    /// <summary>The file of an index that is whole already; null when there is none.</summary>
    private IndexFile? FindBuilt(string name)
    {
        if (_staged.LengthOf(name) is not { } length)
        {
            return null;
        }
        try
        {
            using var run = IndexRun.Open(_staged.Map(name, length), _staged.PathOf(name));
            for (int block = 0; block < run.BlockCount; block++)
            {
                run.Block(block);
            }
            return new(name, length, run.Checksum());
        }
        catch (StorageException)
        {
            // Torn, as after a power cut.
            return null;
        }
    }
}
