using System.Text;

namespace Quiver.Cypher.Execution.FullText;

/// <summary>A word with <c>*</c> for any characters and <c>?</c> for one.</summary>
internal sealed class WordPattern
{
    private const char Any = '\uFDD0';
    private const char One = '\uFDD1';

    private readonly string _pattern;

    /// <summary>Makes a pattern of a word as it was written, with backslashes before characters that mean themselves.</summary>
    /// <param name="written">The word.</param>
    /// <param name="normalize">Makes of a part what the index has.</param>
    public WordPattern(string written, Func<string, string> normalize)
    {
        var pattern = new StringBuilder();
        var part = new StringBuilder();
        for (int i = 0; i < written.Length; i++)
        {
            if (written[i] is '*' or '?')
            {
                pattern.Append(normalize(part.ToString())).Append(written[i] == '*' ? Any : One);
                part.Clear();
            }
            else
            {
                i += written[i] == '\\' && i + 1 < written.Length ? 1 : 0;
                part.Append(written[i]);
            }
        }
        _pattern = pattern.Append(normalize(part.ToString())).ToString();
        int first = _pattern.AsSpan().IndexOfAny(Any, One);
        Prefix = first < 0 ? _pattern : _pattern[..first];
    }

    /// <summary>What all words that match begin with.</summary>
    public string Prefix { get; }

    /// <summary>Whether a word matches.</summary>
    public bool IsMatch(string word)
    {
        int at = 0;
        int inPattern = 0;
        int retryPattern = -1;
        int retryAt = 0;
        while (at < word.Length)
        {
            if (inPattern < _pattern.Length && _pattern[inPattern] == Any)
            {
                retryPattern = ++inPattern;
                retryAt = at;
            }
            else if (
                inPattern < _pattern.Length
                && (_pattern[inPattern] == One || _pattern[inPattern] == word[at])
            )
            {
                inPattern++;
                at++;
            }
            else if (retryPattern >= 0)
            {
                inPattern = retryPattern;
                at = ++retryAt;
            }
            else
            {
                return false;
            }
        }
        return _pattern.AsSpan(inPattern).TrimStart(Any).IsEmpty;
    }
}
