using Quiver.Model.Values;
using Quiver.Storage.Schema;

namespace Quiver.Storage.FullText;

/// <summary>The settings of full-text indexes.</summary>
public static class FullTextConfiguration
{
    /// <summary>The most properties that an index may have.</summary>
    public const int MaxProperties = 254;

    /// <summary>The setting of how text is cut into words.</summary>
    public const string Analyzer = "fulltext.analyzer";

    /// <summary>The setting of whether changes may be found later than the commit. They never are.</summary>
    public const string EventuallyConsistent = "fulltext.eventually_consistent";

    /// <summary>How an index cuts text into words; its creation has checked the name.</summary>
    public static TextAnalyzer AnalyzerOf(IndexDefinition index)
    {
        bool isSaid =
            index.Options.TryGetValue("indexConfig", out var configuration)
            && configuration.Kind == ValueKind.Map
            && configuration.AsMap().TryGetValue(Analyzer, out var name)
            && name.Kind == ValueKind.String;
        return
            isSaid && TextAnalyzers.Find(configuration.AsMap()[Analyzer].AsString()) is { } analyzer
            ? analyzer
            : TextAnalyzers.Default;
    }
}
