using Quiver.Storage.Schema;

namespace Quiver.Engine.Schema;

/// <summary>The names of what keeps indexes, which options may give.</summary>
internal static class IndexProviders
{
    /// <summary>The provider of a kind of index.</summary>
    public static string Of(IndexKind kind) =>
        kind switch
        {
            IndexKind.Range => "range-1.0",
            IndexKind.Text => "text-2.0",
            IndexKind.Point => "point-1.0",
            IndexKind.Vector => "vector-2.0",
            IndexKind.FullText => "fulltext-1.0",
            _ => "token-lookup-1.0",
        };
}
