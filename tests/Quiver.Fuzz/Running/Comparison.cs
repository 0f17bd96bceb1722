using Quiver.Cypher.Syntax;
using Quiver.Fuzz.Generation;
using Quiver.Fuzz.Reference;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Fuzz.Running;

/// <summary>Runs a query by engine and reference.</summary>
/// <param name="Verdict">How they compare.</param>
/// <param name="Expected">What the reference gives.</param>
/// <param name="Found">What the engine gives.</param>
/// <param name="After">The graph after the query, by the reference.</param>
internal sealed record Comparison(
    Verdict Verdict,
    string Expected,
    string Found,
    PlainGraph? After = null
)
{
    private const int Orders = 9;

    // A row that is one of several to be the last is so in few orders.
    private const int OrdersBeforeDifference = 200;

    /// <summary>Compares a query that reads.</summary>
    public static Task<Comparison> OfReadingAsync(
        Subject subject,
        PlainGraph graph,
        FuzzQuery query,
        bool isExplicit
    ) => OfAsync(subject, graph, query, () => subject.ReadAsync(query, isExplicit), changes: false);

    /// <summary>Compares a query that changes the graph.</summary>
    public static Task<Comparison> OfChangeAsync(
        Subject subject,
        PlainGraph graph,
        FuzzQuery query,
        bool commits
    ) => OfAsync(subject, graph, query, () => subject.ChangeAsync(query, commits), changes: true);

    private static async Task<Comparison> OfAsync(
        Subject subject,
        PlainGraph graph,
        FuzzQuery query,
        Func<Task<Outcome>> run,
        bool changes
    )
    {
        Outcome found;
        try
        {
            found = await run();
        }
        catch (UndecidedException error)
        {
            return new(Verdict.Undecided, error.Message, "");
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            string[] lines = error.ToString().Split('\n');
            return new(Verdict.Different, "no exception", string.Join('\n', lines.Take(6)));
        }
        if (found.Error is { } refusal && IsCompileTime(refusal))
        {
            var verdict = IsOfTypes(refusal) ? Verdict.Refused : Verdict.Different;
            return new(verdict, "a query that is not refused", refusal);
        }
        if (found.Error?.Contains("TransactionTimedOut", StringComparison.Ordinal) == true)
        {
            return new(Verdict.Undecided, "too slow", "");
        }
        var expected = new List<Outcome>();
        PlainGraph? after = null;
        Outcome Expect(int order)
        {
            var copy = changes ? graph.Copy() : graph;
            var outcome = Refer(copy, query, order, changes);
            after ??= copy;
            bool isRefused = changes && subject.KeepsIds && !copy.HasUniqueIds("B");
            return isRefused ? Outcome.Failed("an id twice") : outcome;
        }
        try
        {
            for (int order = 0; order <= Orders; order++)
            {
                expected.Add(Expect(order));
                if (order == 0 && Agrees(expected[0], found))
                {
                    break;
                }
            }
            var comparison = Judge(expected, found, query.Text) with { After = after };
            for (
                int order = Orders + 1;
                comparison.Verdict == Verdict.Different && order < OrdersBeforeDifference;
                order++
            )
            {
                if (Agrees(Expect(order), found))
                {
                    return comparison with { Verdict = Verdict.Open };
                }
            }
            return comparison;
        }
        catch (UndecidedException error)
        {
            return new(Verdict.Undecided, error.Message, "");
        }
    }

    // These make lists in the order of their rows, which some orders of the reference may have in common by chance.
    private static bool GathersRows(string query) =>
        query.Contains("collect(", StringComparison.Ordinal)
        || query.Contains("[(", StringComparison.Ordinal);

    // The other orders only say whether a difference counts.
    private static bool Agrees(Outcome expected, Outcome found) =>
        expected.Error is not null
            ? found.Error is not null
            : found.Error is null && Text(expected, false) == found.Canonical(false, expected.Ties);

    // Whether a condition is asked for rows that others of its clause drop is open, and of what was deleted nothing can be asked.
    private static bool MatchesAfterDeletion(string query)
    {
        int deletion = query.IndexOf("DELETE ", StringComparison.Ordinal);
        return deletion >= 0 && query.IndexOf("MATCH ", deletion, StringComparison.Ordinal) >= 0;
    }

    private static Comparison Judge(List<Outcome> expected, Outcome found, string query)
    {
        int failures = expected.Count(e => e.Error is not null);
        if (failures == expected.Count)
        {
            var verdict = found.Error is null ? Verdict.OnlyReferenceFails : Verdict.BothFail;
            return new(verdict, expected[0].Error!, found.Error ?? "rows");
        }
        if (failures > 0)
        {
            return new(Verdict.Open, "fails in some orders", "");
        }
        if (found.Error is not null)
        {
            // A constraint may be hurt between two clauses.
            bool isOpen =
                found.Error.StartsWith(
                    StatusCodes.ConstraintValidationFailed.Code,
                    StringComparison.Ordinal
                )
                || (
                    MatchesAfterDeletion(query)
                    && found.Error.StartsWith(
                        StatusCodes.EntityNotFound.Code,
                        StringComparison.Ordinal
                    )
                );
            var verdict = isOpen ? Verdict.Open : Verdict.Different;
            return new(verdict, Text(expected[0], false), found.Error);
        }
        foreach (bool isLoose in (bool[])[false, true])
        {
            var answers = expected.Select(e => Text(e, isLoose)).Distinct(StringComparer.Ordinal);
            if (answers.Count() == 1)
            {
                string answer = Text(expected[0], isLoose);
                string other = found.Canonical(isLoose, expected[0].Ties);
                if (answer != other && !isLoose && GathersRows(query))
                {
                    continue;
                }
                var verdict = answer == other ? Verdict.Same : Verdict.Different;
                return new(verdict, Counted(expected[0], answer), Counted(found, other));
            }
        }
        return new(Verdict.Open, Text(expected[0], false), "");
    }

    private static string Counted(Outcome outcome, string text) =>
        $"# {outcome.Rows.Count} rows\n{text}";

    private static string Text(Outcome outcome, bool isLoose) =>
        outcome.Canonical(isLoose, outcome.Ties);

    private static Outcome Refer(PlainGraph graph, FuzzQuery query, int order, bool changes)
    {
        try
        {
            var result = new Interpreter(graph, order, query.Parameters).Run(
                CypherParser.Parse(query.Text)
            );
            var content = new PlainContent(graph);
            var exact = new ContentText(content, isLoose: false);
            var loose = new ContentText(content, isLoose: true);
            return new(
                [.. result.Rows.Select(exact.Format)],
                [.. result.Rows.Select(loose.Format)],
                result.Ties,
                changes ? Graph(graph, exact) : null
            );
        }
        catch (ReferenceException error)
        {
            return Outcome.Failed(error.Message);
        }
    }

    private static List<string> Graph(PlainGraph graph, ContentText text)
    {
        static Value Node(long id) => Value.Node(new(id));
        return
        [
            .. graph.Nodes.Keys.Select(id => text.Format([Node(id)])).Order(StringComparer.Ordinal),
            .. graph
                .Relationships.Values.Select(r =>
                    text.Format([Node(r.Start), Value.Relationship(new(r.Id)), Node(r.End)])
                )
                .Order(StringComparer.Ordinal),
        ];
    }

    // The generator knows kinds only roughly; in all else its queries are valid.
    private static bool IsOfTypes(string error) =>
        error.Contains("Type mismatch", StringComparison.Ordinal);

    private static bool IsCompileTime(string error) =>
        error.StartsWith(StatusCodes.SyntaxError.Code, StringComparison.Ordinal)
        || error.StartsWith(StatusCodes.SemanticError.Code, StringComparison.Ordinal)
        || error.StartsWith(StatusCodes.UnsupportedOperation.Code, StringComparison.Ordinal);
}
