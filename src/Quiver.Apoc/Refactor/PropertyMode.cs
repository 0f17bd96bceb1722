namespace Quiver.Apoc.Refactor;

/// <summary>What becomes of a property that several merged nodes or relationships have.</summary>
internal enum PropertyMode
{
    /// <summary>The value of the last one stays.</summary>
    Overwrite,

    /// <summary>The value of the first one stays.</summary>
    Discard,

    /// <summary>Different values become a list.</summary>
    Combine,
}
