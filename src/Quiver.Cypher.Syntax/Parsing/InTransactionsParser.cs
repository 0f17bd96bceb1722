using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>Parses IN TRANSACTIONS behind CALL of a subquery.</summary>
internal sealed class InTransactionsParser(Grammar grammar)
{
    private readonly TokenReader _reader = grammar.Reader;

    /// <summary>Parses what stands behind the subquery; null when that is something else.</summary>
    public InTransactions? TryParse()
    {
        int start = _reader.Index;
        if (!_reader.Accept(Keyword.In))
        {
            return null;
        }
        Expression? concurrency = null;
        bool isConcurrent = _reader.AcceptWord("CONCURRENT");
        if (!isConcurrent && !_reader.AtWord("TRANSACTIONS"))
        {
            concurrency = grammar.Expressions.Parse();
            isConcurrent = _reader.AcceptWord("CONCURRENT");
        }
        _reader.ExpectWord("TRANSACTIONS");
        var settings = new InTransactions(
            _reader.ExtentFrom(start),
            isConcurrent,
            concurrency,
            RowCount: null,
            ErrorReaction.Fail,
            Retries: false,
            RetrySeconds: null,
            Status: null
        );
        while (TryParseSetting(settings) is { } more)
        {
            settings = more with { Extent = _reader.ExtentFrom(start) };
        }
        return settings;
    }

    private InTransactions? TryParseSetting(InTransactions settings)
    {
        if (settings.RowCount is null && _reader.AcceptWord("OF"))
        {
            Expression count = grammar.Expressions.Parse();
            if (!_reader.AcceptWord("ROWS"))
            {
                _reader.ExpectWord("ROW");
            }
            return settings with { RowCount = count };
        }
        if (_reader.Accept(Keyword.On))
        {
            _reader.ExpectWord("ERROR");
            return _reader.AcceptWord("RETRY")
                ? ParseRetry(settings)
                : settings with
                {
                    OnError = ParseReaction(),
                };
        }
        if (settings.Status is null && _reader.AcceptWord("REPORT"))
        {
            _reader.ExpectWord("STATUS");
            _reader.Expect(Keyword.As);
            return settings with { Status = grammar.Atoms.ParseVariable() };
        }
        return null;
    }

    private InTransactions ParseRetry(InTransactions settings)
    {
        Expression? seconds = null;
        if (_reader.Accept(Keyword.For))
        {
            seconds = grammar.Expressions.Parse();
            if (
                !_reader.AcceptWord("SECONDS")
                && !_reader.AcceptWord("SECOND")
                && !_reader.AcceptWord("SECS")
            )
            {
                _reader.ExpectWord("SEC");
            }
        }
        var reaction = _reader.Accept(Keyword.Then) ? ParseReaction() : ErrorReaction.Fail;
        return settings with { OnError = reaction, Retries = true, RetrySeconds = seconds };
    }

    private ErrorReaction ParseReaction()
    {
        if (_reader.AcceptWord("CONTINUE"))
        {
            return ErrorReaction.Continue;
        }
        if (_reader.AcceptWord("BREAK"))
        {
            return ErrorReaction.Break;
        }
        _reader.ExpectWord("FAIL");
        return ErrorReaction.Fail;
    }
}
