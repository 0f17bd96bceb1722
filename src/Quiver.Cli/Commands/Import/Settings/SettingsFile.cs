using System.Text;
using Quiver.Cli.CommandLine;
using Quiver.Foundation.IO;

namespace Quiver.Cli.Commands.Import.Settings;

/// <summary>A configuration file in the form of neo4j.conf: <c>key=value</c> lines, <c>#</c> comments, a backslash at the end of a line joins it with the next.</summary>
internal sealed class SettingsFile
{
    private const int MaxBytes = 1 << 20;

    /// <summary>Values of which a key has many, each of them meant.</summary>
    private static readonly string[] KeysOfOtherEngines =
    [
        "dbms.jvm.",
        "server.jvm.",
        "dbms.memory.",
        "server.memory.",
        "dbms.record_format",
        "db.format",
    ];

    private readonly List<Setting> _settings = [];

    private SettingsFile(string path) => Path = path;

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Its keys that have no effect on an import here, each once.</summary>
    public IEnumerable<string> KeysWithoutEffect =>
        _settings
            .Select(setting => setting.Key)
            .Where(key =>
                KeysOfOtherEngines.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal))
            )
            .Distinct();

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="CommandException">It is too long, or no text.</exception>
    public static SettingsFile Read(IFileSystem files, string path)
    {
        var file = new SettingsFile(path);
        string[] lines = BoundedText.Read(files, path, MaxBytes).Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            int first = i;
            var line = new StringBuilder(lines[i].Trim());
            bool isComment = line.Length == 0 || line[0] is '#' or '!';
            while (!isComment && line.Length > 0 && line[^1] == '\\' && i + 1 < lines.Length)
            {
                line.Length--;
                line.Append(lines[++i].Trim());
            }
            string text = line.ToString();
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (!isComment && equals > 0)
            {
                file._settings.Add(
                    new Setting(text[..equals].Trim(), text[(equals + 1)..].Trim(), path, first + 1)
                );
            }
        }
        return file;
    }

    /// <summary>The last setting of a key, or null; an empty value is none.</summary>
    public Setting? Find(string key) =>
        _settings.LastOrDefault(setting => setting.Key == key && setting.Value.Length > 0);
}
