using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Foundation.Text;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>Parses what may precede a query, in any order: EXPLAIN or PROFILE, CYPHER with a version and options.</summary>
internal sealed class PrefixParser(TokenReader reader)
{
    private static readonly ImmutableArray<string> s_versions = ["5", "25"];

    private readonly ImmutableArray<QueryOption>.Builder _options =
        ImmutableArray.CreateBuilder<QueryOption>();

    /// <summary>Whether the query runs or shows its plan.</summary>
    public StatementMode Mode { get; private set; }

    /// <summary>The version asked for.</summary>
    public LanguageVersion Version { get; private set; }

    /// <summary>The options, in the order written.</summary>
    public ImmutableArray<QueryOption> Options => _options.ToImmutable();

    /// <summary>Takes everything that precedes the query.</summary>
    public void Parse()
    {
        while (true)
        {
            Token token = reader.Current;
            if (reader.Accept(Keyword.Explain))
            {
                SetMode(StatementMode.Explain, token);
            }
            else if (reader.Accept(Keyword.Profile))
            {
                SetMode(StatementMode.Profile, token);
            }
            else if (reader.Accept(Keyword.Cypher))
            {
                ParseVersion();
                ParseOptions();
            }
            else
            {
                return;
            }
        }
    }

    private void SetMode(StatementMode mode, Token token)
    {
        if (Mode != StatementMode.Normal && Mode != mode)
        {
            throw SyntaxErrors.ConflictingQueryOptions(
                reader.Source,
                token.Start,
                "execution mode (EXPLAIN and PROFILE)"
            );
        }
        Mode = mode;
    }

    private void ParseVersion()
    {
        if (reader.Current.Kind is not (TokenKind.Integer or TokenKind.Float))
        {
            return;
        }
        Token token = reader.Advance();
        string text = reader.TextOf(token).ToString();
        LanguageVersion version = text switch
        {
            "5" => LanguageVersion.Cypher5,
            "25" => LanguageVersion.Cypher25,
            _ => throw SyntaxErrors.InvalidQueryOption(
                reader.Source,
                token.Start,
                text,
                "cypher version",
                s_versions
            ),
        };
        if (Version != LanguageVersion.Default && Version != version)
        {
            throw SyntaxErrors.ConflictingQueryOptions(
                reader.Source,
                token.Start,
                "cypher version"
            );
        }
        Version = version;
    }

    private void ParseOptions()
    {
        while (reader.Current.Kind == TokenKind.Name && reader.Peek().Kind == TokenKind.Equal)
        {
            int start = reader.Index;
            Token keyToken = reader.Advance();
            string key = reader.TextOf(keyToken).ToString();
            if (!QueryOptions.Known.TryGetValue(key, out ImmutableArray<string> settings))
            {
                string? nearest = NearestName.Find(key, QueryOptions.Known.Keys);
                throw SyntaxErrors.UnknownQueryOption(reader.Source, keyToken.Start, key, nearest);
            }
            reader.Expect(TokenKind.Equal);
            Token settingToken = reader.Current;
            string setting = reader.ExpectName("a value").Text;
            if (!settings.Contains(setting, StringComparer.OrdinalIgnoreCase))
            {
                throw SyntaxErrors.InvalidQueryOption(
                    reader.Source,
                    settingToken.Start,
                    setting,
                    key,
                    settings
                );
            }
            _options.Add(new QueryOption(reader.ExtentFrom(start), key, setting));
        }
    }
}
