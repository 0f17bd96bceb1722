using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Values;
using TreeVariable = Quiver.Cypher.Syntax.Tree.Variable;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>MATCH with SEARCH: becomes a call of the procedure that searches the index, and a MATCH of what it finds.</summary>
internal static class VectorSearchClauses
{
    /// <summary>The clauses, with each MATCH that searches an index replaced.</summary>
    /// <exception cref="Quiver.Model.Status.CypherException">A pattern is not one that an index can be searched for.</exception>
    public static IReadOnlyList<Clause> Replace(
        IReadOnlyList<Clause> clauses,
        BindingErrors errors
    ) =>
        clauses.Any(static c => c is MatchClause { Search: not null })
            ? [.. clauses.SelectMany(c => Replace(c, errors))]
            : clauses;

    private static IEnumerable<Clause> Replace(Clause clause, BindingErrors errors)
    {
        if (clause is not MatchClause { Search: { } search } match)
        {
            return [clause];
        }
        bool isNode = IsNode(match, search, errors);
        Clause call = search.Where is null ? Call(search, isNode) : Chosen(search, isNode);
        var found = match with { Search = null, Optional = false };
        return match.Optional ? [Optional(match, [call, found], search)] : [call, found];
    }

    /// <summary>Whether a node is searched for; the pattern has one variable, which is that of the search.</summary>
    private static bool IsNode(MatchClause match, VectorSearch search, BindingErrors errors)
    {
        if (match.Patterns is not [{ Steps.Length: <= 1, Selector: null } part] || IsLong(part))
        {
            throw errors.SearchPatternTooComplex(search.Position);
        }
        var step = part.Steps is [var only] ? only : null;
        TreeVariable?[] all =
        [
            part.PathVariable,
            part.First.Variable,
            step?.Relationship.Variable,
            step?.Node.Variable,
        ];
        var bound = all.OfType<TreeVariable>().ToList();
        if (bound.Count > 1)
        {
            throw errors.SearchOfSeveralVariables(bound[1].Position);
        }
        if (bound is not [var variable] || variable.Name != search.Entity.Name)
        {
            throw errors.SearchVariableNotInPattern(search.Entity.Name, search.Entity.Position);
        }
        return part.PathVariable is null
            ? step?.Relationship.Variable is null
            : throw errors.SearchVariableNotInPattern(search.Entity.Name, search.Entity.Position);
    }

    private static bool IsLong(PatternPart part) =>
        part.Shortest != ShortestPathKind.None
        || part.Steps.Any(static s =>
            s.Quantified is not null || s.Relationship.Length is not null
        );

    private static ProcedureCallClause Call(VectorSearch search, bool isNode)
    {
        var extent = search.Extent;
        var yield = ImmutableArray.CreateBuilder<YieldItem>();
        yield.Add(Item(isNode ? "node" : "relationship", search.Entity));
        if (search.Score is { } score)
        {
            yield.Add(Item("score", score));
        }
        return new ProcedureCallClause(
            extent,
            Optional: false,
            new Name(
                extent,
                isNode ? "db.index.vector.queryNodes" : "db.index.vector.queryRelationships"
            ),
            IsImplicit: false,
            [
                new Literal(search.Index.Extent, Value.String(search.Index.Text)),
                search.Where is null
                    ? search.Limit
                    : new Literal(extent, Value.Integer(int.MaxValue)),
                search.Query,
            ],
            YieldsAll: false,
            yield.DrainToImmutable(),
            search.Where
        )
        {
            Search = search,
        };

        YieldItem Item(string column, TreeVariable variable) =>
            new(variable.Extent, new Name(variable.Extent, column), variable);
    }

    // CALL (*) { CALL … YIELD … WHERE … RETURN … LIMIT … }: the procedure gives the nearest first, all of them, of which those that satisfy the condition are counted.
    private static SubqueryCallClause Chosen(VectorSearch search, bool isNode) =>
        Subquery(search, [Call(search, isNode)], optional: false, search.Limit);

    // OPTIONAL CALL (*) { CALL … MATCH … RETURN … }: a row for which nothing is found stays.
    private static SubqueryCallClause Optional(
        MatchClause match,
        ImmutableArray<Clause> clauses,
        VectorSearch search
    ) => Subquery(search, clauses, match.Optional, limit: null);

    private static SubqueryCallClause Subquery(
        VectorSearch search,
        ImmutableArray<Clause> clauses,
        bool optional,
        Expression? limit
    )
    {
        var extent = search.Extent;
        ImmutableArray<TreeVariable> columns = search.Score is { } score
            ? [search.Entity, score]
            : [search.Entity];
        var body = new ProjectionBody(
            extent,
            Distinct: false,
            IncludesAll: false,
            [.. columns.Select(v => new ProjectionItem(v.Extent, v, Alias: null, v.Name))],
            OrderBy: [],
            Skip: null,
            limit
        );
        return new SubqueryCallClause(
            extent,
            optional,
            HasScope: true,
            ImportsAll: true,
            Imports: [],
            new SingleQuery(extent, clauses.Add(new ReturnClause(extent, body)))
        );
    }
}
