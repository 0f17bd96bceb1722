namespace Quiver.Engine.Databases;

/// <summary>Why an increment was not merged, as far as its own content is the reason. Which part that is stands in its <see cref="Storage.Increments.LeftOutFile"/>.</summary>
public enum MergeRefusal
{
    /// <summary>It was merged.</summary>
    None,

    /// <summary>A part cannot be merged, and nobody said that it may be left out.</summary>
    NotAllowed,

    /// <summary>As many parts as are tolerated are left out already.</summary>
    OneTooMany,
}
