using System.Buffers;
using Quiver.Storage.Delta;
using Quiver.Storage.Indexes;
using Quiver.Storage.Schema;
using Quiver.Storage.Transactions;

namespace Quiver.Storage.Increments;

/// <summary>
/// Tells whether commits that came after the snapshot which a run was fitted to concern what the run changes, or the counts that it carries. Says so rather once too
/// often: then the run is fitted anew.
/// </summary>
/// <param name="watch">The commits.</param>
/// <param name="run">The run, with its entries in indexes.</param>
/// <param name="schema">Constraints that come with the run; null for none.</param>
internal sealed class CommitsSince(CommitWatch watch, ChangeRun run, SchemaTransaction? schema)
{
    /// <summary>Whether the run still fits. Asked when no commit can come.</summary>
    public bool Allow(DatabaseState newest)
    {
        if (watch.IsIncomplete)
        {
            return false;
        }
        foreach (var commit in watch.Runs)
        {
            if (
                commit.SchemaChanges.Count > 0
                || schema?.Concerns(commit) == true
                || TouchesNodes(commit)
                || TouchesRelationships(commit)
            )
            {
                return false;
            }
        }
        return watch.Runs.Count == 0 || !SharesKeys(newest);
    }

    private bool TouchesNodes(ChangeRun commit)
    {
        for (int i = 0; i < commit.Nodes.Length; i++)
        {
            long id = commit.Nodes[i].Id;
            if (
                run.TryFindNode(id, out _)
                || (
                    commit.ChangesLabelsOf(i)
                    && !(
                        run.AdjacencyOf(id, outgoing: true).IsEmpty
                        && run.AdjacencyOf(id, outgoing: false).IsEmpty
                    )
                )
            )
            {
                return true;
            }
        }
        return false;
    }

    private bool TouchesRelationships(ChangeRun commit)
    {
        foreach (ref readonly var relationship in commit.Relationships)
        {
            if (
                run.TryFindRelationship(relationship.Id, out _)
                || (
                    relationship.Flags != EntityFlags.None
                    && (ChangesLabelsOf(relationship.Start) || ChangesLabelsOf(relationship.End))
                )
            )
            {
                return true;
            }
        }
        return false;
    }

    private bool ChangesLabelsOf(long node) =>
        run.TryFindNode(node, out int at) && run.ChangesLabelsOf(at);

    /// <summary>Whether a commit gave an entity a key of a unique index that the run gives to one, too.</summary>
    private bool SharesKeys(DatabaseState newest)
    {
        ChangeRun[] runs = [.. newest.Delta, .. newest.Base.Patches];
        var graph = GraphReader.At(newest.Base.Generation, runs);
        foreach (var constraint in newest.Schema.Definitions.Constraints)
        {
            if (
                constraint.OwnedIndex is not { } owned
                || newest.Schema.Definitions.FindIndex(owned) is not { } index
                || run.Indexes.Find(owned) is not { EntryCount: > 0 } own
            )
            {
                continue;
            }
            foreach (var commit in watch.Runs)
            {
                if (SharesKeys(index, commit, graph, own))
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static bool SharesKeys(
        IndexDefinition index,
        ChangeRun commit,
        GraphReader graph,
        IndexRun own
    )
    {
        var output = new ArrayBufferWriter<byte>();
        RunIndexing.Write(index, commit, graph, output);
        using var entries = IndexRun.Open(output.WrittenSpan.ToArray(), "a commit's keys");
        var cursor = new IndexRunCursor(entries) { ReadsKeys = true };
        var found = new IndexRunCursor(own) { ReadsKeys = true };
        for (
            cursor.Start(0, entries.EntryCount, isBackwards: false);
            cursor.Remaining > 0;
            cursor.Next()
        )
        {
            found.Seek(cursor.Key.Span, [], isBackwards: false);
            if (found.Remaining > 0 && found.Key.Span.SequenceEqual(cursor.Key.Span))
            {
                return true;
            }
        }
        return false;
    }
}
