namespace Quiver.Cli.Shell.Terminal;

/// <summary>The lines that were typed, kept in a file that only its user can read. Lines with a password are not kept.</summary>
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

    /// <summary>Adds a line unless it is blank, the same as the last, or holds a password.</summary>
    public void Add(string line)
    {
        bool isKept =
            !string.IsNullOrWhiteSpace(line)
            && line.Length <= MaxLineLength
            && !line.Contains("password", StringComparison.OrdinalIgnoreCase)
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
