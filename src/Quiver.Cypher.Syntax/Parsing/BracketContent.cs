using Quiver.Cypher.Syntax.Lexing;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>
/// Where commas, pipes and WHERE stand directly within a pair of brackets: it tells a comprehension from a list, and
/// the pipe before a projection from one within a label expression. An index is -1 where there is none.
/// </summary>
internal readonly record struct BracketContent(
    int FirstComma,
    int FirstWhere,
    int FirstPipe,
    int LastPipe
)
{
    /// <summary>Looks through the brackets that open at an index. Cost: linear in what stands directly within them.</summary>
    public static BracketContent Of(TokenReader reader, int openIndex)
    {
        int close = reader.PartnerOf(openIndex);
        int comma = -1;
        int where = -1;
        int pipe = -1;
        int lastPipe = -1;
        int openWhens = 0;
        var type = new TypeStretch(reader);
        for (int i = openIndex + 1; i < close; i++)
        {
            Token token = reader.TokenAt(i);
            if (type.Holds(i))
            {
                continue;
            }
            if (reader.PartnerOf(i) is int inner and >= 0)
            {
                i = inner;
            }
            else if (token.Keyword is Keyword.When or Keyword.Then)
            {
                // The commas of a WHEN separate values of a CASE, not elements of a list.
                openWhens += token.Keyword == Keyword.When ? 1 : -1;
            }
            else if (token.Kind == TokenKind.Comma)
            {
                comma = comma < 0 && openWhens <= 0 ? i : comma;
            }
            else if (token.Kind == TokenKind.Pipe)
            {
                pipe = pipe < 0 ? i : pipe;
                lastPipe = i;
            }
            else if (token.Keyword == Keyword.Where)
            {
                where = where < 0 ? i : where;
            }
        }
        return new(comma, where, pipe, lastPipe);
    }

    /// <summary>The pipe before a comprehension's projection: the last one when a WHERE, which may hold others, precedes the first.</summary>
    public int ProjectionPipe => FirstWhere >= 0 && FirstPipe > FirstWhere ? LastPipe : FirstPipe;

    /// <summary>Whether what begins like a comprehension is one, not a list whose first element is a membership test.</summary>
    public bool IsComprehension =>
        FirstComma < 0
        || (FirstWhere >= 0 && FirstWhere < FirstComma)
        || (FirstPipe >= 0 && FirstPipe < FirstComma);
}
