namespace Quiver.Cli.Shell.Terminal;

/// <summary>The statements that were typed, each a line, kept in a file that only its user can read. Statements with a password are not kept.</summary>
internal sealed class ShellHistory
{
    private const int MaxLines = 1_000;
    private const int MaxLineLength = 64 * 1024;

    private readonly string? _file;
    private readonly List<string> _lines = [];

    /// <summary>Reads the file.</summary>
    /// <param name="file">The file; null to keep lines in memory only.</param>
    public ShellHistory(string? file)
    {
        _file = file;
        try
        {
            if (file is not null && File.Exists(file))
            {
                _lines.AddRange(
                    File.ReadLines(file)
                        .Where(static line => line.Length <= MaxLineLength)
                        .TakeLast(MaxLines)
                );
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Without its history the shell works as well.
            _file = null;
        }
    }

    /// <summary>How many lines there are.</summary>
    public int Count => _lines.Count;

    /// <summary>A line, the oldest first.</summary>
    public string this[int index] => _lines[index];

    /// <summary>
    /// Adds what was typed for one statement, as one line: all of it comes back at once. Where a comment to the end of a line may forbid that, its lines stay lines. One that
    /// holds a password is not kept, whichever of its lines does.
    /// </summary>
    public void Add(IReadOnlyList<string> typed)
    {
        string whole = string.Join(' ', typed);
        if (whole.Contains("password", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }
        if (typed.Count == 1 || !whole.Contains("//", StringComparison.Ordinal))
        {
            Add(whole);
            return;
        }
        foreach (string line in typed)
        {
            Add(line);
        }
    }

    /// <summary>Adds a line unless it is blank or the same as the last.</summary>
    private void Add(string line)
    {
        bool isKept =
            !string.IsNullOrWhiteSpace(line)
            && line.Length <= MaxLineLength
            && (_lines.Count == 0 || _lines[^1] != line);
        if (!isKept)
        {
            return;
        }
        _lines.Add(line);
        if (_lines.Count > MaxLines)
        {
            _lines.RemoveAt(0);
        }
        Save();
    }

    private void Save()
    {
        if (_file is null)
        {
            return;
        }
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }
            using var writer = new StreamWriter(_file, options);
            foreach (string line in _lines)
            {
                writer.WriteLine(line);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A full disk or a read-only home costs the history, not the session.
        }
    }
}
