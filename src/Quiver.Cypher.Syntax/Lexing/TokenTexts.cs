namespace Quiver.Cypher.Syntax.Lexing;

/// <summary>How error messages name the kinds of token.</summary>
internal static class TokenTexts
{
    /// <summary>The token as an item of a list of what was expected.</summary>
    public static string Expected(TokenKind kind) =>
        kind switch
        {
            TokenKind.EndOfInput => "<EOF>",
            TokenKind.Name or TokenKind.QuotedName => "an identifier",
            TokenKind.Integer => "an integer value",
            TokenKind.Float => "a decimal value",
            TokenKind.String => "a string value",
            TokenKind.LeftParenthesis => "'('",
            TokenKind.RightParenthesis => "')'",
            TokenKind.LeftBracket => "'['",
            TokenKind.RightBracket => "']'",
            TokenKind.LeftBrace => "'{'",
            TokenKind.RightBrace => "'}'",
            TokenKind.Comma => "','",
            TokenKind.Semicolon => "';'",
            TokenKind.Dot => "'.'",
            TokenKind.DotDot => "'..'",
            TokenKind.Colon => "':'",
            TokenKind.DoubleColon => "'::'",
            TokenKind.Dollar => "'$'",
            TokenKind.Pipe => "'|'",
            TokenKind.DoublePipe => "'||'",
            TokenKind.Ampersand => "'&'",
            TokenKind.Exclamation => "'!'",
            TokenKind.Plus => "'+'",
            TokenKind.PlusEqual => "'+='",
            TokenKind.Minus => "'-'",
            TokenKind.Star => "'*'",
            TokenKind.Slash => "'/'",
            TokenKind.Percent => "'%'",
            TokenKind.Caret => "'^'",
            TokenKind.Equal => "'='",
            TokenKind.NotEqual => "'<>'",
            TokenKind.ExclamationEqual => "'!='",
            TokenKind.RegexMatch => "'=~'",
            TokenKind.Less => "'<'",
            TokenKind.LessOrEqual => "'<='",
            TokenKind.Greater => "'>'",
            TokenKind.GreaterOrEqual => "'>='",
            _ => "a valid character",
        };
}
