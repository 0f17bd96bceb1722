using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>What reduce and allReduce share: <c>(accumulator = initial, variable IN list | step</c>.</summary>
internal readonly record struct Fold(
    Variable Accumulator,
    Expression Initial,
    Variable Variable,
    Expression List,
    Expression Step
)
{
    /// <summary>Parses the call that starts here, up to the end of its step.</summary>
    public static Fold Parse(Grammar grammar)
    {
        var reader = grammar.Reader;
        reader.Advance();
        int open = reader.Index;
        reader.Expect(TokenKind.LeftParenthesis);
        Variable accumulator = grammar.Atoms.ParseVariable();
        reader.Expect(TokenKind.Equal);
        Expression initial = grammar.Expressions.Parse();
        reader.Expect(TokenKind.Comma);
        Variable variable = grammar.Atoms.ParseVariable();
        reader.Expect(Keyword.In);
        int outerPipe = grammar.Labels.ReservePipe(BracketContent.Of(reader, open).FirstPipe);
        Expression list = grammar.Expressions.Parse();
        grammar.Labels.ReservePipe(outerPipe);
        reader.Expect(TokenKind.Pipe);
        Expression step = grammar.Expressions.Parse();
        return new Fold(accumulator, initial, variable, list, step);
    }
}
