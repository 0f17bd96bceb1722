using System.Text.Json;

namespace Quiver.Apoc.Json;

/// <summary>How JSON is read.</summary>
internal static class JsonSettings
{
    /// <summary>The deepest nesting that is read.</summary>
    public const int MaxDepth = 256;

    /// <summary>One document.</summary>
    public static readonly JsonReaderOptions Reading = new() { MaxDepth = MaxDepth };

    /// <summary>Documents one behind the other.</summary>
    public static readonly JsonReaderOptions ReadingMany = new()
    {
        MaxDepth = MaxDepth,
        AllowMultipleValues = true,
    };
}
