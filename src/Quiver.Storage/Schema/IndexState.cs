namespace Quiver.Storage.Schema;

/// <summary>How far an index is.</summary>
public enum IndexState
{
    /// <summary>It is being built and cannot be read yet.</summary>
    Populating,

    /// <summary>It can be read.</summary>
    Online,

    /// <summary>It could not be built.</summary>
    Failed,
}
