using System.Text;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Cypher.Syntax.Tree.Administration;

namespace Quiver.Cypher.Syntax.Parsing.Administration;

/// <summary>Parses what the commands share: names, and what happens when there is one of that name or none.</summary>
internal sealed class CommandNameParser(Grammar grammar)
{
    private readonly TokenReader _reader = grammar.Reader;
    private readonly WordReader _words = new(grammar.Reader);

    /// <summary>Parses <c>name</c>, <c>a.dotted.name</c>, <c>`a-name`</c> or <c>$parameter</c>.</summary>
    /// <param name="sort">What is named, for example "a database name".</param>
    public CommandName Parse(string sort)
    {
        int start = _reader.Index;
        if (_reader.At(TokenKind.Dollar))
        {
            Parameter parameter = grammar.Atoms.ParseParameter();
            return new CommandName(parameter.Extent, parameter.Name, IsParameter: true);
        }
        var text = new StringBuilder(_reader.ExpectName(sort).Text);
        while (_reader.Accept(TokenKind.Dot))
        {
            text.Append('.').Append(_reader.ExpectName(sort).Text);
        }
        return new CommandName(_reader.ExtentFrom(start), text.ToString(), IsParameter: false);
    }

    /// <summary>Parses IF NOT EXISTS, where it may stand.</summary>
    public CreationMode ParseMode(bool replaces)
    {
        if (replaces)
        {
            return CreationMode.OrReplace;
        }
        return _words.AcceptAll("IF", "NOT", "EXISTS")
            ? CreationMode.IfNotExists
            : CreationMode.Create;
    }

    /// <summary>Parses IF EXISTS, where it may stand.</summary>
    public bool ParseIfExists() => _words.AcceptAll("IF", "EXISTS");
}
