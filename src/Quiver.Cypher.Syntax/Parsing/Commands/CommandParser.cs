using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Parsing.Commands;

/// <summary>Parses statements that are no runs of clauses: lists of the server's things, and changes of schema.</summary>
internal sealed class CommandParser(Grammar grammar)
{
    private readonly TokenReader _reader = grammar.Reader;

    /// <summary>Parses the command that starts here; null when none does.</summary>
    public Query? TryParse() =>
        _reader.Current.Keyword switch
        {
            Keyword.Show => new ShowParser(grammar).Parse(),
            Keyword.Terminate => new ShowParser(grammar).ParseTerminate(),
            Keyword.Create when IndexCommandParser.StartsAt(_reader, _reader.Index + 1) =>
                new IndexCommandParser(grammar).ParseCreate(),
            Keyword.Create when ConstraintCommandParser.StartsAt(_reader, _reader.Index + 1) =>
                new ConstraintCommandParser(grammar).ParseCreate(),
            Keyword.Drop when IndexCommandParser.StartsAt(_reader, _reader.Index + 1) =>
                new IndexCommandParser(grammar).ParseDrop(),
            Keyword.Drop when ConstraintCommandParser.StartsAt(_reader, _reader.Index + 1) =>
                new ConstraintCommandParser(grammar).ParseDrop(),
            _ => null,
        };
}
