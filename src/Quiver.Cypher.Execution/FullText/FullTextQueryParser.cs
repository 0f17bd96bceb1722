using System.Globalization;
using System.Text;
using Quiver.Cypher.Execution.Expressions;
using Quiver.Model.Status;
using Quiver.Storage.FullText;

namespace Quiver.Cypher.Execution.FullText;

/// <summary>
/// Parses queries of full-text indexes as Lucene's classic parser has them: words, phrases, fields, AND, OR, NOT, + and -, groups, wildcards, similar words, ranges, regular expressions and
/// boosts. Used once.
/// </summary>
/// <param name="text">The query.</param>
/// <param name="analyzer">Cuts it into words.</param>
/// <param name="fields">The names of the index's fields.</param>
/// <param name="expressions">Matches words against the regular expressions in it.</param>
/// <param name="error">Makes the error of what is wrong with it.</param>
internal sealed class FullTextQueryParser(
    string text,
    TextAnalyzer analyzer,
    IReadOnlyList<string> fields,
    RegularExpressions expressions,
    Func<string, CypherException> error
)
{
    private const int MaxDepth = 100;
    private const int MaxClauses = 1024;
    private const int MaxEdits = 2;
    private const string Specials = "+-!():^[]\"{}~*?\\/";

    private int _at;
    private int _clauses;

    /// <summary>Parses the query; null when nothing in it is looked up.</summary>
    public FullTextQuery? Parse()
    {
        var query = ParseCombination(FullTextQuery.EveryField, 0);
        return _at == text.Length ? query : throw Wrong("a bracket is closed that was not opened");
    }

    private bool IsAtEnd => _at >= text.Length;

    private FullTextQuery? ParseCombination(int field, int depth)
    {
        if (depth > MaxDepth)
        {
            throw Wrong("it is nested too deeply");
        }
        var clauses = new List<FullTextClause>();
        bool isFirst = true;
        for (SkipSpaces(); !IsAtEnd && text[_at] != ')'; SkipSpaces())
        {
            bool isAnd = AcceptWord("AND") || Accept("&&");
            bool isOr = !isAnd && (AcceptWord("OR") || Accept("||"));
            if (isFirst && (isAnd || isOr))
            {
                throw Wrong("it begins with AND or OR");
            }
            isFirst = false;
            SkipSpaces();
            bool isNeeded = Accept("+");
            bool isExcluded = !isNeeded && (Accept("-") || Accept("!") || AcceptWord("NOT"));
            SkipSpaces();
            if (IsAtEnd || text[_at] == ')')
            {
                throw Wrong("a word is missing at its end");
            }
            if (isAnd && clauses.Count > 0 && clauses[^1].Demand == FullTextDemand.May)
            {
                clauses[^1] = clauses[^1] with { Demand = FullTextDemand.Must };
            }
            if (ParseClause(field, depth) is not { } query)
            {
                continue;
            }
            if (++_clauses > MaxClauses)
            {
                throw Wrong("it has too many parts");
            }
            clauses.Add(
                new(
                    query,
                    isExcluded ? FullTextDemand.MustNot
                        : isNeeded || isAnd ? FullTextDemand.Must
                        : FullTextDemand.May
                )
            );
        }
        return clauses switch
        {
            [] => null,
            [{ Demand: not FullTextDemand.MustNot } only] => only.Query,
            _ => new FullTextQuery.Combination([.. clauses]),
        };
    }

    private FullTextQuery? ParseClause(int field, int depth)
    {
        if (Accept("*:*"))
        {
            return ParseBoost(new FullTextQuery.Every(FullTextQuery.EveryField));
        }
        int start = _at;
        string name = ReadWord();
        if (name.Length > 0 && Accept(":"))
        {
            field = FieldOf(Unescape(name));
            SkipSpaces();
        }
        else
        {
            _at = start;
        }
        if (IsAtEnd)
        {
            throw Wrong("a word is missing at its end");
        }
        switch (text[_at])
        {
            case '(':
                _at++;
                var group = ParseCombination(field, depth + 1);
                if (!Accept(")"))
                {
                    throw Wrong("a bracket is not closed");
                }
                return ParseBoost(group);
            case '"':
                return ParsePhrase(field);
            case '[' or '{':
                return ParseRange(field);
            case '/':
                return ParseExpression(field);
            default:
                return ParseWord(field);
        }
    }

    private FullTextQuery? ParseWord(int field)
    {
        string written = ReadWord();
        if (written.Length == 0)
        {
            throw Wrong($"'{text[_at]}' stands where a word is wanted");
        }
        if (HasWildcard(written))
        {
            if (written.AsSpan().Trim('*').IsEmpty)
            {
                return ParseBoost(new FullTextQuery.Every(field));
            }
            var pattern = new WordPattern(written, analyzer.Normalize);
            return ParseBoost(new FullTextQuery.Pattern(field, pattern.Prefix, pattern.IsMatch));
        }
        string word = Unescape(written);
        if (Accept("~"))
        {
            string normal = analyzer.Normalize(word);
            return ParseBoost(new FullTextQuery.Fuzzy(field, normal, ReadEdits(normal)));
        }
        var words = new List<AnalyzedWord>();
        analyzer.Analyze(word, words);
        return ParseBoost(
            words switch
            {
                [] => null,
                [var only] => new FullTextQuery.Word(field, only.Text),
                _ => new FullTextQuery.Combination([
                    .. words.Select(w => new FullTextClause(
                        new FullTextQuery.Word(field, w.Text),
                        FullTextDemand.May
                    )),
                ]),
            }
        );
    }

    private FullTextQuery? ParsePhrase(int field)
    {
        string phrase = Unescape(ReadQuoted('"'));
        int slop = Accept("~") ? (int)Math.Min(ReadNumber() ?? MaxEdits, int.MaxValue / 2) : 0;
        var words = new List<AnalyzedWord>();
        analyzer.Analyze(phrase, words);
        return ParseBoost(
            words switch
            {
                [] => null,
                [var only] => new FullTextQuery.Word(field, only.Text),
                _ => new FullTextQuery.Phrase(field, [.. words], slop),
            }
        );
    }

    private FullTextQuery? ParseRange(int field)
    {
        bool includesLow = text[_at++] == '[';
        string? low = ReadBound();
        if (!AcceptWord("TO"))
        {
            throw Wrong("a range has no TO");
        }
        string? high = ReadBound();
        if (IsAtEnd || text[_at] is not (']' or '}'))
        {
            throw Wrong("a range is not closed");
        }
        bool includesHigh = text[_at++] == ']';
        return ParseBoost(
            new FullTextQuery.Pattern(
                field,
                "",
                word => IsWithin(low, word, includesLow) && IsWithin(word, high, includesHigh)
            )
        );
    }

    private FullTextQuery? ParseExpression(int field)
    {
        string expression = ReadQuoted('/').Replace("\\/", "/", StringComparison.Ordinal);
        return ParseBoost(
            new FullTextQuery.Pattern(field, "", word => expressions.IsMatch(expression, word))
        );
    }

    private FullTextQuery? ParseBoost(FullTextQuery? query)
    {
        if (!Accept("^"))
        {
            return query;
        }
        double boost = ReadNumber() ?? throw Wrong("a number is missing behind ^");
        return query is null ? null : query with { Boost = query.Boost * boost };
    }

    private static bool IsWithin(string? low, string? high, bool isInclusive)
    {
        if (low is null || high is null)
        {
            return true;
        }
        int order = string.CompareOrdinal(low, high);
        return order < 0 || (order == 0 && isInclusive);
    }

    private string? ReadBound()
    {
        SkipSpaces();
        bool isQuoted = !IsAtEnd && text[_at] == '"';
        int start = _at;
        while (!isQuoted && !IsAtEnd && !IsSpace(text[_at]) && text[_at] is not (']' or '}'))
        {
            _at++;
        }
        string bound = isQuoted ? ReadQuoted('"') : text[start.._at];
        SkipSpaces();
        if (bound.Length == 0)
        {
            throw Wrong("a range lacks an end");
        }
        return bound == "*" && !isQuoted ? null : analyzer.Normalize(Unescape(bound));
    }

    private int ReadEdits(string word)
    {
        if (ReadNumber() is not { } number)
        {
            return MaxEdits;
        }
        // Below 1 it says how similar words must be.
        double edits = number is > 0 and < 1 ? (1 - number) * word.Length : number;
        return (int)Math.Min(edits, MaxEdits);
    }

    private double? ReadNumber()
    {
        int start = _at;
        while (!IsAtEnd && (char.IsAsciiDigit(text[_at]) || text[_at] == '.'))
        {
            _at++;
        }
        return double.TryParse(
            text.AsSpan(start, _at - start),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out double number
        )
            ? number
            : null;
    }

    /// <summary>Takes a word as it is written, wildcards and backslashes included.</summary>
    private string ReadWord()
    {
        int start = _at;
        while (!IsAtEnd && IsOfWord(text[_at], isFirst: _at == start))
        {
            if (text[_at] == '\\' && ++_at == text.Length)
            {
                throw Wrong("a backslash stands at its end");
            }
            _at++;
        }
        return text[start.._at];
    }

    private static bool IsOfWord(char character, bool isFirst) =>
        !IsSpace(character)
        && (
            character is '\\' or '*' or '?'
            || (character is '+' or '-' ? !isFirst : !Specials.Contains(character))
        );

    private string ReadQuoted(char quote)
    {
        int start = ++_at;
        while (!IsAtEnd && text[_at] != quote)
        {
            _at += text[_at] == '\\' ? 2 : 1;
        }
        if (IsAtEnd)
        {
            throw Wrong($"a {quote} is not closed");
        }
        return text[start.._at++];
    }

    private static string Unescape(string written)
    {
        if (!written.Contains('\\'))
        {
            return written;
        }
        var plain = new StringBuilder(written.Length);
        for (int i = 0; i < written.Length; i++)
        {
            i += written[i] == '\\' && i + 1 < written.Length ? 1 : 0;
            plain.Append(written[i]);
        }
        return plain.ToString();
    }

    private static bool HasWildcard(string written)
    {
        for (int i = 0; i < written.Length; i++)
        {
            if (written[i] is '*' or '?')
            {
                return true;
            }
            i += written[i] == '\\' ? 1 : 0;
        }
        return false;
    }

    private int FieldOf(string name)
    {
        for (int i = 0; i < fields.Count; i++)
        {
            if (string.Equals(fields[i], name, StringComparison.Ordinal))
            {
                return i;
            }
        }
        return FullTextQuery.UnknownField;
    }

    private bool Accept(string sign)
    {
        bool isThere = string.CompareOrdinal(text, _at, sign, 0, sign.Length) == 0;
        _at += isThere ? sign.Length : 0;
        return isThere;
    }

    /// <summary>Takes a word of the language, which is one only where it stands alone.</summary>
    private bool AcceptWord(string word)
    {
        int behind = _at + word.Length;
        bool isThere =
            string.CompareOrdinal(text, _at, word, 0, word.Length) == 0
            && (behind == text.Length || IsSpace(text[behind]) || text[behind] == '(');
        _at += isThere ? word.Length : 0;
        return isThere;
    }

    private void SkipSpaces()
    {
        while (!IsAtEnd && IsSpace(text[_at]))
        {
            _at++;
        }
    }

    private static bool IsSpace(char character) =>
        character is ' ' or '\t' or '\n' or '\r' or '\u3000';

    private CypherException Wrong(string why) => error($"Cannot parse '{text}': {why}");
}
