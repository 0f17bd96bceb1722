using System.Text;

namespace Quiver.Cli.Shell;

/// <summary>Collects lines until they end a statement by a semicolon.</summary>
internal sealed class StatementBuffer
{
    // Stands alone behind the last statement exactly when that was ended by a semicolon outside of quotes and comments.
    private const string Mark = "\u0001";

    private readonly StringBuilder _text = new();

    /// <summary>Whether no statement has begun.</summary>
    public bool IsEmpty => StatementSplitter.BlankLength(_text.ToString()) == _text.Length;

    /// <summary>Adds a line; gives the statements that are whole now.</summary>
    public IReadOnlyList<string> Add(string line)
    {
        _text.Append(line).Append('\n');
        if (!line.Contains(';', StringComparison.Ordinal))
        {
            return [];
        }
        var statements = StatementSplitter.Split(_text + Mark).ToList();
        if (statements[^1] != Mark)
        {
            return [];
        }
        _text.Clear();
        return statements[..^1];
    }

    /// <summary>Gives what is left, as at the end of a script.</summary>
    public IReadOnlyList<string> Take()
    {
        var statements = StatementSplitter.Split(_text.ToString()).ToList();
        _text.Clear();
        return statements;
    }
}
