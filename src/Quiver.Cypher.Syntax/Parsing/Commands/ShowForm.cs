using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Parsing.Commands;

/// <summary>One way to say what SHOW lists.</summary>
internal sealed class ShowForm
{
    private readonly Word[] _words;

    /// <param name="kind">What is listed.</param>
    /// <param name="selection">Which of them, as the tree has it.</param>
    /// <param name="phrase">The words: <c>A|B</c> is either, <c>[A]</c> may be missing. The first of several is the one that is printed.</param>
    /// <param name="names">What may follow.</param>
    public ShowForm(
        ShowKind kind,
        string selection,
        string phrase,
        ShowNames names = ShowNames.None
    )
    {
        Kind = kind;
        Selection = selection;
        Names = names;
        _words = [.. phrase.Split(' ').Select(static text => new Word(text))];
    }

    /// <summary>What is listed.</summary>
    public ShowKind Kind { get; }

    /// <summary>Which of them.</summary>
    public string Selection { get; }

    /// <summary>What may follow.</summary>
    public ShowNames Names { get; }

    /// <summary>The words as they are printed.</summary>
    public string Text =>
        string.Join(
            ' ',
            _words.Where(static w => !w.IsOptional).Select(static w => w.Spellings[0])
        );

    /// <summary>How many tokens from an index on are this form's words; -1 when they are others.</summary>
    /// <param name="reader">The tokens.</param>
    /// <param name="index">The first token.</param>
    /// <param name="fitting">How many of them fit, at least.</param>
    /// <param name="expected">What would have fitted behind those.</param>
    public int Match(TokenReader reader, int index, out int fitting, out string expected)
    {
        int at = index;
        foreach (var word in _words)
        {
            if (word.IsSpelledBy(reader, at))
            {
                at++;
            }
            else if (!word.IsOptional)
            {
                fitting = at - index;
                expected = $"'{word.Spellings[0]}'";
                return -1;
            }
        }
        fitting = at - index;
        expected = "";
        return fitting;
    }

    private sealed class Word(string text)
    {
        public bool IsOptional { get; } = text[0] == '[';

        public string[] Spellings { get; } = text.Trim('[', ']').Split('|');

        public bool IsSpelledBy(TokenReader reader, int index)
        {
            foreach (string spelling in Spellings)
            {
                if (reader.Spells(reader.TokenAt(index), spelling))
                {
                    return true;
                }
            }
            return false;
        }
    }
}
