namespace Quiver.Cli.Commands.Import.Settings;

/// <summary>A line of a configuration file.</summary>
/// <param name="Key">What it sets.</param>
/// <param name="Value">To what.</param>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 1.</param>
internal sealed record Setting(string Key, string Value, string Path, int Line)
{
    /// <summary>Where it stands, for messages.</summary>
    public string Place => $"{Path}:{Line}";
}
