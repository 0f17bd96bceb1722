using Quiver.Cypher.Syntax.Lexing;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>Follows tokens one after another and knows which stand between the angles of a type: a pipe there joins types and nothing else.</summary>
/// <param name="reader">The tokens.</param>
internal struct TypeStretch(TokenReader reader)
{
    private static readonly string[] s_framed = ["LIST", "ARRAY", "ANY", "VALUE", "VECTOR"];

    private bool _isType;

    private int _angles;

    /// <summary>Whether the token at an index, the next one that is asked for, stands between angles.</summary>
    public bool Holds(int index)
    {
        Token token = reader.TokenAt(index);
        switch (token.Kind)
        {
            case TokenKind.DoubleColon:
                _isType = true;
                _angles = 0;
                break;
            case TokenKind.Less:
                _isType = _isType && Frames(reader.TokenAt(index - 1));
                _angles += _isType ? 1 : 0;
                break;
            case TokenKind.Greater:
                _isType = _isType && _angles > 0;
                _angles -= _isType ? 1 : 0;
                break;
            case TokenKind.Pipe or TokenKind.Exclamation:
                break;
            case TokenKind.Name:
                _isType = _isType || token.Keyword == Keyword.Typed;
                break;
            case TokenKind.LeftParenthesis or TokenKind.RightParenthesis or TokenKind.Integer:
                // A vector's dimension.
                _isType = _isType && _angles > 0;
                break;
            default:
                _isType = false;
                break;
        }
        return _isType && _angles > 0;
    }

    private readonly bool Frames(Token token)
    {
        foreach (string word in s_framed)
        {
            if (reader.Spells(token, word))
            {
                return true;
            }
        }
        return false;
    }
}
