using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Schema;

namespace Quiver.Apoc.Schema;

/// <summary>apoc.schema.nodes: the indexes and constraints of labels. An index that keeps a constraint's keys unique is one row, under the constraint's kind.</summary>
internal sealed class NodeSchema
{
    private const string Name = "apoc.schema.nodes";
    private static readonly string[] s_known = ["labels", "excludeLabels"];

    private readonly Snapshot _snapshot;
    private readonly IReadOnlyList<string> _labels;
    private readonly IReadOnlyList<string> _excludedLabels;

    private NodeSchema(ProcedureInvocation call)
    {
        _snapshot = call.Snapshot;
        var options = new ProcedureConfig(Name, call, call.Arguments[0], s_known);
        _labels = options.Texts("labels");
        _excludedLabels = options.Texts("excludeLabels");
        if (_labels.Count > 0 && _excludedLabels.Count > 0)
        {
            throw ApocErrors.LabelsTwice();
        }
    }

    /// <summary>The procedure.</summary>
    public static Procedure Procedure { get; } =
        new(
            new ProcedureSignature(
                Name,
                [
                    new(
                        "config",
                        ProcedureType.Map,
                        "Options: labels or excludeLabels.",
                        Value.Map(MapValue.Empty)
                    ),
                ],
                [
                    new("name", ProcedureType.String, "The labels and properties as one text."),
                    new("label", ProcedureType.Any, "The label, or a list of several."),
                    new("properties", ProcedureType.ListOf(ProcedureType.String), "The keys."),
                    new("status", ProcedureType.String, "The index's state."),
                    new("type", ProcedureType.String, "The kind of index or constraint."),
                    new("failure", ProcedureType.String, "Why the index failed."),
                    new("populationProgress", ProcedureType.Float, "How much is indexed, in %."),
                    new("size", ProcedureType.Integer, "How many entries the index has, about."),
                    new(
                        "valuesSelectivity",
                        ProcedureType.Float,
                        "Different values to the entry, about: 1 where all differ."
                    ),
                    new("userDescription", ProcedureType.String, "All of it as one text."),
                ],
                "Gives the indexes and constraints of labels."
            ),
            static call => new NodeSchema(call).Rows()
        );

    private IEnumerable<Value[]> Rows()
    {
        var schema = _snapshot.Schema;
        var indexes = schema
            .Indexes.Where(i => i.Entity == EntityKind.Node && i.Kind != IndexKind.Lookup)
            .Select(i => (LabelsOf(i.Tokens), Row: (Func<Value[]>)(() => RowOf(i))));
        var constraints = schema
            .Constraints.Where(static c => c.Entity == EntityKind.Node && c.OwnedIndex is null)
            .Select(c => (LabelsOf([c.Token]), Row: (Func<Value[]>)(() => RowOf(c))));
        return
        [
            .. indexes
                .Concat(constraints)
                .Where(e => e.Item1.Any(IsWanted))
                .Select(static e => e.Row())
                .OrderBy(static r => r[0].AsString(), StringComparer.Ordinal)
                .ThenBy(static r => r[4].AsString(), StringComparer.Ordinal),
        ];
    }

    private bool IsWanted(string label) =>
        (_labels.Count == 0 || _labels.Contains(label, StringComparer.Ordinal))
        && !_excludedLabels.Contains(label, StringComparer.Ordinal);

    private Value[] RowOf(IndexDefinition index)
    {
        var schema = _snapshot.Schema;
        var status = schema.StatusOf(index);
        bool isCounted = index.HasEntries && schema.IsOnline(index);
        var (entries, keys) = isCounted ? _snapshot.EstimateIndex(index) : default;
        // What was changed since the index was built may stand in two of its lists.
        entries = Math.Min(entries, index.Tokens.Sum(NodesWith));
        var owner = index.OwningConstraint is { } id ? schema.Definitions.FindConstraint(id) : null;
        string[] labels = LabelsOf(index.Tokens);
        string[] properties = KeysOf(index.Keys);
        return
        [
            Value.String(NameOf(labels, properties)),
            labels.Length == 1 ? Value.String(labels[0]) : ListOf(labels),
            ListOf(properties),
            Value.String(status.State.ToString().ToUpperInvariant()),
            Value.String(owner is null ? SchemaText.NameOf(index.Kind) : SchemaText.TypeOf(owner)),
            Value.String(status.FailureMessage.Length == 0 ? "NO FAILURE" : status.FailureMessage),
            Value.Float(status.PopulationPercent),
            Value.Integer(entries),
            Value.Float(entries == 0 ? 0 : Math.Min(1, (double)keys / entries)),
            Value.String(SchemaText.Describe(index, _snapshot.Tokens)),
        ];
    }

    private Value[] RowOf(ConstraintDefinition constraint)
    {
        string[] labels = LabelsOf([constraint.Token]);
        string[] properties = KeysOf(constraint.Keys);
        return
        [
            Value.String(NameOf(labels, properties)),
            Value.String(labels[0]),
            ListOf(properties),
            Value.String(""),
            Value.String(SchemaText.TypeOf(constraint)),
            Value.String("NO FAILURE"),
            Value.Float(0),
            Value.Integer(0),
            Value.Float(0),
            Value.String(SchemaText.Describe(constraint, _snapshot.Tokens)),
        ];
    }

    private long NodesWith(int label) => _snapshot.Counts.NodesByLabel.GetValueOrDefault(label);

    private string[] LabelsOf(IEnumerable<int> tokens) =>
        [.. tokens.Select(t => _snapshot.Tokens.Labels[t])];

    private string[] KeysOf(IEnumerable<int> keys) =>
        [.. keys.Select(k => _snapshot.Tokens.PropertyKeys[k])];

    private static string NameOf(string[] labels, string[] properties) =>
        $":{string.Join(":", labels)}({string.Join(",", properties)})";

    private static Value ListOf(string[] texts) => Value.List([.. texts.Select(Value.String)]);
}
