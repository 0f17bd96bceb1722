using System.Text.Encodings.Web;
using System.Text.Json;

namespace Quiver.Apoc.Json;

/// <summary>How JSON is written and read.</summary>
internal static class JsonSettings
{
    /// <summary>The deepest nesting that is read or written.</summary>
    public const int MaxDepth = 256;

    /// <summary>Text is written as it is, apart from what JSON itself demands. What is written comes from checked values, so that it need not be checked again.</summary>
    public static readonly JsonWriterOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxDepth,
        SkipValidation = true,
    };

    /// <summary>One document.</summary>
    public static readonly JsonReaderOptions Reading = new() { MaxDepth = MaxDepth };

    /// <summary>Documents one behind the other.</summary>
    public static readonly JsonReaderOptions ReadingMany = new()
    {
        MaxDepth = MaxDepth,
        AllowMultipleValues = true,
    };
}
