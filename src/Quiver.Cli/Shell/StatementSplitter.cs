namespace Quiver.Cli.Shell;

/// <summary>Cuts a script into statements at semicolons outside of text, names and comments.</summary>
internal static class StatementSplitter
{
    /// <summary>The statements that are not blank, without their semicolons.</summary>
    public static IEnumerable<string> Split(string script) =>
        SplitWithPositions(script).Select(static statement => statement.Text);

    /// <summary>The statements likewise, each with the position of its first character in the script.</summary>
    public static IEnumerable<(string Text, int Start)> SplitWithPositions(string script)
    {
        int start = 0;
        for (int i = 0; i <= script.Length; i++)
        {
            if (i == script.Length || script[i] == ';')
            {
                string rest = script[start..i].TrimStart();
                string statement = rest.TrimEnd();
                if (BlankLength(statement) < statement.Length)
                {
                    yield return (statement, i - rest.Length);
                }
                start = i + 1;
            }
            else
            {
                i = EndOfToken(script, i);
            }
        }
    }

    /// <summary>The last position of the quoted text or comment that begins here, or the position itself.</summary>
    private static int EndOfToken(string script, int at)
    {
        char c = script[at];
        if (c is '\'' or '"' or '`')
        {
            int i = at + 1;
            while (i < script.Length && script[i] != c)
            {
                i += script[i] == '\\' && c != '`' ? 2 : 1;
            }
            return Math.Min(i, script.Length - 1);
        }
        if (c == '/' && at + 1 < script.Length && script[at + 1] is '/' or '*')
        {
            bool line = script[at + 1] == '/';
            int end = script.IndexOf(line ? "\n" : "*/", at + 2, StringComparison.Ordinal);
            return end < 0 ? script.Length - 1 : end + (line ? 0 : 1);
        }
        return at;
    }

    /// <summary>How many characters of blanks and comments a statement begins with.</summary>
    public static int BlankLength(string statement)
    {
        int at = 0;
        while (at < statement.Length)
        {
            int end = EndOfToken(statement, at);
            bool isComment = end > at && statement[at] == '/';
            if (!isComment && !char.IsWhiteSpace(statement[at]))
            {
                break;
            }
            at = end + 1;
        }
        return at;
    }
}
