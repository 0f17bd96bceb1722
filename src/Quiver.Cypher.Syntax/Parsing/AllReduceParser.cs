using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Values;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>
/// Parses <c>allReduce(accumulator = initial, x IN list | step, predicate)</c>: whether the predicate is true of the running value after every
/// step. The tree has it as a reduce over pairs of the running value and the answer so far.
/// </summary>
internal sealed class AllReduceParser(Grammar grammar)
{
    /// <summary>What it is called, in any case.</summary>
    public const string Name = "allReduce";

    // The tree that one of them stands for is as high as so many brackets.
    private const int Levels = 8;

    private readonly TokenReader _reader = grammar.Reader;

    /// <summary>Parses the call that starts here.</summary>
    public Expression Parse()
    {
        int start = _reader.Index;
        var outerHeights = new Stack<int>();
        while (outerHeights.Count < Levels)
        {
            outerHeights.Push(_reader.Descend());
        }
        var fold = Fold.Parse(grammar);
        _reader.Expect(TokenKind.Comma);
        Expression predicate = grammar.Expressions.Parse();
        _reader.Expect(TokenKind.RightParenthesis);
        while (outerHeights.TryPop(out int outerHeight))
        {
            _reader.Ascend(outerHeight);
        }
        var extent = _reader.ExtentFrom(start);
        return Reduce(extent, fold, predicate, start);
    }

    // reduce(h = [initial, true], x IN list | [a IN [[a IN [h[0]] | step][0]] | [a, h[1] AND predicate]][0])[1]
    private static IndexAccess Reduce(
        SourceExtent extent,
        Fold fold,
        Expression predicate,
        int number
    )
    {
        var state = new Variable(extent, HiddenName.Make("state", number));
        Expression value = For(fold.Accumulator, At(state, 0), fold.Step);
        var answer = new LogicalExpression(extent, LogicalOperator.And, [At(state, 1), predicate]);
        Expression next = For(
            fold.Accumulator,
            value,
            new ListExpression(extent, [fold.Accumulator, answer])
        );
        var isTrue = new Literal(extent, Value.True);
        var reduce = new ReduceExpression(
            extent,
            state,
            new ListExpression(extent, [fold.Initial, isTrue]),
            fold.Variable,
            fold.List,
            next
        );
        return At(reduce, 1);
    }

    // An expression in which a variable stands for the value of another one.
    private static IndexAccess For(Variable variable, Expression value, Expression result)
    {
        var extent = value.Extent;
        var list = new ListExpression(extent, [value]);
        return At(new ListComprehension(extent, variable, list, Where: null, result), 0);
    }

    private static IndexAccess At(Expression list, int index) =>
        new(list.Extent, list, new Literal(list.Extent, Value.Integer(index)));
}
