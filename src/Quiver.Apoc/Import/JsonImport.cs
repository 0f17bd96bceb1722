using System.Globalization;
using System.Text;
using Quiver.Apoc.Json;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Execution.Transactions;
using Quiver.Cypher.Planning.Notifications;
using Quiver.Model;
using Quiver.Model.Status;
using Quiver.Model.Values;
using Quiver.Storage.Transactions;

namespace Quiver.Apoc.Import;

/// <summary>One import: takes lines together to transactions, each of which is there whole or not at all.</summary>
internal sealed class JsonImport
{
    private const string Name = JsonImportProcedure.Name;

    private readonly ProcedureInvocation _call;
    private readonly ImportOptions _options;
    private readonly IInnerTransactions _transactions;
    private readonly InputFile _file;
    private readonly ImportedNodes _nodes;
    private readonly UntypedKeys _untyped = new();
    private readonly Progress _progress;
    private readonly Dictionary<string, NodeId> _ofBatch = new(StringComparer.Ordinal);
    private readonly List<ImportLine> _batch = [];
    private long _batchBytes;
    private long _taken;
    private long _committed;
    private long _leftOut;
    private long _firstLeftOut;

    /// <summary>Begins before the first line.</summary>
    public JsonImport(ProcedureInvocation call, ImportOptions options, InputFile file)
    {
        _call = call;
        _options = options;
        _file = file;
        _transactions = call.Transactions ?? throw ApocErrors.NoTransactions();
        _nodes = new ImportedNodes(call.Snapshot, options.IdKey, call.Charge);
        _progress = new Progress
        {
            File = file.Name,
            Source = file.IsBinary ? "binary" : "file",
            BatchSize = options.BatchSize,
        };
    }

    /// <summary>Imports all lines; gives the row that says what was done.</summary>
    /// <exception cref="CypherException">A line is wrong, or a constraint does not hold: the lines of transactions before are in the database, the others are not.</exception>
    public Value[] Run()
    {
        var parser = new ImportLineParser(_file.Name, _options, _untyped);
        using (var lines = new ImportLines(_file, parser))
        {
            try
            {
                while (lines.Next() is { } stretch)
                {
                    Take(stretch);
                }
                ImportBatch();
            }
            catch (CypherException error)
            {
                throw ApocErrors.NotImported(
                    _file.Name,
                    _committed + 1,
                    Math.Max(_taken, _committed + 1),
                    error
                );
            }
        }
        Tell();
        return _progress.Row(isDone: true);
    }

    private void Take(ImportStretch stretch)
    {
        foreach (var line in stretch.Lines)
        {
            _call.Charge(line.HeldBytes);
            _batchBytes += line.HeldBytes;
            _batch.Add(line);
            _taken = line.Number;
            if (_batch.Count == _options.BatchSize)
            {
                ImportBatch();
            }
        }
        if (stretch.Failure is { } failure)
        {
            _taken = stretch.FailedLine;
            failure.Throw();
        }
    }

    private void ImportBatch()
    {
        if (_batch.Count == 0)
        {
            return;
        }
        Import(_batch);
        _committed = _taken;
        _batch.Clear();
        _call.Charge(-_batchBytes);
        _batchBytes = 0;
    }

    private void Import(List<ImportLine> batch)
    {
        _call.Cancellation.ThrowIfCancellationRequested();
        using var transaction = _transactions.Begin(out _);
        (long Count, long First) leftOut;
        for (int restarts = 0; ; )
        {
            transaction.BeginStatement();
            _ofBatch.Clear();
            try
            {
                leftOut = Apply(transaction, batch);
                transaction.EndStatement();
                _transactions.Commit(transaction);
                break;
            }
            catch (StatementConflictException conflict)
            {
                transaction.RollbackStatement();
                restarts = _transactions.Wait(conflict, restarts);
            }
        }
        foreach (var (id, node) in _ofBatch)
        {
            _nodes.Add(id, node);
        }
        Count(batch, leftOut);
    }

    private (long Count, long First) Apply(WriteTransaction transaction, List<ImportLine> batch)
    {
        (long Count, long First) leftOut = default;
        foreach (var line in batch)
        {
            if (line.IsNode)
            {
                _ofBatch[line.Id] = CreateNode(transaction, line);
            }
            else if (!CreateRelationship(transaction, line))
            {
                leftOut = (leftOut.Count + 1, leftOut.Count == 0 ? line.Number : leftOut.First);
            }
        }
        return leftOut;
    }

    private NodeId CreateNode(WriteTransaction transaction, ImportLine line)
    {
        var labels = new LabelId[line.Names.Count];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = transaction.Label(Checked(line.Names[i]));
        }
        var node = transaction.CreateNode(labels);
        foreach (var (key, value) in line.Properties)
        {
            transaction.SetProperty(node, transaction.PropertyKey(Checked(key)), value);
        }
        if (_options.KeepsIds)
        {
            transaction.SetProperty(
                node,
                transaction.PropertyKey(Checked(_options.IdKey)),
                Value.String(line.Id)
            );
        }
        return node;
    }

    private bool CreateRelationship(WriteTransaction transaction, ImportLine line)
    {
        if (!TryFind(line.Start, out var start) || !TryFind(line.End, out var end))
        {
            return false;
        }
        var type = transaction.RelationshipType(Checked(line.Names[0]));
        var relationship = transaction.CreateRelationship(start, type, end);
        foreach (var (key, value) in line.Properties)
        {
            transaction.SetProperty(relationship, transaction.PropertyKey(Checked(key)), value);
        }
        return true;
    }

    private bool TryFind(in ImportEnd end, out NodeId node) =>
        _ofBatch.TryGetValue(end.Id, out node) || _nodes.TryFind(end, out node);

    private void Count(List<ImportLine> batch, (long Count, long First) leftOut)
    {
        if (leftOut.Count > 0)
        {
            _firstLeftOut = _leftOut == 0 ? leftOut.First : _firstLeftOut;
            _leftOut += leftOut.Count;
        }
        _progress.Batches++;
        foreach (var line in batch)
        {
            _progress.Rows++;
            // As APOC counts them: each has its id besides.
            _progress.Properties += line.Properties.Count + 1;
            if (line.IsNode)
            {
                _progress.Nodes++;
            }
            else
            {
                _progress.Relationships++;
            }
        }
        _progress.Relationships -= leftOut.Count;
    }

    private void Tell()
    {
        if (_leftOut > 0)
        {
            string were = _leftOut == 1 ? " was" : "s were";
            _call.Notify(
                ProcedureNotifications.Warning(
                    Name,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{_leftOut} relationship{were} left out, since the file and the database have no node for an end of theirs; the first is in line {_firstLeftOut} of {_file.Name}."
                    )
                )
            );
        }
        if (!_untyped.IsEmpty)
        {
            _call.Notify(ProcedureNotifications.Warning(Name, _untyped.Describe()));
        }
    }

    private static string Checked(string name) =>
        name.Length > 0 && Encoding.UTF8.GetByteCount(name) <= ushort.MaxValue
            ? name
            : throw ApocErrors.WrongName(name);
}
