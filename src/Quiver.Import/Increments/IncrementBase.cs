using Quiver.Import.Headers;
using Quiver.Import.Pipeline;
using Quiver.Storage;
using Quiver.Storage.Information;
using Quiver.Storage.Manifests;
using Quiver.Storage.Schema;

namespace Quiver.Import.Increments;

/// <summary>The database that an increment is for, as of one commit, read from its files whether a server has it open or not.</summary>
internal sealed class IncrementBase : IDisposable
{
    private IncrementBase(Snapshot graph, Guid logId)
    {
        Graph = graph;
        LogId = logId;
    }

    /// <summary>The graph.</summary>
    public Snapshot Graph { get; }

    /// <summary>The identity of the log that it belongs to.</summary>
    public Guid LogId { get; }

    /// <summary>Opens the newest graph.</summary>
    /// <exception cref="ImportException">There is no database.</exception>
    public static IncrementBase Open(ImportOptions options)
    {
        var files = options.FileSystem;
        string directory = options.DatabaseDirectory;
        while (true)
        {
            if (!ManifestFile.Exists(files, directory))
            {
                throw IncrementImportErrors.NoDatabase(options.DatabaseName);
            }
            var before = ManifestFile.Read(files, directory).LogId;
            var graph = StoredDatabase.Latest(files, directory);
            if (ManifestFile.Read(files, directory).LogId == before)
            {
                return new(graph, before);
            }
            // An import took its place meanwhile.
            graph.Dispose();
        }
    }

    /// <summary>Finds for each id space the unique constraint by which its nodes are found in the database.</summary>
    public void ResolveKeys(
        IReadOnlyList<NodeGroupPlan> groups,
        ImportNames names,
        ImportOptions options,
        PlanProblems problems
    )
    {
        foreach (var group in groups)
        {
            if (group.Ids is not { } ids)
            {
                continue;
            }
            string place = group.Header.PlaceOf(ids.Column).ToString();
            if (ids.Parts.Count > 1)
            {
                problems.Report(
                    ImportErrorKind.Data,
                    $"{place}: identifiers of several ID columns are for full imports: an incremental one finds nodes by one property."
                );
                continue;
            }
            if (FindKey(group, names, out string problem) is not { } key)
            {
                problems.Report(ImportErrorKind.Data, $"{place}: {problem}");
                continue;
            }
            if (ids.Space.Key is { } other && other.Id != key.Id)
            {
                problems.Report(
                    ImportErrorKind.Data,
                    $"{place}: {ids.Space.Description} is found by the constraint '{other.Name}' in another header, and by '{key.Name}' here: use one for all headers of a group, or groups of their own."
                );
                continue;
            }
            ids.Space.Key = key;
        }
    }

    /// <summary>Finds out whether indexes and constraints can be created and dropped as the database is now. The merge does it as it is then.</summary>
    public void CheckSchema(IReadOnlyList<SchemaStep> steps, PlanProblems problems)
    {
        // Names that are new stay out of the database unless the merge brings them.
        var names = new ImportNames();
        names.Add(Graph.Tokens);
        var definitions = Graph.Schema.Definitions;
        var draft = new SchemaDraft(
            names,
            definitions with
            {
                // A merge that was cut short leaves the index of a constraint that never came to be, until the database is opened.
                Indexes =
                [
                    .. definitions.Indexes.Where(index =>
                        index.OwningConstraint is not { } owner
                        || definitions.FindConstraint(owner) is not null
                    ),
                ],
            }
        );
        foreach (var step in steps)
        {
            var result = draft.Add(step);
            if (!result.IsDone && !step.PassesOver(result))
            {
                string problem = SchemaErrors
                    .Of(result, step.DroppedName, names.ToTokens())
                    .Message.TrimEnd('.');
                string remedy =
                    result.Exists ? ": write IF NOT EXISTS, or take the command out of the file."
                    : result.IsNotFound ? ": write IF EXISTS, or take the command out of the file."
                    : ": drop the constraint.";
                problems.Report(ImportErrorKind.Usage, $"--schema, {step.Text}: {problem}{remedy}");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Graph.Dispose();

    private ConstraintDefinition? FindKey(
        NodeGroupPlan group,
        ImportNames names,
        out string problem
    )
    {
        problem = "";
        var column = group.Ids!.Column;
        if (column.Name.Length == 0)
        {
            problem =
                "the identifier names no property: name the one by which nodes are found in the database, as in uuid:ID(Person){label:Person}.";
            return null;
        }
        int key = Graph.Tokens.PropertyKeys.Find(column.Name);
        if (column.Options.TryGetValue(HeaderOptions.Label, out string? label))
        {
            int number = Graph.Tokens.Labels.Find(label);
            problem =
                number < 0 ? $"the label '{label}' does not exist in the database."
                : key < 0 ? $"the property '{column.Name}' does not exist in the database."
                : "";
            if (problem.Length > 0)
            {
                problem += Remedy(label, column.Name);
                return null;
            }
            var found = Candidates(key, [number]);
            problem =
                $"there is no unique constraint on {label} ({column.Name}).{Remedy(label, column.Name)}";
            return found.Count == 0 ? null : found[0];
        }
        var candidates = Candidates(key, group.Labels);
        if (candidates.Count == 1)
        {
            return candidates[0];
        }
        string example = group.Labels.Count > 0 ? names.Labels.NameOf(group.Labels[0]) : "Person";
        problem =
            candidates.Count == 0
                ? $"no label was specified for the identifier '{column.Name}', and no label of these nodes has a unique constraint on that property. Say by which label nodes are found, as in {column.Name}:ID{{label:{example}}}.{Remedy(example, column.Name)}"
                : $"several labels of these nodes have a unique constraint on '{column.Name}': say which one nodes are found by, as in {column.Name}:ID{{label:{names.Labels.NameOf(candidates[0].Token)}}}.";
        return null;
    }

    private static string Remedy(string label, string key) =>
        $" An incremental import finds nodes by a unique constraint: CREATE CONSTRAINT FOR (n:{label}) REQUIRE n.{key} IS UNIQUE";

    private List<ConstraintDefinition> Candidates(int key, IReadOnlyList<int> labels) =>
        [
            .. Graph.Schema.Constraints.Where(constraint =>
                constraint.IsUnique
                && constraint.Entity == EntityKind.Node
                && constraint.Keys.Length == 1
                && constraint.Keys[0] == key
                && labels.Contains(constraint.Token)
            ),
        ];
}
