using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Catalog;

namespace Quiver.Cypher.Planning.Plans.Indexes;

/// <summary>
/// Nodes or relationships by an index: for each source row, those that the index has for its values, each once. Without a source there is one row
/// without columns.
/// </summary>
public abstract class IndexSeek : PlanNode
{
    private protected IndexSeek(
        PlanNode? source,
        IndexDescription index,
        IReadOnlyList<IndexCondition> conditions,
        IReadOnlyList<Variable> made
    )
        : base(source is null ? [] : [source], source is null ? made : [.. source.Output, .. made])
    {
        Index = index;
        Conditions = conditions;
    }

    /// <inheritdoc/>
    public sealed override string Details
    {
        get
        {
            string kind =
                Index.IsUnique && IsEquality
                    ? "UNIQUE"
                    : $"{Index.Type.ToString().ToUpperInvariant()} INDEX";
            string keys = string.Join(", ", Index.Keys.Select(Identifiers.Quote));
            var texts = Index.Keys.Zip(Conditions, static (k, c) => c.Text(Identifiers.Quote(k)));
            string order = Order switch
            {
                IndexOrder.Ascending => " ASC",
                IndexOrder.Descending => " DESC",
                _ => "",
            };
            string token = $"{Identifiers.Quote(Index.Token)}({keys})";
            return $"{kind} {Pattern(token)} WHERE {string.Join(" AND ", texts)}{order}";
        }
    }

    /// <summary>The operator whose rows it extends; null when no value comes from a row.</summary>
    public PlanNode? Source => Children.Count == 0 ? null : Children[0];

    /// <summary>The index.</summary>
    public IndexDescription Index { get; }

    /// <summary>A condition for each of the index's properties.</summary>
    public IReadOnlyList<IndexCondition> Conditions { get; }

    /// <summary>In which order of keys the rows must come; only without a source, or for one source row.</summary>
    public IndexOrder Order { get; internal set; }

    /// <summary>The conditions of the query that every row fulfils.</summary>
    internal IReadOnlyList<BoundExpression> Solved { get; init; } = [];

    /// <summary>Whether a row for which a value fails to be computed gets all nodes of the label, to fail where one of them turns out to be wanted.</summary>
    public bool IsAttempt { get; internal init; }

    internal sealed override IEnumerable<BoundExpression> Expressions =>
        Conditions.SelectMany(static c => c.Values);

    /// <summary>What it does, as the operator's name has it.</summary>
    private protected string Verb =>
        Conditions switch
        {
            _ when IsEquality => Index.IsUnique ? "UniqueIndexSeek" : "IndexSeek",
            [ExistsCondition, ..] => "IndexScan",
            [TextCondition { Operator: StringPredicateOperator.Contains }] => "IndexContainsScan",
            [TextCondition { Operator: StringPredicateOperator.EndsWith }] => "IndexEndsWithScan",
            [_] => "IndexSeekByRange",
            _ => "IndexSeek",
        };

    /// <summary>Whether all properties are asked for by value.</summary>
    internal bool IsEquality => Conditions.All(static c => c.IsEquality);

    /// <summary>The pattern around the index's label or type and properties.</summary>
    private protected abstract string Pattern(string token);
}
