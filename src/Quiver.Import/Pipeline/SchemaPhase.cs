using System.Globalization;
using Quiver.Foundation;
using Quiver.Storage.Generations;
using Quiver.Storage.Indexes;
using Quiver.Storage.Schema;

namespace Quiver.Import.Pipeline;

/// <summary>Checks the constraints of the new database and builds its indexes, by sorting, once all nodes and relationships are stored.</summary>
/// <param name="plan">What was asked for.</param>
/// <param name="graph">The graph.</param>
/// <param name="temporaryFolder">Where entries go that do not fit into memory.</param>
/// <param name="meter">Is told how it goes.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class SchemaPhase(
    ImportPlan plan,
    StagedGeneration graph,
    string temporaryFolder,
    ProgressMeter meter,
    CancellationToken cancellation
)
{
    /// <summary>Rows between two times at which what was read of the graph is let go, where memory is short.</summary>
    private const long RowsRemembered = 65_536;

    private readonly FaultLog _faults = new();

    private readonly bool _isShort = MemoryBudget.IsShort(plan.Options);
    private long _remembered;
    private FoundViolations? _nodes;
    private FoundViolations? _relationships;

    /// <summary>Where the rows of nodes stand, as far as this is known.</summary>
    public NodePlaces? Places { get; init; }

    /// <summary>Runs the phase.</summary>
    /// <exception cref="ImportException">A constraint does not hold, and no switch leaves out what it does not allow.</exception>
    /// <exception cref="ViolatingRowsException">Constraints do not hold for nodes or relationships that are to be left out then.</exception>
    public void Run()
    {
        new UnusedSchema(plan.Options, plan.Names, plan.Groups).WarnOfEmptyOnes(
            graph,
            meter.Progress
        );
        bool leavesNodes = plan.Options.SkipDuplicateNodes && Places is not null;
        _nodes = leavesNodes ? new FoundViolations() : null;
        _relationships = plan.Options.SkipBadRelationships ? new FoundViolations() : null;
        var tasks = ListTasks(graph.Graph.Schema.Definitions);
        meter.Begin(ImportPhase.Indexes, tasks.Sum(task => task.Work));
        int next = -1;
        WorkerThreads.Run(
            plan.Options.Threads,
            _faults,
            _ =>
            {
                // Tasks begin in order, and those that began run to their end: the earliest fault is always the same.
                while (!_faults.HasFault && Interlocked.Increment(ref next) is var i)
                {
                    if (i >= tasks.Count)
                    {
                        return;
                    }
                    TryRun(i, tasks[i].Run);
                }
            }
        );
        meter.End();
        LeaveOut(plan.Violating ?? new ViolatingRows());
    }

    /// <summary>Ends the pass where something is to be left out: nodes first, as without them there may be fewer relationships.</summary>
    private void LeaveOut(ViolatingRows rows)
    {
        const string Again = "the files are read again";
        if (_nodes is { Count: > 0 } nodes)
        {
            int before = rows.Count;
            foreach (var fault in nodes.Choose())
            {
                (string, long)? other = fault.Other is { } kept ? Places!.Find(kept) : null;
                rows.Add(fault, Places!.Find(fault.Id), other, graph.Graph.Tokens);
            }
            Invariant.Assert(rows.Count > before);
            throw new ViolatingRowsException(
                $"Constraints of --schema do not allow {ImportText.Some(rows.Count - before, "node")}: {Again} without.",
                rows,
                null
            );
        }
        if (_relationships is { Count: > 0 } relationships)
        {
            var suspects = new SuspectRelationships(graph.Graph);
            foreach (var fault in relationships.Choose())
            {
                suspects.Add(fault);
            }
            throw new ViolatingRowsException(
                $"Constraints of --schema do not allow {ImportText.Some(suspects.Count, "relationship")}: {Again} to find their rows, and then without.",
                rows,
                suspects
            );
        }
    }

    private void TryRun(int number, Action run)
    {
        try
        {
            run();
        }
        catch (Exception fault)
        {
            // Goes on in the thread that started the phase.
            _faults.Record(number, fault);
        }
    }

    /// <summary>First what is only looked through, then what is sorted, the largest first; each with the rows that it looks at.</summary>
    private List<(long Work, Action Run)> ListTasks(SchemaDefinitions schema)
    {
        var tasks = new List<(long, Action)>();
        foreach (var constraint in schema.Constraints)
        {
            if (constraint.RequiresExistence || constraint.Kind == ConstraintKind.PropertyType)
            {
                long rows = graph.CountOf(constraint.Entity, constraint.Token);
                tasks.Add((rows, () => Check(constraint)));
            }
        }
        var indexes = schema
            .Indexes.Where(static index => index.HasEntries)
            .Select(index =>
                (Rows: index.Tokens.Sum(token => graph.CountOf(index.Entity, token)), Index: index)
            )
            .OrderByDescending(work => work.Rows);
        foreach (var (rows, index) in indexes)
        {
            // Rows are read, then entries sorted and written.
            tasks.Add((2 * rows, () => Build(index, rows, schema)));
        }
        return tasks;
    }

    private void Check(ConstraintDefinition constraint) =>
        graph.FindViolations(constraint, Take, Report, cancellation);

    private void Build(IndexDefinition index, long rows, SchemaDefinitions schema)
    {
        ConstraintViolation? first = null;
        long read = 0;
        var constraint = index.OwningConstraint is { } owner ? schema.FindConstraint(owner) : null;
        string name = string.Create(CultureInfo.InvariantCulture, $"index-{index.Id}");
        graph.Build(
            index,
            new IndexBuildOptions
            {
                MemoryBytes = MemoryBudget.ForSorting(plan.Options),
                TemporaryFolder = Path.Join(temporaryFolder, name),
                Progress = count =>
                {
                    Report(count - read);
                    read = count;
                },
                Duplicate = constraint is null
                    ? null
                    : (other, id) =>
                    {
                        // They come in the order of values; of all, the earliest in the input is shown.
                        if (
                            !TryLeaveOut(new ConstraintViolation(constraint, id, other))
                            && (first is null || id < first.Value.Id)
                        )
                        {
                            first = new ConstraintViolation(constraint, id, other);
                        }
                    },
            },
            cancellation
        );
        if (first is { } violation)
        {
            throw Refuse(violation);
        }
        meter.Add(0, (2 * rows) - read);
    }

    private void Report(long rows)
    {
        meter.Add(rows, rows);
        if (_isShort && Interlocked.Add(ref _remembered, rows) >= RowsRemembered)
        {
            Interlocked.Exchange(ref _remembered, 0);
            graph.Forget();
        }
    }

    /// <summary>Puts a violation to the nodes that are left out, or refuses it.</summary>
    private void Take(ConstraintViolation violation)
    {
        if (!TryLeaveOut(violation))
        {
            throw Refuse(violation);
        }
    }

    private bool TryLeaveOut(ConstraintViolation violation) =>
        CollectorOf(violation) is { } collector && collector.TryAdd(violation);

    /// <summary>Collects violations of the kind that are left out; null when they are not.</summary>
    private FoundViolations? CollectorOf(ConstraintViolation violation) =>
        violation.Constraint.Entity == EntityKind.Node ? _nodes : _relationships;

    private string Remedy(ConstraintViolation violation)
    {
        if (CollectorOf(violation) is not null)
        {
            return "";
        }
        if (violation.Constraint.Entity == EntityKind.Relationship)
        {
            return " --skip-bad-relationships=true leaves such relationships out.";
        }
        return Places is null
            ? " With --id-type=actual no switch leaves such nodes out."
            : " --skip-duplicate-nodes=true leaves such nodes out.";
    }

    private ImportException Refuse(ConstraintViolation violation) =>
        ImportErrors.ConstraintViolated(
            violation.Constraint.Name,
            graph.Describe(violation).TrimEnd('.'),
            new ViolationPlaces(graph.Graph, Places).Describe(violation),
            Remedy(violation)
        );
}
