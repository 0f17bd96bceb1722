using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Operators;
using Quiver.Cypher.Execution.Operators.Indexes;
using Quiver.Cypher.Planning.Plans.Indexes;

namespace Quiver.Cypher.Execution;

/// <summary>The operators that read indexes.</summary>
internal sealed partial class OperatorBuilder
{
    private IndexSeekOperator BuildIndexSeek(IndexSeek seek)
    {
        bool hasSource = seek.Source is not null;
        var source = hasSource
            ? Build(seek.Source!)
            : new ArgumentOperator(
                ArgumentRows.None,
                new OutputColumns(new RowSchema([]), new RowSchema([]))
            );
        var schema = hasSource ? SchemaOf(seek.Source!) : new RowSchema([]);
        var output = new OutputColumns(SchemaOf(seek), schema);
        var compiler = new ExpressionCompiler(schema, context);
        var probes = new IndexProbe[seek.Conditions.Count];
        for (int i = 0; i < probes.Length; i++)
        {
            var condition = seek.Conditions[i];
            var values = compiler.Compile(condition.Values);
            probes[i] = new IndexProbe(
                condition,
                seek.IsAttempt
                    ? Array.ConvertAll(values, static v => new AttemptedKeyExpression(v))
                    : values
            );
        }
        return seek switch
        {
            NodeIndexSeek node => new NodeIndexSeekOperator(
                context,
                source,
                node,
                new IndexProbes(probes),
                output
            ),
            _ => new RelationshipIndexSeekOperator(
                context,
                source,
                (RelationshipIndexSeek)seek,
                new IndexProbes(probes),
                output
            ),
        };
    }
}
