using System.Text.RegularExpressions;

namespace Quiver.Cli.Commands.Import.Files;

/// <summary>Tells paths from the addresses of other stores.</summary>
internal static partial class InputAddress
{
    private const string FileScheme = "file:";

    /// <summary>The path that a <c>file:</c> address means; any other text as it is.</summary>
    public static string ToPath(string text)
    {
        if (!text.StartsWith(FileScheme, StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }
        string path = text[FileScheme.Length..];
        if (path.StartsWith("//", StringComparison.Ordinal))
        {
            int slash = path.IndexOf('/', 2);
            string host = slash < 0 ? "" : path[2..slash];
            path = slash >= 0 && host is "" or "localhost" ? path[slash..] : path;
        }
        return Uri.UnescapeDataString(path);
    }

    /// <summary>Whether the text names its store as <c>s3://bucket/file</c> does.</summary>
    public static bool HasScheme(string text) =>
        text.Contains("://", StringComparison.Ordinal) && Scheme().IsMatch(text);

    /// <summary>Why an address cannot be read, as whole sentences; null when it is a path.</summary>
    public static string? FindProblem(string text)
    {
        if (text == "-")
        {
            return "'-', the standard input, cannot be read: input is read more than once. Write it into a file first; a file of this name is './-'.";
        }
        if (!text.Contains("://", StringComparison.Ordinal))
        {
            return null;
        }
        var match = Scheme().Match(text);
        if (
            !match.Success
            || ToPath(text).StartsWith('/')
                && !ToPath(text).StartsWith("//", StringComparison.Ordinal)
        )
        {
            return null;
        }
        string remedy = match.Groups["name"].Value.ToUpperInvariant() switch
        {
            "S3" or "GS" or "AZB" =>
                "Reading from cloud stores is not supported yet: copy the file to a local folder first.",
            "HTTP" or "HTTPS" => "Download the file first, for example with curl -O.",
            "FILE" => "Only file:///path and file://localhost/path name local files.",
            _ => "Give the path of a local file.",
        };
        return $"The scheme of '{text}' is not supported. {remedy}";
    }

    [GeneratedRegex(@"^(?<name>[A-Za-z][A-Za-z0-9+.-]*)://", RegexOptions.ExplicitCapture)]
    private static partial Regex Scheme();
}
